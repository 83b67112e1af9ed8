"""From what p2pdrv writes to the serial line to a log for `p2pcheck conform`: one JSON object a line.

    serial_log.py SERIAL [LOG]

Nothing is thrown away in silence: a line that is cut off, pages that are not of the pool, an unbind that never ends and
whatever the kernel complains of is an error, with exit code 1; what could be read is written all the same.
"""

import dataclasses
import json
import re
import sys

MARKS = {".": "HOLE", "S": "START", "i": "INSIDE", "C": "CUT"}

# What the kernel warns of and is none of our business: who speaks, behind the time.
HARMLESS = re.compile(
    r"!?(<\d+>)?(\[ *[\d.]+\] )?"
    r"(nvme |ACPI|x86/|mtrr|Spectre|RETBleed|TSC|tsc|clocksource|hpet|platform|FAULT_INJECTION|random:)"
)
COMPLAINT = re.compile(
    r"BUG|Oops|Call Trace|Kernel panic|blocked for more than|Bad (page|rss)|bad page|RIP:|lockdep|possible .* locking"
    r"|inconsistent lock state|UBSAN|KASAN|KCSAN|KMSAN|KFENCE|refcount_t|general protection|double fault|soft lockup|hard LOCKUP"
    r"|self-detected stall|detected stalls|list_(add|del) corruption|scheduling while atomic|sleeping function called"
    r"|Unable to handle|unable to handle|kmemleak|suspicious RCU|page dumped because|stack guard|Out of memory"
)
WARNING = re.compile(r"WARNING")

# An allocation that was made to fail is told with a trace of its own.
NO_MEMORY = re.compile(r"page allocation failure|vmalloc error: .* failed")

LINE = re.compile(
    r"@(?P<number>\d+) (?P<actor>[-a-z]) (?P<call>\w+)(?P<words>(?: [^ ]+)*?) -> (?P<result>\w+)"
    r"(?: value=(?P<value>\d+))?(?: fail=(?P<fail>hit|missed))? at=(?P<start>-?\d+),(?P<end>-?\d+) free=(?P<free>-|\d+)"
    r"(?P<processes>(?: \| [a-z] (?:=|\S+ \S+ \S+))*)(?: seen=(?P<seen>\d+))?$"
)

# What is no call.
DIRECTIONS = {"sleep", "wait", "shut", "go", "window"}


class Damage(Exception):
    """What is not as it should be, in words."""


@dataclasses.dataclass
class Process:
    marks: str
    rights: str
    pages: list  # None where nothing is mapped


@dataclasses.dataclass
class Call:
    number: int
    actor: str  # "-" if it is no process
    name: str
    words: list
    result: str
    value: int | None
    fail: str | None  # hit or missed; None if no failure was asked for
    start: int
    end: int
    free: int | None  # None if there is no pool
    processes: dict
    seen: int = 0  # when all of that had been seen
    overlaps: bool = False  # it was not waited for
    underway: frozenset = frozenset()  # who is still inside a call when it is waited for, and is not shown

    @property
    def is_quiet(self):
        return not self.underway


@dataclasses.dataclass
class Serial:
    header: dict
    calls: list
    complaints: list
    is_whole: bool
    underway: int = 0  # lines of calls that were not waited for


def read_pages(text):
    return [None if word == "-" else word if word == "?" else int(word) for word in text.split(",")]


def read_processes(text, shown):
    """The processes of a line; `shown` has what was shown of each last, for `=` stands for it."""
    processes = {}
    for part in text.split(" | ")[1:]:
        name, what = part.split(" ", 1)
        if what == "=":
            if name not in shown:
                raise Damage(f"{name} is as it was, and has not been shown")
        else:
            marks, rights, pages = what.split(" ")
            shown[name] = Process(marks, rights, read_pages(pages))
        processes[name] = shown[name]
    return processes


def read_call(line, shown):
    match = LINE.match(line)
    if not match:
        raise Damage(f"not a line of p2pdrv: {line[:120]}")
    return Call(
        int(match["number"]),
        match["actor"],
        match["call"],
        [word for word in match["words"].split() if not word.startswith("fail=")],
        match["result"],
        None if match["value"] is None else int(match["value"]),
        match["fail"],
        int(match["start"]),
        int(match["end"]),
        None if match["free"] == "-" else int(match["free"]),
        read_processes(match["processes"], shown),
        int(match["seen"] or match["end"]),
    )


def read(text):
    """What stands on a serial line."""
    serial = Serial({}, [], [], False)
    shown, underway = {}, {}
    is_told = False  # what follows belongs to a failure, up to the end of its call
    for line in text.replace("\r", "").split("\n"):
        is_told = (is_told or bool(NO_MEMORY.search(line))) and not line.startswith("@")
        if serial.is_whole and line.startswith("@"):
            raise Damage(f"behind the end: {line[:120]}")
        if line.startswith("@begin "):
            if "window" in serial.header:
                raise Damage("it begins twice")
            serial.header |= {k: int(v) for k, v in re.findall(r"(\w+)=(\d+)", line)}
            if not {"window", "pages", "processes"} <= serial.header.keys():
                raise Damage(f"not a beginning: {line[:120]}")
        elif line.startswith("@linux "):
            serial.header["linux"] = line[7:].rstrip(";")
        elif line.startswith("@end "):
            serial.is_whole = line == f"@end calls={len(serial.calls) + serial.underway};"
        elif line.startswith("@"):
            # The last line of a machine that was stopped has no end, and is none.
            if not line.endswith(";"):
                continue
            call = read_call(line[:-1].replace(" &", " ", 1), shown)
            if "window" not in serial.header:
                raise Damage("a call before the beginning")
            if call.number != len(serial.calls) + serial.underway + 1:
                raise Damage(f"call {call.number} stands where {len(serial.calls) + serial.underway + 1} was expected")
            if call.result == "UNDERWAY":
                serial.underway += 1
                underway[call.actor] = underway.get(call.actor, 0) + 1
                continue
            if call.name not in DIRECTIONS and underway.get(call.actor):
                # Calls of one process are waited for in the order in which they were made; meanwhile it makes no others.
                underway[call.actor] -= 1
                call.overlaps = True
            call.underway = frozenset(actor for actor, count in underway.items() if count)
            serial.calls.append(call)
        elif is_told and re.search(r"Call Trace|RIP:", line):
            continue
        elif line.startswith("!p2pdrv") or is_complaint(line):
            serial.complaints.append(line.lstrip("!"))
    return serial


def is_complaint(line):
    """Whether the kernel says that it is not well."""
    return COMPLAINT.search(line) or WARNING.search(line) and not HARMLESS.search(line)


def result_of(call):
    """What the model says of the call: as a rule the name of the error."""
    if call.name == "exit":
        return None
    if call.name == "load" and call.result == "OK":
        return chr(call.value) if call.value else "nothing"
    if call.name == "mremap":
        return {"OK": True, "ENOMEM": False}.get(call.result, call.result)
    return call.result


def check_madvise(call):
    """ENOMEM of MADV_DONTNEED means that there is a hole, and nothing else; what VMAs there are the model must explain."""
    start, length = map(int, call.words[:2])
    has_hole = "." in call.processes[call.actor].marks[start : start + length]
    if call.result != ("ENOMEM" if has_hole else "OK"):
        raise Damage(f"call {call.number}: madvise returns {call.result}, there is {'a' if has_hole else 'no'} hole")


def check_mremap(call):
    """The old mapping stays if MREMAP_DONTUNMAP says so, and otherwise goes; after a failure the model must explain what is there."""
    start, length = map(int, call.words[:2])
    marks = call.processes[call.actor].marks[start : start + length]
    stays = "dontunmap" in call.words
    if call.result == "OK" and call.fail != "hit" and any((mark == ".") == stays for mark in marks):
        raise Damage(f"call {call.number}: after mremap the old mapping {'is gone' if stays else 'is still there'}")


class Living:
    """Which processes there are, and whether there is a driver."""

    def __init__(self, header):
        self.names = set()
        self.all = {chr(ord("a") + i) for i in range(header["processes"])}
        self.is_bound = True  # None if it is not known, for something has failed

    def is_nobody(self, call):
        """Whether a call is nobody's, as p2pdrv may say it is, after a fork that failed."""
        if call.name == "fork" and call.actor in self.names:
            return call.words[0] in self.names or call.words[0] not in self.all
        return call.actor not in self.names and call.name != "open"

    def follow(self, call):
        """What the call has changed of that, and whether what was seen after it says so too."""
        if call.result == "ESRCH":
            if call.name not in DIRECTIONS and not self.is_nobody(call):
                raise Damage(f"call {call.number}: {call.name} returns ESRCH, and {call.actor} is there")
        elif call.name == "exit":
            self.names.discard(call.actor)
        elif call.name == "open" and call.result == "OK":
            self.names.add(call.actor)
        elif call.name == "fork" and call.result == "OK":
            self.names.add(call.words[0])
        elif call.name in ("bind", "unbind"):
            is_sure = call.result == "OK" and call.fail != "hit"
            self.is_bound = call.name == "bind" if is_sure else None
        seen, there = set(call.processes), self.names - call.underway
        if seen != there:
            names = " ".join(sorted(seen)) or "nobody", " ".join(sorted(there)) or "nobody"
            raise Damage(f"call {call.number}: shows {names[0]}, and there is {names[1]}")
        if call.is_quiet and self.is_bound is not None and (call.free is not None) != self.is_bound:
            raise Damage(f"call {call.number}: there is {'no' if self.is_bound else 'a'} pool")


def observed_of(call, window, pages):
    """What was seen when no call was under way."""
    observed = {}
    if call.free is not None:
        observed["free"] = call.free
    if call.processes:
        observed["map"] = {n: [pages if g is None else g for g in p.pages] for n, p in call.processes.items()}
        observed["vmas"] = {n: [MARKS[m] for m in p.marks] for n, p in call.processes.items()}
    for name, process in call.processes.items():
        if "?" in process.pages:
            raise Damage(f"call {call.number}: {name} has mapped what is not of the pool")
        if not len(process.pages) == len(process.marks) == window:
            raise Damage(f"call {call.number}: {name} has not {window} addresses")
    return observed


def entry_of(call):
    """What was called and what came of it."""
    entry = {"call": "pin" if call.name == "begin_io" else call.name, "note": call.number}
    if call.actor != "-":
        entry["actor"] = call.actor
    # That the old mapping of an mremap stays is its end, not an argument.
    words = [word for word in call.words if word != "dontunmap"]
    if words:
        entry["arguments"] = [int(word) if word.isdigit() else word for word in words]
    result = result_of(call)
    if call.name == "madvise" and not call.overlaps:
        check_madvise(call)
    if call.name == "mremap" and not call.overlaps:
        check_mremap(call)
    if call.actor == "-":
        if call.result != "OK":
            raise Damage(f"call {call.number}: {call.name} returns {call.result}")
    elif result is not None:
        entry["result"] = result
    # Without a failure that was asked for there is none.
    if call.fail != "hit":
        entry["fails"] = False
    return entry


class Entries:
    """The entries of a log. They have times if calls overlap, or the disk reads pages while others are made."""

    def __init__(self, serial):
        self.window, self.pages = serial.header["window"], serial.header["pages"]
        self.is_timed = any(call.overlaps or call.name == "begin_io" for call in serial.calls)
        self.lines = []
        self.pinned = {}  # since when the disk reads a page of a process
        self.quiet_since = 0
        # What was done before p2pdrv began.
        self.add({"call": "bind", "fails": False}, 0, 0)

    def add(self, entry, start, end):
        self.lines.append(entry | {"start": start, "return": end} if self.is_timed else entry)

    def unpin(self, actor, start, end):
        self.add({"call": "unpin", "actor": actor}, start, end)

    def read(self, call):
        self.quiet_since = max(self.quiet_since, call.end)
        observed = observed_of(call, self.window, self.pages) if call.is_quiet else {}
        if call.name == "end_io":
            # The kernel says so before it unpins the page.
            if call.actor in self.pinned:
                self.unpin(call.actor, self.pinned.pop(call.actor), call.seen)
        else:
            if call.overlaps and call.name == "mmap" and call.result == "EEXIST":
                # MAP_FIXED_NOREPLACE, which nobody asks for otherwise, has done nothing.
                self.see(call, observed)
                return
            entry = entry_of(call)
            if call.name in ("pin", "begin_io") and call.result in ("OK", "EALREADY"):
                entry["result"] = "OK"
            is_over = call.name == "pin" or call.result == "EALREADY"
            if not self.is_timed:
                if call.name == "pin" and call.result == "OK":
                    self.add(entry, 0, 0)
                    entry = {"call": "unpin", "actor": call.actor}
                self.lines.append(entry | {"observe": observed})
                return
            self.add(entry, call.start, call.end)
            if entry["call"] == "pin" and entry["result"] == "OK":
                if is_over:
                    self.unpin(call.actor, call.start, call.end)
                else:
                    self.pinned[call.actor] = call.start
            if call.name == "exit" and call.actor in self.pinned:
                self.unpin(call.actor, self.pinned.pop(call.actor), call.end)
        self.see(call, observed)

    def see(self, call, observed):
        if observed:
            times = {"start": self.quiet_since, "return": call.seen} if self.is_timed else {}
            self.lines.append(times | {"observe": observed})

    def look(self, call):
        """Nobody has called, and yet all is seen."""
        self.see(call, observed_of(call, self.window, self.pages) if call.is_quiet else {})


def convert(serial):
    """The entries of a log, and what is wrong with the serial line."""
    damages = [f"the kernel complains: {line}" for line in serial.complaints]
    if "window" not in serial.header:
        return [], [*damages, "there is no beginning"]
    entries, living = Entries(serial), Living(serial.header)
    for call in serial.calls:
        try:
            living.follow(call)
            if call.result == "ESRCH":
                entries.look(call)
            elif call.name not in DIRECTIONS:
                entries.read(call)
        except Damage as damage:
            damages.append(str(damage))
            break
    for actor, start in entries.pinned.items():
        entries.lines.append({"call": "unpin", "actor": actor, "start": start})
    if not serial.is_whole:
        damages.append(f"the log ends after {len(serial.calls)} calls, before its end")
    return entries.lines, damages


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    with open(arguments[0], encoding="utf-8", errors="replace") as file:
        text = file.read()
    try:
        entries, damages = convert(read(text))
    except Damage as damage:
        sys.exit(f"serial_log: {damage}")
    lines = "".join(json.dumps(entry) + "\n" for entry in entries)
    if len(arguments) == 2:
        with open(arguments[1], "w", encoding="utf-8") as file:
            file.write(lines)
    else:
        sys.stdout.write(lines)
    for damage in damages:
        print(f"serial_log: {damage}", file=sys.stderr)
    sys.exit(1 if damages else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

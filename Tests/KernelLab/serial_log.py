"""From what p2pdrv writes to the serial line to a log for `p2pcheck conform`: one JSON object a line.

    serial_log.py SERIAL [LOG]

Nothing is thrown away in silence: a line that is cut off, pages that are not of the pool, an unbind that never ends and
whatever the kernel complains of is an error, with exit code 1; what could be read is written all the same.
"""

import collections
import dataclasses
import json
import re
import sys

from complaints import NO_MEMORY, is_complaint
from serial_line import DIRECTIONS, MOST_NUMBER, Damage, number, read_beginning, read_call

MARKS = {".": "HOLE", "S": "START", "i": "INSIDE", "C": "CUT"}


@dataclasses.dataclass
class Serial:
    header: dict
    calls: list
    complaints: list
    is_whole: bool
    underway: int = 0  # lines of calls that were not waited for
    damage: str | None = None  # behind it nothing was read
    converted: int = 0  # so many calls, from the first, are in the log
    quiet: int | None = None  # so many calls had been made when the kernel first complained


class Reader:
    """Reads a serial line by line."""

    def __init__(self):
        self.serial = Serial({}, [], [], False)
        self.shown = {}
        # Of each actor, what it was sent and has not been waited for.
        self.underway = collections.defaultdict(collections.deque)
        self.has_seen = None  # older ones do not say when all had been seen
        self.seen = 0

    def calls(self):
        return len(self.serial.calls) + self.serial.underway

    def read(self, line):
        serial = self.serial
        if serial.is_whole:
            raise Damage(f"behind the end: {line[:120]}")
        if line.startswith("@begin "):
            if "window" in serial.header:
                raise Damage("it begins twice")
            serial.header |= read_beginning(line)
        elif line.startswith("@linux "):
            if serial.header or not re.fullmatch(r"@linux [!-:<-~]+;", line):
                raise Damage(f"not the version of a kernel: {line[:120]}")
            serial.header["linux"] = line[7:-1]
        elif line.startswith("@end "):
            match = re.fullmatch(r"@end calls=([0-9]+);", line)
            if not match or number(match[1], MOST_NUMBER) != self.calls():
                raise Damage(f"not the end of {self.calls()} calls: {line[:120]}")
            for actor, left in self.underway.items():
                if left:
                    raise Damage(f"nobody has waited for {' '.join((actor, left[0][0], *left[0][1]))}")
            serial.is_whole = True
        else:
            self.read_call(line)

    def read_call(self, line):
        serial, expected = self.serial, self.calls() + 1
        if "window" not in serial.header:
            raise Damage("a call before the beginning")
        if not line.endswith(";"):
            raise Damage(f"it is cut off: {line[:120]}")
        call = read_call(line[:-1], serial.header, self.shown)
        if call.number != expected:
            raise Damage(f"call {call.number} stands where {expected} was expected")
        has_seen = " seen=" in line
        if self.has_seen not in (None, has_seen) or call.seen < self.seen:
            raise Damage(f"when it was seen is lost: {line[:120]}")
        self.has_seen, self.seen = has_seen, call.seen if has_seen else 0
        queue = self.underway[call.actor]
        if call.result == "UNDERWAY":
            serial.underway += 1
            queue.append((call.name, call.words))
            return
        if call.name not in DIRECTIONS and not call.is_sent and queue:
            # Calls of one process are waited for in the order in which they were made; meanwhile it makes no others.
            if queue.popleft() != (call.name, call.words):
                raise Damage(f"{call.actor} was sent something else than {call.name} {' '.join(call.words)}")
            call.overlaps = True
        call.underway = frozenset(actor for actor, left in self.underway.items() if left)
        serial.calls.append(call)


def read(text):
    """What stands on a serial line, up to the first damage; what the kernel complains of, also behind that."""
    reader = Reader()
    is_told = False  # what follows belongs to a failure, up to the end of its call
    lines = text.split("\n")
    for place, line in enumerate(lines, 1):
        line = line.rstrip("\r")
        is_ours = line.startswith("@")
        is_told = (is_told or bool(NO_MEMORY.search(line))) and not is_ours
        if is_complaint(line, is_told):
            reader.serial.complaints.append(line.lstrip("!"))
            if reader.serial.quiet is None:
                reader.serial.quiet = reader.calls()
        # The last line of a machine that was stopped has no end, and is none.
        is_cut = place == len(lines) and not line.endswith(";")
        if not is_ours or is_cut or reader.serial.damage:
            continue
        try:
            reader.read(line)
        except Damage as damage:
            reader.serial.damage = f"line {place}: {damage}"
            # What was read behind the end is no whole log.
            reader.serial.is_whole = False
    return reader.serial


def result_of(call):
    """What the model says of the call: as a rule the name of the error."""
    if call.name == "exit":
        return None  # there is no other than OK
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
        if call.actor == "-":
            return False
        if call.name == "fork" and call.actor in self.names:
            return call.words[0] in self.names or call.words[0] not in self.all
        return call.actor not in self.names and call.name != "open"

    def follow(self, call):
        """What the call has changed of that, and whether what was seen after it says so too."""
        if call.result == "ESRCH":
            if call.name not in DIRECTIONS and not self.is_nobody(call):
                raise Damage(f"call {call.number}: {call.name} returns ESRCH, and {call.actor} is there")
        elif call.actor != "-" and call.name != "open" and call.actor not in self.names:
            raise Damage(f"call {call.number}: {call.name} returns {call.result}, and {call.actor} is not there")
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


def observed_of(call, pages):
    """What was seen when no call was under way."""
    observed = {}
    if call.free is not None:
        if call.free > pages:
            raise Damage(f"call {call.number}: {call.free} of {pages} pages are free")
        observed["free"] = call.free
    if call.processes:
        observed["map"] = {n: [pages if g is None else g for g in p.pages] for n, p in call.processes.items()}
        observed["vmas"] = {n: [MARKS[m] for m in p.marks] for n, p in call.processes.items()}
    return observed


def entry_of(call):
    """What was called and what came of it."""
    entry = {"call": "pin" if call.name == "begin_io" else call.name, "note": call.number}
    if call.actor != "-":
        entry["actor"] = call.actor
    # That the old mapping of an mremap stays is its end, not an argument.
    words = [word for word in call.words if word != "dontunmap"]
    if words:
        entry["arguments"] = [int(word) if word[0] in "0123456789" else word for word in words]
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
        self.pages = serial.header["pages"]
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
        observed = observed_of(call, self.pages) if call.is_quiet else {}
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
        self.see(call, observed_of(call, self.pages) if call.is_quiet else {})


def convert(serial):
    """The entries of a log, and what is wrong with the serial line."""
    damages = [f"the kernel complains: {line}" for line in serial.complaints]
    damages += [serial.damage] if serial.damage else []
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
        serial.converted = call.number
    for actor, start in entries.pinned.items():
        entries.lines.append({"call": "unpin", "actor": actor, "start": start})
    if not serial.is_whole and not serial.damage:
        damages.append(f"the log ends after {len(serial.calls)} calls, before its end")
    return entries.lines, damages


def read_file(path):
    """What stands on a serial line that was written to a file."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return read(file.read())


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    try:
        entries, damages = convert(read_file(arguments[0]))
        lines = "".join(json.dumps(entry) + "\n" for entry in entries)
        if len(arguments) == 2:
            with open(arguments[1], "w", encoding="utf-8") as file:
                file.write(lines)
        else:
            sys.stdout.write(lines)
    except OSError as error:
        sys.exit(f"serial_log: {error.filename}: {error.strerror}")
    for damage in damages:
        print(f"serial_log: {damage}", file=sys.stderr)
    sys.exit(1 if damages else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

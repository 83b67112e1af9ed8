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

# What the kernel warns of and is none of our business.
HARMLESS = re.compile(
    r"nvme|SUBNQN|ACPI|x86/|mtrr|Spectre|RETBleed|TSC|tsc|clocksource|hpet|platform|FAULT_INJECTION|random:"
)
COMPLAINT = re.compile(
    r"BUG|Oops|Call Trace|Kernel panic|blocked for more than|Bad (page|rss)|RIP:|lockdep|possible .* locking"
)
WARNING = re.compile(r"WARNING")

# An allocation that was made to fail is told with a trace of its own.
NO_MEMORY = re.compile(r"page allocation failure|vmalloc error: .* failed")

LINE = re.compile(
    r"@(?P<number>\d+) (?P<actor>[-a-z]) (?P<call>\w+)(?P<words>(?: [^ ]+)*?) -> (?P<result>\w+)"
    r"(?: value=(?P<value>\d+))?(?: fail=(?P<fail>hit|missed))? at=(?P<start>-?\d+),(?P<end>-?\d+) free=(?P<free>-|\d+)"
    r"(?P<processes>(?: \| [a-z] \S+ \S+ \S+)*)$"
)


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


@dataclasses.dataclass
class Serial:
    header: dict
    calls: list
    complaints: list
    is_whole: bool
    underway: int = 0  # lines of calls that were not waited for


def read_pages(text):
    return [None if word == "-" else word if word == "?" else int(word) for word in text.split(",")]


def read_call(line):
    match = LINE.match(line)
    if not match:
        raise Damage(f"not a line of p2pdrv: {line[:120]}")
    processes = {}
    for part in match["processes"].split(" | ")[1:]:
        name, marks, rights, pages = part.split(" ")
        processes[name] = Process(marks, rights, read_pages(pages))
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
        processes,
    )


def read(text):
    """What stands on a serial line."""
    serial = Serial({}, [], [], False)
    is_told = False  # what follows belongs to a failure, up to the end of its call
    for line in text.replace("\r", "").split("\n"):
        is_told = (is_told or bool(NO_MEMORY.search(line))) and not line.startswith("@")
        if line.startswith("@begin "):
            serial.header = {k: int(v) for k, v in re.findall(r"(\w+)=(\d+)", line)}
        elif line.startswith("@linux "):
            serial.header["linux"] = line[7:].rstrip(";")
        elif line.startswith("@end "):
            serial.is_whole = line == f"@end calls={len(serial.calls) + serial.underway};"
        elif line.startswith("@"):
            # The last line of a machine that was stopped has no end, and is none.
            if " -> UNDERWAY " in line:
                serial.underway += 1
            elif line.endswith(";"):
                serial.calls.append(read_call(line[:-1]))
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


def entries_of(call, window, pages):
    """The entries of a log for one line."""
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
    entry = {"call": call.name}
    if call.actor != "-":
        entry["actor"] = call.actor
    # How an mremap ends says whether the old mapping stays.
    words = [word for word in call.words if word != "dontunmap"]
    if words:
        entry["arguments"] = [int(word) if word.isdigit() else word for word in words]
    result = result_of(call)
    if call.name == "madvise":
        check_madvise(call)
    if call.actor == "-":
        if call.result != "OK":
            raise Damage(f"call {call.number}: {call.name} returns {call.result}")
    elif result is not None:
        entry["result"] = result
    if call.name == "pin" and call.result == "OK":
        return [entry, {"call": "unpin", "actor": call.actor, "observe": observed}]
    # Without a failure that was asked for there is none.
    if call.fail != "hit":
        entry["fails"] = False
    entry["observe"] = observed
    return [entry]


def convert(serial):
    """The entries of a log, and what is wrong with the serial line."""
    damages = [f"the kernel complains: {line}" for line in serial.complaints]
    # What was done before p2pdrv began.
    entries = [{"call": "bind", "fails": False}]
    for call in serial.calls:
        # Calls of a process that there is not, after a fork that failed.
        if call.result == "ESRCH" or call.name == "sleep":
            continue
        try:
            entries += entries_of(call, serial.header["window"], serial.header["pages"])
        except Damage as damage:
            damages.append(str(damage))
            break
    if not serial.is_whole:
        damages.append(f"the log ends after {len(serial.calls)} calls, before its end")
    return entries, damages


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

"""A line of p2pdrv: what was called, what came of it and what was seen then. Whatever p2pdrv does not write so is damage: a
line that has lost a word, or has one of somebody else's, must not be taken for another call."""

import dataclasses
import re

LINE = re.compile(
    r"@(?P<number>[0-9]+) (?P<sent>&?)(?P<actor>[-a-p]) (?P<call>[a-z_]+)(?P<words>(?: [!-~]+)*?) -> (?P<result>[A-Z0-9]+)"
    r"(?: value=(?P<value>[0-9]+))?(?: fail=(?P<fail>hit|missed))? at=(?P<start>[0-9]+),(?P<end>[0-9]+) free=(?P<free>-|[0-9]+)"
    r"(?P<processes>(?: \| [a-p] (?:=|[-.\w]+ [-.\w]+ [-\w,?]+))*)(?: seen=(?P<seen>[0-9]+))?",
    re.ASCII,
)
BEGIN = re.compile(r"@begin pages=([0-9]+) window=([0-9]+) processes=([0-9]+)(?: held=([0-9]+))?;")
FAILURE = re.compile(r"fail=([1-9][0-9]{0,5}|[A-Za-z_][A-Za-z0-9_]*(:[1-9][0-9]{0,5})?)")
RESULT = re.compile(r"OK|UNDERWAY|NEVER|SIGBUS|SIGSEGV|UNKNOWN|E[A-Z0-9]+")

# The words of each call of a process: a process, an address or a length of the window, or a number of other things.
RANGE = ("from", "length")
WORDS = {name: ("at",) for name in ("load", "store", "pin", "vmsplice", "mlock", "populate", "begin_io")}
WORDS |= {name: () for name in ("open", "exit", "end_io")}
WORDS |= {name: RANGE for name in ("mmap", "mmap_fixed", "munmap", "madvise")}
WORDS |= {"mprotect": (*RANGE, "rights"), "mremap": (*RANGE, "growth", "target"), "remap_file_pages": (*RANGE, "number")}
WORDS |= {"fork": ("process",)}

# What may stand behind these.
MORE = {"mmap": ("read_only",), "mmap_fixed": ("read_only",), "mremap": ("dontunmap",), "fork": ("dontfork", *RANGE)}

# What no process does. Directions are no calls.
DIRECTIONS = {"sleep": ("number",), "wait": ("waited",), "shut": (), "go": (), "window": ("number",)}
SYSTEM = {"bind": (), "unbind": ()} | DIRECTIONS

SPELLED = {"rights": "rw?", "read_only": "r", "dontunmap": "dontunmap", "dontfork": "dontfork", "process": "[a-p]", "waited": "[-a-p]"}

# As p2pdrv has room for.
MOST = {"pages": 1 << 20, "window": 64, "processes": 16, "held": 1 << 40}
MOST_NUMBER = 10**9
# Nanoseconds: a month.
MOST_TIME = 2_678_400 * 10**9


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
    seen: int  # when all of that had been seen
    is_sent: bool = False  # nobody waits for it
    overlaps: bool = False  # it was not waited for
    underway: frozenset = frozenset()  # who is still inside a call when it is waited for, and is not shown

    @property
    def is_quiet(self):
        return not self.underway


def number(text, most=MOST_NUMBER):
    """A number as p2pdrv writes it: ASCII digits, no zero in front."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text) or int(text) > most:
        raise Damage(f"not a number from 0 to {most}: {text[:40]!r}")
    return int(text)


def read_beginning(line):
    """The sizes of the machine."""
    match = BEGIN.fullmatch(line)
    if not match:
        raise Damage(f"not a beginning: {line[:120]}")
    header = {name: number(text, most) for text, (name, most) in zip(match.groups(), MOST.items()) if text is not None}
    if not all(header[name] for name in ("pages", "window", "processes")):
        raise Damage(f"not a beginning: {line[:120]}")
    return header


def read_words(name, words, form, window):
    """What a call was given; a failure that was asked for is no part of it."""
    kinds = form if len(words) == len(form) else (*form, *MORE.get(name, ()))
    if len(words) != len(kinds):
        raise Damage(f"{name} has {len(words)} words: {' '.join(words)[:80]}")
    given = {}
    for word, kind in zip(words, kinds):
        if kind in SPELLED:
            if not re.fullmatch(SPELLED[kind], word):
                raise Damage(f"{name} knows no {word[:40]!r}")
        else:
            given[kind] = number(word, MOST_NUMBER if kind == "number" else window)
    length = given.get("length", 0)
    if max(given.get("from", 0) + length, given.get("target", 0) + length + given.get("growth", 0)) > window:
        raise Damage(f"{name} reaches beyond the window: {' '.join(words)}")
    return words


def read_pages(text, pages):
    if "?" in text.split(","):
        raise Damage("something is mapped that is not of the pool")
    return [None if word == "-" else number(word, pages - 1) for word in text.split(",")]


def read_process(text, header):
    marks, rights, pages = text.split(" ")
    window, pages = header["window"], read_pages(pages, header["pages"])
    if not len(marks) == len(rights) == len(pages) == window:
        raise Damage(f"there are not {window} addresses: {text[:120]}")
    if not re.fullmatch(r"[.SiC]+", marks) or not re.fullmatch(r"[.rw]+", rights):
        raise Damage(f"nobody knows the marks {marks} {rights}")
    if any((mark == ".") != (right == ".") for mark, right in zip(marks, rights)):
        raise Damage(f"what is a hole has no rights, and nothing else: {marks} {rights}")
    return Process(marks, rights, pages)


def read_processes(text, header, shown):
    """The processes of a line; `shown` has what was shown of each last, for `=` stands for it."""
    processes = {}
    for part in text.split(" | ")[1:]:
        name, what = part.split(" ", 1)
        if processes and name <= max(processes):
            raise Damage(f"{name} is shown behind {max(processes)}")
        if what != "=":
            shown[name] = read_process(what, header)
        elif name not in shown:
            raise Damage(f"{name} is as it was, and has not been shown")
        processes[name] = shown[name]
    return processes


def check_answer(call, is_failing):
    """That what came of a call is what can come of one."""
    if not RESULT.fullmatch(call.result):
        raise Damage(f"{call.name} returns {call.result[:40]}")
    is_made = call.result not in ("UNDERWAY", "ESRCH")
    if is_made if call.is_sent else call.result == "UNDERWAY":
        raise Damage(f"{call.name} is {'' if call.is_sent else 'not '}sent, and returns {call.result}")
    # Who is waited for has a line of its own. A window stays where it is while processes live.
    possible = {"wait": (), "window": ("OK", "EBUSY")}.get(call.name, ("OK",))
    if is_made and call.name in (*DIRECTIONS, "exit") and call.result not in possible:
        raise Damage(f"{call.name} returns {call.result}")
    if call.result in ("SIGBUS", "SIGSEGV") and call.name not in ("load", "store"):
        raise Damage(f"{call.name} ends with {call.result}")
    if (call.value is not None) != (call.name == "load" and call.result == "OK"):
        raise Damage(f"{call.name} returns {call.result} with{'out' if call.value is None else ''} a value")
    if (call.fail is not None) != (is_failing and is_made and call.actor != "-" and call.name != "exit"):
        said = "does not say whether it has failed as asked" if is_failing else "was not asked to fail"
        raise Damage(f"{call.name} {said}")
    if not call.start <= call.end <= call.seen:
        raise Damage(f"{call.name} begins at {call.start}, ends at {call.end}, and is seen at {call.seen}")


def read_call(line, header, shown):
    """A line without its end."""
    match = LINE.fullmatch(line)
    if not match:
        raise Damage(f"not a line of p2pdrv: {line[:120]}")
    name, actor, words = match["call"], match["actor"], match["words"].split(" ")[1:]
    forms = SYSTEM if actor == "-" else WORDS
    if name not in forms:
        raise Damage(f"{actor} has no call {name[:40]}")
    failures = [word for word in words if word.startswith("fail=")]
    if len(failures) > 1 or not all(map(FAILURE.fullmatch, failures)):
        raise Damage(f"nobody knows what this asks for: {' '.join(failures)[:80]}")
    end = number(match["end"], MOST_TIME)
    call = Call(
        number(match["number"]),
        actor,
        name,
        read_words(name, [word for word in words if not word.startswith("fail=")], forms[name], header["window"]),
        match["result"],
        None if match["value"] is None else number(match["value"], 255),
        match["fail"],
        number(match["start"], MOST_TIME),
        end,
        None if match["free"] == "-" else number(match["free"]),
        read_processes(match["processes"], header, shown),
        end if match["seen"] is None else number(match["seen"], MOST_TIME),
        match["sent"] == "&",
    )
    check_answer(call, bool(failures))
    return call

"""What stands on a serial line: lines of p2pdrv, whose numbers follow each other, and between them what the kernel says."""

import collections
import dataclasses
import re

from complaints import NO_MEMORY, is_complaint
from serial_line import DIRECTIONS, MOST_NUMBER, Damage, number, read_beginning, read_call


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


def read_file(path):
    """What stands on a serial line that was written to a file."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return read(file.read())

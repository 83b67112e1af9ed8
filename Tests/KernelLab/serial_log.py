"""From what p2pdrv writes to the serial line to a log for `p2pcheck conform`: one JSON object a line.

    serial_log.py SERIAL [LOG]

Nothing is thrown away in silence: a line that is cut off, pages that are not of the pool, an unbind that never ends and
whatever the kernel complains of is an error, with exit code 1; what could be read is written all the same.
"""

import json
import sys

import inputs
from serial_line import DIRECTIONS, Damage
from serial_reader import Serial, read, read_file  # noqa: F401, for whoever converts what was read

MARKS = {".": "HOLE", "S": "START", "i": "INSIDE", "C": "CUT"}


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
        elif call.name == "window":
            if (call.result == "EBUSY") != bool(self.names):
                names = " ".join(sorted(self.names)) or "nobody"
                raise Damage(f"call {call.number}: window returns {call.result}, and there is {names}")
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
    # Who binds and unbinds is no process: without a name any process could end such a call.
    entry = {"call": "pin" if call.name == "begin_io" else call.name, "note": call.number, "actor": call.actor}
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
        self.add({"call": "bind", "actor": "-", "fails": False}, 0, 0)

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


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    entries, damages = convert(read_file(arguments[0]))
    lines = "".join(json.dumps(entry) + "\n" for entry in entries)
    if len(arguments) == 2:
        with open(arguments[1], "w", encoding="utf-8") as file:
            file.write(lines)
    else:
        sys.stdout.write(lines)
    for damage in damages:
        print(f"serial_log: {damage}", file=sys.stderr)
    return 1 if damages else 0


if __name__ == "__main__":
    inputs.script("serial_log", lambda: main(sys.argv[1:]))

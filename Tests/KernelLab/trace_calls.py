"""From a saved trace to calls for p2pdrv, one after the other, and to what must be seen after each.

    trace_calls.py TRACE SCHEDULE      shows both; SCHEDULE is what `p2pcheck trace TRACE --format schedule` writes

A trace in which calls overlap is none for this, and neither is one with a step for which there is no call. Where an allocation
fails in the trace, one fails there: in the same function, and so that as many pages have been inserted, copied or moved before.
For that the end of a page table lies in front of the page, since mm allocates tables and nothing else there.
"""

import dataclasses
import re
import sys

import inputs
import schedule
import serial_log

MARKS = {name: mark for mark, name in serial_log.MARKS.items()}

# The function that allocates, by the call.
ALLOCATES = {"mmap": "vm_insert_page", "mmap_fixed": "vm_insert_page", "remap_file_pages": "vm_insert_page"}
ALLOCATES |= {"fork": "copy_page_range", "mremap": "move_page_tables", "munmap": "__split_vma"}

# What p2pdrv has calls for.
CALLS = {
    "open", "mmap", "mmap_fixed", "munmap", "madvise", "mprotect", "mremap", "remap_file_pages", "fork", "exit", "store",
    "pin", "unpin", "bind", "unbind",
}  # fmt: skip

# Tables of a child above that of its first page.
UPPER_TABLES = 2


class Refused(inputs.Problem):
    """Why the calls of a trace are not made one after the other."""


class Overlaps(Refused):
    """Calls of it overlap."""


@dataclasses.dataclass
class Script:
    lines: list
    # For each line what must be seen after it: None, or the pool's free pages and of each process its VMAs and pages.
    expected: list
    pages: int
    window: int
    processes: int
    is_cut: bool  # the trace ends within the last call, which the kernel goes on with

    def needs_slow_disk(self):
        return any(" begin_io " in line for line in self.lines)


def plain(value):
    """A value of the Informal Trace Format as Python has it; None: undefined."""
    if isinstance(value, dict):
        if "#bigint" in value:
            if not re.fullmatch(r"-?[0-9]{1,40}", value["#bigint"]):
                raise ValueError(f"{value['#bigint'][:40]} is no number")
            return int(value["#bigint"])
        if "#map" in value:
            return {plain(k): plain(v) for k, v in value["#map"]}
        if value.get("tag") == "Undefined":
            return None
        return {k: plain(v) for k, v in value.items()}
    return value


class Trace:
    def __init__(self, itf, steps):
        self.steps = steps
        # Of step n, counted from 0, the state before it is n, the one after it n + 1.
        self.states = itf["states"]
        self.names = schedule.letters(steps)
        self.calls = schedule.calls_of(steps, self.names)
        first = self.state(0)
        if "vma" not in first or "bit" not in first:
            raise Refused("it is not of a model of p2pmem")
        self.pages = len(first["bit"])
        self.window = len(next(iter(first["vma"].values())))
        self.processes = len(first["vma"])

    def state(self, number):
        return {k: plain(v) for k, v in self.states[number].items() if k != "#meta"}

    # ---- What makes it one after the other ----

    def check_steps(self):
        """That each step is one of a call."""
        for call in self.calls:
            if call.words[0] not in CALLS:
                raise Refused(f"there is no call for `{' '.join(call.words)}` (step {call.first + 1})")

    def check_order(self):
        for call in self.calls:
            for other in self.calls:
                if other.first < call.first and (other.last is None or other.last > call.first):
                    inside = f"{' '.join(call.words)} while {other.actor} is inside {' '.join(other.words)}"
                    raise Overlaps(f"{inside} (step {call.first + 1})")
            if call.words[0] != "open" and call.actor != "-" and self.state(call.first)["device"] not in ("BOUND", "UNBOUND"):
                raise Overlaps(f"{' '.join(call.words)} while the driver is being bound (step {call.first + 1})")
        others = [call for call in self.calls if call.words[0] != "unpin"]
        for call, following in zip(others, [*others[1:], None]):
            # GUP-fast has not come to its end.
            if call.words[0] == "pin" and following and self.state(following.first)["pinned"][self.process(call)] is None:
                unpins = [c for c in self.calls if c.words[0] == "unpin" and call.first < c.first < following.first]
                if not unpins:
                    raise Overlaps(f"{' '.join(following.words)} while a page is being pinned (step {following.first + 1})")

    def process(self, call):
        return next((p for p, letter in self.names.items() if letter == call.actor), None)

    def outlasts(self, pin):
        """Whether other calls are made while the page is pinned."""
        following = next((c for c in self.calls if c.first > pin.first), None)
        return following is not None and following.words[0] != "unpin"

    # ---- Failures ----

    def failure(self, call):
        """The address in front of which a page table has to end, and which allocation of which function fails."""
        state = self.state(call.failed)
        process = self.process(call)
        pte, own = state["pte"][process], state["call"][process]
        mapped = {a for a, g in pte.items() if g is not None}
        name = call.words[0]
        if call.failed == call.first:
            if name != "munmap":
                raise Refused(f"nobody knows where `{' '.join(call.words)}` fails at once")
            return None, ALLOCATES[name] + (":4" if self.steps[call.first]["rule"].startswith("munmap: the second") else "")
        if name not in ALLOCATES:
            raise Refused(f"an allocation fails in {name} (step {call.failed + 1})")
        if name == "fork":
            edge = min(a for a in mapped if a >= own["next"])
            return (edge, f"{ALLOCATES[name]}:{UPPER_TABLES + 2}") if edge > min(mapped) else (None, ALLOCATES[name])
        if name == "mremap":
            begin, next_page = own["target"], min(a for a in mapped if own["next"] <= a < own["length"])
            edge = begin + next_page - own["next"]
        else:
            begin, edge = own["base"], own["base"] + own["next"]
        if any(a >= edge for a in mapped):
            raise Refused(f"mm has the page table in which an allocation fails (step {call.failed + 1})")
        # Whether mm has the table in front, but for what the call itself does.
        has_front = any(mark != "HOLE" and a < edge and not begin <= a for a, mark in state["vma"][process].items())
        return edge, ALLOCATES[name] + (":2" if edge > begin and not has_front else "")

    # ---- What is seen ----

    def seen(self, number):
        """What must be seen in a state in which no call is under way."""
        state = self.state(number)
        if any(call["at"] not in ("NO_PROCESS", "USER") for call in state["call"].values()):
            return None
        if any(f["at"] != "NOT_FREEING" for contexts in state["freeing"].values() for f in contexts.values()):
            return None
        free = sum(not is_set for is_set in state["bit"].values()) if state["device"] == "BOUND" else None
        maps = {}
        for process, letter in self.names.items():
            if process is not None and state["call"][process]["at"] != "NO_PROCESS":
                pages = [state["pte"][process][a] for a in sorted(state["pte"][process])]
                maps[letter] = "".join(MARKS[state["vma"][process][a]] for a in sorted(state["vma"][process])), pages
        return free, maps

    def reopening(self, bind):
        """Who has the file of the new device at once, in models that do not say how: processes that were there before."""
        state = self.state(bind.first)
        calls, stale = state["call"], state["stale"]
        return [
            letter
            for process, letter in self.names.items()
            if process is not None and calls[process]["at"] != "NO_PROCESS" and not stale[process]
        ]

    # ---- The script ----

    def words(self, call):
        """The words of each line that a call comes to."""
        words = [self.names.get(word, word) for word in call.words]
        if words[0] == "unpin":
            pin = [c for c in self.calls if c.words[0] == "pin" and c.actor == call.actor and c.first < call.first]
            return [["end_io"]] if pin and self.outlasts(pin[-1]) else []
        state = self.state(call.first)
        process = self.process(call)
        mapped = [a for a, g in state["pte"][process].items() if g is not None] if process else []
        if words[0] == "mprotect" and len(words) == 2:
            vma = state["vma"][process]
            runs, start = [], None
            for a in [*sorted(vma), len(vma)]:
                if a < len(vma) and vma[a] != "HOLE":
                    start = a if start is None else start
                elif start is not None:
                    runs.append(["mprotect", str(start), str(a - start), words[1]])
                    start = None
            return runs
        if words[0] == "pin" and self.outlasts(call):
            words[0] = "begin_io"
        if words[0] == "store" and len(words) == 1:
            return [["store", str(a)] for a in mapped]
        if words[0].startswith("mmap") and call.is_read_only:
            words.append("r")
        if words[0] == "mremap" and call.keeps_old:
            words.append("dontunmap")
        return [words]

    def script(self):
        self.check_steps()
        self.check_order()
        edges, made = set(), []
        for call in self.calls:
            fail = ""
            if call.failed is not None:
                edge, where = self.failure(call)
                edges |= set() if edge is None else {edge}
                fail = f" fail={where}"
            if own := [f"{call.actor} {' '.join(words)}{fail}" for words in self.words(call)]:
                made.append((call, own))
        lines, expected = [], []
        for (call, own), then in zip(made, [*made[1:], None]):
            lines += own
            expected += [None] * len(own)
            # What the kernel does for it is done before the next call.
            if call.last is not None:
                expected[-1] = self.seen(then[0].first if then else len(self.states) - 1)
            if call.words[0] == "bind":
                opened = [f"{letter} open" for letter in self.reopening(call)]
                lines += opened
                expected += [None] * len(opened)
        if not lines:
            raise Refused("no process calls the kernel in it")
        if len(edges) > 1:
            raise Refused("allocations fail at several addresses, and there is one end of a page table")
        lines.insert(0, f"- window {edges.pop() if edges else 0}")
        expected.insert(0, None)
        is_cut = self.calls[-1].last is None
        return Script(lines, expected, self.pages, self.window, self.processes, is_cut)


def ending(lines):
    """What brings the machine back to where it began: nobody lives, and the driver is bound."""
    living, is_bound = set(), True
    for line in lines:
        actor, call, *words = line.split()
        if call == "exit":
            living.discard(actor)
        elif call == "fork":
            living |= {actor, words[0]}
        elif actor != "-":
            living.add(actor)
        elif call in ("bind", "unbind"):
            is_bound = call == "bind"
    return [f"{actor} exit" for actor in sorted(living)] + ([] if is_bound else ["- bind"])


def differences(script, calls):
    """What p2pdrv has seen and the trace does not say; calls are those of serial_log of the lines of the script."""
    found = []
    for line, expected, call in zip(script.lines, script.expected, calls):
        if call.fail == "missed":
            found.append(f"{line}: no allocation has failed")
        if call.name == "window" and call.result == "EBUSY":
            found.append(f"{line}: a process lives, and page tables end where they did")
        if expected is None:
            continue
        free, maps = expected
        if free is not None and call.free != free:
            found.append(f"{line}: {call.free} pages are free, and {free} in the trace")
        seen = {name: (process.marks, process.pages) for name, process in call.processes.items()}
        if seen != maps:
            found.append(f"{line}: mapped is {seen}, and {maps} in the trace")
    return found


def read(trace, steps):
    """The script of a saved trace."""
    itf = inputs.parsed(inputs.text_of(trace), trace)
    if not isinstance(itf, dict) or not itf.get("states"):
        raise inputs.Unreadable(f"{trace} has no states")
    try:
        return Trace(itf, steps).script()
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration, RecursionError) as error:
        # States and steps are not of one trace, or not as p2pcheck saves them.
        raise inputs.Unreadable(f"{trace} is no trace of these steps: {type(error).__name__}: {error}") from error


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    script = read(arguments[0], schedule.steps_in(inputs.text_of(arguments[1]), arguments[1]))
    for line, expected in zip(script.lines, script.expected):
        print(line)
        if expected:
            free, maps = expected
            pages = {n: ",".join("-" if g is None else str(g) for g in p) for n, (_, p) in maps.items()}
            shown = " | ".join(f"{n} {marks} {pages[n]}" for n, (marks, _) in sorted(maps.items()))
            print(f"    free={'-' if free is None else free} {shown}".rstrip())
    if script.is_cut:
        print("    (the trace ends within)")


if __name__ == "__main__":
    inputs.script("trace_calls", lambda: main(sys.argv[1:]))

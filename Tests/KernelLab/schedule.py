"""From a trace (`p2pcheck trace FILE --format schedule`) to calls for p2pdrv and the places where CPUs are held.

A call that others interrupt in the trace is made without waiting for it; where the trace goes on with somebody else, its CPU is
held at the place that the last step names, and let go where the trace comes back to it.

    schedule.py FILE       shows both
"""

import dataclasses
import pathlib
import re
import sys

import inputs

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Where a step is over, by the name of the step: at the entry of a function, where it returns to its caller, or where it has read a
# count and has not written it yet.
PLACES = {
    "p2pdma_page_free: gen_pool_free_owner": ("return", "gen_pool_free_owner"),
    "p2pdma_page_free: percpu_ref_put": ("return", "p2pdma_page_free"),
    "p2pdma_folio_free: gen_pool_free_owner": ("return", "gen_pool_free_owner"),
    "percpu_ref_put, return 0, kernfs_put_active": ("return", "kernfs_fop_mmap"),
    "error: gen_pool_free of the pages not inserted": ("return", "gen_pool_free_owner"),
    "U: kernfs_drain, no active reference is left": ("entry", "kernfs_drain_open_files"),
}

# Where the model's unbind begins.
BEFORE_UNBIND = ("entry", "pci_p2pdma_unmap_mappings")

# Milliseconds of the machine for what must have happened by then.
PAUSE = 1000
# Where one looks up the function that is to fail: all symbols of the kernel are written and read.
LONG_PAUSE = 5000

WITHIN = ("return", "fail", "read_only")
INSTANTANEOUS = ("open", "mprotect", "pin", "unpin")


class Impossible(inputs.Problem):
    """Why a trace does not happen on demand."""


def steps_of(p2pcheck, file):
    """The steps of a saved trace, as p2pcheck writes them."""
    command = [p2pcheck.resolve(), "trace", file.resolve(), "--format", "schedule"]
    # The trace names its model as it is called from there.
    answer = inputs.run(command, cwd=ROOT)
    if answer.returncode:
        raise Impossible(answer.stderr.strip())
    return steps_in(answer.stdout, f"the schedule of {file}")


def steps_in(text, name):
    """The steps of a schedule; `name` is what it is called where it is none."""
    document = inputs.parsed(text, name)
    steps = document.get("steps") if isinstance(document, dict) else None
    if not isinstance(steps, list):
        raise inputs.Unreadable(f"{name} has no steps")
    for number, step in enumerate(steps, 1):
        members = [step.get(key, 0) for key in ("actor", "rule", "operation")] if isinstance(step, dict) else [0]
        if not all(member is None or isinstance(member, str) for member in members) or members[1] is None:
            raise inputs.Unreadable(f"{name}: step {number} does not say who does what")
    return steps


@dataclasses.dataclass
class Event:
    """Something to do once so many lines have been answered."""

    lines: int
    actor: str
    place: tuple | None  # where to hold; None: let go


@dataclasses.dataclass
class Call:
    actor: str
    words: list
    first: int
    last: int | None = None
    failed: int | None = None  # the step in which an allocation fails
    is_read_only: bool = False
    keeps_old: bool = False  # MREMAP_DONTUNMAP

    @property
    def fails(self):
        return self.failed is not None


def letters(steps):
    """The letter of each process, of those that a fork would have begun as well; `-` for the system."""
    names = {None: "-"}
    for step in steps:
        words = (step["operation"] or "").split()
        for name in (step["actor"], *(words[1:2] if words[:1] == ["fork"] else ())):
            if len(names) > 16 and name not in names:
                raise Impossible("p2pdrv has room for 16 processes")
            if name not in names:
                names[name] = "abcdefghijklmnop"[len(names) - 1]
    return names


def calls_of(steps, names):
    """The calls of a trace in the order in which they begin. The machine comes with its driver bound."""
    calls, underway = [], {}
    begun = next((i for i, step in enumerate(steps) if step["actor"] is not None), len(steps))
    for number, step in enumerate(steps):
        if number < begun:
            continue
        actor, words = names[step["actor"]], (step["operation"] or "").split()
        if not words:
            continue
        if words[0] in WITHIN:
            call = underway.get(actor)
            if call is None:
                continue
            if "fail" in words:
                call.failed = number
            call.is_read_only |= "read_only" in words
            call.keeps_old |= "dontunmap" in words
            if words[0] == "return" or "return" in words:
                call.last = number
                del underway[actor]
            continue
        fails = words[-1] == "fail"
        call = Call(actor, words[:-1] if fails else words, number, failed=number if fails else None)
        if words[0] in INSTANTANEOUS or fails or words == ["store"]:
            call.last = number
        else:
            underway[actor] = call
        calls.append(call)
    return calls


def words_of(call, names):
    words = [names.get(word, word) for word in call.words]
    if words[0] == "unpin":
        raise Impossible("a pin that outlasts another call is not made here")
    if call.is_read_only:
        words.append("r")
    return " ".join(words) + (" fail=vm_insert_page" if call.fails and words[0].startswith("mmap") else "")


def plan(steps):
    """The lines for p2pdrv, and what is to be done with CPUs meanwhile."""
    names = letters(steps)
    calls = calls_of(steps, names)
    lines, events, answered = [], [], 0

    def say(line):
        nonlocal answered
        lines.append(line)
        answered += 1

    def interruptions(call):
        """The last step of the call before others do something, and the first one after that, if there is one."""
        own = [
            i
            for i, step in enumerate(steps)
            if call.first <= i <= (len(steps) if call.last is None else call.last) and names[step["actor"]] == call.actor
        ]
        gaps = [(a, b) for a, b in zip(own, own[1:]) if b > a + 1]
        if call.last is None and own[-1] < len(steps) - 1:
            gaps.append((own[-1], None))
        return gaps

    gaps = {call.first: interruptions(call) for call in calls}
    resumes = {b: (call, n) for call in calls for n, (_, b) in enumerate(gaps[call.first]) if b is not None}

    def hold(call, step):
        name = steps[step]["rule"]
        if call.actor == "-":
            return
        if name not in PLACES:
            raise Impossible(f"nobody knows where `{name}` is over")
        events.append(Event(answered, call.actor, PLACES[name]))

    pending, early = [], []

    def early_unbind(call, number):
        """What an unbind does before the model's begins waits for grace periods, and none ends while a CPU is held."""
        till = next((b for _, b in gaps[number] if b is not None), len(steps))
        for unbind in calls:
            if unbind.words == ["unbind"] and number < unbind.first < till:
                events.append(Event(answered, "-", BEFORE_UNBIND))
                say(f"- sleep {PAUSE}")
                say("&- unbind")
                say(f"- sleep {PAUSE}")
                early.append(unbind)
                pending.append(unbind)

    for number in range(len(steps)):
        call = next((c for c in calls if c.first == number), None)
        # What the system does goes on by itself as far as it can, and may wait for a process.
        waits = call and call.actor == "-" and call.last is None
        if call in early:
            events.append(Event(answered, "-", None))
            say(f"- sleep {PAUSE}")
        elif call and (gaps[number] or waits):
            if not waits:
                early_unbind(call, number)
                hold(call, gaps[number][0][0])
                say(f"- sleep {PAUSE}")
            say(f"&{call.actor} {words_of(call, names)}")
            say(f"- sleep {LONG_PAUSE if call.fails else PAUSE}")
            pending.append(call)
        elif call:
            say(f"{call.actor} {words_of(call, names)}")
        elif number in resumes:
            call, gap = resumes[number]
            if gap + 1 < len(gaps[call.first]):
                hold(call, gaps[call.first][gap + 1][0])
            if call.actor != "-":
                events.append(Event(answered, call.actor, None))
                say(f"- sleep {PAUSE}")
        if any(c.last == number for c in pending):
            call = next(c for c in pending if c.last == number)
            say(f"- wait {call.actor}")
            pending.remove(call)
    # Where the trace ends all go on.
    for call in pending:
        if call.actor != "-":
            events.append(Event(answered, call.actor, None))
    for call in sorted(pending, key=lambda call: call.actor == "-"):
        if call.actor != "-":
            say(f"- wait {call.actor}")
    return lines, events, [call.actor for call in pending if call.actor == "-"]


def show(lines, events):
    """Prints a plan."""
    for number in range(len(lines) + 1):
        for event in events:
            if event.lines == number:
                print(f"[{event.actor} is held at the {' of '.join(event.place)}]" if event.place else f"[{event.actor} goes on]")
        if number < len(lines):
            print(lines[number])


def read_plan(text):
    """The lines and events of a plan as this shows it, and what its comments say: `# NAME VALUE`."""
    lines, events, said = [], [], {}
    for line in text.splitlines():
        if not line.strip():
            continue
        if comment := re.match(r"# (\w+): (.*)", line):
            said[comment[1]] = comment[2]
        elif held := re.fullmatch(r"\[([-a-p]) is held at the (entry|return|count) of (\w+)\]", line):
            events.append(Event(len(lines), held[1], (held[2], held[3])))
        elif goes := re.fullmatch(r"\[([-a-p]) goes on\]", line):
            events.append(Event(len(lines), goes[1], None))
        elif line.startswith("["):
            raise Impossible(f"nobody knows what this asks for: {line}")
        elif not line.startswith("#"):
            lines.append(line)
    return lines, events, said


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines, events, waits = plan(steps_in(inputs.text_of(sys.argv[1]), sys.argv[1]))
    show(lines, events)
    for actor in waits:
        print(f"[{actor} is not over]")


if __name__ == "__main__":
    inputs.script("schedule", main)

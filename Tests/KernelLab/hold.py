#!/usr/bin/env python3
"""Lets a race happen on a kernel as it is: each CPU is held where the race goes on with another.

    hold.py --kernel FOLDER --plan FILE [--times 20]
    hold.py --kernel FOLDER --trace FILE [--times 20] [--after CALL...] --happened REGEX

FOLDER has bzImage, vmlinux and System.map. A plan is what schedule.py makes of a trace, or was written by hand; its comments
say what shows that the race has happened (`# happened: REGEX`), how many pages there are, and whether each time takes a boot of its own
(`# boots: each`), since nothing goes on afterwards. Of a trace, those of --after are made behind its calls; the race has
happened if an answer of p2pdrv matches the expression.
"""

import argparse
import contextlib
import dataclasses
import pathlib
import re
import time

import inputs
import machine
import remote
import schedule
from options import within

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROCESSES = 2
CPUS = PROCESSES + 2

# Seconds after which all that run are stopped and let go again: QEMU now and then leaves a CPU asleep that was to run.
KICK = 8


def symbols(folder):
    """The addresses of functions, and nothing for names that stand for several."""
    found = {}
    for line in inputs.text_of(folder / "System.map").splitlines():
        symbol = re.fullmatch(r"([0-9a-f]{1,16}) (\S) (\S+)", line)
        if not symbol:
            raise inputs.Unreadable(f"{folder / 'System.map'} has no symbols as kernels have them: {line[:80]}")
        if symbol[2] in "tT":
            found[symbol[3]] = None if symbol[3] in found else int(symbol[1], 16)
    return found


def count_in(vmlinux, function):
    """Where a function has read a count and not yet written it, of the first count of its structure; an atomic one: before."""
    answer = inputs.run(["objdump", "-d", "--no-show-raw-insn", f"--disassemble={function}", vmlinux])
    if answer.returncode:
        raise schedule.Impossible(answer.stderr.strip())
    code = re.findall(r"^\s*([0-9a-f]+):\s+(.*?)\s*$", answer.stdout, re.MULTILINE)
    places = []
    for n, (address, text) in enumerate(code):
        if one := re.match(r"(?:lock )?(?:incl|decl|addl|subl) +(?:\$0x1,)?(0x[0-9a-f]+)\(%\w+\)", text):
            places.append((int(one[1], 16), int(address, 16)))
        if not (load := re.match(r"mov +((0x[0-9a-f]+)\(%\w+\)),%e\w+", text)):
            continue
        for _, (later, store) in zip(range(4), code[n + 1 :]):
            if re.fullmatch(rf"mov +%e\w+,{re.escape(load[1])}", store):
                places.append((int(load[2], 16), int(later, 16)))
    if not places:
        raise schedule.Impossible(f"{function} counts nothing")
    return min(places)[1]


@dataclasses.dataclass
class Holder:
    """Does what is to be done with the CPUs of a machine while it makes its calls."""

    stub: remote.Remote
    addresses: dict
    vmlinux: pathlib.Path
    held: set

    def cpu(self, actor):
        """The first CPU, thread 1, is the coordinator's; the last is for what writes to the driver's files."""
        return CPUS if actor == "-" else 2 + ord(actor) - ord("a")

    def run(self):
        free = [cpu for cpu in range(1, CPUS + 1) if cpu not in self.held]
        self.stub.run(free if self.held else None)

    def wait_at(self, address, cpu, limit):
        """Runs until this CPU is at an address; others that come there go on."""
        self.stub.set_breakpoint(address)
        is_there = self.comes_to(address, cpu, time.monotonic() + limit)
        # Not after an interruption: a machine that runs does not answer.
        self.stub.remove_breakpoint(address)
        return is_there

    def comes_to(self, address, cpu, end):
        while True:
            self.run()
            hit = self.stub.wait(min(KICK, end - time.monotonic()))
            if hit is None:
                self.stub.stop()
                if time.monotonic() < end:
                    continue
                return False
            if hit == cpu and self.stub.at(cpu) == address:
                return True
            # One step beyond the breakpoint.
            self.stub.remove_breakpoint(address)
            self.stub.ask(f"vCont;s:{hit:x}")
            self.stub.set_breakpoint(address)

    def hold(self, actor, place, limit=60):
        """Holds the CPU of a process at a place; whether it has come there."""
        kind, name = place
        address = count_in(self.vmlinux, name) if kind == "count" else self.addresses.get(name)
        if address is None:
            raise schedule.Impossible(f"the kernel has no function {name}, or several")
        cpu = self.cpu(actor)
        self.stub.stop()
        self.held.discard(cpu)
        if not self.wait_at(address, cpu, limit):
            return False
        if kind == "return" and not self.wait_at(self.stub.stack_top(cpu), cpu, limit):
            return False
        self.held.add(cpu)
        self.run()
        return True

    def kick(self):
        self.stub.stop()
        self.run()

    def release(self, actor):
        self.stub.stop()
        self.held.discard(self.cpu(actor))
        self.run()


def answered(serial):
    """How many lines have been answered, to the end of the answer."""
    return sum(1 for line in serial.read_text(errors="replace").splitlines() if re.fullmatch(r"@\d+ .*;", line))


def script_of(steps, after, times):
    """The lines of all rounds, and the events with the lines after which they come."""
    lines, events, count = [], [], 0
    for _ in range(times):
        own, own_events, waits = schedule.plan(steps)
        own += after + [f"- wait {actor}" for actor in waits]
        events += [dataclasses.replace(event, lines=event.lines + count) for event in own_events]
        own += [f"{letter} exit" for letter in schedule.letters(steps).values() if letter != "-"]
        if any(line.endswith("- unbind") for line in own):
            own.append("- bind")
        lines += own
        count += len(own)
    return lines, events


@dataclasses.dataclass
class Race:
    """What is to happen, how often, and what shows it."""

    lines: list
    events: list
    times: int
    happened: str
    pages: int


def planned(given):
    """The race of a plan, once, and whether each time takes a boot."""
    lines, events, said = schedule.read_plan(inputs.text_of(given.plan))
    if "happened" not in said:
        raise schedule.Impossible(f"{given.plan} does not say what shows that it has happened")
    try:
        pages = within(1, 1024)(said.get("pages", "1"))
    except argparse.ArgumentTypeError as error:
        raise schedule.Impossible(f"pages of {given.plan}: {error}") from error
    if said.get("boots", "each") != "each":
        raise schedule.Impossible(f"boots of {given.plan} are not `each`")
    return Race(lines, events, 1, said["happened"], pages), "boots" in said


def check(race):
    """That a machine can do all of it, and that what shows the race is an expression: before anything boots."""
    try:
        re.compile(race.happened)
    except (re.error, OverflowError, RecursionError) as error:
        raise schedule.Impossible(f"{race.happened} is no expression: {error}") from error
    actors = "-abcdefghijklmnop"[: PROCESSES + 1]
    for event in race.events:
        if event.actor not in actors:
            raise schedule.Impossible(f"{event.actor} cannot be held: there are {PROCESSES} processes")
    if not race.lines:
        raise schedule.Impossible("there are no calls in it")


def repeated(race, times):
    """The same so many times in one boot."""
    lines, events = [], []
    for _ in range(times):
        events += [dataclasses.replace(event, lines=event.lines + len(lines)) for event in race.events]
        lines += race.lines
    return dataclasses.replace(race, lines=lines, events=events, times=times)


@contextlib.contextmanager
def removed(path):
    """A file that is there meanwhile, and neither before nor afterwards."""
    path.unlink(missing_ok=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def run(given, race):
    """One boot: how often the race has happened, how often a CPU was held, and how often its place was not reached."""
    folder = given.kernel.resolve().parent
    name = f"hold-{given.kernel.resolve().name}-{(given.plan or given.trace).stem}"
    serial, channel = folder / f"{name}.serial", folder / f"{name}.gdb"
    socket = f"socket,path={machine.escaped(channel)},server=on,wait=off,id=gdb"
    more = ("-chardev", socket, "-gdb", "chardev:gdb")
    kind = machine.Kind(PROCESSES, 8, race.pages, CPUS, hurries=False, more=more)
    reached = missed = 0
    with removed(channel), machine.Machine(folder, given.kernel / "bzImage", race.lines, serial, kind) as booted:
        stub = remote.Remote(channel, booted.is_running)
        stub.ask("?")
        holder = Holder(stub, symbols(given.kernel), given.kernel / "vmlinux", set())
        holder.run()
        begin = time.monotonic()
        limit = begin + 120 + 60 * race.times
        for event in race.events:
            kicked = time.monotonic()
            while answered(serial) < event.lines and booted.is_running() and time.monotonic() < limit:
                time.sleep(0.05)
                if time.monotonic() > kicked + KICK:
                    holder.kick()
                    kicked = time.monotonic()
            if given.verbose:
                print(f"lab: {time.monotonic() - begin:.1f} s: {event}", flush=True)
            try:
                if event.place is None:
                    holder.release(event.actor)
                elif holder.hold(event.actor, event.place):
                    reached += 1
                else:
                    missed += 1
                    holder.run()
            except remote.Lost:
                # It has ended without anybody coming there; but for that it answers.
                if booted.wait(5) is None:
                    raise
                missed += event.place is not None
        end = max(time.monotonic() + 60, limit)
        # A kernel that does not survive it does not end either.
        while answered(serial) < len(race.lines) and booted.is_running() and time.monotonic() < end:
            booted.wait(0.5)
    text = serial.read_text(errors="replace").replace("\r", "")
    return len(re.findall(race.happened, text, re.MULTILINE)), reached, missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", type=pathlib.Path, required=True)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--plan", type=pathlib.Path)
    what.add_argument("--trace", type=pathlib.Path)
    parser.add_argument("--times", type=within(1, 10_000), default=20)
    parser.add_argument("--after", nargs="*", default=[])
    parser.add_argument("--happened")
    parser.add_argument("--show", action="store_true", help="say once what would be done, and do nothing")
    parser.add_argument("--verbose", action="store_true", help="say what is held and let go")
    parser.add_argument("--pages", type=within(1, 1024), default=1)
    parser.add_argument("--p2pcheck", type=pathlib.Path, default=ROOT / ".build" / "release" / "p2pcheck")
    given = parser.parse_args()
    boots = 1
    if given.show:
        given.times = 1
    if given.plan:
        race, has_own_boots = planned(given)
        boots = given.times if has_own_boots else 1
        race = repeated(race, 1 if has_own_boots else given.times)
    elif given.happened is None:
        parser.error("--trace needs --happened")
    else:
        lines, events = script_of(schedule.steps_of(given.p2pcheck, given.trace), given.after, given.times)
        race = Race(lines, events, given.times, given.happened, given.pages)
    check(race)
    if given.show:
        schedule.show(race.lines, race.events)
        return 0
    for name in ("bzImage", "vmlinux", "System.map"):
        if not (given.kernel / name).is_file():
            raise schedule.Impossible(f"there is no {given.kernel / name}")
    happened = reached = missed = 0
    for _ in range(boots):
        counts = run(given, race)
        happened += min(1, counts[0]) if boots > 1 else counts[0]
        reached += counts[1]
        missed += counts[2]
    print(f"lab: {reached} times held, {missed} times not reached; it happened {happened} of {given.times} times")
    return 0


if __name__ == "__main__":
    inputs.script("lab", main)

#!/usr/bin/env python3
"""Speed and memory of p2pcheck next to rumur and Spin, on the same models, in the same run.

What is compared is the search: user CPU and peak memory of the whole checking process, once its code is compiled.
The candidates take turns, so that a disturbance of the machine hits all of them; medians are printed. "our speed" is
the candidate's user CPU divided by p2pcheck's with as many threads, "our memory" p2pcheck's peak divided by the
candidate's.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODELS = HERE / "models"
# The constants that make the four shapes as large as published comparisons have them.
FULL_SIZE = {"bits": {"STEPS": 2400}}
# The shipped checks that are measured: nothing is violated, so that every candidate visits all states.
CHECKS = ["linux-6.12-repaired", "linux-7.3-repaired"]
# The shipped model that has a Promela text, with constants for which nothing is violated.
ALLOCATION = ROOT / "Models" / "allocation_policies.m", {"ALIGN": 0}


class Skipped(Exception):
    """A candidate cannot take part; the text says why."""


def measured(command, cwd, timeout):
    """Runs a command; its output, wall seconds, user CPU seconds and peak resident bytes."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        deadline = start + timeout
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                raise Skipped(f"more than {timeout} s")
            time.sleep(0.002)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    return text, process.returncode, wall, usage.ru_utime, usage.ru_maxrss * 1024


def run_quietly(command, cwd):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        lines = (done.stderr + done.stdout).strip().splitlines() or ["no output"]
        telling = [line for line in lines if "error" in line.lower()] or lines
        raise Skipped(f"{command[0]} failed: {telling[0]}")
    return done.stdout


def first_available(*names):
    for name in names:
        if shutil.which(name):
            return name
    raise Skipped(f"none of {', '.join(names)} is installed")


class Peer:
    """A candidate, ready to run on one model."""

    def __init__(self, name, command, threads, cwd, counts):
        self.name, self.command, self.threads, self.cwd, self.counts = name, command, threads, cwd, counts
        self.samples = []
        self.states = None
        self.problem = None

    def sample(self, timeout, keep=True):
        text, code, wall, user, memory = measured(self.command, self.cwd, timeout)
        states = self.counts(text)
        if states is None:
            last = text.strip().splitlines()[-1:] or ["no output"]
            raise Skipped(f"exit code {code}, no state count: {last[0][:80]}")
        self.states = states
        if keep:
            self.samples.append((user, wall, memory))

    def median(self, index):
        return statistics.median(sample[index] for sample in self.samples)


def last_number(pattern):
    def read(text):
        found = re.findall(pattern, text)
        return int(found[-1].replace(",", "")) if found else None

    return read


def p2pcheck_states(text):
    """Finds the number of states in the JSON report."""
    try:
        report = json.loads(text[text.index("{") :])
    except ValueError:
        return None
    queue = [report]
    while queue:
        item = queue.pop(0)
        if isinstance(item, dict):
            if isinstance(item.get("states"), int):
                return item["states"]
            queue.extend(item.values())
        elif isinstance(item, list):
            queue.extend(item)
    return None


def p2pcheck(binary, model, constants, threads, work):
    if not Path(binary).exists():
        raise Skipped(f"{binary} does not exist; run make build")
    settings = [part for name, value in constants.items() for part in ("--set", f"{name}={value}")]
    command = [str(Path(binary).resolve()), "verify", str(model), *settings, "--jobs", str(threads)]
    command += ["--engine", "explore", "--symmetry", "off", "--deadlock", "off", "--progress", "never", "--format", "json"]
    return Peer("p2pcheck", command, threads, work, p2pcheck_states)


def rumur(text, threads, work):
    first_available("rumur")
    compiler = first_available("clang", "gcc")
    folder = work / f"rumur-{threads}"
    folder.mkdir()
    (folder / "model.m").write_text(text)
    options = ["--symmetry-reduction", "off", "--deadlock-detection", "off", "--threads", str(threads)]
    run_quietly(["rumur", *options, "--value-type", "int32_t", "-o", "checker.c", "model.m"], folder)
    flags = ["-O3", "-march=native", "-mcx16", "-w"]
    run_quietly([compiler, *flags, "-o", "checker", "checker.c", "-lpthread", "-latomic"], folder)
    return Peer(f"rumur ({compiler})", ["./checker"], threads, folder, last_number(r"(\d+) states, \d+ rules fired in"))


def spin(path, constants, work):
    first_available("spin")
    compiler = first_available("gcc", "clang")
    if not path.exists():
        raise Skipped("no Promela text")
    folder = work / "spin"
    folder.mkdir()
    shutil.copy(path, folder / "model.pml")
    run_quietly(["spin", *[f"-D{name}={value}" for name, value in constants.items()], "-a", "model.pml"], folder)
    flags = ["-O2", "-DBFS", "-DSAFETY", "-DNOREDUCE", "-w"]
    run_quietly([compiler, *flags, "-o", "pan", "pan.c"], folder)
    return Peer("spin -DBFS", ["./pan", "-w24"], 1, folder, last_number(r"(\d+) states, stored"))


def with_constants(text, constants):
    for name, value in constants.items():
        text, count = re.subn(rf"(?m)^(\s*{name}\s*:\s*)\d+(\s*;)", rf"\g<1>{value}\g<2>", text)
        if count != 1:
            raise Skipped(f"no constant {name}")
    return text


class Case:
    """One model with constants."""

    def __init__(self, name, path, constants, plain):
        self.name, self.path, self.constants, self.plain = name, path, constants, plain

    def murphi(self, binary):
        """The model as rumur reads it, with includes and constants resolved."""
        if self.plain:
            return with_constants(self.path.read_text(), self.constants)
        settings = [part for name, value in self.constants.items() for part in ("--set", f"{name}={value}")]
        return run_quietly([str(Path(binary).resolve()), "print", str(self.path), *settings], ROOT)

    def promela(self):
        return MODELS / f"{self.path.stem}.pml"


def cases(arguments):
    found = []
    for path in sorted(MODELS.glob("*.m")):
        constants = FULL_SIZE.get(path.stem, {}) if arguments.full else {}
        found.append(Case(path.stem, path, constants, plain=True))
    path, constants = ALLOCATION
    found.append(Case(path.stem, path, constants, plain=False))
    entries = (ROOT / "Models" / "checks.yml").read_text().split("\n- ")
    for check in CHECKS:
        entry = next(entry for entry in entries if entry.startswith(f"id: {check}\n"))
        model = re.search(r"(?m)^  model: (\S+)", entry).group(1)
        constants = dict(re.findall(r"(\w+): (\w+)", re.search(r"(?m)^  set: (.*)", entry).group(1)))
        found.append(Case(check, ROOT / "Models" / model, constants, plain=False))
    if arguments.model:
        found = [case for case in found if any(case.name.startswith(word) for word in arguments.model)]
    return found


def measure(case, arguments, work):
    """All candidates on one model, interleaved."""
    peers, notes = [], []

    def add(name, make):
        try:
            peers.append(make())
        except Skipped as reason:
            notes.append(f"{name}: {reason}")

    for threads in arguments.threads:
        add("p2pcheck", lambda: p2pcheck(arguments.p2pcheck, case.path, case.constants, threads, work))
        add("rumur", lambda: rumur(case.murphi(arguments.p2pcheck), threads, work))
    add("spin", lambda: spin(case.promela(), case.constants, work))

    alive = list(peers)
    for round_number in range(arguments.runs + 1):
        for peer in list(alive):
            # The first round fills caches (p2pcheck's compiled successor, the page cache) and is not counted.
            if round_number == 0 and not peer.name.startswith("p2pcheck"):
                continue
            try:
                peer.sample(arguments.timeout, keep=round_number > 0)
            except Skipped as reason:
                notes.append(f"{peer.name}, {peer.threads} threads: {reason}")
                alive.remove(peer)
    return [peer for peer in peers if peer.samples], notes


def at_once(command, count):
    """Wall seconds until `count` processes that share nothing but the machine have all ended: what it has to give."""
    start = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for process in [subprocess.Popen(command, **quiet) for _ in range(count)]:
        process.wait()
    return time.monotonic() - start


def table(case, peers, notes, arguments):
    print(f"\n{case.name}" + "".join(f" {name}={value}" for name, value in case.constants.items()))
    print(
        f"  {'':<16} {'threads':>7} {'states':>12} {'user s':>8} {'wall s':>8} {'k states/CPU s':>15}"
        f" {'bytes/state':>12} {'our speed':>12} {'our memory':>12}"
    )
    ours = {peer.threads: peer for peer in peers if peer.name == "p2pcheck"}
    for peer in peers:
        user, wall, memory = peer.median(0), peer.median(1), peer.median(2)
        speed = size = ""
        if peer.name != "p2pcheck" and peer.threads in ours:
            # Rumur stops at the first error, and then there is nothing to compare.
            same = abs(peer.states - ours[peer.threads].states) <= 0.01 * peer.states
            speed = f"{user / max(ours[peer.threads].median(0), 1e-9):.2f}x" if same else "other states"
            size = f"{ours[peer.threads].median(2) / memory:.2f}x" if same else ""
        print(
            f"  {peer.name:<16} {peer.threads:>7} {peer.states:>12,} {user:>8.2f} {wall:>8.2f}"
            f" {peer.states / max(user, 1e-9) / 1000:>15.0f} {memory / max(peer.states, 1):>12.1f} {speed:>12} {size:>12}"
        )
    if 1 in ours and 2 in ours:
        wall = [min(sample[1] for sample in ours[threads].samples) for threads in (1, 2)]
        print(f"  two threads are {wall[0] / wall[1]:.2f} times as fast as one (wall, each at its best)", end="; ")
        together = min(at_once(ours[1].command, 2) for _ in range(max(arguments.runs, 2)))
        print(f"two searches of one thread at once do {2 * wall[0] / together:.2f} times the work of one")
    for note in notes:
        print(f"  left out: {note}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--p2pcheck", default=ROOT / ".build/release/p2pcheck", help="the program to measure")
    parser.add_argument("--runs", type=int, default=3, help="counted runs per candidate (3)")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], help="thread counts (1 2)")
    parser.add_argument("--model", action="append", help="only models whose name begins so; may be repeated")
    parser.add_argument("--full", action="store_true", help="full-size models; minutes instead of seconds")
    parser.add_argument("--timeout", type=float, default=120, help="seconds per run (120)")
    arguments = parser.parse_args()

    chosen = cases(arguments)
    if not chosen:
        sys.exit("bench: no such model")
    print(f"medians of {arguments.runs} interleaved runs; compiling is not counted; load {os.getloadavg()[0]:.1f}")
    for case in chosen:
        with tempfile.TemporaryDirectory(prefix="p2p-bench-") as folder:
            table(case, *measure(case, arguments, Path(folder)), arguments)


if __name__ == "__main__":
    main()

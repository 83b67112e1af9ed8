#!/usr/bin/env python3
"""Holds the models against a running kernel: calls, made by p2pdrv under QEMU, whose log `p2pcheck conform` judges. The calls
are random, or those of saved traces.

    make lab LAB_FLAGS="--kernel 6.12 --seed 7 --calls 1000"
    make lab LAB_FLAGS="--kernel 6.12 --pages 2 --trace traces/*.itf.json"
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import time

import constants
import machine
import random_calls
import serial_log

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Calls of one boot: what is known of a longer one is not more, and an error is found sooner.
MOST_CALLS = 10_000


class Tally:
    """What has come of everything so far."""

    def __init__(self, given):
        self.given = given
        self.calls = self.explained = self.wrong = 0
        self.in_machine = self.in_judgement = 0.0

    def run(self, name, title, lines):
        """Has calls made and their log judged."""
        begin = time.monotonic()
        log, entries, damages = boot(self.given, name, lines)
        middle = time.monotonic()
        code, answer = judge(self.given, log) if entries else (2, "there is no log")
        self.in_machine += middle - begin
        self.in_judgement += time.monotonic() - middle
        self.calls += len(lines)
        print(f"{title}: {len(lines):,} calls of Linux {self.given.kernel}, {entries:,} entries", flush=True)
        for line in answer.splitlines() + damages:
            print(f"  {line}", flush=True)
        self.explained += code == 0 and not damages
        self.wrong += code != 0 or bool(damages)

    def summary(self):
        outcome = f"{self.wrong} logs are not as they should be" if self.wrong else "all of them explained"
        return (
            f"lab: {self.calls:,} calls of Linux {self.given.kernel} in {self.in_machine:.0f} s, "
            f"judged in {self.in_judgement:.0f} s; {outcome}"
        )


def judge(given, log):
    """The exit code of `p2pcheck conform`, and what it says."""
    model = HERE / "Models" / f"linux_{given.kernel.replace('.', '_')}.m"
    command = [given.p2pcheck, "conform", model.relative_to(ROOT), log, *constants.words(given)]
    command += ["--progress", "never", "--timeout", "30m"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.returncode, (answer.stdout + answer.stderr).strip()


def boot(given, name, lines):
    """Has calls made: the log, how many entries it has, and what is wrong with it."""
    base = given.lab / "logs" / name
    calls, serial, log = (base.with_name(f"{base.name}.{kind}") for kind in ("calls", "serial", "log"))
    calls.write_text("".join(line + "\n" for line in lines))
    kernel = given.lab / given.kernel / "bzImage"
    limit = 180 + len(lines) / 4
    ended = machine.run(given.lab, kernel, lines, serial, given.processes, given.window, given.pages, limit)
    text = serial.read_text(encoding="utf-8", errors="replace")
    try:
        entries, damages = serial_log.convert(serial_log.read(text))
    except serial_log.Damage as damage:
        entries, damages = [], [str(damage)]
    if not ended:
        damages.append(f"the machine was stopped after {limit:.0f} s")
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return log, len(entries), damages


def random_logs(given, tally):
    left, seed = given.calls, given.seed
    while left > 0:
        generator = random_calls.Generator(
            seed, given.processes, given.window, given.pages, given.failures, given.unbinds
        )
        lines = generator.lines(min(left, MOST_CALLS))
        tally.run(f"linux-{given.kernel}-seed-{seed}", f"seed {seed}", lines)
        left -= len(lines)
        seed += 1


def calls_of(given, trace):
    """The lines for p2pdrv that a trace comes to; None, with the reason printed, if calls of it overlap or cannot be made."""
    command = [given.p2pcheck, "trace", trace, "--format", "calls"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        print(f"{trace.name}: {answer.stderr.strip()}")
        return None
    if overlap := re.search(r"^# +while (.*)", answer.stdout, re.MULTILINE):
        print(f"{trace.name}: calls overlap, as {overlap[1]}: hold.py is for such traces")
        return None
    return [line for line in answer.stdout.splitlines() if not line.startswith("#")]


def ending(lines):
    """What brings the machine back to where it began: nobody lives, and the driver is bound."""
    living, is_bound = set(), True
    for line in lines:
        actor, call, *words = line.split()
        if call == "exit":
            living.discard(actor)
        elif call == "fork":
            living.add(words[0])
        elif actor != "-":
            living.add(actor)
        else:
            is_bound = call == "bind"
    return [f"{actor} exit" for actor in sorted(living)] + ([] if is_bound else ["- bind"])


def trace_logs(given, tally):
    """All traces in one boot, one after the other."""
    lines, count = [], 0
    for trace in given.trace:
        if (calls := calls_of(given, trace.resolve())) is not None:
            lines += calls + ending(calls)
            count += 1
    tally.run(f"linux-{given.kernel}-traces", f"{count} of {len(given.trace)} traces", lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    random_calls.add_options(parser)
    parser.add_argument("--kernel", default="6.12", choices=("6.12", "7.3"), help="the series")
    parser.add_argument("--trace", nargs="+", type=pathlib.Path, help="traces whose calls are made instead of random ones")
    parser.add_argument("--lab", type=pathlib.Path, default=ROOT / ".build" / "lab", help="where kernels and logs are")
    parser.add_argument("--p2pcheck", type=pathlib.Path, default=ROOT / ".build" / "release" / "p2pcheck")
    given = parser.parse_args()
    given.lab, given.p2pcheck = given.lab.resolve(), given.p2pcheck.resolve()
    if subprocess.run([HERE / "build-kernel", given.lab, given.kernel], check=False).returncode:
        sys.exit("lab: there is no kernel")
    (given.lab / "logs").mkdir(parents=True, exist_ok=True)
    tally = Tally(given)
    if given.trace:
        trace_logs(given, tally)
    else:
        random_logs(given, tally)
    print(tally.summary())
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Holds the models against a running kernel: calls, made by p2pdrv under QEMU, whose log `p2pcheck conform` judges. The calls
are random, or those of saved traces.

    make lab LAB_FLAGS="--kernel 6.12 --seed 7 --calls 1000"
    make lab LAB_FLAGS="--kernel 6.12 --seed 7 --calls 1000 --processes 2 --overlap 2"
    make lab LAB_FLAGS="--kernel 6.12 --trace traces"
"""

import argparse
import concurrent.futures
import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import time

import constants
import inputs
import machine
import overlapping_calls
import random_calls
import serial_log
import trace_logs

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Calls of one boot: what is known of a longer one is not more, and an error is found sooner.
MOST_CALLS = 10_000


@dataclasses.dataclass
class Log:
    """What has come of one boot."""

    path: pathlib.Path
    serial: serial_log.Serial
    entries: list
    damages: list
    seconds: float
    code: int = 2  # of p2pcheck conform
    answer: str = "there is no log"
    judged: float = 0.0

    def is_well(self):
        return self.code == 0 and not self.damages


def boot(given, name, lines, kind):
    """Has calls made."""
    begin = time.monotonic()
    base = given.lab / "logs" / name
    calls, serial, path = (base.with_name(f"{base.name}.{end}") for end in ("calls", "serial", "log"))
    # That of another run is not one of these calls.
    path.unlink(missing_ok=True)
    calls.write_text("".join(line + "\n" for line in lines))
    limit = 180 + len(lines) / 4
    code = machine.run(given.lab, given.lab / given.kernel / "bzImage", lines, serial, kind, limit)
    log = Log(path, serial_log.Serial({}, [], [], False), [], [], 0.0)
    log.serial = serial_log.read_file(serial)
    log.entries, log.damages = serial_log.convert(log.serial)
    if not log.serial.header:
        said = serial.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
        log.damages.append(f"instead, the machine says: {said[:200]}")
    if code != 0:
        log.damages.append(f"the machine was stopped after {limit:.0f} s" if code is None else f"QEMU ends with code {code}")
    with inputs.whole(path) as made:
        made.write_text("".join(json.dumps(entry) + "\n" for entry in log.entries))
    log.seconds = time.monotonic() - begin
    return log


def judge(given, log, kind):
    """Asks `p2pcheck conform`."""
    begin = time.monotonic()
    if log.entries:
        model = HERE / "Models" / f"linux_{given.kernel.replace('.', '_')}.m"
        command = [given.p2pcheck, "conform", model.relative_to(ROOT), log.path, *constants.words(kind)]
        command += ["--progress", "never", "--timeout", "30m"]
        answer = inputs.run(command, cwd=ROOT)
        log.code, log.answer = answer.returncode, (answer.stdout + answer.stderr).strip()
    log.judged = time.monotonic() - begin
    return log


def kind_of(given, cpus=1):
    return machine.Kind(given.processes, given.window, given.pages, cpus, given.slow_disk)


@contextlib.contextmanager
def judging():
    """What judges logs, one after the other; whoever is interrupted does not wait for it."""
    with concurrent.futures.ThreadPoolExecutor(1) as judges:
        try:
            yield judges
        except BaseException:
            judges.shutdown(wait=False, cancel_futures=True)
            inputs.end_all()
            raise


def random_logs(given):
    """A log is judged while the next machine runs."""
    kind = kind_of(given, cpus=min(given.processes + 1, 4) if given.overlap else 1)
    left, seed, made = given.calls, given.seed, 0
    judgements = []
    is_well, in_machine, in_judgement = True, 0.0, 0.0

    def show(judgement):
        nonlocal is_well, in_machine, in_judgement
        title, count, future = judgement
        log = future.result()
        print(f"{title}: {count:,} calls of Linux {given.kernel}, {len(log.entries):,} entries, {log.seconds:.0f} s")
        for line in log.answer.splitlines() + log.damages:
            print(f"  {line}", flush=True)
        is_well &= log.is_well()
        in_machine += log.seconds
        in_judgement += log.judged

    with judging() as judges:
        while left > 0:
            count = min(left, MOST_CALLS)
            of_seed = argparse.Namespace(**{**vars(given), "seed": seed})
            if given.overlap:
                generator = overlapping_calls.Generator(of_seed)
            else:
                generator = random_calls.Generator(
                    seed, given.processes, given.window, given.pages, given.failures, given.unbinds
                )
            lines = generator.lines(count)
            what = f"seed-{seed}" + (f"-overlap-{given.overlap}" if given.overlap else "")
            log = boot(given, f"linux-{given.kernel}-{what}", lines, kind)
            judgements.append((f"seed {seed}", count, judges.submit(judge, given, log, kind)))
            left -= count
            made += count
            seed += 1
            while judgements and judgements[0][2].done():
                show(judgements.pop(0))
        for judgement in judgements:
            show(judgement)
    outcome = "all of them explained" if is_well else "not all is as it should be"
    print(
        f"lab: {made:,} calls of Linux {given.kernel} in {in_machine:.0f} s, "
        f"judged in {in_judgement:.0f} s; {outcome}"
    )
    return is_well


def build(given):
    """Builds the kernel, if there is none."""
    process = None
    try:
        with inputs.uninterrupted() as hear:
            # A group of its own, so that all compilers end with this.
            process = subprocess.Popen(
                [HERE / "build-kernel", given.lab, given.kernel], start_new_session=True, preexec_fn=hear
            )
        process.wait()
    except BaseException:
        if process:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        raise
    if process.returncode:
        raise inputs.Problem("there is no kernel")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    random_calls.add_options(parser)
    parser.add_argument("--kernel", default="6.12", choices=("6.12", "7.3"), help="the series")
    parser.add_argument("--trace", nargs="+", type=pathlib.Path, help="traces, or folders of them, instead of random calls")
    parser.add_argument("--lab", type=pathlib.Path, default=ROOT / ".build" / "lab", help="where kernels and logs are")
    parser.add_argument("--p2pcheck", type=pathlib.Path, default=ROOT / ".build" / "release" / "p2pcheck")
    given = parser.parse_args()
    if given.slow_disk and not given.overlap and not given.trace:
        parser.error("--slow-disk goes with --overlap")
    if given.trace:
        trace_logs.files_of(given)
    given.lab, given.p2pcheck = given.lab.resolve(), given.p2pcheck.resolve()
    # Before anything is built or booted.
    inputs.run([given.p2pcheck, "--version"])
    build(given)
    (given.lab / "logs").mkdir(parents=True, exist_ok=True)
    if given.trace:
        return 0 if trace_logs.run(given, boot, judge) else 1
    return 0 if random_logs(given) else 1


if __name__ == "__main__":
    inputs.script("lab", main)

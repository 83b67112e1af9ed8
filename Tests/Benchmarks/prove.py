#!/usr/bin/env python3
"""Compares `p2pcheck verify --engine prove` with Z3's Spacer and ABC's pdr on the same transition systems.

Spacer reads what `p2pcheck print --format smt2` writes, ABC what `--format aiger` does if no array of the model is too large: all
invariants, assertions and run-time errors of a model as one question. p2pcheck is asked for the same properties and stops at the first violation. The models are those of Problems/,
whose heads say what is expected, and Models/wide/. An answer that contradicts another, or the head, ends the run with an
error. Further Z3 programs can be named with --z3; --global adds each with fp.spacer.global. ABC is asked if it is installed.

    make build
    Tests/Benchmarks/prove.py --timeout 30 [--model NAME]... [--z3 PROGRAM]... [--global]
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROBLEMS = ROOT / "Tests" / "Benchmarks" / "Problems"
WIDE = ROOT / "Models" / "wide"


class Answer:
    """What one tool says about one model, and what it took."""

    def __init__(self, verdict, wall=0.0, cpu=0.0):
        self.verdict, self.wall, self.cpu = verdict, wall, cpu

    @property
    def is_definite(self):
        return self.verdict in ("safe", "unsafe")


def measured(command, timeout):
    """Runs a command; its output, wall seconds and CPU seconds. It has some time to end by itself."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, start_new_session=True)
        while True:
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > start + timeout + 3:
                os.killpg(process.pid, signal.SIGKILL)
                _, _, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.002)
        process.returncode = 0
        wall = time.monotonic() - start
        output.seek(0)
        return output.read().decode(errors="replace"), wall, usage.ru_utime + usage.ru_stime


def properties(path):
    """The names of a model's invariants and assertions; covers and liveness are no part of the Horn clauses."""
    text = re.sub(r"--.*", "", path.read_text())
    names = re.findall(r'(?i)\b(?:invariant|assert(?:ion)?)\s+"([^"]*)"', text)
    return list(dict.fromkeys(names)) + ["no-runtime-error"]


class Ours:
    name = "p2pcheck"

    def __init__(self, binary):
        self.binary = binary

    def ask(self, path, timeout):
        command = [self.binary, "verify", str(path), "--engine", "prove", "--deadlock", "off", "--stop-at-first"]
        command += ["--timeout", f"{timeout}s", "--progress", "never", "--format", "json"]
        for name in properties(path):
            command += ["--property", name]
        text, wall, cpu = measured(command, timeout)
        try:
            words = [claim["verdict"] for model in json.loads(text)["models"] for claim in model["claims"]]
        except (ValueError, KeyError, TypeError):
            return Answer("unknown", wall, cpu)
        if "violated" in words:
            return Answer("unsafe", wall, cpu)
        return Answer("safe" if words and set(words) == {"proved"} else "unknown", wall, cpu)


class Spacer:
    def __init__(self, binary, printer, is_global):
        version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.split()[2:3]
        self.name = f"z3 {''.join(version)}{' global' if is_global else ''}"
        self.binary, self.printer = binary, printer
        self.options = ["fp.spacer.global=true"] if is_global else []

    def ask(self, path, timeout):
        with tempfile.NamedTemporaryFile("w", suffix=".smt2") as script:
            subprocess.run([self.printer, "print", "--format", "smt2", str(path)], stdout=script, check=True)
            command = [self.binary, f"-T:{timeout}", *self.options, script.name]
            text, wall, cpu = measured(command, timeout)
        word = (text.split() or [""])[0]
        return Answer({"sat": "safe", "unsat": "unsafe"}.get(word, "unknown"), wall, cpu)


class ABC:
    name = "abc pdr"

    def __init__(self, binary, printer):
        self.binary, self.printer = binary, printer

    def ask(self, path, timeout):
        with tempfile.NamedTemporaryFile(suffix=".aig") as machine:
            if subprocess.run([self.printer, "print", "--format", "aiger", "-o", machine.name, str(path)]).returncode:
                return Answer("unknown")
            # As fast as in competitions: small, then the proof.
            script = f"read_aiger {machine.name}; orpos; drw -z; pdr -T {timeout}"
            text, wall, cpu = measured([self.binary, "-c", script], timeout)
        if "Property proved" in text or "Networks are equivalent" in text:
            return Answer("safe", wall, cpu)
        return Answer("unsafe" if "was asserted in frame" in text else "unknown", wall, cpu)


def expected(path):
    """What the head of a model says, as one answer for all its properties."""
    head = re.search(r"(?m)^-- expect: (.*)$", path.read_text())
    return "unsafe" if head and "=violated" in head.group(1) else "safe"


def summary(tool, rows, timeout):
    """How many models are solved; the medians count an unsolved one as the time limit."""
    answers = [row[tool.name] for row in rows]
    solved = [answer for answer in answers if answer.is_definite]
    wall = statistics.median(answer.wall if answer.is_definite else timeout for answer in answers)
    cpu = statistics.median(answer.cpu if answer.is_definite else timeout for answer in answers)
    safe = sum(answer.verdict == "safe" for answer in solved)
    print(
        f"{tool.name:<20} {len(solved):>3} of {len(rows)} solved ({safe} safe, {len(solved) - safe} unsafe),"
        f" median {wall:.2f} s wall, {cpu:.2f} s CPU, all {sum(answer.wall for answer in answers):.0f} s"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--p2pcheck", default=str(ROOT / ".build/release/p2pcheck"), help="the program to measure")
    parser.add_argument("--z3", action="append", help="a Z3 program (z3); may be repeated")
    parser.add_argument("--global", action="store_true", dest="is_global", help="also with fp.spacer.global")
    parser.add_argument("--timeout", type=int, default=30, help="seconds for each tool and model (30)")
    parser.add_argument("--model", action="append", help="only models whose name begins so; may be repeated")
    arguments = parser.parse_args()

    tools = [Ours(arguments.p2pcheck)]
    for binary in arguments.z3 or ["z3"]:
        tools.append(Spacer(binary, arguments.p2pcheck, False))
        if arguments.is_global and "spacer.global " in subprocess.run([binary, "-p"], capture_output=True, text=True).stdout:
            tools.append(Spacer(binary, arguments.p2pcheck, True))
    abc = shutil.which("berkeley-abc") or shutil.which("abc")
    if abc:
        tools.append(ABC(abc, arguments.p2pcheck))
    paths = sorted(PROBLEMS.glob("*.m")) + sorted(WIDE.glob("*.m"))
    if arguments.model:
        paths = [path for path in paths if any(path.stem.startswith(word) for word in arguments.model)]
    if not paths:
        sys.exit("prove: no such model")

    print(f"seconds wall/CPU, at most {arguments.timeout}; load {os.getloadavg()[0]:.1f}")
    print(f"{'':<24} {'expected':<8}" + "".join(f" {tool.name:>24}" for tool in tools))
    rows, contradictions = [], []
    for path in paths:
        row = {tool.name: tool.ask(path, arguments.timeout) for tool in tools}
        rows.append(row)
        cells = "".join(
            f" {f'{answer.verdict} {answer.wall:.2f}/{answer.cpu:.2f}':>24}" for answer in row.values()
        )
        wanted = expected(path)
        wrong = {answer.verdict for answer in row.values() if answer.is_definite} - {wanted}
        if wrong:
            contradictions.append(path.stem)
        print(f"{path.stem:<24} {wanted:<8}{cells}{'  CONTRADICTION' if wrong else ''}", flush=True)
    print()
    for tool in tools:
        summary(tool, rows, arguments.timeout)
    if contradictions:
        sys.exit(f"prove: contradictory answers: {', '.join(contradictions)}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Changes p2pcheck's own sources in many places and counts the changes that the tests notice.

All mutants are compiled at once (mutant schemata; Untch, Offutt, Harrold: Mutation Analysis Using Mutant Schemata): each
place asks at run time whether it is the one that is on, P2P_MUTANT, so that a hundred mutants cost one build. They are drawn
evenly over the targets and four kinds: a condition negated, a statement left out, a literal changed, an operator exchanged.

Each suite runs once without a mutant and tells which places it comes to. A mutant is then shown to the suites that come to its
place only, first to those of its target, then to the quickest, for --budget CPU seconds at most; what no suite comes to survives. The
exit code is 1 if fewer than --least per cent are noticed. Of random models the suites look at a few only. What suites reach, and
what became of each mutant so far, is kept in the folder --scratch: with the same seed and sources --resume goes on from there.

    python3 Tests/SourceMutation/mutate.py --seed 1 --count 100 --scratch /tmp/mutants
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

from places import ROOT, candidates, draw, instrument

# They look at the text of the sources, or at other programs' opinions of documents.
TEXTUAL = "TidyTests"
MEMORY = 6 << 30
# Seconds on the clock for each CPU second.
IDLENESS = 10
# What is noticed by chance alone is no merit of the tests, and takes long.
AMOUNTS = {"P2P_RANDOM_MODELS": 16, "P2P_PROVER_MODELS": 6, "P2P_MACHINE_MODELS": 6, "P2P_SYMMETRIC_MODELS": 200,
           "P2P_FAMILY_MODELS": 60, "P2P_REDUCED_MODELS": 60, "P2P_FAMILY_PROOFS": 4, "P2P_TAMPERINGS": 20, "P2P_FAULTS": 8}  # fmt: skip


def copy_sources(tree):
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in map(os.fsdecode, filter(None, files)):
        source, copy = ROOT / name, tree / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            if not copy.is_symlink():
                copy.symlink_to(os.readlink(source))
        elif source.exists() and (not copy.exists() or copy.read_bytes() != source.read_bytes()):
            shutil.copy2(source, copy)


def build(tree, mutants):
    """Builds, and gives up mutants whose lines do not compile, until it is done."""
    command = ["swift", "build", "-c", "release", "--build-tests", "-Xswiftc", "-no-warnings-as-errors"]
    is_repeated = False  # a build may be cancelled by somebody else
    while True:
        instrument(tree, mutants)
        run = subprocess.run(command, cwd=tree, capture_output=True, text=True)
        if run.returncode == 0:
            return
        wrong = set()
        for match in re.finditer(r"/(Sources/\S+?\.swift):(\d+):\d+: error", run.stdout + run.stderr):
            # A line was put before the first.
            place = (match.group(1), int(match.group(2)) - 2)
            wrong |= {n for n, m in mutants.items() if (str(m.path), m.line) == place}
        if not wrong:
            # The error stands elsewhere in a file with a mutant: all of that file go.
            files = set(re.findall(r"/(Sources/\S+?\.swift):\d+:\d+: error", run.stdout + run.stderr))
            wrong = {n for n, m in mutants.items() if str(m.path) in files}
        if not wrong and not is_repeated:
            is_repeated = True
            continue
        if not wrong:
            sys.exit("mutate: the instrumented sources do not build:\n" + (run.stdout + run.stderr)[-3000:])
        print(f"mutate: {len(wrong)} do not compile and are left out", flush=True)
        for number in wrong:
            del mutants[number]


def bundle(tree):
    return tree / ".build/release/p2pcheckPackageTests.xctest"


def suites(tree):
    tests = subprocess.run(
        [bundle(tree), "--testing-library", "swift-testing", "--list-tests"], cwd=tree, capture_output=True, text=True).stdout
    return sorted({test.partition("/")[0] for test in tests.split() if not test.startswith(TEXTUAL)})


def passes(tree, suite, limit, **environment):
    """Whether a suite passes, and the CPU seconds that it took; one that does not end, or takes all memory, has noticed as well."""
    process = subprocess.Popen(
        [bundle(tree), "--testing-library", "swift-testing", "--filter", f"^{re.escape(suite)}/"], cwd=tree,
        env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    # What waits for ever takes no CPU time; on a machine that does other things besides, what works may take long.
    end = time.time() + IDLENESS * limit
    while True:
        time.sleep(0.2)
        seconds, size = usage(process.pid)
        ended, status, spent = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode == 0, spent.ru_utime + spent.ru_stime
        if seconds > limit or size > MEMORY or time.time() > end:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False, seconds


def usage(session):
    """CPU seconds and bytes that the processes of a session have: a loop that a mutant never leaves may take all there is."""
    ticks = pages = 0
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            ticks += sum(map(int, fields[11:15]))
            pages += int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE")


def reach(tree, suite):
    """The CPU seconds that a suite takes and the mutants that it comes to; none if it does not pass without any."""
    with_folder = tree / ".reached" / suite
    shutil.rmtree(with_folder, ignore_errors=True)
    with_folder.mkdir(parents=True)
    passed, seconds = passes(tree, suite, 900, P2P_REACHED=str(with_folder))
    if not passed:
        print(f"mutate: {suite} does not pass without a mutant and is left out", flush=True)
    return seconds, [int(name) for name in os.listdir(with_folder)] if passed else []


def judge(tree, mutant, number, reached, budget):
    """The suite that notices a mutant, or why none does."""
    own = mutant.target + "Tests." if mutant.target != "p2pcheck" else "CommandTests."
    order = sorted((s for s in reached if number in reached[s][1]), key=lambda s: (not s.startswith(own), reached[s][0]))
    if not order:
        return None, "no suite comes to it"
    for suite in order:
        if reached[suite][0] > budget:
            return None, "the budget is used up"
        passed, seconds = passes(tree, suite, 60 + 5 * reached[suite][0], P2P_MUTANT=str(number))
        if not passed:
            return suite, None
        budget -= seconds
    return None, f"{len(order)} suites pass"


class Fates:
    """What became of mutants, kept in a file."""

    def __init__(self, path, resume):
        self.path, self.lock = path, threading.Lock()
        self.known = json.loads(path.read_text()) if resume and path.exists() else {}

    def of(self, mutant, judged):
        if str(mutant) not in self.known:
            fate = judged()
            with self.lock:
                self.known[str(mutant)] = fate
                self.path.write_text(json.dumps(self.known))
        return self.known[str(mutant)]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--target", action="append", help="only these targets")
    options.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build/mutants")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--budget", type=float, default=600, help="CPU seconds for a mutant")
    options.add_argument("--least", type=float, default=85)
    options.add_argument("--list", action="store_true", help="only say which mutants there would be")
    options.add_argument("--resume", action="store_true", help="use what suites reached when this was last run")
    options = options.parse_args()
    generator = random.Random(options.seed)

    # Some do not compile.
    drawn = draw(candidates(ROOT, options.target), options.count * 3 // 2, generator)
    if options.list:
        print("\n".join(map(str, drawn)))
        return

    tree = options.scratch.resolve()
    start = time.time()
    mutants = dict(enumerate(drawn))
    built = tree / ".built.json"
    names = {str(number): str(mutant) for number, mutant in mutants.items()}
    known = json.loads(built.read_text()) if options.resume and built.exists() else None
    if known and known["drawn"] == names:
        mutants = {number: mutants[number] for number in known["built"]}
    else:
        copy_sources(tree)
        build(tree, mutants)
        built.write_text(json.dumps({"drawn": names, "built": sorted(mutants)}))
    print(f"mutate: {len(mutants)} mutants are built, {time.time() - start:.0f} s", flush=True)

    # One thread a suite at a time: suites are run side by side instead.
    os.environ["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"] = "1"
    for name, amount in AMOUNTS.items():
        os.environ.setdefault(name, str(amount))
    kept = tree / ".reached.json"
    fates = Fates(tree / ".fates.json", options.resume)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        if options.resume and kept.exists():
            reached = json.loads(kept.read_text())
        else:
            names = suites(tree)
            reached = dict(zip(names, pool.map(lambda suite: reach(tree, suite), names)))
            kept.write_text(json.dumps(reached))
        print(f"mutate: {len(reached)} suites, {sum(s for s, _ in reached.values()):.0f} s", flush=True)

        numbers = generator.sample(sorted(mutants), min(options.count, len(mutants)))
        verdicts = pool.map(
            lambda number: fates.of(mutants[number], lambda: judge(tree, mutants[number], number, reached, options.budget)), numbers)
        tally, survivors = collections.Counter(), []
        for position, (number, (suite, reason)) in enumerate(zip(numbers, verdicts), 1):
            mutant = mutants[number]
            tally[mutant.target, suite is not None] += 1
            if suite is None:
                survivors.append((mutant, reason))
            print(f"{position:4} of {len(numbers)}  {suite or 'SURVIVED, ' + reason:40} {mutant}", flush=True)

    for target in sorted({target for target, _ in tally}):
        print(f"  {target:16} {tally[target, True]:3} of {tally[target, True] + tally[target, False]:3} noticed")
    share = 100 * (1 - len(survivors) / max(1, len(numbers)))
    print(f"mutate: {share:.1f} % of {len(numbers)} mutants were noticed, {time.time() - start:.0f} s")
    for mutant, reason in survivors:
        print(f"  survived, {reason}: {mutant}")
    sys.exit(0 if share >= options.least else 1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Changes p2pcheck's own sources in many places and counts the changes that the tests notice.

All mutants are compiled at once (mutant schemata; Untch, Offutt, Harrold: Mutation Analysis Using Mutant Schemata): each
place asks at run time whether it is the one that is on, P2P_MUTANT, so that a hundred mutants cost one build. They are drawn
evenly over the targets and four kinds: a condition negated, a statement left out, a literal changed, an operator exchanged.

Each is first shown to the tests of its target, then to the rest that is quick, then, with --thorough, to all. The exit code
is 1 if fewer than --least per cent are noticed.

    python3 Tests/SourceMutation/mutate.py --seed 1 --count 100 --scratch /tmp/mutants
"""

import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Appended to each file with a mutant in it. Glibc is a module of the system that every target may use.
SWITCH = """
@inline(never) private func isMutant(_ number: Int) -> Bool { activeMutant == number }
private let activeMutant = unsafe getenv("P2P_MUTANT").flatMap { unsafe Int(String(cString: $0)) } ?? -1
"""

# What an operator is exchanged for.
EXCHANGES = {
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&", "+": "-", "-": "+",
}

# They look at the text of the sources, or at other programs' opinions of documents.
TEXTUAL = "TidyTests"
# Longer than some ten seconds each; `swift test --help` knows no tags.
SLOW = "ProverTests|DifferentialTests|RumurTests|SymmetricModelTests|CorpusTests|BrowserTests|DocumentationTests" \
    "|FaultInjection|GateTamper|ShippedModels|EndingTests|InstallationTests|TranscriptTests|GateFilesTests|ReviewTests"


MEMORY = 6 << 30


class Mutant:
    def __init__(self, path, line, first, last, kind, old, new):
        self.path, self.line, self.first, self.last = path, line, first, last
        self.kind, self.old, self.new = kind, old, new
        self.target = path.parts[1]

    def text(self, number):
        # `kind` decides what the place looks like with both possibilities in it.
        if self.kind == "statement":
            return f"if !isMutant({number}) {{ {self.old} }}"
        return f"(isMutant({number}) ? {self.new} : {self.old})"

    def __str__(self):
        return f"{self.path}:{self.line + 1}: {self.kind}: {self.old.strip()}" + (f" -> {self.new.strip()}" if self.new else "")


def blank(line):
    """The line with blanks for string literals and comments; None if a literal of several lines begins or ends here."""
    if '"""' in line or "#\"" in line:
        return None
    result, index, quoted = [], 0, False
    while index < len(line):
        char = line[index]
        if quoted:
            if char == "\\" and index + 1 < len(line):
                result.append("  ")
                index += 2
                continue
            quoted = char != '"'
            result.append(" ")
        elif char == '"':
            quoted = True
            result.append(" ")
        elif line.startswith("//", index):
            result.append(" " * (len(line) - index))
            break
        else:
            result.append(char)
        index += 1
    return "".join(result)


def is_balanced(text):
    depth = 0
    for char in text:
        depth += char in "([{"
        depth -= char in ")]}"
        if depth < 0:
            return False
    return depth == 0


def exchanged(line, code, first, last):
    """The expression with each of its operators exchanged, one at a time."""
    for match in re.finditer(r" (==|!=|<=|>=|<|>|&&|\|\||\+|-) ", code[first:last]):
        start = first + match.start(1)
        end = first + match.end(1)
        yield line[first:start] + EXCHANGES[match.group(1)] + line[end:last]


def mutants_of_line(path, number, line, code):
    head = re.match(r"^\s*(?:\} else )?(if|while|guard) (.*?)( else)? \{", code)
    if head and "," not in head.group(2) and not re.search(r"\b(let|var|case|try|await|#\w+)\b", head.group(2)) \
            and is_balanced(head.group(2)):
        first, last = head.span(2)
        yield Mutant(path, number, first, last, "condition", f"({line[first:last]})", f"!({line[first:last]})")
        for other in exchanged(line, code, first, last):
            yield Mutant(path, number, first, last, "operator", f"({line[first:last]})", f"({other})")
    value = re.match(r"^\s*(?:return|let \w+ =|var \w+ =|\w[\w.]* [+-]?=) (.*[^{,(\[])$", code)
    if value and is_balanced(value.group(1)) and not re.search(r"\b(try|await|in|if|switch)\b", value.group(1)):
        first, last = value.span(1)
        for other in exchanged(line, code, first, last):
            yield Mutant(path, number, first, last, "operator", f"({line[first:last]})", f"({other})")
    statement = re.match(r"^(\s*)((?:try )?[a-z_]\w*(?:\??\.\w+|\[[^\]]*\])*(?: [-+|&*]?=(?!=) .*|\(.*\)))\s*$", code)
    if statement and is_balanced(statement.group(2)) \
            and not re.match(r"(?:let|var|return|case|init|import|guard|if|for|while|switch|func|in|throw)\b", statement.group(2)):
        first, last = statement.span(2)
        yield Mutant(path, number, first, last, "statement", line[first:last], "")
    if re.match(r"^\s*(?:///|@|case .*:|import|func|init)", code):
        return
    for match in re.finditer(r"(?<![\w.$#\"])(\d+)(?![\w.\"])", code):
        first, last = match.span(1)
        yield Mutant(path, number, first, last, "literal", match.group(1), str(int(match.group(1)) + 1))
    for match in re.finditer(r"\b(true|false)\b", code):
        first, last = match.span(1)
        yield Mutant(path, number, first, last, "literal", match.group(1), "false" if match.group(1) == "true" else "true")


def candidates(tree, targets):
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for path in sorted((tree / "Sources").rglob("*.swift")):
        relative = path.relative_to(tree)
        if targets and relative.parts[1] not in targets:
            continue
        inside = False
        for number, line in enumerate(path.read_text().split("\n")):
            if line.count('"""') % 2 == 1:
                inside = not inside
                continue
            code = None if inside else blank(line)
            if code and code.strip() and not re.search(r"\bstatic let\b|\bprecondition|\bfatalError|package let|isMutant", code):
                for mutant in mutants_of_line(relative, number, line, code):
                    found[mutant.target][mutant.kind].append(mutant)
    return found


def draw(found, count, generator):
    """Evenly over targets and kinds; the places of one target are as random as its sources."""
    chosen, places = [], set()
    while len(chosen) < count:
        before = len(chosen)
        for target in sorted(found):
            kinds = [kind for kind in sorted(found[target]) if found[target][kind]]
            if not kinds or len(chosen) == count:
                continue
            pool = found[target][generator.choice(kinds)]
            mutant = pool.pop(generator.randrange(len(pool)))
            # One mutant a line, so that a line that does not compile says which.
            if (mutant.path, mutant.line) not in places:
                places.add((mutant.path, mutant.line))
                chosen.append(mutant)
        if before == len(chosen) and not any(found[t][k] for t in found for k in found[t]):
            break
    return chosen


def instrument(tree, mutants):
    """Puts the mutants, by number, into a fresh copy of the files that they are in."""
    by_file = collections.defaultdict(list)
    for number, mutant in mutants.items():
        by_file[mutant.path].append((number, mutant))
    for path in sorted(set(by_file) | instrument.touched):
        original = (ROOT / path).read_text()
        lines = original.split("\n")
        for number, mutant in by_file.get(path, []):
            line = lines[mutant.line]
            lines[mutant.line] = line[:mutant.first] + mutant.text(number) + line[mutant.last:]
        text = "\n".join(lines)
        if path in by_file:
            text = "import Glibc\n" + text + SWITCH
        if (tree / path).read_text() != text:
            (tree / path).write_text(text)
    instrument.touched = set(by_file)


instrument.touched = set()


def build(tree, mutants):
    """Builds, and gives up mutants whose lines do not compile, until it is done."""
    command = ["swift", "build", "--build-tests", "-Xswiftc", "-no-warnings-as-errors"]
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
        if not wrong:
            sys.exit("mutate: the instrumented sources do not build:\n" + (run.stdout + run.stderr)[-3000:])
        print(f"mutate: {len(wrong)} do not compile and are left out", flush=True)
        for number in wrong:
            del mutants[number]


def test(tree, number, limit, *arguments):
    """True if the tests pass; a run that does not end, or takes all memory, has noticed as well."""
    environment = dict(os.environ)
    if number is not None:
        environment["P2P_MUTANT"] = str(number)
    bundle = tree / ".build/debug/p2pcheckPackageTests.xctest"
    process = subprocess.Popen(
        [bundle, "--testing-library", "swift-testing", *arguments], cwd=tree, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.time() + limit
    while time.time() < end and memory(process.pid) < MEMORY:
        try:
            return process.wait(1) == 0
        except subprocess.TimeoutExpired:
            pass
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return False


def memory(session):
    """Bytes that the processes of a session have: a loop that a mutant never leaves may take all there is."""
    total = 0
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return total


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--target", action="append", help="only these targets")
    options.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build/mutants")
    options.add_argument("--thorough", action="store_true", help="show what is left to the slow tests as well")
    options.add_argument("--least", type=float, default=85)
    options.add_argument("--list", action="store_true", help="only say which mutants there would be")
    options = options.parse_args()
    generator = random.Random(options.seed)

    found = candidates(ROOT, options.target)
    # Some do not compile.
    drawn = draw(found, options.count * 3 // 2, generator)
    mutants = dict(enumerate(drawn))
    if options.list:
        print("\n".join(map(str, drawn)))
        return

    tree = options.scratch
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in map(os.fsdecode, filter(None, files)):
        source, copy = ROOT / name, tree / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            if not copy.is_symlink():
                copy.symlink_to(os.readlink(source))
        elif source.exists() and (not copy.exists() or copy.read_bytes() != source.read_bytes()):
            shutil.copy2(source, copy)
    start = time.time()
    build(tree, mutants)
    print(f"mutate: {len(mutants)} mutants are built, {time.time() - start:.0f} s", flush=True)

    skipped = ["--skip", TEXTUAL]
    if not test(tree, None, 1200, *skipped, "--skip", SLOW):
        sys.exit("mutate: the tests do not pass without a mutant")
    numbers = generator.sample(sorted(mutants), min(options.count, len(mutants)))
    tally, survivors = collections.Counter(), []
    for position, number in enumerate(numbers, 1):
        mutant = mutants[number]
        own = f"^{mutant.target}Tests\\." if mutant.target != "p2pcheck" else "^CommandTests\\."
        stages = [("its target", ["--filter", own, *skipped]), ("quick tests", [*skipped, "--skip", SLOW])]
        if options.thorough:
            stages += [("slow tests", [*skipped, "--filter", SLOW])]
        noticed = next((name for name, flags in stages if not test(tree, number, 400, *flags)), None)
        tally[mutant.target, noticed is not None] += 1
        if noticed is None:
            survivors.append(mutant)
        print(f"{position:4} of {len(numbers)}  {'noticed by ' + noticed if noticed else 'SURVIVED':26} {mutant}", flush=True)

    for target in sorted({target for target, _ in tally}):
        print(f"  {target:16} {tally[target, True]:3} of {tally[target, True] + tally[target, False]:3} noticed")
    share = 100 * (1 - len(survivors) / max(1, len(numbers)))
    print(f"mutate: {share:.1f} % of {len(numbers)} mutants were noticed, {time.time() - start:.0f} s")
    for mutant in survivors:
        print(f"  survived: {mutant}")
    sys.exit(0 if share >= options.least else 1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes docs/p2pdma-review.md of docs/review/review.md, of what `p2pcheck checks` says is expected, and of proofs/.

`p2pcheck verify` holds the verdicts to be exactly those, `p2pcheck gate` the numbers. Three kinds of fenced blocks in the
text are replaced:

    verdicts    a property in the first line, and `DESIGN: CHECK` in each other: a table with the verdict, the sizes that
                were explored and what came of it
    trace       `CHECK: PROPERTY` in the first line, and `WHO: STEP` in each other, or `WHO: STEP => WORDS`: steps of the run
                in proofs/ in their order, each the next that begins so; WHO is A, B (the processes of the run), or `-`
    repair      the name of a repair of repairs.py, or `NAME SERIES`: its lines, with file, function and place

The program is $P2PCHECK, or the release build. With --check nothing is written: the exit code is 1 if the document is not
the one that would be.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import repairs  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = ROOT / "docs/review/review.md"
DOCUMENT = ROOT / "docs/p2pdma-review.md"
BLOCK = re.compile(r"```(verdicts|trace|repair)\n(.*?)```\n", re.DOTALL)
CLAIM = {"explored": "holds", "proved": "holds, proved", "violated": "**violated**"}
COVER = {"reached": "happens", "violated": "**never happens**"}

# Sizes, in the order in which they are said: the constant, and its words for one and for several.
SIZES = (
    ("PROCESSES", "process", "processes"),
    ("FILES", "open file", "open files"),
    ("THREADS", "thread", "threads"),
    ("PAGES", "page", "pages"),
    ("USERS", "kernel user", "kernel users"),
    ("ALLOCATORS", "allocation", "allocations"),
    ("BITS", "bit", "bits"),
    ("REQUESTS", "request", "requests"),
    ("PINS", "I/O", "I/Os"),
)
SWITCHES = (
    ("FORKS", "false", "no fork"),
    ("KERNEL_USER", "true", "a kernel user"),
    ("GUP_FAST", "true", "GUP-fast"),
    ("MADVISES", "true", "MADV_DONTNEED"),
    ("WRITES", "true", "stores"),
    ("MREMAPS", "true", "mremap"),
    ("MAPS_FIXED", "true", "MAP_FIXED"),
)


class Mistake(Exception):
    pass


def rows(block):
    """The property of a block, and its designs, each with its check."""
    name, *lines = block.strip().splitlines()
    return name, [line.rsplit(": ", 1) for line in lines]


def read_checks(text):
    """The checks that the text names, by id."""
    named = {check for kind, block in BLOCK.findall(text) if kind == "verdicts" for _, check in rows(block)[1]}
    program = os.environ.get("P2PCHECK", ROOT / ".build/release/p2pcheck")
    options = [option for check in sorted(named) for option in ("--check", check)]
    answer = subprocess.run(
        [program, "checks", "--format", "json", *options], cwd=ROOT, stdout=subprocess.PIPE
    )
    if answer.returncode != 0:
        sys.exit(answer.returncode)
    return {check["id"]: check for check in json.loads(answer.stdout)["checks"]}


def claim(check):
    """What proofs/ says of a check."""
    return json.loads((ROOT / "proofs" / check / "claim.json").read_text())


def run_of(check, name):
    """The run that shows a violation, without its start, or None."""
    for combination in claim(check)["combinations"]:
        for run in combination.get("runs", []):
            if run["claim"] == name and run["verdict"] == "violated":
                return run["steps"][1:]
    return None


def constants(path):
    """The constants of a model and of what it includes, as they are written."""
    found = {}
    text = path.read_text()
    for part in re.findall(r"^const\n(.*?)(?=^\S)", text, re.DOTALL | re.MULTILINE):
        for name, value in re.findall(r"^\s+(\w+):\s*([^;]+);", part, re.MULTILINE):
            found[name] = value.strip()
    for included in re.findall(r'^include "([^"]+)";', text, re.MULTILINE):
        found = constants(path.parent / included) | found
    return found


def sizes(check):
    """The sizes that a check explores: `2 processes, 2 pages, 1 I/O`."""
    values = {name: [value] for name, value in constants(ROOT / check["model"]).items()} | check["constants"]

    def of(name):
        known = values.get(name, [])
        while len(known) == 1 and known[0] in values:
            known = values[known[0]]
        return known

    words = []
    unbounded = claim(check["id"])["any"] if check["engine"] == "any" else None
    for name, one, several in SIZES:
        known = of(name)
        if one == unbounded:
            words.append(f"any number of {several}")
            continue
        if known and all(value.isdigit() for value in known):
            number = " or ".join("no" if v == "0" else v for v in known)
            words.append(f"{number} {one if known in (['0'], ['1']) else several}")
    for name, value, word in SWITCHES:
        if value in of(name) and not (name == "FORKS" and of("PROCESSES") == ["1"]):
            if name != "GUP_FAST" or of("PINS") not in ([], ["0"]):
                words.append(word if len(of(name)) == 1 else f"with and without {word}")
    return ", ".join(words)


def explored(name, check):
    """What an exploration came to: states, and the steps of a shortest violation."""
    combinations = claim(check["id"])["combinations"]
    states = [c["exploration"]["states"] for c in combinations if "exploration" in c]
    if not states:
        return "any number" if check["engine"] == "prove" else "", ""
    count = f"{states[0]:,} states" if len(states) == 1 else f"{len(states)} combinations, {sum(states):,} states"
    steps = run_of(check["id"], name) if len(states) == 1 else None
    return count, f" after {len(steps)} steps" if steps else ""


def verdict(name, check):
    """The verdict as it is read: `**violated** where ALIGN: 2, otherwise holds` of a sweep."""
    listed = next((entry for entry in check["properties"] if entry["name"] == name), None)
    if listed is None:
        raise Mistake(f"the check `{check['id']}` is not about `{name}`")
    is_cover = listed.get("kind") == "cover"
    holds = "reached" if is_cover else "proved" if check["engine"] in ("prove", "any") else "explored"

    def word(case):
        return (COVER if is_cover else CLAIM)[holds if case["verdict"] == "holds" else case["verdict"]]

    cases = listed["expected"]
    if len(cases) == 1:
        return word(cases[0]) + (explored(name, check)[1] if not is_cover else "")
    return ", ".join(
        f"{word(case)} where {patterns(case['where'])}" if "where" in case else f"otherwise {word(case)}"
        for case in cases
    )


def patterns(where):
    def choice(name, values):
        return f"{name}: {values[0]}" if len(values) == 1 else f"{name}: [{', '.join(values)}]"

    return " or ".join(f"`{', '.join(choice(*item) for item in pattern.items())}`" for pattern in where)


def table(block, checks):
    name, designs = rows(block)
    lines = [f"| *{name}* | | sizes | check |", "| --- | --- | --- | --- |"]
    for design, id in designs:
        check = checks[id]
        count, _ = explored(name, check)
        size = sizes(check)
        if check["engine"] == "prove":
            size, count = "the kernel's", ""
        if check["engine"] == "any":
            count = ""
        told = "; ".join(part for part in (size, count) if part)
        lines.append(f"| {design} | {verdict(name, check)} | {told} | `{id}` |")
    return "\n".join(lines) + "\n"


PLAYER = re.compile(r"\((?:p|t) = (?:process|thread)_(\d)")


def trace(block):
    """The steps of a run that matter, with their numbers."""
    head, *lines = block.strip().splitlines()
    check, name = head.split(": ", 1)
    steps = run_of(check, name)
    if steps is None:
        raise Mistake(f"proofs/{check} has no run of `{name}`")
    told, at = [], 0
    for line in lines:
        who, _, wanted = line.partition(": ")
        wanted, _, words = wanted.partition(" => ")
        while True:
            if at == len(steps):
                raise Mistake(f"{check}: the run has no `{line}` there")
            player = PLAYER.search(steps[at])
            at += 1
            if steps[at - 1].startswith(wanted) and (
                who == "-" or player and "AB"[int(player[1])] == who
            ):
                break
        told.append(f"    {at:4}  {' ' if who == '-' else who}  {words or steps[at - 1].split(' (')[0]}")
    return "\n".join(told) + "\n"


def repair(block):
    """The lines of a repair, place by place."""
    name, _, series = block.strip().partition(" ")
    found = next((r for r in repairs.REPAIRS if r.id == name), None)
    if found is None:
        raise Mistake(f"there is no repair {name}")
    told = []
    for edit in found.edits:
        if not series or series in edit.series:
            lines = "\n".join("    " + line.expandtabs(8) for line in repairs.indented(edit, ""))
            told.append(f"{edit.where()}:\n\n{lines}\n")
    return "\n".join(told)


def document():
    text = TEXT.read_text()
    checks = read_checks(text)
    make = {"verdicts": lambda block: table(block, checks), "trace": trace, "repair": repair}
    return BLOCK.sub(lambda block: make[block[1]](block[2]), text)


if __name__ == "__main__":
    try:
        made = document()
    except Mistake as mistake:
        sys.exit(f"{TEXT.relative_to(ROOT)}: {mistake}")
    if sys.argv[1:] == ["--check"]:
        sys.exit(DOCUMENT.read_text() != made)
    DOCUMENT.write_text(made)

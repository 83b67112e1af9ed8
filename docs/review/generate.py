#!/usr/bin/env python3
"""Makes docs/p2pdma-review.md of docs/review/review.md and of what `p2pcheck checks` says is expected.

`p2pcheck verify` holds the verdicts to be exactly those. Each fenced block `verdicts` of the text names a property in
its first line and a check in each other line, as `DESIGN: CHECK`; it becomes a table. The program is $P2PCHECK, or the
release build. With --check nothing is written: the exit code is 1 if the document is not the one that would be.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = ROOT / "docs/review/review.md"
DOCUMENT = ROOT / "docs/p2pdma-review.md"
BLOCK = re.compile(r"```verdicts\n(.*?)```\n", re.DOTALL)
CLAIM = {"explored": "holds", "proved": "holds, proved", "violated": "**violated**"}
COVER = {"reached": "happens", "violated": "**never happens**"}


def rows(block):
    """The property of a block, and its designs, each with its check."""
    name, *lines = block.strip().splitlines()
    return name, [line.rsplit(": ", 1) for line in lines]


def read_checks(text):
    """The checks that the text names, by id."""
    named = {check for block in BLOCK.findall(text) for _, check in rows(block)[1]}
    program = os.environ.get("P2PCHECK", ROOT / ".build/release/p2pcheck")
    options = [option for check in sorted(named) for option in ("--check", check)]
    answer = subprocess.run(
        [program, "checks", "--format", "json", *options], cwd=ROOT, stdout=subprocess.PIPE
    )
    if answer.returncode != 0:
        sys.exit(answer.returncode)
    return {check["id"]: check for check in json.loads(answer.stdout)["checks"]}


def verdict(name, check):
    """The verdict as it is read: `**violated** where ALIGN: 2, otherwise holds` of a sweep."""
    listed = next((entry for entry in check["properties"] if entry["name"] == name), None)
    if listed is None:
        sys.exit(f"{TEXT.relative_to(ROOT)}: the check `{check['id']}` is not about `{name}`")
    is_cover = listed.get("kind") == "cover"
    holds = "reached" if is_cover else "proved" if check["engine"] == "prove" else "explored"

    def word(case):
        return (COVER if is_cover else CLAIM)[holds if case["verdict"] == "holds" else case["verdict"]]

    cases = listed["expected"]
    if len(cases) == 1:
        return word(cases[0])
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
    lines = [f"| *{name}* | | check |", "| --- | --- | --- |"]
    for design, check in designs:
        lines.append(f"| {design} | {verdict(name, checks[check])} | `{check}` |")
    return "\n".join(lines) + "\n"


def document():
    text = TEXT.read_text()
    checks = read_checks(text)
    return BLOCK.sub(lambda block: table(block[1], checks), text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(DOCUMENT.read_text() != document())
    DOCUMENT.write_text(document())

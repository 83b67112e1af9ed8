#!/usr/bin/env python3
"""Makes docs/p2pdma-review.md of docs/review/review.md and the verdicts in Models/checks.yml.

`p2pcheck verify` holds the verdicts to be exactly those. Each fenced block `verdicts` of the text names a property in
its first line and a check in each other line, as `DESIGN: CHECK`; it becomes a table. With --check nothing is written:
the exit code is 1 if the document is not the one that would be.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / "Models"
TEXT = ROOT / "docs/review/review.md"
DOCUMENT = ROOT / "docs/p2pdma-review.md"
BLOCK = re.compile(r"```verdicts\n(.*?)```\n", re.DOTALL)
CLAIM = {"explored": "holds", "proved": "holds, proved", "violated": "**violated**"}
COVER = {"reached": "happens", "violated": "**never happens**"}


def read_checks():
    """The checks by id, each with its model, engine, listed properties and expected verdicts."""
    checks = {}
    for entry in re.split(r"(?m)^- (?=id: )", (MODELS / "checks.yml").read_text())[1:]:
        keys = dict(re.findall(r"(?m)^(?:  )?(id|model|engine): (\S+)", entry))
        listed = re.search(r"(?m)^  properties:\n((?:    - .*\n)+)", entry)
        keys["properties"] = re.findall(r'- "(.*?)"', listed[1]) if listed else None
        keys["expected"] = dict(re.findall(r'(?m)^    "(.*?)": (.+?)\s*(?:#.*)?$', entry))
        checks[keys["id"]] = keys
    return checks


def kinds(path):
    """The properties of a model and the files that it includes, each with its kind."""
    text = path.read_text()
    found = {name: kind for kind, name in re.findall(r'(?m)^(invariant|cover|liveness) "(.*?)"', text)}
    for included in re.findall(r'(?m)^include "(.*?)"', text):
        found |= kinds(path.parent / included)
    return found


def verdict(name, check):
    """The verdict as it is read: `**violated** where ALIGN: 2, otherwise holds` of a sweep."""
    kind = kinds(MODELS / check["model"]).get(name)
    if kind is None or check["properties"] is not None and name not in check["properties"]:
        sys.exit(f"{TEXT.relative_to(ROOT)}: the check `{check['id']}` is not about `{name}`")
    words = COVER if kind == "cover" else CLAIM
    default = "reached" if kind == "cover" else "proved" if check.get("engine") == "prove" else "explored"
    text = check["expected"].get(name, default)
    if not text.startswith("{"):
        return words[text]
    cases = re.findall(r"(\w+): (otherwise|\[\{.*?\}\]|\{.*?\})", text[1:-1])
    cases.sort(key=lambda case: case[1] == "otherwise")
    if not any(where == "otherwise" for _, where in cases):
        cases.append((default, "otherwise"))
    return ", ".join(
        f"otherwise {words[word]}" if where == "otherwise" else f"{words[word]} where {patterns(where)}"
        for word, where in cases
    )


def patterns(where):
    return " or ".join(f"`{pattern.strip()}`" for pattern in re.findall(r"\{(.*?)\}", where))


def table(block, checks):
    name, *rows = block.strip().splitlines()
    lines = [f"| *{name}* | | check |", "| --- | --- | --- |"]
    for row in rows:
        design, check = row.rsplit(": ", 1)
        if check not in checks:
            sys.exit(f"{TEXT.relative_to(ROOT)}: there is no check `{check}`")
        lines.append(f"| {design} | {verdict(name, checks[check])} | `{check}` |")
    return "\n".join(lines) + "\n"


def document():
    checks = read_checks()
    return BLOCK.sub(lambda block: table(block[1], checks), TEXT.read_text())


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(DOCUMENT.read_text() != document())
    DOCUMENT.write_text(document())

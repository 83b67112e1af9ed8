#!/usr/bin/env python3
"""Puts repairs of docs/review/repairs.py, lines of our own, into an unpacked source.

    change_source.py known SERIES REPAIR...                     looks whether there are such repairs
    change_source.py put SERIES TREE ORIGINALS REPAIR...        puts them, and copies what the files were before to ORIGINALS
"""

import importlib.util
import pathlib
import shutil
import sys

import inputs

HERE = pathlib.Path(__file__).resolve().parent
PATH = HERE.parent.parent / "docs" / "review" / "repairs.py"


def load():
    """The module with the repairs."""
    spec = importlib.util.spec_from_file_location("repairs", PATH)
    repairs = importlib.util.module_from_spec(spec)
    sys.modules["repairs"] = repairs
    spec.loader.exec_module(repairs)
    return repairs


def chosen(repairs, series, wanted):
    """The repairs of these names."""
    known = {repair.id: repair for repair in repairs.REPAIRS if series in repair.series()}
    if not known:
        raise inputs.Problem(f"there are no repairs of Linux {series}, but of {' and '.join(repairs.BOTH)}")
    for name in wanted:
        if name not in known:
            raise inputs.Problem(f"there is no repair {name} of Linux {series}, but {' '.join(known)}")
        if wanted.count(name) > 1:
            raise inputs.Problem(f"{name} is asked for twice")
    return [known[name] for name in wanted]


def put(repairs, series, tree, originals, wanted):
    texts = {}
    for repair in wanted:
        for edit in repair.edits:
            if series in edit.series:
                path = tree / edit.file
                try:
                    texts[path] = repairs.put(texts.get(path) or inputs.text_of(path).split("\n"), edit)
                except repairs.Failure as failure:
                    raise inputs.Problem(f"{repair.id} has no place in {tree}: {failure}") from failure
    # All copies before the first change.
    for path in texts:
        copy = originals / path.relative_to(tree)
        if copy.exists():
            raise inputs.Problem(f"{copy} is there: {tree} has repairs already")
        copy.parent.mkdir(parents=True, exist_ok=True)
        with inputs.whole(copy) as made:
            shutil.copy2(path, made)
    for path, lines in texts.items():
        with inputs.whole(path) as made:
            made.write_text("\n".join(lines), encoding="utf-8")


def main():
    repairs = load()
    match sys.argv[1:]:
        case ["known", series, *wanted] if wanted:
            chosen(repairs, series, wanted)
        case ["put", series, tree, originals, *wanted] if wanted:
            put(repairs, series, pathlib.Path(tree), pathlib.Path(originals), chosen(repairs, series, wanted))
        case _:
            raise inputs.Problem(f"usage:\n{__doc__.strip()}")


if __name__ == "__main__":
    inputs.script("change_source", main)

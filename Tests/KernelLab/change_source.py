#!/usr/bin/env python3
"""change_source.py SERIES TREE ORIGINALS REPAIR...: puts repairs of docs/review/repairs.py, lines of our own, into an unpacked
source, and copies what the files were before to ORIGINALS.
"""

import importlib.util
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
PATH = HERE.parent.parent / "docs" / "review" / "repairs.py"


def main(arguments):
    if len(arguments) < 4:
        sys.exit(__doc__)
    series, tree, originals, *wanted = arguments
    spec = importlib.util.spec_from_file_location("repairs", PATH)
    repairs = importlib.util.module_from_spec(spec)
    sys.modules["repairs"] = repairs
    spec.loader.exec_module(repairs)
    known = {repair.id: repair for repair in repairs.REPAIRS if series in repair.series()}
    texts = {}
    for name in wanted:
        if name not in known:
            sys.exit(f"there is no repair {name} of Linux {series}")
        for edit in known[name].edits:
            if series in edit.series:
                path = pathlib.Path(tree) / edit.file
                texts[path] = repairs.put(texts.get(path) or path.read_text().split("\n"), edit)
    for path, lines in texts.items():
        copy = pathlib.Path(originals) / path.relative_to(tree)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        path.write_text("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])

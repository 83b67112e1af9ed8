#!/usr/bin/env python3
"""A model with as many states as are asked for, in memory or with most of them on disk, held against what is known beforehand.

Tiles slide on a board of 4 x 4 (Large/sliding.m): 16! / (product of the factorials of the numbers of alike tiles) placements, three
steps from each on average. A state is planted at the end of a random walk; how far it is from the start is found here by a
bidirectional search of its own. Exit code 1 if a number is another one.
"""

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODEL = HERE / "Large" / "sliding.m"
WIDTH = 4
# Numbers of tiles of each kind, by the number of states.
SIZES = {
    "12M": [5, 5, 5, 0, 0],
    "135M": [3, 3, 3, 6, 0],
    "252M": [3, 4, 4, 4, 0],
    "1G": [1, 3, 3, 4, 4],
}


def start(kinds):
    """The board row by row; 0 is the free cell."""
    return tuple(kind + 1 for kind, count in enumerate(kinds) for _ in range(count)) + (0,)


def successors(board):
    free = board.index(0)
    x, y = free % WIDTH, free // WIDTH
    for i, j in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
        if 0 <= i < WIDTH and 0 <= j < WIDTH:
            other = list(board)
            other[free], other[j * WIDTH + i] = other[j * WIDTH + i], 0
            yield tuple(other)


def distance(left, right):
    """The fewest steps between two boards; steps can be taken back."""
    seen = [{left}, {right}]
    fronts = [{left}, {right}]
    steps = 0
    while not (fronts[0] & seen[1] or fronts[1] & seen[0]):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        fronts[side] = {s for board in fronts[side] for s in successors(board)} - seen[side]
        seen[side] |= fronts[side]
        steps += 1
    return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--p2pcheck", default=str(HERE.parent.parent / ".build/release/p2pcheck"))
    parser.add_argument("--size", choices=SIZES, default="12M")
    parser.add_argument("--memory", help="of p2pcheck, such as 6G")
    parser.add_argument("--disk", help="the folder for states once memory is full")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--walk", type=int, default=60, help="steps of the walk to the planted state")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    kinds = SIZES[arguments.size]
    states = math.factorial(16)
    for count in kinds:
        states //= math.factorial(count)
    firings = states * 3
    walk = random.Random(arguments.seed)
    first = planted = start(kinds)
    for _ in range(arguments.walk):
        planted = walk.choice(list(successors(planted)))
    steps = distance(first, planted)
    cells = " & ".join(f"board[{n // WIDTH}][{n % WIDTH}] = {kind}" for n, kind in enumerate(planted))
    text = MODEL.read_text() + f'\ninvariant "planted" !({cells});\n'
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "sliding.m"
        model.write_text(text)
        command = [arguments.p2pcheck, "verify", str(model), "--format", "json"]
        for name, count in zip("ABCDE", kinds):
            command += ["--set", f"{name}={count}"]
        for name in ("memory", "disk", "jobs"):
            if getattr(arguments, name):
                command += [f"--{name}", str(getattr(arguments, name))]
        begin = time.monotonic()
        process = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        elapsed = time.monotonic() - begin
    report = json.loads(process.stdout)["models"][0]
    found = report["statistics"]
    length = next(c for c in report["claims"] if c["name"] == "planted").get("traceLength")
    print(f"{found['states']:,} states, {found['firings']:,} firings, depth {found['depth']}, planted state in {length} steps")
    print(
        f"{elapsed:.0f} s, {found['memoryBytes'] / 2**30:.2f} GiB of states in memory, "
        f"{found.get('diskBytesWritten', 0) / 2**30:.2f} GiB written to disk"
    )
    expected = (states, firings, steps)
    if (found["states"], found["firings"], length) != expected:
        print(f"expected: {states:,} states, {firings:,} firings, {steps} steps", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

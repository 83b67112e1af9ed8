"""Damages a serial line in so many ways, the same for the same seed, and has each one read: whatever was done to it, there is a log,
or words that say what is wrong, and a line of p2pdrv that has lost a word, or has one twice, is never taken for one.

    damage_serial.py SERIAL SEED COUNT
"""

import random
import sys

import inputs
import serial_log

# What stands for a word, or in front of one.
WORDS = [
    "", "|", "=", "-", "?", "&a", "p", "q", "²", "٣", "9" * 5000, "99999999999", "-1", "fail=hit", "fail=1", "value=300", "value=1114112",
    "seen=1", "at=1,2", "free=-", "->", "ESRCH", "UNDERWAY", "EALREADY", "exit", "madvise", "end_io", "wait", "\0", "@", "@begin", "@end", ";",
]  # fmt: skip


def flipped(chance, line):
    data = bytearray(line.encode())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data.decode(errors="replace")


def damaged(chance, lines):
    """The lines with one that is damaged, and whether that must be found."""
    lines = list(lines)
    place = chance.choice([n for n, line in enumerate(lines) if line])
    words = lines[place].split(" ")
    word, kind = chance.randrange(len(words)), chance.randrange(6)
    must = kind < 2 and lines[place][:1] == "@" and lines[place][1:2].isdigit()
    if kind == 0:
        del words[word]
    elif kind == 1:
        words.insert(word, words[word])
    elif kind == 2:
        words[word] = chance.choice(WORDS)
    elif kind == 3:
        words.insert(word, chance.choice(WORDS))
    elif kind == 4:
        words[word] = chance.choice(chance.choice(lines).split(" "))
    else:
        words = [flipped(chance, lines[place])]
    lines[place] = " ".join(words)
    return lines, must


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    try:
        with open(arguments[0], encoding="utf-8", newline="") as file:
            original = file.read().split("\n")
        chance, refused, count = random.Random(int(arguments[1])), 0, int(arguments[2])
    except ValueError as error:
        raise inputs.Unreadable(str(error)) from error
    if not any(original):
        raise inputs.Unreadable(f"{arguments[0]} is empty")
    for _ in range(count):
        lines, must = damaged(chance, original)
        _, damages = serial_log.convert(serial_log.read("\n".join(lines)))
        refused += bool(damages)
        if must and not damages:
            sys.exit("taken for a line of p2pdrv: " + next(line for line, old in zip(lines, original) if line != old))
    print(f"{refused} of {count} are refused")


if __name__ == "__main__":
    inputs.script("damage_serial", lambda: main(sys.argv[1:]))

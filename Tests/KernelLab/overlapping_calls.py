"""Random calls of several processes at a time, the same for the same seed.

Some calls of each process, between `- shut` and `- go`, begin at once. What comes of an mmap is not known then, so there is no
mremap and no remap_file_pages, of which the generator would have to know more. Now and then the driver is unbound meanwhile; as
that takes its time, there are more such rounds, then all processes end. With a slow disk pages are pinned over some rounds.
"""

import argparse
import sys

import inputs
import random_calls

FREQUENCIES = {
    "mmap": 14,
    "mmap_fixed": 6,
    "munmap": 14,
    "madvise": 6,
    "mprotect": 3,
    "load": 5,
    "store": 6,
    "pin": 4,
    "fork": 2,
    "exit": 1,
}

# Rounds while the driver is being unbound.
ROUNDS = 12


class Generator(random_calls.Generator):
    def __init__(self, given):
        super().__init__(given.seed, given.processes, given.window, given.pages, given.failures, given.unbinds)
        self.depth = given.overlap
        self.has_slow_disk = given.slow_disk
        self.pinning = set()
        self.ending = set()  # processes whose name is not free before the round is over

    def fork(self, name, process):
        return None if self.ending - set(self.living) else super().fork(name, process)

    def call_of(self, name, frequencies):
        """A call of a process: its name and words."""
        while True:
            call = self.random.choices(*zip(*frequencies.items()))[0]
            words = getattr(self, call)(name, self.living[name])
            if words is not None:
                break
        words = [call, *map(str, words)]
        if call in random_calls.ALLOCATIONS and self.random.random() < self.failures:
            words.append(f"fail={self.random.randint(1, random_calls.ALLOCATIONS[call])}")
        return words

    def round(self, is_unbinding):
        """Some calls of each process, all begun at once, and waited for."""
        sent = []
        frequencies = {k: v for k, v in FREQUENCIES.items() if not (is_unbinding and k == "mmap_fixed")}
        for name in sorted(self.living):
            for _ in range(self.random.randint(1, self.depth)):
                words = self.call_of(name, frequencies)
                sent.append((name, words))
                if words[0] == "exit":
                    self.ending.add(name)
                    break
        self.ending.clear()
        # Who is told first begins no earlier, but is waited for first.
        begun = [f"&{name} {' '.join(words)}" for name, words in sent]
        return ["- shut", *begun, "- go", *(f"- wait {name}" for name, _ in sent)]

    def beginnings(self):
        """Processes begin, one after the other."""
        lines = []
        for name in self.names:
            if name not in self.living and (not self.living or self.random.random() < 0.7):
                self.living[name] = random_calls.Process([None] * self.window, set())
                lines.append(f"{name} open")
        return lines

    def disk(self):
        """The disk begins, or is waited for."""
        lines = []
        for name in sorted(self.living):
            if name in self.pinning:
                if self.random.random() < 0.5:
                    lines.append(f"{name} end_io")
                    self.pinning.discard(name)
            elif self.random.random() < 0.1:
                lines.append(f"{name} begin_io {self.mapped_range(self.living[name])[0]}")
                self.pinning.add(name)
        return lines

    def lines(self, calls):
        lines = []
        while sum(1 for line in lines if not line.startswith("- ")) < calls:
            lines += self.beginnings()
            if self.has_slow_disk:
                lines += self.disk()
            if self.random.random() < self.unbinds:
                lines.append("&- unbind")
                for _ in range(ROUNDS):
                    if self.living:
                        lines += self.round(True)
                for name in sorted(self.living):
                    lines.append(f"{name} exit")
                    self.end(name)
                lines += ["- wait -", "- bind"]
            else:
                lines += self.round(False)
            self.pinning &= set(self.living)
        return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    random_calls.add_options(parser)
    parser.set_defaults(overlap=1)
    given = parser.parse_args()
    if not given.overlap:
        parser.error("no calls overlap: random_calls.py makes such ones")
    sys.stdout.writelines(line + "\n" for line in Generator(given).lines(given.calls))


if __name__ == "__main__":
    inputs.script("overlapping_calls", main)

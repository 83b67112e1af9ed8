"""Random calls for p2pdrv, the same for the same seed.

The generator knows roughly what is mapped where, so that few calls hit nothing; what comes of them it leaves to the kernel and
the model. Only of what the models do not have at all it must be sure: an mremap whose destination is not free, or whose
range is not within one VMA, and a remap_file_pages of what has no pages. After an allocation that may have failed it is not
sure, until the process has ended.
"""

import argparse
import dataclasses
import random
import sys

import inputs
from options import within

# Relative frequencies of calls of a process.
FREQUENCIES = {
    "mmap": 10,
    "mmap_fixed": 6,
    "munmap": 12,
    "madvise": 5,
    "mprotect": 6,
    "mremap": 8,
    "remap_file_pages": 2,
    "fork": 5,
    "exit": 3,
    "open": 1,
    "load": 8,
    "store": 8,
    "pin": 3,
    "vmsplice": 1,
    "mlock": 1,
    "populate": 1,
}

# Allocations within a call, of which one may fail; the last of a fork come later.
ALLOCATIONS = {"mmap": 14, "mmap_fixed": 14, "munmap": 8, "mremap": 16, "fork": 70, "mprotect": 6}


@dataclasses.dataclass
class Process:
    """What is believed of a process: for each address, the number of its VMA, or None."""

    vmas: list
    pages: set  # addresses with pages
    is_sure: bool = True
    is_stale: bool = False


class Generator:
    def __init__(self, seed, processes, window, pages, failures=0.0, unbinds=0.0):
        self.random = random.Random(seed)
        self.names = [chr(ord("a") + i) for i in range(processes)]
        self.window, self.pages = window, pages
        self.failures, self.unbinds = failures, unbinds
        self.living = {}
        self.is_bound = True
        self.next_vma = 0
        # Whether it is known how much of the pool is taken; the references of its pages.
        self.knows_pool = True
        self.owners = {}  # (name, address) -> page
        self.counts = [0] * pages

    def new_vma(self):
        self.next_vma += 1
        return self.next_vma

    # ---- What calls do, as far as it matters here ----

    def first_fit(self, length):
        for first in range(self.pages - length + 1):
            if not any(self.counts[first : first + length]):
                return first
        return None

    def drop(self, name, addresses):
        for address in addresses:
            page = self.owners.pop((name, address), None)
            if page is not None:
                self.counts[page] -= 1
            self.living[name].pages.discard(address)

    def unmap(self, name, start, length):
        process = self.living[name]
        self.split(process, start)
        self.split(process, start + length)
        self.drop(name, range(start, start + length))
        for address in range(start, start + length):
            process.vmas[address] = None

    def split(self, process, at):
        if 0 < at < self.window and process.vmas[at] is not None and process.vmas[at - 1] == process.vmas[at]:
            old, new = process.vmas[at], self.new_vma()
            for address in range(at, self.window):
                if process.vmas[address] == old:
                    process.vmas[address] = new

    def map(self, name, start, length):
        process = self.living[name]
        if not self.is_bound or process.is_stale:
            return
        first = self.first_fit(length)
        if not self.knows_pool:
            process.is_sure = False
        if first is None:
            return
        vma = self.new_vma()
        for offset in range(length):
            process.vmas[start + offset] = vma
            process.pages.add(start + offset)
            self.owners[name, start + offset] = first + offset
            self.counts[first + offset] += 1

    def end(self, name):
        self.drop(name, range(self.window))
        del self.living[name]
        if not self.living:
            self.knows_pool = True

    # ---- Ranges ----

    def range(self):
        start = self.random.randrange(self.window)
        return start, self.random.randint(1, self.window - start)

    def mapped_range(self, process):
        """A range that begins and ends in VMAs; any range if there are none."""
        mapped = [a for a in range(self.window) if process.vmas[a] is not None]
        if not mapped or self.random.random() < 0.1:
            return self.range()
        first, last = sorted((self.random.choice(mapped), self.random.choice(mapped)))
        return first, last - first + 1

    def vma_range(self, process):
        """A part of one VMA."""
        mapped = [a for a in range(self.window) if process.vmas[a] is not None]
        if not mapped:
            return None
        start = self.random.choice(mapped)
        end = start
        while end < self.window and process.vmas[end] == process.vmas[start]:
            end += 1
        return start, self.random.randint(1, end - start)

    def hole(self, process, length):
        starts = [
            start
            for start in range(self.window - length + 1)
            if all(v is None for v in process.vmas[start : start + length])
        ]
        return self.random.choice(starts) if starts else None

    def mmap_length(self, room):
        return self.random.randint(1, min(self.pages, room) if self.random.random() < 0.3 else min(3, self.pages, room))

    # ---- Calls: the words of each, or None if it cannot be made now ----

    def mmap(self, name, process):
        start = self.random.randrange(self.window)
        length = self.mmap_length(self.window - start)
        hole = self.hole(process, length)
        if hole is not None and self.random.random() < 0.9:
            start = hole
        if all(v is None for v in process.vmas[start : start + length]):
            self.map(name, start, length)
        return start, length

    def mmap_fixed(self, name, process):
        # Where the file is dead what was mapped goes all the same.
        start = self.random.randrange(self.window)
        length = self.mmap_length(self.window - start)
        self.unmap(name, start, length)
        self.map(name, start, length)
        return start, length

    def munmap(self, name, process):
        start, length = self.mapped_range(process)
        self.unmap(name, start, length)
        return start, length

    def madvise(self, name, process):
        start, length = self.mapped_range(process)
        self.drop(name, range(start, start + length))
        return start, length

    def mprotect(self, name, process):
        start, length = self.mapped_range(process)
        # Whether VMAs are split depends on what they were before: no mremap of this process any more that needs to know.
        self.split(process, start)
        self.split(process, start + length)
        return start, length, self.random.choice(("r", "rw"))

    def mremap(self, name, process):
        if not process.is_sure:
            return None
        source = self.vma_range(process)
        if source is None:
            return None
        start, length = source
        growth = self.random.choice((0, 0, 1))
        if self.random.random() < 0.05:
            length, growth = 0, 1
        target = self.hole(process, length + growth)
        if target is None:
            return None
        keeps = length > 0 and growth == 0 and self.random.random() < 0.25
        moved = {a: self.owners.pop((name, a)) for a in range(start, start + length) if (name, a) in self.owners}
        process.pages -= set(moved)
        if length and not keeps:
            self.unmap(name, start, length)
        vma = self.new_vma()
        for address in range(target, target + length + growth):
            process.vmas[address] = vma
        for address, page in moved.items():
            self.owners[name, target + address - start] = page
            process.pages.add(target + address - start)
        return (start, length, growth, target, *(("dontunmap",) if keeps else ()))

    def remap_file_pages(self, name, process):
        # Of one VMA, and with all of its pages.
        source = self.vma_range(process)
        if not process.is_sure or process.is_stale or not self.is_bound or source is None:
            return None
        start, length = source
        if not all(a in process.pages for a in range(start, start + length)):
            return None
        offset = self.random.choice((0, 0, 0, 1))
        self.unmap(name, start, length)
        if not offset:
            self.map(name, start, length)
        return start, length, offset

    def fork(self, name, process):
        free = [n for n in self.names if n not in self.living]
        if not free:
            return None
        child = self.random.choice(free)
        self.living[child] = Process(list(process.vmas), set(process.pages), process.is_sure, process.is_stale)
        for (owner, address), page in list(self.owners.items()):
            if owner == name:
                self.owners[child, address] = page
                self.counts[page] += 1
        return (child,)

    def exit(self, name, process):
        self.end(name)
        return ()

    def open(self, name, process):
        if self.is_bound:
            process.is_stale = False
        return ()

    def address(self, name, process):
        return (self.mapped_range(process)[0],)

    load = store = vmsplice = mlock = populate = address

    def pin(self, name, process):
        return self.address(name, process) if self.is_bound else None

    # ---- A log ----

    def call(self):
        """The next line."""
        # Without driver there is little to do.
        if self.random.random() < (self.unbinds if self.is_bound else 0.15):
            return self.change_driver()
        free = [n for n in self.names if n not in self.living]
        # What failed has left something that is not known: all of them end.
        wants_end = self.living and not self.knows_pool and self.random.random() < 0.15
        if not self.living or free and self.random.random() < (0.08 if self.knows_pool else 0.01):
            name = self.random.choice(free)
            if self.is_bound:
                self.living[name] = Process([None] * self.window, set())
            return f"{name} open"
        while True:
            name = self.random.choice(sorted(self.living))
            process = self.living[name]
            call = "exit" if wants_end else self.random.choices(*zip(*FREQUENCIES.items()))[0]
            fails = call in ALLOCATIONS and self.random.random() < self.failures
            words = getattr(self, call)(name, process)
            if words is None:
                continue
            line = " ".join([name, call, *map(str, words)])
            if fails:
                process.is_sure = False
                self.knows_pool = False
                line += f" fail={self.random.randint(1, ALLOCATIONS[call])}"
                if call == "fork":
                    # If there is no child, p2pdrv leaves out what it is told to do.
                    self.living[words[0]].is_sure = False
            return line

    def change_driver(self):
        if not self.is_bound:
            self.is_bound = True
            return "- bind"
        self.is_bound = False
        for name, process in self.living.items():
            self.drop(name, range(self.window))
            process.is_stale = True
        return "- unbind"

    def lines(self, calls):
        return [self.call() for _ in range(calls)]


def add_options(parser):
    chance = within(0, 1, float)
    parser.add_argument("--seed", type=within(0, 2**63), default=1)
    parser.add_argument("--calls", type=within(1, 10**9), default=1000)
    # As many as p2pdrv has room for.
    parser.add_argument("--processes", type=within(1, 16), default=3)
    parser.add_argument("--window", type=within(1, 64), default=8, help="addresses of each process, in pages")
    parser.add_argument("--pages", type=within(1, 1024), default=8, help="pages of the pool")
    parser.add_argument("--failures", type=chance, default=0.0, help="how often an allocation fails in a call, from 0 to 1")
    parser.add_argument("--unbinds", type=chance, default=0.002, help="how often the driver is unbound or bound")
    parser.add_argument(
        "--overlap", type=within(0, 32), default=0, help="so many calls of each process begin while others are under way"
    )
    parser.add_argument("--slow-disk", action="store_true", help="pages stay pinned while other calls are made")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    given = parser.parse_args()
    if given.overlap or given.slow_disk:
        parser.error("overlapping_calls.py makes calls that overlap, and those with a slow disk")
    generator = Generator(
        given.seed, given.processes, given.window, given.pages, given.failures, given.unbinds
    )
    sys.stdout.writelines(line + "\n" for line in generator.lines(given.calls))


if __name__ == "__main__":
    inputs.script("random_calls", main)

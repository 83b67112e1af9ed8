"""The calls of saved traces, made on a kernel: does it do what each trace says?

All traces of one size share a boot. A trace agrees if after each call what is mapped and what is free is as the trace says, if an
allocation has failed wherever the trace says so, and if the model explains the log of the boot up to its end, results included.
Where the trace ends within a call, the kernel goes on with it, and the model has to explain what comes of that. Behind the first
mismatch, damage or complaint of the kernel nothing is judged.
"""

import collections
import concurrent.futures
import dataclasses
import os
import re

import machine
import schedule
import trace_calls


def files_of(given):
    files = []
    for path in given.trace:
        files += sorted(path.glob("*.itf.json")) if path.is_dir() else [path]
    if not files:
        raise schedule.Impossible("there are no traces")
    for file in files:
        if not file.is_file():
            raise schedule.Impossible(f"there is no trace {file}")
    return [file.resolve() for file in files]


def script_of(given, file):
    """The script of a trace, or why there is none; it is an error if p2pcheck cannot read it."""
    steps = schedule.steps_of(given.p2pcheck, file)
    try:
        return trace_calls.read(file, steps)
    except schedule.Impossible as problem:
        return trace_calls.Refused(problem)
    except trace_calls.Refused as problem:
        return problem


class Table:
    """How many traces of each check agree, and why others do not."""

    COLUMNS = ("agree", "overlap", "refused", "differ", "not judged")

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)
        self.remarks = []

    def add(self, file, column, remark=None):
        name = file.name.removesuffix(".itf.json")
        self.counts[name.split(".", 1)[0]][column] += 1
        if remark:
            self.remarks.append(f"{name}: {column}: {remark}")

    def show(self):
        for remark in self.remarks:
            print(remark)
        print("| traces of | all | " + " | ".join(self.COLUMNS) + " |")
        print("| --- " * (len(self.COLUMNS) + 2) + "|")
        for check, counts in sorted(self.counts.items()):
            columns = " | ".join(str(counts[column]) for column in self.COLUMNS)
            print(f"| `{check}` | {sum(counts.values())} | {columns} |")


@dataclasses.dataclass
class Judgement:
    """How far the model explains the log of a boot."""

    explained: int  # so many calls, from the first: each is in the log, explained, and nothing that the kernel complains of
    wrong: int | None = None  # the call that the model does not explain, if it is known


def judgement(log):
    """The judgement of a log, from what `p2pcheck conform` has answered."""
    most = log.serial.converted if log.serial.quiet is None else min(log.serial.converted, log.serial.quiet)
    if log.code == 0:
        return Judgement(most)
    match = re.search(r"\([^\n]*:([0-9]+)\)", log.answer) if log.code == 1 else None
    if not match or not 1 <= int(match[1]) <= len(log.entries):
        return Judgement(0)
    *before, entry = log.entries[: int(match[1])]
    # What was only seen, or done by the disk, was so after the call before it.
    wrong = next((e["note"] for e in (entry, *reversed(before)) if "note" in e), 0)
    # Where calls overlap, what had returned when it began is explained, and of the others nobody knows.
    open_calls = [e["note"] for e in log.entries if "note" in e and "start" in entry and e["return"] >= entry["start"]]
    return Judgement(min(max(wrong - 1, 0), *(n - 1 for n in open_calls), most), wrong)


def verdict(script, first, log, judged):
    """The column of a trace whose calls come behind so many others, and why it is that one."""
    last = first + len(script.lines)
    calls = log.serial.calls[first:last]
    found = trace_calls.differences(script, calls)
    if judged.wrong is not None and first < judged.wrong <= last:
        found.append("the model does not explain it")
    if found:
        return "differ", "; ".join(found)
    if len(calls) < len(script.lines):
        return "not judged", "the log ends before its end"
    if judged.explained < last:
        return "not judged", f"the log is explained up to call {judged.explained} of the boot, and this one has {last}"
    return "agree", None


def run(given, boot, judge):
    """Whether all traces that can be made agree."""
    table, groups = Table(), collections.defaultdict(list)
    files = files_of(given)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        scripts = list(pool.map(lambda file: script_of(given, file), files))
    for file, script in zip(files, scripts):
        if isinstance(script, trace_calls.Overlaps):
            table.add(file, "overlap")
        elif isinstance(script, trace_calls.Refused):
            table.add(file, "refused", script)
        else:
            groups[script.pages, script.window, script.needs_slow_disk()].append((file, script))
    is_well = True
    for (pages, window, is_slow), members in sorted(groups.items()):
        lines, places = [], []
        for file, script in members:
            places.append((file, script, len(lines)))
            lines += script.lines + trace_calls.ending(script.lines)
        kind = machine.Kind(max(script.processes for _, script in members), window, pages, has_slow_disk=is_slow)
        name = f"linux-{given.kernel}-traces-{pages}-{window}" + ("-slow" if is_slow else "")
        log = judge(given, boot(given, name, lines, kind), kind)
        title = f"{len(members)} traces with {pages} pages{', pinned' if is_slow else ''}"
        print(f"{title}: {len(lines):,} calls of Linux {given.kernel}, {log.seconds:.0f} s")
        for line in log.answer.splitlines() + log.damages:
            print(f"  {line}", flush=True)
        is_well &= log.is_well()
        judged = judgement(log)
        for file, script, first in places:
            column, remark = verdict(script, first, log, judged)
            table.add(file, column, remark)
            is_well &= column == "agree"
    table.show()
    return is_well

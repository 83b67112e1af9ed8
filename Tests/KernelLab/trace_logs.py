"""The calls of saved traces, made on a kernel: does it do what each trace says?

All traces of one size share a boot. A trace agrees if after each call what is mapped and what is free is as the trace says, if an
allocation has failed wherever the trace says so, and if the model explains the log of the boot, results included. Where the trace
ends within a call, the kernel goes on with it, and the model has to explain what comes of that.
"""

import collections
import concurrent.futures
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

    COLUMNS = ("agree", "overlap", "refused", "differ")

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


def unexplained(log):
    """The number of the first call that the model does not explain; None if it explains all, 0 if it is not known."""
    if log.code == 0:
        return None
    match = re.search(r"\(\S*:(\d+)\)", log.answer) if log.code == 1 else None
    entries = log.entries[: int(match[1])] if match else []
    # What was only seen, or done by the disk, was so after the call before it.
    return next((entry["note"] for entry in reversed(entries) if "note" in entry), 0)


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
        wrong = unexplained(log)
        for file, script, first in places:
            calls = log.serial.calls[first : first + len(script.lines)]
            found = trace_calls.differences(script, calls)
            if len(calls) < len(script.lines):
                found.append("the machine has not come so far")
            if wrong == 0:
                found.append("the model has not judged it")
            elif wrong is not None and first < wrong <= first + len(script.lines):
                found.append("the model does not explain it")
            table.add(file, "differ" if found else "agree", "; ".join(found) or None)
            is_well &= not found
    table.show()
    return is_well

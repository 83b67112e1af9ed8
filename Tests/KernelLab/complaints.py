"""What the kernel says on the serial line when it is not well."""

import re

PREFIX = r"!?(<[0-9]+>)?(\[ *[0-9.]+\] ?)?"

# What the kernel warns of and is none of our business: who speaks, behind the time.
HARMLESS = re.compile(
    PREFIX + r"(nvme |ACPI|x86/|mtrr|Spectre|RETBleed|TSC|tsc|clocksource|hpet|platform|FAULT_INJECTION|random:)"
)
COMPLAINT = re.compile(
    r"BUG|Oops|Call Trace|Kernel panic|blocked for more than|Bad (page|rss)|bad page|RIP:|lockdep|possible .* locking"
    r"|inconsistent lock state|UBSAN|KASAN|KCSAN|KMSAN|KFENCE|refcount_t|general protection|double fault|soft lockup|hard LOCKUP"
    r"|self-detected stall|detected stalls|list_(add|del) corruption|scheduling while atomic|sleeping function called"
    r"|Unable to handle|unable to handle|kmemleak|suspicious RCU|page dumped because|stack guard|Out of memory"
    r"|cut here|WARNING: (CPU:|at )|percpu ref .* <= 0"
)

# An allocation that was made to fail is told with a trace of its own, of what a process was doing.
NO_MEMORY = re.compile(r"page allocation failure|vmalloc error: .* failed")
TOLD = re.compile(PREFIX + r"\s*(Call Trace:\s*|RIP: 0033:\S+( Code: .*)?)")


def is_complaint(line, is_told=False):
    """Whether the kernel says that it is not well; `is_told` where an allocation has failed and the call is not over."""
    if line.startswith("!p2pdrv"):
        return True
    if is_told and TOLD.fullmatch(line):
        return False
    return bool(COMPLAINT.search(line)) or "WARNING" in line and not HARMLESS.match(line)

// SPDX-License-Identifier: GPL-2.0
/*
 * {{title}}
 *
 * Made by {{generator}} from a trace of {{model}}.
 *
 *   cc -O2 -Wall -Wextra -pthread -o reproducer reproducer.c
 *   ./reproducer 0000:01:00.0 [ROUNDS] [BLOCK-DEVICE]
 *
 * as root, for a PCI device that has p2pmem/allocate and is bound to its driver. Each process of the trace is a
 * process here. A call waits for the calls that had returned when it was made in the trace; what overlaps there
 * runs at the same time here, and ROUNDS say how often to try. The comments between the calls are the steps of the
 * trace within the kernel: where they change sides, the race must be hit; a delay there helps.
 * {{UNIT}} in the environment is the size in bytes of what the model calls a page. Injected failures need
 * CONFIG_FAULT_INJECTION; {{NTH}} is the allocation of the call that fails, the default {{nth}} is one of a page table
 * in mmap(). BLOCK-DEVICE is what pinned pages are read into.
 *
 * The same in the language of p2pdrv, one call after the other:
 *
{{script}}
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif
#define MAY_BE_UNUSED __attribute__((unused))

enum { CALLS = {{calls}}, SECONDS = 60 };

static char *const window = (char *)0x100000000000UL;
static char folder[256], driver[512];
static const char *device, *disk;
static unsigned long unit, nth = {{nth}};
static int file = -1;

/* What the processes share: which calls have returned. */
static atomic_int *returned;

MAY_BE_UNUSED static void wait_for(int call)
{
	while (!atomic_load(&returned[call]))
		sched_yield();
}

static void returns(int call, int step, const char *name, long result)
{
	if (result == -1)
		printf("# step %d: %s: %s\n", step, name, strerror(errno));
	else
		printf("# step %d: %s: done\n", step, name);
	fflush(stdout);
	atomic_store(&returned[call], 1);
}

static long write_text(const char *path, const char *text)
{
	int f = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t n = f < 0 ? -1 : write(f, text, strlen(text));
	int error = errno;

	if (f >= 0)
		close(f);
	errno = error;
	return n < 0 ? -1 : 0;
}

static long read_number(const char *name)
{
	char path[512], text[64] = "";
	int f;

	snprintf(path, sizeof(path), "%s/p2pmem/%s", folder, name);
	f = open(path, O_RDONLY | O_CLOEXEC);
	if (f < 0 || read(f, text, sizeof(text) - 1) < 1)
		text[0] = 0;
	if (f >= 0)
		close(f);
	return text[0] ? atol(text) : -1;
}

MAY_BE_UNUSED static long open_allocate(void)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/p2pmem/allocate", folder);
	file = open(path, O_RDWR | O_CLOEXEC);
	return file < 0 ? -1 : 0;
}

MAY_BE_UNUSED static long map(unsigned long at, unsigned long length, int protection, int flags)
{
	void *p = mmap(window + at * unit, length * unit, protection, MAP_SHARED | flags, file, 0);

	return p == MAP_FAILED ? -1 : 0;
}

MAY_BE_UNUSED static long unmap(unsigned long from, unsigned long length)
{
	return munmap(window + from * unit, length * unit);
}

MAY_BE_UNUSED static long move(unsigned long from, unsigned long old, unsigned long new, unsigned long to, int flags)
{
	void *p = mremap(window + from * unit, old * unit, new * unit, MREMAP_MAYMOVE | MREMAP_FIXED | flags,
			 window + to * unit);

	return p == MAP_FAILED ? -1 : 0;
}

MAY_BE_UNUSED static long discard(unsigned long from, unsigned long length)
{
	return madvise(window + from * unit, length * unit, MADV_DONTNEED);
}

MAY_BE_UNUSED static long protect(unsigned long from, unsigned long length, int prot)
{
	return mprotect(window + from * unit, length * unit, prot);
}

/* In a child, since it may end in SIGBUS, or never. */
MAY_BE_UNUSED static long store(unsigned long at)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		alarm(5);
		*(volatile char *)(window + at * unit) = 1;
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return -1;
	if (!WIFSIGNALED(status))
		return 0;
	printf("# a store to page %lu ends in signal %d\n", at, WTERMSIG(status));
	errno = EFAULT;
	return -1;
}

/* The pages are pinned while the disk writes to them. */
MAY_BE_UNUSED static long pin(unsigned long at)
{
	int f = disk ? open(disk, O_RDONLY | O_DIRECT | O_CLOEXEC) : -1;
	ssize_t n = f < 0 ? -1 : pread(f, window + at * unit, unit, 0);
	int error = disk ? errno : ENODEV;

	if (f >= 0)
		close(f);
	errno = error;
	return n < 0 ? -1 : 0;
}

MAY_BE_UNUSED static void fail_allocation(unsigned long number)
{
	char path[64], text[32];
	int error = errno;

	snprintf(path, sizeof(path), "/proc/self/task/%ld/fail-nth", syscall(SYS_gettid));
	snprintf(text, sizeof(text), "%lu", number);
	if (write_text(path, text) < 0)
		printf("# no failure can be injected: %s\n", strerror(errno));
	errno = error;
}

static long write_driver(const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s", driver, name);
	return write_text(path, device);
}

static void start(void (*task)(void))
{
	fflush(stdout);
	if (fork() == 0) {
		task();
		_exit(0);
	}
}

{{tasks}}

static void out_of_time(int signal)
{
	static const char text[] = "not ok 1 # a call does not return\n";

	if (write(STDOUT_FILENO, text, sizeof(text) - 1) < 0)
		_exit(2);
	kill(0, SIGKILL);
	_exit(signal);
}

int main(int count, char **arguments)
{
	long rounds = count > 2 ? atol(arguments[2]) : 1, round, before, after;
	const char *text;

	if (count < 2) {
		fprintf(stderr, "usage: %s PCI-DEVICE [ROUNDS] [BLOCK-DEVICE]\n", arguments[0]);
		return 2;
	}
	device = arguments[1];
	disk = count > 3 ? arguments[3] : NULL;
	text = getenv("{{UNIT}}");
	unit = text ? strtoul(text, NULL, 0) : (unsigned long)sysconf(_SC_PAGESIZE);
	text = getenv("{{NTH}}");
	if (text)
		nth = strtoul(text, NULL, 0);
	snprintf(folder, sizeof(folder), "/sys/bus/pci/devices/%s", device);
	snprintf(driver, sizeof(driver), "%s/driver", folder);
	text = realpath(driver, NULL);
	if (text)
		snprintf(driver, sizeof(driver), "%s", text);
	returned = mmap(NULL, sizeof(*returned) * CALLS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	printf("TAP version 13\n1..1\n");
	before = read_number("available");
	if (before < 0 || returned == MAP_FAILED) {
		printf("ok 1 # SKIP %s/p2pmem cannot be read\n", folder);
		return 4;
	}
	setpgid(0, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGALRM, out_of_time);
	for (round = 0; round < rounds; round++) {
		printf("# round %ld\n", round);
		memset((void *)returned, 0, sizeof(*returned) * CALLS);
		alarm(SECONDS);
{{starts}}
		while (wait(NULL) > 0)
			;
		if (read_number("available") < 0)
			write_driver("bind");
	}
	alarm(0);
	after = read_number("available");
	printf("# available: %ld bytes before, %ld after\n", before, after);
	printf("%s 1 every call has returned, and all memory is back; see the kernel's log\n",
	       before == after ? "ok" : "not ok");
	return before != after;
}

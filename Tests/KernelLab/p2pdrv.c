// SPDX-License-Identifier: Apache-2.0
/*
 * p2pdrv DEVICE PROCESSES WINDOW PAGES: makes the calls that it reads from standard input, one a line, and writes after each
 * what came of it: the errno, how much the pool has left, and of every process its VMAs and the physical pages of its
 * page tables.
 *
 *     ACTOR CALL [WORD...] [fail=N|fail=FUNCTION|fail=FUNCTION:N]
 *
 * ACTOR is a process, named a, b, c ..., or - for what no process does. `&a CALL` does not wait for the call, `- wait a` waits
 * then for the first of such calls; `- shut` lets none of them begin before `- go`. `- sleep N` lets N milliseconds pass.
 * `- window N`: from now on the window begins N pages before the end of a page table, beneath everything else; EBUSY while a
 * process lives. Process a has the second CPU, b the third, and what writes to the driver's files the last, if there are so
 * many. The Nth allocation of the call fails, or the first or Nth within a function of the kernel. The answer:
 *
 *     @NUMBER ACTOR CALL WORD... -> RESULT [value=V] [fail=hit|missed] at=START,END free=N | a MARKS RIGHTS PAGES | b = seen=TIME;
 *
 * Times are in nanoseconds; what stands between END and TIME was seen between them. All but PAGES pages of the pool are held by
 * this program, so that a small pool is left. Addresses, lengths and physical pages are in pages, counted from the beginning of the
 * window and of that small pool. MARKS has a letter for each address: `S` where a VMA begins at the beginning of its file, `C`
 * where one begins elsewhere, `i` inside, `.` in a hole. RIGHTS has `w`, `r` or `.`; PAGES has numbers, `-` where nothing is
 * mapped and `?` for what is not of the pool. `=` stands for what was shown of the process last. Lines that begin with `!` are
 * warnings of the kernel. docs/lab.md says what the calls are.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, MOST_PROCESSES = 16, MOST_WINDOW = 64, MOST_WORDS = 8, WORD_SIZE = 20, MOST_WAITED = 32, LINE_SIZE = 256 };

/* What one page table maps. */
#define TABLE (2UL << 20)

/* The disk for I/O; not that of the device, which may be gone meanwhile. */
#define DISK "/dev/pins"

/* Of one VMA, by ioctl() of /proc/PID/maps: <linux/fs.h>, since 6.11. */
struct procmap_query {
	uint64_t size, query_flags, query_addr, vma_start, vma_end, vma_flags, vma_page_size, vma_offset, inode;
	uint32_t dev_major, dev_minor, vma_name_size, build_id_size;
	uint64_t vma_name_addr, build_id_addr;
};
#define PROCMAP_QUERY _IOWR('f', 17, struct procmap_query)
enum { VMA_WRITABLE = 2, COVERING_OR_NEXT_VMA = 16 };

/* Seconds after which an unbind is taken for one that never ends. */
#define UNBIND_LIMIT 30

struct request {
	char words[MOST_WORDS][WORD_SIZE];
	int count;
	char fail[WORD_SIZE * 2]; /* the number of the allocation that is to fail, or the function that it is in; empty: none */
	bool waits;		  /* for the gate */
};

struct reply {
	char result[20];
	int value; /* what a load has found; -1: nothing */
	int hit;   /* the failure has happened; -1: none was asked for */
	pid_t pid;
	long start, end; /* nanoseconds */
};

struct process {
	pid_t pid; /* 0: there is none */
	int requests[2], replies[2]; /* pipes, to the process and from it */
	int maps, pagemap; /* its files in /proc */
	int pidfd;
	/* The lines of calls that nobody has waited for, the first of them and how many. */
	char waited[MOST_WAITED][LINE_SIZE];
	int first_waited, count_waited;
	char shown[4 * MOST_WINDOW + 16]; /* what was shown of it last */
};

static const char *device;
static int process_count, window, pool_pages;
static struct process processes[MOST_PROCESSES];
/* The window lies across the end of a page table, so that a mapping may need two. */
static unsigned long window_start = 0x100000000000UL + TABLE - 4 * PAGE;
static long begin_time;
/* Shared by all: calls that are not waited for may not begin yet. */
static volatile bool *gate_is_shut;
static unsigned long first_frame; /* of the small pool */
static long held;		  /* pages in front of it */
static char *held_at;
/* Of a process. */
static int self, file = -1;

static void die(const char *what)
{
	printf("!p2pdrv: %s: %s\n", what, strerror(errno));
	fflush(stdout);
	_exit(1);
}

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec - begin_time;
}

static const char *name_of(int error)
{
	const char *name = error ? strerrorname_np(error) : "OK";

	return name ? name : "UNKNOWN";
}

static const char *path_of(const char *leaf)
{
	static char path[256];

	snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/%s", device, leaf);
	return path;
}

/* The number in a file; -1 if there is no such file. */
static long number_in(const char *path)
{
	char text[64] = "";
	int f = open(path, O_RDONLY | O_CLOEXEC);

	if (f < 0)
		return -1;
	ssize_t got = read(f, text, sizeof text - 1);
	close(f);
	return got > 0 ? strtol(text, NULL, 0) : -1;
}

static int write_to(const char *path, const char *text)
{
	int f = open(path, O_WRONLY | O_CLOEXEC);

	if (f < 0)
		return errno;
	int error = write(f, text, strlen(text)) < 0 ? errno : 0;
	close(f);
	return error;
}

static int errno_of(bool failed) { return failed ? errno : 0; }

static char *at(long page) { return (char *)window_start + page * PAGE; }

/* The CPU is not one that others need if there are enough. */
static void use_cpu(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sysconf(_SC_NPROCESSORS_ONLN) > process_count + 1)
		sched_setaffinity(0, sizeof set, &set);
}

/* ---- What a process does ---- */

static sigjmp_buf interrupted;

static void on_signal(int number)
{
	siglongjmp(interrupted, number);
}

/* Reads or writes the first byte of a page; the name of the signal that ends it. */
static const char *access_page(volatile char *page, bool writes, int *value)
{
	struct itimerval limit = { .it_value = { .tv_usec = 300000 } }, none = { 0 };
	int number = sigsetjmp(interrupted, 1);

	if (!number) {
		/* A store to a page that was write-protected may fault for ever. */
		setitimer(ITIMER_REAL, &limit, NULL);
		if (writes)
			*page = 'a' + self;
		else
			*value = (unsigned char)*page;
	}
	setitimer(ITIMER_REAL, &none, NULL);
	switch (number) {
	case 0: return "OK";
	case SIGBUS: return "SIGBUS";
	case SIGSEGV: return "SIGSEGV";
	default: return "NEVER";
	}
}

/* The disk reads the page. */
static int pin(long page)
{
	int disk = open(DISK, O_RDWR | O_DIRECT | O_CLOEXEC);

	if (disk < 0)
		return errno;
	int error = pwrite(disk, at(page), PAGE, 0) == PAGE ? 0 : errno;
	close(disk);
	return error;
}

static aio_context_t io;
static pid_t io_owner; /* who has begun one that nobody has waited for */

/* Waits for the I/O that this process has begun. */
static int end_io(bool waits)
{
	struct io_event event;
	struct timespec none = { 0 };

	if (io_owner != getpid())
		return EINVAL;
	long got = syscall(SYS_io_getevents, io, waits ? 1L : 0L, 1L, &event, waits ? NULL : &none);
	if (got != 1)
		return got ? errno : EAGAIN;
	io_owner = 0;
	return (long)event.res < 0 ? -(long)event.res : 0;
}

/* Has the disk read the page, and returns when the page is pinned. A slow disk lets one I/O in a while pass at once: not this. */
static int begin_io(long page)
{
	static char ordinary[PAGE] __attribute__((aligned(4096)));
	static pid_t owner;
	static int disk;

	if (io_owner == getpid())
		return EBUSY;
	if (owner != getpid()) {
		owner = getpid();
		io = 0;
		disk = open(DISK, O_RDWR | O_DIRECT | O_CLOEXEC);
		if (disk < 0 || syscall(SYS_io_setup, 1, &io))
			return errno;
	}
	if (pwrite(disk, ordinary, PAGE, PAGE) != PAGE)
		return errno;
	struct iocb block = {
		.aio_fildes = disk, .aio_lio_opcode = IOCB_CMD_PWRITE, .aio_buf = (uintptr_t)at(page), .aio_nbytes = PAGE
	}, *blocks = &block;
	if (syscall(SYS_io_submit, io, 1L, &blocks) != 1)
		return errno;
	/* What cannot be pinned has failed by now. */
	io_owner = getpid();
	int error = end_io(false);
	if (error == EAGAIN)
		return 0;
	return error ? error : EALREADY;
}

/* GUP that does not ask for memory of devices. */
static int splice_page(long page)
{
	struct iovec part = { at(page), PAGE };
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return errno;
	int error = errno_of(vmsplice(ends[1], &part, 1, 0) < 0);
	close(ends[0]);
	close(ends[1]);
	return error;
}

static int protection(const char *word)
{
	return strcmp(word, "r") ? PROT_READ | PROT_WRITE : PROT_READ;
}

static int map(const struct request *r, int flags)
{
	long base = atol(r->words[1]), length = atol(r->words[2]);
	/* Others would find the pool without what is given up below. */
	if (r->waits && !(flags & MAP_FIXED))
		flags |= MAP_FIXED_NOREPLACE;
	char *mapped = mmap(at(base), length * PAGE, protection(r->words[3]), MAP_SHARED | flags, file, 0);

	if (mapped == MAP_FAILED)
		return errno;
	if (mapped == at(base))
		return 0;
	/* The hint was not taken: out of the window nobody looks. */
	munmap(mapped, length * PAGE);
	return EEXIST;
}

static int move(const struct request *r)
{
	long from = atol(r->words[1]), length = atol(r->words[2]), growth = atol(r->words[3]), target = atol(r->words[4]);
	int flags = MREMAP_MAYMOVE | MREMAP_FIXED | (strcmp(r->words[5], "dontunmap") ? 0 : MREMAP_DONTUNMAP);

	return errno_of(mremap(at(from), length * PAGE, (length + growth) * PAGE, flags, at(target)) == MAP_FAILED);
}

static int open_allocate(void)
{
	int opened = open(path_of("p2pmem/allocate"), O_RDWR | O_CLOEXEC);

	if (opened < 0)
		return errno;
	if (file >= 0)
		close(file);
	file = opened;
	return 0;
}

/* In task_struct: the allocation that fails, counted from now. */
static int fail_nth(int n)
{
	static int knob = -1;
	static pid_t owner;
	char text[32];

	if (owner != getpid()) {
		snprintf(text, sizeof text, "/proc/self/task/%d/fail-nth", (int)syscall(SYS_gettid));
		knob = open(text, O_RDWR | O_CLOEXEC);
		owner = getpid();
		if (knob < 0)
			die("fail-nth");
	}
	if (n < 0) {
		ssize_t got = pread(knob, text, sizeof text - 1, 0);
		text[got > 0 ? got : 0] = 0;
		int left = atoi(text);
		if (pwrite(knob, "0", 1, 0) < 0)
			die("fail-nth");
		return left;
	}
	int length = snprintf(text, sizeof text, "%d", n);
	return pwrite(knob, text, length, 0) == length ? 0 : -1;
}

/* The addresses of a function, from /proc/kallsyms. */
static void find_function(const char *name, unsigned long *first, unsigned long *end)
{
	FILE *symbols = fopen("/proc/kallsyms", "re");
	char line[512], found[256];
	unsigned long address;

	*first = 0;
	*end = ~0UL;
	if (!symbols)
		die("/proc/kallsyms");
	while (fgets(line, sizeof line, symbols))
		if (sscanf(line, "%lx %*c %255s", &address, found) == 2 && !strcmp(found, name))
			*first = address;
	rewind(symbols);
	while (fgets(line, sizeof line, symbols))
		if (sscanf(line, "%lx", &address) == 1 && address > *first && address < *end)
			*end = address;
	fclose(symbols);
	errno = ENOENT;
	if (!*first)
		die(name);
}

static const char *const knobs[] = { "failslab", "fail_page_alloc" };

static void set_knob(const char *kind, const char *name, const char *format, unsigned long value)
{
	char path[128], text[32];

	snprintf(path, sizeof path, "/sys/kernel/debug/%s/%s", kind, name);
	snprintf(text, sizeof text, format, value);
	if ((errno = write_to(path, text)))
		die(path);
}

/* Only allocations within [first, end) count. */
static void count_within(unsigned long first, unsigned long end)
{
	for (int i = 0; i < 2; i++) {
		set_knob(knobs[i], "require-start", "%#lx", first);
		set_knob(knobs[i], "require-end", "%#lx", end);
		set_knob(knobs[i], "stacktrace-depth", "%lu", 32);
	}
}

static void begin_failing(const char *which)
{
	char function[WORD_SIZE * 2];
	unsigned long first, end;
	int nth = atoi(which);

	if (!*which)
		return;
	if (!nth) {
		const char *colon = strchr(which, ':');

		snprintf(function, sizeof function, "%.*s", colon ? (int)(colon - which) : (int)strlen(which), which);
		nth = colon ? atoi(colon + 1) : 1;
		find_function(function, &first, &end);
		count_within(first, end);
	}
	if (fail_nth(nth))
		die("fail-nth");
}

/* 1 if it has failed, -1 if nothing was to. */
static int end_failing(const char *which)
{
	if (!*which)
		return -1;
	int hit = fail_nth(-1) == 0;
	if (!atoi(which))
		count_within(0, ~0UL);
	return hit;
}

static void serve(void);

static int fork_as(const struct request *r)
{
	int child = r->words[1][0] - 'a';
	/* Without a part, which the next fork has again. */
	bool leaves_out = !strcmp(r->words[2], "dontfork");
	char *from = at(atol(r->words[3]));
	size_t length = atol(r->words[4]) * PAGE;

	if (leaves_out && madvise(from, length, MADV_DONTFORK))
		return errno;
	pid_t pid = fork();

	if (pid == 0) {
		struct reply hello = { .result = "OK", .value = -1, .hit = -1, .pid = getpid() };
		self = child;
		if (write(processes[self].replies[1], &hello, sizeof hello) != sizeof hello)
			_exit(1);
		serve();
	}
	int error = errno_of(pid < 0);
	if (leaves_out)
		madvise(from, length, MADV_DOFORK);
	return error;
}

static int call(const struct request *r, struct reply *reply)
{
	const char *name = r->words[0];
	long first = atol(r->words[1]), second = atol(r->words[2]);

	if (!strcmp(name, "open")) return open_allocate();
	if (!strcmp(name, "mmap")) return map(r, 0);
	if (!strcmp(name, "mmap_fixed")) return map(r, MAP_FIXED);
	if (!strcmp(name, "munmap")) return errno_of(munmap(at(first), second * PAGE));
	if (!strcmp(name, "madvise")) return errno_of(madvise(at(first), second * PAGE, MADV_DONTNEED));
	if (!strcmp(name, "mprotect")) return errno_of(mprotect(at(first), second * PAGE, protection(r->words[3])));
	if (!strcmp(name, "mremap")) return move(r);
	if (!strcmp(name, "remap_file_pages"))
		return errno_of(syscall(SYS_remap_file_pages, at(first), second * PAGE, 0, atol(r->words[3]), 0));
	if (!strcmp(name, "fork")) return fork_as(r);
	if (!strcmp(name, "pin")) return pin(first);
	if (!strcmp(name, "vmsplice")) return splice_page(first);
	if (!strcmp(name, "mlock")) return errno_of(mlock(at(first), PAGE));
	if (!strcmp(name, "populate")) return errno_of(madvise(at(first), PAGE, MADV_POPULATE_READ));
	if (!strcmp(name, "begin_io")) return begin_io(first);
	if (!strcmp(name, "end_io")) return end_io(true);
	if (!strcmp(name, "store") || !strcmp(name, "load")) {
		strcpy(reply->result, access_page(at(first), name[0] == 's', &reply->value));
		return -1;
	}
	return ENOSYS;
}

static void serve(void)
{
	struct sigaction caught = { .sa_handler = on_signal };
	struct request r;

	sigaction(SIGBUS, &caught, NULL);
	sigaction(SIGSEGV, &caught, NULL);
	sigaction(SIGALRM, &caught, NULL);
	signal(SIGCHLD, SIG_IGN);
	use_cpu(1 + self);
	while (read(processes[self].requests[0], &r, sizeof r) == sizeof r) {
		while (r.waits && *gate_is_shut)
			sched_yield();
		struct reply reply = { .result = "OK", .value = -1, .hit = -1, .pid = getpid(), .start = now() };

		if (!strcmp(r.words[0], "exit")) {
			/* When it has ended others will see. */
			if (write(processes[self].replies[1], &reply, sizeof reply) != sizeof reply)
				_exit(1);
			break;
		}
		begin_failing(r.fail);
		int error = call(&r, &reply);
		reply.hit = end_failing(r.fail);
		reply.end = now();
		if (error >= 0)
			snprintf(reply.result, sizeof reply.result, "%s", name_of(error));
		if (write(processes[self].replies[1], &reply, sizeof reply) != sizeof reply)
			_exit(1);
	}
	_exit(0);
}

/* ---- What is seen of the processes ---- */

static void watch(int which, pid_t pid)
{
	char path[64];

	processes[which].pid = pid;
	processes[which].count_waited = 0;
	*processes[which].shown = 0;
	snprintf(path, sizeof path, "/proc/%d/maps", pid);
	processes[which].maps = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%d/pagemap", pid);
	processes[which].pagemap = open(path, O_RDONLY | O_CLOEXEC);
	processes[which].pidfd = syscall(SYS_pidfd_open, pid, 0);
	if (processes[which].maps < 0 || processes[which].pagemap < 0 || processes[which].pidfd < 0)
		die(path);
}

static void forget(int which)
{
	close(processes[which].maps);
	close(processes[which].pagemap);
	close(processes[which].pidfd);
	processes[which].pid = 0;
}

static void show_process(int which)
{
	struct process *process = &processes[which];
	char marks[MOST_WINDOW + 1], rights[MOST_WINDOW + 1], text[sizeof process->shown];
	uint64_t entries[MOST_WINDOW];
	unsigned long where = window_start, window_end = window_start + window * PAGE;
	int size;

	memset(marks, '.', window);
	memset(rights, '.', window);
	marks[window] = rights[window] = 0;
	while (where < window_end) {
		struct procmap_query q = { .size = sizeof q, .query_flags = COVERING_OR_NEXT_VMA, .query_addr = where };

		if (ioctl(process->maps, PROCMAP_QUERY, &q)) {
			if (errno == ENOENT)
				break;
			die("PROCMAP_QUERY");
		}
		for (int i = 0; i < window; i++) {
			unsigned long address = (unsigned long)at(i);

			if (address < q.vma_start || address >= q.vma_end)
				continue;
			marks[i] = address > q.vma_start ? 'i' : q.vma_offset ? 'C' : 'S';
			rights[i] = q.vma_flags & VMA_WRITABLE ? 'w' : 'r';
		}
		where = q.vma_end;
	}
	if (pread(process->pagemap, entries, window * 8, window_start / PAGE * 8) != window * 8)
		die("pagemap");
	size = snprintf(text, sizeof text, "%s %s ", marks, rights);
	for (int i = 0; i < window; i++) {
		unsigned long frame = (entries[i] & ((1UL << 55) - 1)) - first_frame;
		bool is_present = entries[i] >> 63, is_ours = frame < (unsigned long)pool_pages;

		if (i)
			text[size++] = ',';
		if (is_present && is_ours)
			size += sprintf(text + size, "%lu", frame);
		else
			text[size++] = is_present || (entries[i] >> 62 & 1) ? '?' : '-';
	}
	text[size] = 0;
	printf(" | %c %s", 'a' + which, strcmp(text, process->shown) ? text : "=");
	strcpy(process->shown, text);
}

/* What the kernel has complained of since. Not everything of level 4 is a complaint; whoever reads the log knows. */
static void show_kernel_log(void)
{
	static char text[1 << 17];
	int size = klogctl(4, text, sizeof text - 1);

	if (size <= 0)
		return;
	text[size] = 0;
	char *rest = text;
	for (char *line; (line = strsep(&rest, "\n"));) {
		int level = line[0] == '<' ? atoi(line + 1) & 7 : 7;

		if (level <= 4)
			printf("!%s\n", line);
	}
}

static void show(int number, const char *line, const struct reply *reply)
{
	long free = number_in(path_of("p2pmem/available"));

	show_kernel_log();
	printf("@%d %s -> %s", number, line, reply->result);
	if (reply->value >= 0)
		printf(" value=%d", reply->value);
	if (reply->hit >= 0)
		printf(" fail=%s", reply->hit ? "hit" : "missed");
	printf(" at=%ld,%ld", reply->start, reply->end);
	if (free >= 0)
		printf(" free=%ld", free / PAGE);
	else
		printf(" free=-");
	/* A process that is inside a call may have its mmap_lock. */
	for (int i = 0; i < process_count; i++)
		if (processes[i].pid && !processes[i].count_waited)
			show_process(i);
	printf(" seen=%ld;\n", now());
	fflush(stdout);
}

/* ---- The coordinator ---- */

static void find_frames(void)
{
	unsigned long first = 0, last, flags;
	FILE *f = fopen(path_of("resource"), "re");

	/* The memory buffer of QEMU's controller is BAR 2. */
	for (int i = 0; f && i <= 2; i++)
		if (fscanf(f, "%lx %lx %lx", &first, &last, &flags) != 3)
			die("resource");
	if (f)
		fclose(f);
	first_frame = first / PAGE + held;
}

/* All but a few pages of the pool; no child has them. */
static void hold(void)
{
	long all = number_in(path_of("p2pmem/available")) / PAGE;

	if (all < pool_pages)
		die("the pool is too small");
	held = all - pool_pages;
	if (!held) {
		find_frames();
		return;
	}
	int f = open(path_of("p2pmem/allocate"), O_RDWR | O_CLOEXEC);
	held_at = mmap(NULL, held * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0);
	if (held_at == MAP_FAILED || madvise(held_at, held * PAGE, MADV_DONTFORK))
		die("the pool cannot be held");
	close(f);
	find_frames();
}

static void receive(int which, struct reply *reply)
{
	if (read(processes[which].replies[0], reply, sizeof *reply) != sizeof *reply)
		die("a process does not answer");
}

static void ask(int which, const struct request *r, struct reply *reply)
{
	if (write(processes[which].requests[1], r, sizeof *r) != sizeof *r)
		die("a process cannot be asked");
	receive(which, reply);
}

/* The process that writes to a file of the driver: such a write may never return. */
static pid_t writer; /* 0: it has ended */
static int writer_status;
static const char *written;
static long written_at;

/* Whoever has ended: processes that lost their parents among them. */
static void reap(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if (pid == writer) {
			writer = 0;
			writer_status = status;
		}
}

static void begin_writing(const char *what)
{
	char path[64];

	written = strcmp(what, "bind") ? "unbind" : "bind";
	snprintf(path, sizeof path, "/sys/bus/pci/drivers/nvme/%s", written);
	written_at = now();
	writer = fork();
	if (writer == 0) {
		use_cpu(process_count + 1);
		_exit(write_to(path, device));
	}
}

static void end_writing(struct reply *reply)
{
	long limit = now() + UNBIND_LIMIT * 1000000000L;

	for (reap(); writer && now() < limit; reap())
		usleep(1000);
	strcpy(reply->result, writer ? "NEVER" : name_of(WEXITSTATUS(writer_status)));
	reply->start = written_at;
	reply->end = now();
	if (!strcmp(written, "unbind")) {
		if (held)
			munmap(held_at, held * PAGE);
		return;
	}
	/* The probe goes on after bind has returned. */
	for (int i = 0; i < 10000 && access(path_of("p2pmem/allocate"), F_OK); i++)
		usleep(1000);
	while (number_in(path_of("p2pmem/available")) <= 0)
		usleep(1000);
	hold();
	reply->end = now();
}

static void begin_process(int which, const struct request *r, struct reply *reply)
{
	pid_t pid = fork();

	if (pid == 0) {
		self = which;
		serve();
	}
	watch(which, pid);
	ask(which, r, reply);
	if (strcmp(reply->result, "OK")) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		forget(which);
	}
}

/* Waits until a process has ended that was told to. */
static void end_process(int which, struct reply *reply)
{
	struct pollfd ended = { .fd = processes[which].pidfd, .events = POLLIN };

	receive(which, reply);
	if (poll(&ended, 1, 20000) != 1)
		die("a process does not end");
	reply->end = now();
	reap();
	forget(which);
}

/* Who has been forked says so. */
static void receive_child(int child)
{
	struct reply hello;

	receive(child, &hello);
	watch(child, hello.pid);
}

/* Has a process make a call, and goes on. */
static void send(char actor, struct request *r, const char *line, struct reply *reply)
{
	struct process *process = &processes[actor - 'a'];

	strcpy(reply->result, "ESRCH");
	if (actor == '-') {
		begin_writing(r->words[0]);
		strcpy(reply->result, "UNDERWAY");
		return;
	}
	if (actor < 'a' || actor >= 'a' + process_count || !process->pid || process->count_waited == MOST_WAITED)
		return;
	r->waits = true;
	if (write(process->requests[1], r, sizeof *r) != sizeof *r)
		die("a process cannot be asked");
	snprintf(process->waited[(process->first_waited + process->count_waited++) % MOST_WAITED], LINE_SIZE, "%s", line);
	strcpy(reply->result, "UNDERWAY");
}

/* Waits for the first call of a process that was sent, and whose line is shown. */
static void await(const char *name, char *line, size_t size, struct reply *reply)
{
	int which = name[0] - 'a';
	char call[WORD_SIZE], child;

	strcpy(reply->result, "ESRCH");
	if (name[0] == '-') {
		snprintf(line, size, "- %s", written);
		end_writing(reply);
		return;
	}
	if (which < 0 || which >= process_count || !processes[which].pid || !processes[which].count_waited)
		return;
	struct process *process = &processes[which];
	snprintf(line, size, "%s", process->waited[process->first_waited]);
	process->first_waited = (process->first_waited + 1) % MOST_WAITED;
	process->count_waited--;
	if (sscanf(line, "%*c %19s %c", call, &child) < 1)
		die(line);
	if (!strcmp(call, "exit")) {
		end_process(which, reply);
		return;
	}
	receive(which, reply);
	if (!strcmp(call, "fork") && !strcmp(reply->result, "OK"))
		receive_child(child - 'a');
}

static void perform(char actor, const struct request *r, struct reply *reply)
{
	int which = actor - 'a';
	const char *name = r->words[0];

	if (actor == '-') {
		reply->start = now();
		begin_writing(name);
		end_writing(reply);
		return;
	}
	int child = strcmp(name, "fork") ? -1 : r->words[1][0] - 'a';

	if (which < 0 || which >= process_count || child >= process_count || (child >= 0 && processes[child].pid) ||
	    (!processes[which].pid && strcmp(name, "open"))) {
		/* Whoever makes up the calls does not know which fork has failed. */
		strcpy(reply->result, "ESRCH");
		return;
	}
	if (!processes[which].pid)
		begin_process(which, r, reply);
	else if (!strcmp(name, "exit")) {
		if (write(processes[which].requests[1], r, sizeof *r) != sizeof *r)
			die("a process cannot be asked");
		end_process(which, reply);
	} else
		ask(which, r, reply);
	if (child >= 0 && !strcmp(reply->result, "OK"))
		receive_child(child);
}

/* What is no call: whether it is such a line. */
static bool direct(const struct request *r, struct reply *reply)
{
	const char *name = r->words[0];

	strcpy(reply->result, "OK");
	if (!strcmp(name, "sleep"))
		usleep(atoi(r->words[1]) * 1000);
	else if (!strcmp(name, "shut") || !strcmp(name, "go"))
		*gate_is_shut = name[0] == 's';
	else if (!strcmp(name, "window")) {
		for (int i = 0; i < process_count; i++)
			if (processes[i].pid)
				strcpy(reply->result, "EBUSY");
		if (reply->result[0] == 'O')
			window_start = TABLE - atoi(r->words[1]) * PAGE;
	} else
		return false;
	return true;
}

int main(int count, char **arguments)
{
	char line[LINE_SIZE], copy[LINE_SIZE];
	int number = 0;

	if (count != 5)
		return 64;
	device = arguments[1];
	process_count = atoi(arguments[2]);
	window = atoi(arguments[3]);
	pool_pages = atoi(arguments[4]);
	if (process_count > MOST_PROCESSES || window > MOST_WINDOW)
		return 64;
	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	signal(SIGPIPE, SIG_IGN);
	/* Whoever loses its parent is ours; nobody stays a zombie. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (int i = 0; i < process_count; i++)
		if (pipe2(processes[i].requests, O_CLOEXEC) || pipe2(processes[i].replies, O_CLOEXEC))
			die("pipe");
	use_cpu(0);
	begin_time = now();
	gate_is_shut = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (gate_is_shut == MAP_FAILED)
		die("the gate");
	klogctl(5, NULL, 0);
	hold();
	printf("@begin pages=%d window=%d processes=%d held=%ld;\n", pool_pages, window, process_count, held);
	while (fgets(line, sizeof line, stdin)) {
		struct request r = { .count = 0 };
		struct reply reply = { .value = -1, .hit = -1 };
		char *rest = copy, *word, *actor;

		line[strcspn(line, "\n")] = 0;
		strcpy(copy, line);
		actor = strsep(&rest, " ");
		if (!*actor || *actor == '#')
			continue;
		while ((word = strsep(&rest, " ")))
			if (!strncmp(word, "fail=", 5))
				snprintf(r.fail, sizeof r.fail, "%s", word + 5);
			else if (r.count < MOST_WORDS)
				snprintf(r.words[r.count++], WORD_SIZE, "%s", word);
		if (*actor == '&')
			send(actor[1], &r, line + 1, &reply);
		else if (*actor == '-' && !strcmp(r.words[0], "wait"))
			await(r.words[1], line, sizeof line, &reply);
		else if (*actor != '-' || !direct(&r, &reply))
			perform(*actor, &r, &reply);
		show(++number, line, &reply);
	}
	printf("@end calls=%d;\n", number);
	fflush(stdout);
	return 0;
}

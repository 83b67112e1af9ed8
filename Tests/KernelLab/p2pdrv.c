// SPDX-License-Identifier: Apache-2.0
/*
 * p2pdrv DEVICE PROCESSES WINDOW PAGES: makes the calls that it reads from standard input, one a line, and writes after each
 * what came of it: the errno, how much the pool has left, and of every process its VMAs and the physical pages of its
 * page tables.
 *
 *     ACTOR CALL [WORD...] [fail=N|fail=FUNCTION]
 *
 * ACTOR is a process, named a, b, c ..., or - for what no process does. `&a CALL` does not wait for the call, `- wait a` does
 * then; `- sleep N` lets N milliseconds pass. Process a has the second CPU, b the third, and what writes to the driver's files the last, if
 * there are so many. The Nth allocation of the call fails, or the first
 * within a function of the kernel. The answer:
 *
 *     @NUMBER ACTOR CALL WORD... -> RESULT [value=V] [fail=hit|missed] at=START,END free=N | a MARKS RIGHTS PAGES | b ...;
 *
 * All but PAGES pages of the pool are held by this program, so that a small pool is left. Addresses, lengths and physical
 * pages are in pages, counted from the beginning of the window and of that small pool. MARKS has a letter for each address:
 * `S` where a VMA begins at the beginning of its file, `C` where one begins elsewhere, `i` inside, `.` in a hole. RIGHTS has
 * `w`, `r` or `.`; PAGES has numbers, `-` where nothing is mapped and `?` for what is not of the pool. Lines that begin with
 * `!` are warnings of the kernel. docs/lab.md says what the calls are.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, MOST_PROCESSES = 16, MOST_WINDOW = 64, MOST_WORDS = 8, WORD_SIZE = 20 };

/* The window lies across the end of a page table, so that a mapping may need two. */
#define WINDOW_START (0x100000000000UL + (2UL << 20) - 4 * PAGE)

/* Seconds after which an unbind is taken for one that never ends. */
#define UNBIND_LIMIT 30

struct request {
	char words[MOST_WORDS][WORD_SIZE];
	int count;
	char fail[WORD_SIZE * 2]; /* the number of the allocation that is to fail, or the function that it is in; empty: none */
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
	char waited[256];  /* the line of the call that nobody has waited for; empty: none */
};

static const char *device;
static int process_count, window, pool_pages;
static struct process processes[MOST_PROCESSES];
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
	return t.tv_sec * 1000000000L + t.tv_nsec;
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

static char *at(long page) { return (char *)WINDOW_START + page * PAGE; }

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
	int disk = open("/dev/nvme0n1", O_RDWR | O_DIRECT | O_CLOEXEC);

	if (disk < 0)
		return errno;
	int error = pwrite(disk, at(page), PAGE, 0) == PAGE ? 0 : errno;
	close(disk);
	return error;
}

static int protection(const char *word)
{
	return strcmp(word, "r") ? PROT_READ | PROT_WRITE : PROT_READ;
}

static int errno_of(bool failed) { return failed ? errno : 0; }

static int map(const struct request *r, int flags)
{
	long base = atol(r->words[1]), length = atol(r->words[2]);
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

/* The first allocation of this process within a function is to fail. */
static void fail_within(const char *function)
{
	unsigned long first, end;

	find_function(function, &first, &end);
	for (int i = 0; i < 2; i++) {
		set_knob(knobs[i], "require-start", "%#lx", first);
		set_knob(knobs[i], "require-end", "%#lx", end);
		set_knob(knobs[i], "task-filter", "Y", 0);
		set_knob(knobs[i], "stacktrace-depth", "%lu", 32);
		set_knob(knobs[i], "times", "%lu", 1);
		set_knob(knobs[i], "probability", "%lu", 100);
	}
	if (write_to("/proc/self/make-it-fail", "1"))
		die("make-it-fail");
}

/* Nothing is to fail any more; whether something has. */
static bool has_failed_within(void)
{
	bool hit = false;

	if (write_to("/proc/self/make-it-fail", "0"))
		die("make-it-fail");
	for (int i = 0; i < 2; i++) {
		char path[64];

		snprintf(path, sizeof path, "/sys/kernel/debug/%s/times", knobs[i]);
		hit |= number_in(path) == 0;
		set_knob(knobs[i], "probability", "%lu", 0);
		set_knob(knobs[i], "require-start", "%lu", 0);
		set_knob(knobs[i], "require-end", "%#lx", ~0UL);
		set_knob(knobs[i], "task-filter", "N", 0);
		set_knob(knobs[i], "times", "%lu", 1);
	}
	return hit;
}

static void begin_failing(const char *which)
{
	if (!*which)
		return;
	if (!atoi(which))
		fail_within(which);
	else if (fail_nth(atoi(which)))
		die("fail-nth");
}

/* 1 if it has failed, -1 if nothing was to. */
static int end_failing(const char *which)
{
	if (!*which)
		return -1;
	return atoi(which) ? fail_nth(-1) == 0 : has_failed_within();
}

static void serve(void);

static int fork_as(int child)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct reply hello = { .result = "OK", .value = -1, .hit = -1, .pid = getpid() };
		self = child;
		if (write(processes[self].replies[1], &hello, sizeof hello) != sizeof hello)
			_exit(1);
		serve();
	}
	return errno_of(pid < 0);
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
	if (!strcmp(name, "fork")) return fork_as(r->words[1][0] - 'a');
	if (!strcmp(name, "pin")) return pin(first);
	if (!strcmp(name, "exit")) _exit(0);
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
		struct reply reply = { .value = -1, .hit = -1, .pid = getpid(), .start = now() };

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
	snprintf(path, sizeof path, "/proc/%d/maps", pid);
	processes[which].maps = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%d/pagemap", pid);
	processes[which].pagemap = open(path, O_RDONLY | O_CLOEXEC);
	if (processes[which].maps < 0 || processes[which].pagemap < 0)
		die(path);
}

static void forget(int which)
{
	close(processes[which].maps);
	close(processes[which].pagemap);
	processes[which].pid = 0;
}

static void show_process(int which)
{
	static char text[1 << 16];
	char marks[MOST_WINDOW + 1], rights[MOST_WINDOW + 1];
	uint64_t entries[MOST_WINDOW];
	size_t size = 0;
	ssize_t got;

	lseek(processes[which].maps, 0, SEEK_SET);
	while ((got = read(processes[which].maps, text + size, sizeof text - 1 - size)) > 0)
		size += got;
	text[size] = 0;
	memset(marks, '.', window);
	memset(rights, '.', window);
	marks[window] = rights[window] = 0;
	char *rest = text;
	for (char *line; (line = strsep(&rest, "\n"));) {
		unsigned long first, last, offset;
		char may[5];

		if (sscanf(line, "%lx-%lx %4s %lx", &first, &last, may, &offset) != 4)
			continue;
		for (int i = 0; i < window; i++) {
			unsigned long where = (unsigned long)at(i);

			if (where < first || where >= last)
				continue;
			marks[i] = where > first ? 'i' : offset ? 'C' : 'S';
			rights[i] = may[1] == 'w' ? 'w' : 'r';
		}
	}
	if (pread(processes[which].pagemap, entries, window * 8, WINDOW_START / PAGE * 8) != window * 8)
		die("pagemap");
	printf(" | %c %s %s ", 'a' + which, marks, rights);
	for (int i = 0; i < window; i++) {
		unsigned long frame = entries[i] & ((1UL << 55) - 1);

		if (i)
			putchar(',');
		if (!(entries[i] >> 63))
			putchar(entries[i] >> 62 & 1 ? '?' : '-');
		else if (frame - first_frame < (unsigned long)pool_pages)
			printf("%lu", frame - first_frame);
		else
			putchar('?');
	}
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
		if (processes[i].pid && !*processes[i].waited)
			show_process(i);
	printf(";\n");
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
static pid_t writer;
static const char *written;

static void begin_writing(const char *what)
{
	char path[64];

	written = strcmp(what, "bind") ? "unbind" : "bind";
	snprintf(path, sizeof path, "/sys/bus/pci/drivers/nvme/%s", written);
	writer = fork();
	if (writer == 0) {
		use_cpu(process_count + 1);
		_exit(write_to(path, device));
	}
}

static void end_writing(struct reply *reply)
{
	int status, left = UNBIND_LIMIT * 1000;

	while (waitpid(writer, &status, WNOHANG) != writer && left-- > 0)
		usleep(1000);
	strcpy(reply->result, left < 0 ? "NEVER" : name_of(WEXITSTATUS(status)));
	reply->end = now();
	if (!strcmp(written, "unbind")) {
		munmap(held_at, held * PAGE);
		return;
	}
	/* The probe goes on after bind has returned. */
	for (int i = 0; i < 10000 && access("/dev/nvme0n1", F_OK); i++)
		usleep(1000);
	hold();
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

static void end_process(int which, const struct request *r, struct reply *reply)
{
	struct pollfd ended = { .fd = syscall(SYS_pidfd_open, processes[which].pid, 0), .events = POLLIN };

	if (ended.fd < 0)
		die("pidfd_open");
	reply->start = now();
	if (write(processes[which].requests[1], r, sizeof *r) != sizeof *r || poll(&ended, 1, 20000) != 1)
		die("a process does not end");
	reply->end = now();
	close(ended.fd);
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	forget(which);
	strcpy(reply->result, "OK");
}

/* Has a process make a call, and goes on. */
static void send(char actor, const struct request *r, const char *line, struct reply *reply)
{
	int which = actor - 'a';

	strcpy(reply->result, "ESRCH");
	if (actor == '-') {
		begin_writing(r->words[0]);
		strcpy(reply->result, "UNDERWAY");
		return;
	}
	if (which < 0 || which >= process_count || !processes[which].pid || *processes[which].waited)
		return;
	if (write(processes[which].requests[1], r, sizeof *r) != sizeof *r)
		die("a process cannot be asked");
	snprintf(processes[which].waited, sizeof processes[which].waited, "%s", line);
	strcpy(reply->result, "UNDERWAY");
}

/* Waits for the call of a process that was sent, and whose line is shown. */
static void await(const char *name, char *line, size_t size, struct reply *reply)
{
	int which = name[0] - 'a';

	strcpy(reply->result, "ESRCH");
	if (name[0] == '-') {
		snprintf(line, size, "- %s", written);
		end_writing(reply);
		return;
	}
	if (which < 0 || which >= process_count || !processes[which].pid || !*processes[which].waited)
		return;
	snprintf(line, size, "%s", processes[which].waited);
	*processes[which].waited = 0;
	receive(which, reply);
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
	else if (!strcmp(name, "exit"))
		end_process(which, r, reply);
	else
		ask(which, r, reply);
	if (child >= 0 && !strcmp(reply->result, "OK")) {
		struct reply hello;

		receive(child, &hello);
		watch(child, hello.pid);
	}
}

int main(int count, char **arguments)
{
	char line[256], copy[256];
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
		else if (*actor == '-' && !strcmp(r.words[0], "sleep")) {
			usleep(atoi(r.words[1]) * 1000);
			strcpy(reply.result, "OK");
		} else
			perform(*actor, &r, &reply);
		show(++number, line, &reply);
	}
	printf("@end calls=%d;\n", number);
	fflush(stdout);
	return 0;
}

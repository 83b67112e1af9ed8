/* A bounded queue for several threads, and a log of what they did with it, as `p2pcheck conform` reads it.
 *
 *     cc -pthread -o queue docs/examples/queue.c && ./queue 3 1000 > queue.log
 *
 * THREADS threads make CALLS calls each. With -DLOSES_ONE the queue takes one value more than it has room for. */
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SIZE = 4, VALUES = 8 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* All threads begin at once. */
static pthread_barrier_t barrier;
static int items[SIZE];
static int first, length;

static bool push(int value)
{
	bool room;

	pthread_mutex_lock(&lock);
#ifdef LOSES_ONE
	room = length <= SIZE;
#else
	room = length < SIZE;
#endif
	if (room) {
		items[(first + length) % SIZE] = value;
		if (length < SIZE)
			length++;
	}
	pthread_mutex_unlock(&lock);
	return room;
}

/* The value, or -1 from an empty queue. */
static int pop(void)
{
	int value = -1;

	pthread_mutex_lock(&lock);
	if (length > 0) {
		value = items[first];
		first = (first + 1) % SIZE;
		length--;
	}
	pthread_mutex_unlock(&lock);
	return value;
}

/* What one call was: `value` is that of push, or what pop has returned. */
struct call {
	int64_t start, end;
	int value;
	bool is_push, result;
};

struct worker {
	pthread_t thread;
	unsigned seed;
	int count;
	struct call *calls;
};

/* Nanoseconds of a clock that all threads share and that does not go back. */
static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ll + time.tv_nsec;
}

static void *work(void *argument)
{
	struct worker *worker = argument;

	pthread_barrier_wait(&barrier);
	for (int i = 0; i < worker->count; i++) {
		struct call *call = &worker->calls[i];

		call->is_push = rand_r(&worker->seed) % 2;
		call->value = rand_r(&worker->seed) % VALUES;
		/* The times are taken outside: what happens lies between them. */
		call->start = now();
		sched_yield();
		if (call->is_push)
			call->result = push(call->value);
		else
			call->value = pop();
		call->end = now();
	}
	return NULL;
}

int main(int argc, char **argv)
{
	int threads = argc > 1 ? atoi(argv[1]) : 3, count = argc > 2 ? atoi(argv[2]) : 1000;
	struct worker *workers = calloc(threads, sizeof(*workers));

	pthread_barrier_init(&barrier, NULL, threads);
	for (int t = 0; t < threads; t++) {
		workers[t] = (struct worker){ .seed = t + 1, .count = count, .calls = calloc(count, sizeof(struct call)) };
		pthread_create(&workers[t].thread, NULL, work, &workers[t]);
	}
	for (int t = 0; t < threads; t++) {
		pthread_join(workers[t].thread, NULL);
		for (int i = 0; i < count; i++) {
			struct call *call = &workers[t].calls[i];

			printf("{\"actor\": %d, \"start\": %lld, \"return\": %lld, ", t, (long long)call->start,
			       (long long)call->end);
			if (call->is_push)
				printf("\"call\": \"push\", \"arguments\": [%d], \"result\": %s}\n", call->value,
				       call->result ? "true" : "false");
			else if (call->value < 0)
				printf("\"call\": \"pop\", \"result\": \"empty\"}\n");
			else
				printf("\"call\": \"pop\", \"result\": %d}\n", call->value);
		}
	}
	return 0;
}

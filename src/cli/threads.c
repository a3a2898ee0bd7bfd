#define _POSIX_C_SOURCE 200809L
#include "cli/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/console.h"
#include "threads/round.h"

/* The steps of a batch are tens of microseconds apart, less than it takes to wake a thread: so a thread first looks whether there
 * is more to do this many times, then lets others run in between, and only then sleeps. */
enum { LOOKS = 4000, LOOKS_BEFORE_SLEEP = 6000 };

struct threads {
	unroll_parallel parallel;
	pthread_t helpers[UNROLL_PARTS];
	uint32_t helper_count;
	pthread_mutex_t lock;
	pthread_cond_t more;
	uint32_t sleeping; /* under the lock */
	atomic_bool ended;
	parts_round round;
};

static bool is_wanted(threads *pool) {
	return round_has_parts(&pool->round) || atomic_load(&pool->ended);
}

static void wait_until_wanted(threads *pool) {
	for (int looks = 0; looks < LOOKS_BEFORE_SLEEP; looks++) {
		if (is_wanted(pool)) return;
		if (looks > LOOKS) sched_yield();
	}
	pthread_mutex_lock(&pool->lock);
	pool->sleeping++;
	while (!is_wanted(pool)) pthread_cond_wait(&pool->more, &pool->lock);
	pool->sleeping--;
	pthread_mutex_unlock(&pool->lock);
}

static void *help(void *context) {
	threads *pool = context;
	while (!atomic_load(&pool->ended)) {
		while (round_do_part(&pool->round)) {}
		wait_until_wanted(pool);
	}
	return NULL;
}

static void wake(threads *pool) {
	pthread_mutex_lock(&pool->lock);
	if (pool->sleeping) pthread_cond_broadcast(&pool->more);
	pthread_mutex_unlock(&pool->lock);
}

static void run(void *context, unroll_part *part, void *work, uint32_t parts) {
	threads *pool = context;
	round_begin(&pool->round, part, work, parts);
	wake(pool);
	while (round_do_part(&pool->round)) {}
	for (int looks = 0; !round_is_done(&pool->round); looks++)
		if (looks > LOOKS) sched_yield();
}

threads *threads_start(uint32_t count) {
	threads *pool = calloc(1, sizeof *pool);
	if (!pool) {
		complain("There is not enough memory.");
		return NULL;
	}
	pool->parallel = (unroll_parallel){pool, run};
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	while (pool->helper_count + 1 < count) {
		if (pthread_create(&pool->helpers[pool->helper_count], NULL, help, pool) != 0) {
			complain("The system cannot start %u threads. Choose fewer.", count);
			threads_end(pool);
			return NULL;
		}
		pool->helper_count++;
	}
	return pool;
}

const unroll_parallel *threads_parallel(const threads *pool) {
	return pool->helper_count ? &pool->parallel : NULL;
}

void threads_end(threads *pool) {
	if (!pool) return;
	atomic_store(&pool->ended, true);
	wake(pool);
	for (uint32_t i = 0; i < pool->helper_count; i++) pthread_join(pool->helpers[i], NULL);
	pthread_cond_destroy(&pool->more);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

uint32_t processors(void) {
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1 ? 1 : (uint32_t)count;
}

#define _POSIX_C_SOURCE 200809L
#include "cli/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "cli/console.h"

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
	/* The round under way, in one number, so that a part is taken in one step: the number of the round, how many parts it has, and
	 * how many of them have been taken. The number of the round only tells it from the one before. */
	atomic_uint round;
	/* Only who has taken a part of the round reads these, and it is not over before that part is done. */
	unroll_part *part;
	void *work;
	atomic_uint parts_left; /* not done yet */
};

enum { TAKEN = 0xff, PARTS_SHIFT = 8, ROUND = 0x10000 };

static bool has_parts(uint32_t round) {
	return (round & TAKEN) < (round >> PARTS_SHIFT & TAKEN);
}

static void take_parts(threads *pool) {
	/* Looking first keeps the count of what is taken from running over. */
	while (has_parts(atomic_load(&pool->round))) {
		uint32_t round = atomic_fetch_add(&pool->round, 1);
		if (!has_parts(round)) return;
		pool->part(pool->work, round & TAKEN);
		atomic_fetch_sub(&pool->parts_left, 1);
	}
}

static bool is_wanted(threads *pool) {
	return has_parts(atomic_load(&pool->round)) || atomic_load(&pool->ended);
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
		take_parts(pool);
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
	pool->part = part;
	pool->work = work;
	atomic_store(&pool->parts_left, parts);
	atomic_store(&pool->round, ((atomic_load(&pool->round) & ~(ROUND - 1u)) + ROUND) | parts << PARTS_SHIFT);
	wake(pool);
	take_parts(pool);
	for (int looks = 0; atomic_load(&pool->parts_left) > 0; looks++)
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
			complain("The system gives no %u threads. Choose fewer.", count);
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

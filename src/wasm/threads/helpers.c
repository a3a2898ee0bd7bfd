#include "wasm/threads/helpers.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* The calls of a part are a dozen deep, and their arrays stay below a kilobyte. */
enum { STACK = 65536 };

/* The rounds of a batch are tens of microseconds apart, less than it takes to wake a worker: so whoever waits first looks this
 * many times, some 50 µs, and only then sleeps. */
enum { LOOKS = 40000 };

/* The round under way, in one number, so that a part is taken in one step: the number of the round, how many parts it has, and
 * how many of them have been taken. The number of the round only tells it from the one before. */
enum { TAKEN = 0xff, PARTS_SHIFT = 8, ROUND = 0x10000 };
static atomic_uint round_state;

/* Of the round under way. Only who has taken one of its parts reads them, and it is not over before that part is done. */
static unroll_part *round_part;
static void *round_work;
static atomic_uint parts_left; /* not done yet */

static atomic_uint helpers_asleep, helpers_begun, helpers_parts;
static atomic_bool owner_asleep;

static bool has_parts(uint32_t state) {
	return (state & TAKEN) < (state >> PARTS_SHIFT & TAKEN);
}

/* Sleeps until it is woken, unless `place` no longer holds `value`. */
static void sleep_on(atomic_uint *place, uint32_t value) {
	__builtin_wasm_memory_atomic_wait32((int *)place, (int)value, -1);
}

static void wake_all(atomic_uint *place) {
	__builtin_wasm_memory_atomic_notify((int *)place, UINT32_MAX);
}

/* Takes a part and works on it; false where all have been taken. */
static bool do_part(void) {
	/* Looking first keeps the count of what is taken from running over. */
	if (!has_parts(atomic_load(&round_state))) return false;
	uint32_t state = atomic_fetch_add(&round_state, 1);
	if (!has_parts(state)) return false;
	round_part(round_work, state & TAKEN);
	return true;
}

/* --- The owner ------------------------------------------------------------------------------------ */

static void run_round(void *context, unroll_part *part, void *work, uint32_t parts) {
	(void)context;
	round_part = part;
	round_work = work;
	atomic_store(&parts_left, parts);
	atomic_store(&round_state, ((atomic_load(&round_state) & ~(ROUND - 1u)) + ROUND) | parts << PARTS_SHIFT);
	if (atomic_load(&helpers_asleep)) wake_all(&round_state);
	while (do_part()) atomic_fetch_sub(&parts_left, 1);
	for (uint32_t looks = 0; looks < LOOKS; looks++)
		if (!atomic_load(&parts_left)) return;
	atomic_store(&owner_asleep, true);
	for (uint32_t left; (left = atomic_load(&parts_left));) sleep_on(&parts_left, left);
	atomic_store(&owner_asleep, false);
}

uint8_t *helper_create(void) {
	return aligned_alloc(16, STACK);
}

void trainer_use_helpers(unroll_trainer *trainer) {
	static const unroll_parallel parallel = {NULL, run_round};
	unroll_trainer_use(trainer, &parallel, NULL);
}

uint32_t helper_count(void) {
	return atomic_load(&helpers_begun);
}

uint32_t helper_sleeping(void) {
	return atomic_load(&helpers_asleep);
}

uint32_t helper_parts(void) {
	return atomic_load(&helpers_parts);
}

/* --- A helper ------------------------------------------------------------------------------------- */

static void wait_for_parts(void) {
	for (uint32_t looks = 0; looks < LOOKS; looks++)
		if (has_parts(atomic_load(&round_state))) return;
	atomic_fetch_add(&helpers_asleep, 1);
	for (uint32_t state; !has_parts(state = atomic_load(&round_state));) sleep_on(&round_state, state);
	atomic_fetch_sub(&helpers_asleep, 1);
}

static void finish_part(void) {
	atomic_fetch_add(&helpers_parts, 1);
	if (atomic_fetch_sub(&parts_left, 1) == 1 && atomic_load(&owner_asleep)) wake_all(&parts_left);
}

__attribute__((noinline)) static _Noreturn void help(void) {
	atomic_fetch_add(&helpers_begun, 1);
	for (;;) {
		while (do_part()) finish_part();
		wait_for_parts();
	}
}

void helper_run(uint8_t *stack) {
	/* A stack grows downwards. The engine keeps no variable a thread, so a stack is all that an instance has of its own. */
	__asm__ volatile(".globaltype __stack_pointer, i32\n"
	                 "local.get %0\n"
	                 "global.set __stack_pointer"
	                 :
	                 : "r"(stack + STACK));
	help();
}

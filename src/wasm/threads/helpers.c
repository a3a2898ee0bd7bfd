#include "wasm/threads/helpers.h"

#include <stdlib.h>

#include "threads/round.h"
#include "wasm/memory.h"

/* The rounds of a batch are tens of microseconds apart, less than it takes to wake a worker: so a thread that waits first looks this
 * many times, some 50 µs, and only then sleeps. */
enum { LOOKS = 40000 };

static parts_round current;

static atomic_uint helpers_asleep, helpers_begun, helpers_parts;
static atomic_bool owner_asleep;

/* Sleeps until it is woken, unless `place` no longer holds `value`. */
static void sleep_on(atomic_uint *place, uint32_t value) {
	__builtin_wasm_memory_atomic_wait32((int *)place, (int)value, -1);
}

static void wake_all(atomic_uint *place) {
	__builtin_wasm_memory_atomic_notify((int *)place, UINT32_MAX);
}

/* --- The owner ------------------------------------------------------------------------------------ */

static void run_round(void *context, unroll_part *part, void *work, uint32_t parts) {
	(void)context;
	round_begin(&current, part, work, parts);
	if (atomic_load(&helpers_asleep)) wake_all(&current.ticket);
	while (round_do_part(&current)) {}
	for (uint32_t looks = 0; looks < LOOKS; looks++)
		if (round_is_done(&current)) return;
	atomic_store(&owner_asleep, true);
	for (uint32_t left; (left = atomic_load(&current.parts_left));) sleep_on(&current.parts_left, left);
	atomic_store(&owner_asleep, false);
}

uint8_t *helper_create(void) {
	return aligned_alloc(16, WASM_HELPER_STACK);
}

static const unroll_parallel helpers = {NULL, run_round};

void trainer_use_helpers(unroll_trainer *trainer) {
	unroll_trainer_use(trainer, &helpers, NULL);
}

void evaluator_use_helpers(unroll_evaluator *evaluator) {
	unroll_evaluator_use(evaluator, &helpers, NULL);
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
		if (round_has_parts(&current)) return;
	atomic_fetch_add(&helpers_asleep, 1);
	for (uint32_t ticket; !ticket_has_parts(ticket = atomic_load(&current.ticket));)
		sleep_on(&current.ticket, ticket);
	atomic_fetch_sub(&helpers_asleep, 1);
}

/* The last part wakes the owner; where the owner has seen that it is done, nothing waits. */
static void after_part(void) {
	atomic_fetch_add(&helpers_parts, 1);
	if (round_is_done(&current) && atomic_load(&owner_asleep)) wake_all(&current.parts_left);
}

__attribute__((noinline)) static _Noreturn void help(void) {
	atomic_fetch_add(&helpers_begun, 1);
	for (;;) {
		while (round_do_part(&current)) after_part();
		wait_for_parts();
	}
}

void helper_run(uint8_t *stack) {
	/* A stack grows downwards. The engine keeps no variable a thread, so a stack is all that an instance has of its own. */
	__asm__ volatile(".globaltype __stack_pointer, i32\n"
	                 "local.get %0\n"
	                 "global.set __stack_pointer"
	                 :
	                 : "r"(stack + WASM_HELPER_STACK));
	help();
}

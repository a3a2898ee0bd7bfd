/* How the parts of some work (unroll/parallel.h) are handed out to several threads, under one atomic ticket. The engine starts no
 * threads: the program's (src/cli/threads.c) and the page's workers (src/wasm/threads/helpers.c) both go by this.
 *
 * One thread, the owner, begins a round and works on its parts itself; others take those that are left. Who waits, how long and
 * how it is woken is the caller's. */
#ifndef THREADS_ROUND_H
#define THREADS_ROUND_H

#include <stdatomic.h>
#include <stdbool.h>

#include <unroll/unroll.h>

typedef struct parts_round {
	/* In one number, so that a part is taken in one step: the number of the round, how many parts it has, and how many of them have
	 * been taken. The number of the round only distinguishes it from the one before. */
	atomic_uint ticket;
	atomic_uint parts_left; /* not done yet */

	/* Only a thread that has taken a part of the round reads these, and the round is not over before that part is done. */
	unroll_part *part;
	void *work;
} parts_round;

enum { ROUND_TAKEN = 0xff, ROUND_PARTS_SHIFT = 8, ROUND_NUMBER = 0x10000 };
_Static_assert(UNROLL_PARTS < ROUND_TAKEN, "a ticket has no room for the parts, and one more of each thread");

static inline bool ticket_has_parts(uint32_t ticket) {
	return (ticket & ROUND_TAKEN) < (ticket >> ROUND_PARTS_SHIFT & ROUND_TAKEN);
}

/* Whether there are parts that nobody has taken. */
static inline bool round_has_parts(parts_round *round) {
	return ticket_has_parts(atomic_load(&round->ticket));
}

/* Whether all parts are done. What they have written is then visible to the owner. */
static inline bool round_is_done(parts_round *round) {
	return atomic_load(&round->parts_left) == 0;
}

/* The owner begins a round, after the one before is done. */
static inline void round_begin(parts_round *round, unroll_part *part, void *work, uint32_t parts) {
	uint32_t number = (atomic_load(&round->ticket) & ~(ROUND_NUMBER - 1u)) + ROUND_NUMBER;
	round->part = part;
	round->work = work;
	atomic_store(&round->parts_left, parts);
	atomic_store(&round->ticket, number | parts << ROUND_PARTS_SHIFT);
}

/* Takes a part and works on it; false where all have been taken. */
static inline bool round_do_part(parts_round *round) {
	/* Looking first keeps the count of what is taken from running over. */
	if (!round_has_parts(round)) return false;
	uint32_t ticket = atomic_fetch_add(&round->ticket, 1);
	if (!ticket_has_parts(ticket)) return false;
	round->part(round->work, ticket & ROUND_TAKEN);
	atomic_fetch_sub(&round->parts_left, 1);
	return true;
}

#endif

#include "training/shuffle.h"

#include <string.h>

#include "kernels/random.h"

void shuffle_epoch(uint32_t *order, const uint32_t *split, uint32_t count, const unroll_settings *settings,
                   uint32_t epoch) {
	/* Fisher and Yates, from the split's own order: so an epoch's order does not depend on those before. */
	uint32_t drawn = settings->shuffle == UNROLL_ONCE ? 1 : epoch;
	random_stream stream = random_stream_of(settings->seed, RANDOM_SHUFFLE, drawn);
	memcpy(order, split, count * sizeof *order);
	for (uint32_t i = count; i > 1; i--) {
		uint32_t other = random_below(&stream, i), last = order[i - 1];
		order[i - 1] = order[other];
		order[other] = last;
	}
}

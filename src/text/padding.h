/* Padding and truncating: how reviews become rows of equal length, as Keras' pad_sequences makes them
 * (keras/src/utils/sequence_utils.py). A long review loses its first (pre) or last (post) ids, a short one gets zeros before (pre) or
 * after (post). T timesteps. */
#ifndef TEXT_PADDING_H
#define TEXT_PADDING_H

#include <stdint.h>

#include "unroll/settings.h"

typedef struct padding_rule {
	uint32_t length; /* T */
	unroll_side padding, truncating;
} padding_rule;

padding_rule padding_rule_of(const unroll_settings *settings);

/* Which ids of a review are kept, ids[first] … ids[first + kept - 1], and the timestep at which they start. */
typedef struct padded_place {
	uint64_t first;
	uint32_t kept, start;
} padded_place;

/* Of a review of `count` ids. Inline, so that a loop over reviews that lie in memory far from each other waits for none of them
 * (training/splits.c). */
static inline padded_place place_review(padding_rule rule, uint64_t count) {
	uint32_t kept = count < rule.length ? (uint32_t)count : rule.length;
	return (padded_place){.first = rule.truncating == UNROLL_PRE ? count - kept : 0,
	                      .kept = kept,
	                      .start = rule.padding == UNROLL_PRE ? rule.length - kept : 0};
}

/* Fills a row (T) with zeros and the ids that are kept; those from `vocabulary_size` on become UNROLL_UNKNOWN_ID. */
void pad_review(uint16_t *row, padding_rule rule, const uint16_t *ids, uint32_t count,
                uint32_t vocabulary_size);

#endif

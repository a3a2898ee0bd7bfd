/* A batch: some reviews, padded and cut to one length, as places in the list of the batch's distinct words. */
#ifndef TEXT_BATCH_H
#define TEXT_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "kernels/block.h"
#include "text/padding.h"
#include "unroll/settings.h"

/* How reviews are made equal. */
typedef struct batch_shape {
	uint32_t reviews; /* at most this many in a batch, B */
	uint32_t steps;   /* length of a padded review, T */
	uint32_t words;   /* ids from here on count as unknown, V */
	unroll_side padding, truncating;
} batch_shape;

typedef struct batch {
	batch_shape shape;
	uint32_t reviews;   /* in the batch now */
	uint16_t *ids;      /* (blocks · 16, T): of each review, padded and cut */
	uint32_t *places;   /* (blocks, T, 16): where in `distinct` the id of that step and review stands */
	uint8_t *labels;    /* (B) */
	uint32_t *distinct; /* the ids that occur, in the order in which they were met */
	uint32_t distinct_count;
	uint32_t *order;    /* (B): for callers that fill the batch in another order than that of its list */
	uint32_t *before;   /* (T + 1): and orders it by length */
	uint32_t *place_of; /* (V): one more than the place of an id, 0 of one that does not occur */
} batch;

/* How the reviews of a batch are padded and truncated. */
padding_rule batch_padding(const batch_shape *shape);

/* Lays out the memory of a batch (see base/arena.h). */
batch batch_layout(arena *memory, batch_shape shape);

/* Blocks of 16 that n reviews fill. */
uint32_t block_count(uint32_t reviews);

/* Empties the batch and makes room for `reviews` of them; the rest of the last block are empty reviews, all padding. */
void batch_begin(batch *b, uint32_t reviews);

/* Fills in review `index`, padded and truncated (text/padding.h). */
void batch_set(batch *b, uint32_t index, const uint16_t *ids, uint32_t count, uint8_t label);

/* The row of review `index` (T), for one that is padded and truncated elsewhere; its label is set beside. */
uint16_t *batch_row(batch *b, uint32_t index);

/* Finds the distinct words and each id's place among them, once all reviews are filled in. The reviews were brought together first
 * because a corpus is larger than a processor's caches: copies that do not wait for one another wait for the memory together. */
void batch_finish(batch *b);

/* The places of block `index`: (T, 16). */
const uint32_t *batch_block(const batch *b, uint32_t index);

#endif

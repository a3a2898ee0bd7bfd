/* A block: sixteen reviews side by side. Activations lie as (unit, review), one cache line of sixteen floats
 * per unit, so that lanes do reviews and no count of units is ever awkward. A batch is padded to whole
 * blocks with empty reviews that weigh nothing. */
#ifndef KERNELS_BLOCK_H
#define KERNELS_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "kernels/width.h"

#define BLOCK 16 /* reviews */
_Static_assert(BLOCK % LANES == 0, "a row of a block is not whole vectors");

/* Room for `count` floats in a row of a matrix whose rows are read by lanes: a multiple of 16, so that each row
 * starts on a cache line. */
static inline size_t padded(size_t count) {
	return (count + 15) / 16 * 16;
}

/* Units in a block that is written by whole 4 by 4 squares. */
static inline size_t padded_units(size_t count) {
	return (count + 3) / 4 * 4;
}

/* block[u][r] = rows[places[r]][u]: the row of each review's word becomes its column. `block` is
 * (padded_units(units), 16), `rows` (…, stride) with the row's end readable up to padded_units(units). */
void gather_rows(float *block, const float *rows, size_t stride, const uint32_t places[BLOCK], size_t units);

/* transposed[r][u] = block[u][r]; `block` is (units, 16), `transposed` (16, stride). Columns from `units` on are
 * left as they are. */
void transpose_block(float *transposed, size_t stride, const float *block, size_t units);

/* rows[places[r]][u] += transposed[r][u] for the first `reviews` reviews, in their order. `columns` is rounded up
 * to whole vectors, 16 at most, for which both strides leave room. */
void scatter_rows(float *rows, size_t stride, const uint32_t places[BLOCK], const float *transposed,
                  size_t transposed_stride, size_t reviews, size_t columns);

/* The same with each review's row multiplied by scale[r]. */
void scatter_rows_scaled(float *rows, size_t stride, const uint32_t places[BLOCK], const float scale[BLOCK],
                         const float *transposed, size_t transposed_stride, size_t reviews, size_t columns);

/* block[u][r] = values[u] for all reviews. */
void fill_block(float *block, const float *values, size_t units);

/* block[u][r] += values[u] for all reviews. */
void add_to_units(float *block, const float *values, size_t units);

/* sums[u] += Σ_r block[u][r], the reviews in pairs, pairs of pairs and so on, whatever the lanes. */
void sum_reviews(float *sums, const float *block, size_t units);

/* block[u][r] = block[u][r] · scale[r] for all units. */
void scale_reviews(float *block, const float scale[BLOCK], size_t units);

/* out[i] = a[i] · b[i]; `out` may be a or b. `count` is rounded up to whole vectors, 16 at most, here and below. */
void multiply(float *out, const float *a, const float *b, size_t count);

/* out[i] += a[i]. */
void add(float *out, const float *a, size_t count);

#endif

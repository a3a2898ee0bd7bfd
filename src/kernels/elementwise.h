/* Element by element, over plain arrays and over the units or reviews of a block. `count` is rounded up to whole vectors, 16
 * floats at most, for which all arrays leave room. */
#ifndef KERNELS_ELEMENTWISE_H
#define KERNELS_ELEMENTWISE_H

#include "kernels/block.h"
#include "kernels/lanes.h"

/* out[i] = a[i] · b[i]; `out` may be a or b. */
HOT_FUNCTION void multiply(float *out, const float *a, const float *b, size_t count) {
	for (size_t i = 0; i < count; i += LANES) lanes_store(out + i, lanes_load(a + i) * lanes_load(b + i));
}

/* out[i] += a[i]. */
HOT_FUNCTION void add(float *out, const float *a, size_t count) {
	for (size_t i = 0; i < count; i += LANES) lanes_store(out + i, lanes_load(out + i) + lanes_load(a + i));
}

/* block[u][r] = values[u] for all reviews. */
HOT_FUNCTION void fill_block(float *block, const float *values, size_t units) {
	for (size_t u = 0; u < units; u++) {
		lanes value = lanes_splat(values[u]);
		for (size_t r = 0; r < BLOCK; r += LANES) lanes_store(block + u * BLOCK + r, value);
	}
}

/* block[u][r] += values[u] for all reviews. */
HOT_FUNCTION void add_to_units(float *block, const float *values, size_t units) {
	for (size_t u = 0; u < units; u++)
		for (size_t r = 0; r < BLOCK; r += LANES) {
			float *at = block + u * BLOCK + r;
			lanes_store(at, lanes_load(at) + values[u]);
		}
}

/* block[u][r] = block[u][r] · scale[r] for all units. */
HOT_FUNCTION void scale_reviews(float *block, const float scale[BLOCK], size_t units) {
	for (size_t u = 0; u < units; u++) multiply(block + u * BLOCK, block + u * BLOCK, scale, BLOCK);
}

/* All bits of lane r are set where bit r of `reviews` is. */
static inline lane_bits bits_of_reviews(uint32_t reviews, size_t r) {
	uint32_t bits[LANES];
	for (size_t i = 0; i < LANES; i++) bits[i] = reviews >> (r + i) & 1 ? UINT32_MAX : 0;
	lane_bits wide;
	memcpy(&wide, bits, sizeof wide);
	return wide;
}

/* block[u][r] = other[u][r] for the reviews whose bit in `kept` is not set. */
HOT_FUNCTION void replace_reviews(float *block, const float *other, uint32_t kept, size_t units) {
	for (size_t r = 0; r < BLOCK; r += LANES) {
		lane_bits keep = bits_of_reviews(kept, r);
		for (size_t at = r; at < units * BLOCK; at += BLOCK) {
			lane_bits ours = (lane_bits)lanes_load(block + at), others = (lane_bits)lanes_load(other + at);
			lanes_store(block + at, (lanes)((ours & keep) | (others & ~keep)));
		}
	}
}

/* Moves the reviews whose bit in `kept` is not set from `block` to `moved`; zeros take their places, and those of the others in
 * `moved`. */
HOT_FUNCTION void split_reviews(float *moved, float *block, uint32_t kept, size_t units) {
	for (size_t r = 0; r < BLOCK; r += LANES) {
		lane_bits keep = bits_of_reviews(kept, r);
		for (size_t at = r; at < units * BLOCK; at += BLOCK) {
			lane_bits all = (lane_bits)lanes_load(block + at);
			lanes_store(block + at, (lanes)(all & keep));
			lanes_store(moved + at, (lanes)(all & ~keep));
		}
	}
}

/* sums[u] += Σ_r block[u][r], the reviews in pairs, pairs of pairs and so on, whatever the lanes. */
HOT_FUNCTION void sum_reviews(float *sums, const float *block, size_t units) {
	for (size_t u = 0; u < units; u++) {
		float part[BLOCK];
		memcpy(part, block + u * BLOCK, sizeof part);
		for (size_t half = BLOCK / 2; half; half /= 2)
			for (size_t r = 0; r < half; r++) part[r] += part[r + half];
		sums[u] += part[0];
	}
}

/* rows[d] += values for all of D rows. */
HOT_FUNCTION void add_to_rows(float *rows, size_t stride, size_t count, const float *values, size_t columns) {
	for (size_t d = 0; d < count; d++)
		for (size_t c = 0; c < columns; c++) rows[d * stride + c] += values[c];
}

/* sums += Σ_d rows[d], in the order of d. */
HOT_FUNCTION void sum_rows(float *sums, const float *rows, size_t stride, size_t count, size_t columns) {
	for (size_t d = 0; d < count; d++)
		for (size_t c = 0; c < columns; c++) sums[c] += rows[d * stride + c];
}

#endif

/* Rows of words to blocks and back: what a timestep of a layer reads from rows, one per distinct word, and adds to their gradients. */
#ifndef KERNELS_GATHER_H
#define KERNELS_GATHER_H

#include <stdint.h>

#include "kernels/block.h"
#include "kernels/lanes.h"

/* Transposes the 4 by 4 square that four vectors hold. */
static inline void transpose_square(quad rows[4]) {
	quad a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
	quad b = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
	quad c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
	quad d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
	rows[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
	rows[1] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
	rows[2] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
	rows[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

/* block[u][r] = rows[places[r]][u]: the row of each review's word becomes its column. `block` is
 * (padded_units(units), 16), `rows` (…, stride) with the row's end readable up to padded_units(units). */
HOT_FUNCTION void gather_rows(float *block, const float *rows, size_t stride, const uint32_t places[BLOCK],
                              size_t units) {
	for (size_t r = 0; r < BLOCK; r += 4) {
		const float *from[4];
		for (size_t i = 0; i < 4; i++) from[i] = rows + places[r + i] * stride;
		for (size_t u = 0; u < units; u += 4) {
			quad square[4];
			for (size_t i = 0; i < 4; i++) square[i] = quad_load(from[i] + u);
			transpose_square(square);
			for (size_t i = 0; i < 4; i++) quad_store(block + (u + i) * BLOCK + r, square[i]);
		}
	}
}

/* transposed[r][u] = block[u][r]; `block` is (units, 16), `transposed` (16, stride). Columns from `units` on are
 * left as they are. */
HOT_FUNCTION void transpose_block(float *transposed, size_t stride, const float *block, size_t units) {
	size_t whole = units / 4 * 4;
	for (size_t r = 0; r < BLOCK; r += 4) {
		for (size_t u = 0; u < whole; u += 4) {
			quad square[4];
			for (size_t i = 0; i < 4; i++) square[i] = quad_load(block + (u + i) * BLOCK + r);
			transpose_square(square);
			for (size_t i = 0; i < 4; i++) quad_store(transposed + (r + i) * stride + u, square[i]);
		}
	}
	for (size_t u = whole; u < units; u++)
		for (size_t r = 0; r < BLOCK; r++) transposed[r * stride + u] = block[u * BLOCK + r];
}

/* rows[places[r]][u] += transposed[r][u] for the first `reviews` reviews, in their order. `columns` is rounded up
 * to whole vectors, 16 at most, for which both strides leave room. */
HOT_FUNCTION void scatter_rows(float *rows, size_t stride, const uint32_t places[BLOCK],
                               const float *transposed, size_t transposed_stride, size_t reviews,
                               size_t columns) {
	for (size_t r = 0; r < reviews; r++) {
		float *row = rows + places[r] * stride;
		const float *from = transposed + r * transposed_stride;
		for (size_t u = 0; u < columns; u += LANES)
			lanes_store(row + u, lanes_load(row + u) + lanes_load(from + u));
	}
}

/* The same with each review's row multiplied by scale[r]. */
HOT_FUNCTION void scatter_rows_scaled(float *rows, size_t stride, const uint32_t places[BLOCK],
                                      const float scale[BLOCK], const float *transposed,
                                      size_t transposed_stride, size_t reviews, size_t columns) {
	for (size_t r = 0; r < reviews; r++) {
		float *row = rows + places[r] * stride;
		const float *from = transposed + r * transposed_stride;
		for (size_t u = 0; u < columns; u += LANES)
			lanes_store(row + u, lanes_load(row + u) + lanes_load(from + u) * scale[r]);
	}
}

#endif

/* The one matrix product that every layer's forward and backward is made of. */
#ifndef KERNELS_PRODUCT_H
#define KERNELS_PRODUCT_H

#include "kernels/block.h"
#include "kernels/lanes.h"

/* A matrix that is read one element at a time: element (m, k) is values[m·row + k·column]. A transposed
 * view has the same values with row and column exchanged. */
typedef struct matrix_view {
	const float *values;
	size_t row, column;
} matrix_view;

/* The depth of a product, in `steps` stretches: a's element (m, k) of stretch s is a.values[s·a_step + m·a.row + k·a.column], and
 * the rows of b follow one another through all of them. */
typedef struct factors {
	matrix_view a;
	ptrdiff_t a_step;
	const float *b;
	size_t b_stride, depth, steps;
} factors;

/* A tile of the result stays in registers while k runs: `tile_rows` rows of `vectors` vectors, eight sums in
 * all. Eight independent chains hide the latency of an addition, and eight sums, the vectors of b and a
 * splat fit the sixteen registers that x86 gives to four lanes. Both counts are constants at every call, so
 * that the loops over them unroll. */
static inline __attribute__((always_inline)) void tile(float *restrict out, size_t out_stride, factors f,
                                                       const size_t tile_rows, const size_t vectors) {
	lanes sums[8];
	for (size_t r = 0; r < tile_rows; r++)
		for (size_t v = 0; v < vectors; v++)
			sums[r * vectors + v] = lanes_load(out + r * out_stride + v * LANES);
	for (size_t s = 0; s < f.steps; s++) {
		/* Two pointers are advanced: a WebAssembly engine multiplies for every index. */
		const float *a = f.a.values;
		for (size_t k = f.depth; k > 0; k--) {
			lanes row[8];
			for (size_t v = 0; v < vectors; v++) row[v] = lanes_load(f.b + v * LANES);
			for (size_t r = 0; r < tile_rows; r++) {
				lanes weight = lanes_splat(a[r * f.a.row]);
				for (size_t v = 0; v < vectors; v++) sums[r * vectors + v] += weight * row[v];
			}
			a += f.a.column;
			f.b += f.b_stride;
		}
		f.a.values += f.a_step;
	}
	for (size_t r = 0; r < tile_rows; r++)
		for (size_t v = 0; v < vectors; v++)
			lanes_store(out + r * out_stride + v * LANES, sums[r * vectors + v]);
}

/* The following are inlined into each of the products: where strides and stretches are constants, a tile of a small product begins
 * and ends with half as many instructions. */

/* All rows of a strip of the result that is `vectors` vectors wide. */
static inline __attribute__((always_inline)) void strip(float *out, size_t out_stride, factors f, size_t rows,
                                                        const size_t vectors) {
	const size_t tile_rows = 8 / vectors;
	size_t m = 0;
	for (; m + tile_rows <= rows; m += tile_rows) {
		tile(out + m * out_stride, out_stride, f, tile_rows, vectors);
		f.a.values += tile_rows * f.a.row;
	}
	for (; m < rows; m++) {
		tile(out + m * out_stride, out_stride, f, 1, vectors);
		f.a.values += f.a.row;
	}
}

static inline __attribute__((always_inline)) void wide_strip(float *out, size_t out_stride, factors f,
                                                             size_t rows) {
	strip(out, out_stride, f, rows, 16 / LANES);
}

#if LANES < 16
static inline __attribute__((always_inline)) void narrow_strip(float *out, size_t out_stride, factors f,
                                                               size_t rows) {
	strip(out, out_stride, f, rows, 8 / LANES);
}
#endif

static inline __attribute__((always_inline)) void all_strips(float *out, size_t out_stride, factors f,
                                                             size_t rows, size_t columns) {
	size_t n = 0;
	for (; n + 8 < columns; n += 16, f.b += 16) wide_strip(out + n, out_stride, f, rows);
#if LANES < 16
	if (n < columns) narrow_strip(out + n, out_stride, f, rows);
#else
	if (n < columns) wide_strip(out + n, out_stride, f, rows);
#endif
}

/* out[m][n] += Σ_k a(m, k) · b[k][n], k rising, for m below `rows` and n below `columns`.
 *
 * out is (rows, out_stride) and b is (depth, b_stride), row by row. Lanes run along n, so `columns` is
 * rounded up, to 16 at most, and both strides must leave room for that; what stands there in b is used as it is. `out`
 * overlaps neither a nor b. Each sum is built in the order of k whatever the blocking. */
HOT_FUNCTION void product(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride,
                          size_t rows, size_t depth, size_t columns) {
	all_strips(out, out_stride, (factors){a, 0, b, b_stride, depth, 1}, rows, columns);
}

/* The same where b and `out` are blocks: out[m] += Σ_k a(m, k) · b[k] of sixteen reviews each. */
HOT_FUNCTION void product_of_block(float *out, matrix_view a, const float *b, size_t rows, size_t depth) {
	wide_strip(out, BLOCK, (factors){a, 0, b, BLOCK, depth, 1}, rows);
}

/* The same over several timesteps in one go, so that the sums stay in registers in between:
 *
 *   out[m][n] += Σ_s Σ_r a_s(m, r) · b[s·16 + r][n], s and r rising
 *
 * where a_s is a block (rows, 16) `a_step` floats, which may be negative, after the previous one. */
HOT_FUNCTION void product_of_steps(float *out, size_t out_stride, const float *a, ptrdiff_t a_step,
                                   const float *b, size_t b_stride, size_t rows, size_t steps,
                                   size_t columns) {
	all_strips(out, out_stride, (factors){{a, BLOCK, 1}, a_step, b, b_stride, BLOCK, steps}, rows, columns);
}

#endif

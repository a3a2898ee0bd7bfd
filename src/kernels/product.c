#include "kernels/product.h"

#include "kernels/lanes.h"

/* A tile of the result stays in registers while k runs: `tile_rows` rows of `vectors` vectors, eight sums in
 * all. Eight independent chains hide the latency of an addition, and eight sums, the vectors of b and a
 * splat fit the sixteen registers that x86 gives to four lanes. Both counts are constants at every call, so
 * that the loops over them unroll. */
static inline __attribute__((always_inline)) void tile(float *restrict out, size_t out_stride, matrix_view a,
                                                       const float *restrict b, size_t b_stride, size_t depth,
                                                       const size_t tile_rows, const size_t vectors) {
	lanes sums[8];
	for (size_t r = 0; r < tile_rows; r++)
		for (size_t v = 0; v < vectors; v++)
			sums[r * vectors + v] = lanes_load(out + r * out_stride + v * LANES);
	for (size_t k = 0; k < depth; k++) {
		lanes row[8];
		for (size_t v = 0; v < vectors; v++) row[v] = lanes_load(b + k * b_stride + v * LANES);
		for (size_t r = 0; r < tile_rows; r++) {
			lanes weight = lanes_splat(a.values[r * a.row + k * a.column]);
			for (size_t v = 0; v < vectors; v++) sums[r * vectors + v] += weight * row[v];
		}
	}
	for (size_t r = 0; r < tile_rows; r++)
		for (size_t v = 0; v < vectors; v++)
			lanes_store(out + r * out_stride + v * LANES, sums[r * vectors + v]);
}

/* All rows of a strip of the result that is `vectors` vectors wide. */
static inline __attribute__((always_inline)) void strip(float *out, size_t out_stride, matrix_view a,
                                                        const float *b, size_t b_stride, size_t rows,
                                                        size_t depth, const size_t vectors) {
	const size_t tile_rows = 8 / vectors;
	size_t m = 0;
	for (; m + tile_rows <= rows; m += tile_rows) {
		tile(out + m * out_stride, out_stride, a, b, b_stride, depth, tile_rows, vectors);
		a.values += tile_rows * a.row;
	}
	for (; m < rows; m++) {
		tile(out + m * out_stride, out_stride, a, b, b_stride, depth, 1, vectors);
		a.values += a.row;
	}
}

static void wide_strip(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride,
                       size_t rows, size_t depth) {
	strip(out, out_stride, a, b, b_stride, rows, depth, 16 / LANES);
}

#if LANES < 16
static void narrow_strip(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride,
                         size_t rows, size_t depth) {
	strip(out, out_stride, a, b, b_stride, rows, depth, 8 / LANES);
}
#endif

void product(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride, size_t rows,
             size_t depth, size_t columns) {
#if LANES < 16
	if (columns % 16 > 0 && columns % 16 <= 8) {
		narrow_strip(out + columns / 16 * 16, out_stride, a, b + columns / 16 * 16, b_stride, rows, depth);
		columns = columns / 16 * 16;
	}
#endif
	for (size_t n = 0; n < columns; n += 16) wide_strip(out + n, out_stride, a, b + n, b_stride, rows, depth);
}

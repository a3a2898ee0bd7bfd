/* The one matrix product that every layer's forward and backward is made of. */
#ifndef KERNELS_PRODUCT_H
#define KERNELS_PRODUCT_H

#include <stddef.h>

#include "kernels/width.h"

/* A matrix that is read one element at a time: element (m, k) is values[m·row + k·column]. A transposed
 * view is the same values with the two steps exchanged. */
typedef struct matrix_view {
	const float *values;
	size_t row, column;
} matrix_view;

/* out[m][n] += Σ_k a(m, k) · b[k][n], k rising, for m below `rows` and n below `columns`.
 *
 * out is (rows, out_stride) and b is (depth, b_stride), row by row. Lanes run along n, so `columns` is
 * rounded up, to 16 at most, and both strides must leave room for that; what stands there in b is used as it is. `out`
 * overlaps neither a nor b. Each sum is built in the order of k whatever the blocking. */
void product(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride, size_t rows,
             size_t depth, size_t columns);

/* The same where b and `out` are blocks: out[m] += Σ_k a(m, k) · b[k] of sixteen reviews each. */
void product_of_block(float *out, matrix_view a, const float *b, size_t rows, size_t depth);

/* The same over several timesteps in one go, so that the sums stay in registers from step to step:
 *
 *   out[m][n] += Σ_s Σ_r a_s(m, r) · b[s·16 + r][n], s and r rising
 *
 * where a_s is a block (rows, 16) that stands `a_step` floats, which may be negative, behind the one before. */
void product_of_steps(float *out, size_t out_stride, const float *a, ptrdiff_t a_step, const float *b,
                      size_t b_stride, size_t rows, size_t steps, size_t columns);

#endif

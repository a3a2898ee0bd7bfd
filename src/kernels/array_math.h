/* Sums and products of plain arrays of any length, for what is computed for one review at a time or seldom: traces, probes, checks
 * of weights. What training repeats is in the headers of hot functions (kernels/lanes.h). */
#ifndef KERNELS_ARRAY_MATH_H
#define KERNELS_ARRAY_MATH_H

#include <stdbool.h>
#include <stddef.h>

/* sums[c] += x·row[c]. */
void add_scaled(float *sums, float x, const float *row, size_t columns);

/* sums[c] += Σ_k x[k] · matrix[k][c], k rising, for c below `columns`; matrix is (depth, stride). The sums have the bits of
 * product(), which takes whole vectors only. */
void add_product(float *sums, const float *x, size_t depth, const float *matrix, size_t stride,
                 size_t columns);

/* Σ_i a[i]·b[i], i rising. */
float dot(const float *a, const float *b, size_t count);

/* The length of a vector, summed in double precision. */
float norm(const float *a, size_t count);

/* Whether no element is infinite or NaN. */
bool all_finite(const float *a, size_t count);

/* to (columns, rows) = from (rows, columns), transposed. */
void transpose(float *to, const float *from, size_t rows, size_t columns);

#endif

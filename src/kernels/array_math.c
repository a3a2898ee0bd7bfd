#include "kernels/array_math.h"

#include "kernels/scalar_math.h"

void add_scaled(float *restrict sums, float x, const float *restrict row, size_t columns) {
	for (size_t c = 0; c < columns; c++) sums[c] += x * row[c];
}

void add_product(float *sums, const float *x, size_t depth, const float *matrix, size_t stride,
                 size_t columns) {
	for (size_t k = 0; k < depth; k++) add_scaled(sums, x[k], matrix + k * stride, columns);
}

float dot(const float *a, const float *b, size_t count) {
	float sum = 0;
	for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
	return sum;
}

float norm(const float *a, size_t count) {
	double sum = 0;
	for (size_t i = 0; i < count; i++) sum += (double)a[i] * (double)a[i];
	return (float)scalar_sqrt(sum);
}

bool all_finite(const float *a, size_t count) {
	/* x - x is 0 for a number and NaN otherwise; NaN stays in the sum. */
	float sum = 0;
	for (size_t i = 0; i < count; i++) sum += a[i] - a[i];
	return sum == 0;
}

void transpose(float *to, const float *from, size_t rows, size_t columns) {
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
}

#include "layers/initial_values.h"

#include "kernels/scalar_math.h"

void initial_uniform(float *values, size_t count, double limit, random_stream stream) {
	for (size_t i = 0; i < count; i++)
		values[i] = (float)((2 * random_unit_double(random_next(&stream)) - 1) * limit);
}

void initial_normal(float *values, size_t count, random_stream stream) {
	for (size_t i = 0; i < count; i++) values[i] = (float)random_normal(&stream);
}

void initial_glorot_uniform(float *values, size_t inputs, size_t outputs, random_stream stream) {
	initial_uniform(values, inputs * outputs, scalar_sqrt(6.0 / (double)(inputs + outputs)), stream);
}

/* Takes from `row` what lies along each of the `count` rows of `basis`. */
static void remove_projections(double *row, const double *basis, size_t count, size_t columns) {
	for (size_t i = 0; i < count; i++) {
		const double *direction = basis + i * columns;
		double along = 0;
		for (size_t n = 0; n < columns; n++) along += row[n] * direction[n];
		for (size_t n = 0; n < columns; n++) row[n] -= along * direction[n];
	}
}

void initial_orthogonal(float *values, size_t rows, size_t columns, random_stream stream, double *scratch) {
	for (size_t m = 0; m < rows; m++) {
		double *row = scratch + m * columns;
		for (size_t n = 0; n < columns; n++) row[n] = random_normal(&stream);
		/* Gram and Schmidt; the second pass removes what rounding left in the first. */
		remove_projections(row, scratch, m, columns);
		remove_projections(row, scratch, m, columns);
		double square = 0;
		for (size_t n = 0; n < columns; n++) square += row[n] * row[n];
		double scale = 1 / scalar_sqrt(square);
		for (size_t n = 0; n < columns; n++) {
			row[n] *= scale;
			values[m * columns + n] = (float)row[n];
		}
	}
}

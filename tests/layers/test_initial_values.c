/* Proves that initial values have the ranges and shapes of Keras' initializers. */
#include "../kernels/guarded.h"

#include <math.h>

#include "layers/initial_values.h"

/* Inside ±limit, near both ends, and with mean 0 and variance limit²/3 to within five standard errors. */
static void assert_uniform(const float *values, size_t count, double limit) {
	double sum = 0, squares = 0, low = 0, high = 0;
	for (size_t i = 0; i < count; i++) {
		double value = (double)values[i];
		assert_true(fabs(value) <= limit * (1 + 1e-7)); /* a float may round up */
		sum += value;
		squares += value * value;
		low = fmin(low, value);
		high = fmax(high, value);
	}
	double n = (double)count, variance = limit * limit / 3;
	assert_true(low < -0.99 * limit && high > 0.99 * limit);
	assert_true(fabs(sum / n) < 5 * sqrt(variance / n));
	assert_true(fabs(squares / n - variance) < 5 * limit * limit * sqrt(4.0 / 45 / n));
}

static void uniform_fills_its_range(void **state) {
	(void)state;
	float *values = guarded_new(8001);
	initial_uniform(values, 8001, 0.05, random_stream_of(42, RANDOM_INITIAL_VALUES, 0));
	assert_uniform(values, 8001, 0.05);
	guarded_free(values, 8001);
}

static void glorot_follows_inputs_and_outputs(void **state) {
	(void)state;
	float *values = guarded_new(100 * 32);
	initial_glorot_uniform(values, 100, 32, random_stream_of(42, RANDOM_INITIAL_VALUES, 1));
	assert_uniform(values, 100 * 32, sqrt(6.0 / 132));
	initial_glorot_uniform(values, 3200, 1, random_stream_of(42, RANDOM_INITIAL_VALUES, 2));
	assert_uniform(values, 3200, sqrt(6.0 / 3201));
	guarded_free(values, 100 * 32);
}

static void check_orthogonal(size_t rows, size_t columns) {
	float *values = guarded_new(rows * columns);
	double *scratch = malloc(rows * columns * sizeof *scratch);
	assert_non_null(scratch);
	initial_orthogonal(values, rows, columns, random_stream_of(42, RANDOM_INITIAL_VALUES, rows), scratch);
	for (size_t a = 0; a < rows; a++)
		for (size_t b = 0; b <= a; b++) {
			double product = 0;
			for (size_t n = 0; n < columns; n++)
				product += (double)values[a * columns + n] * (double)values[b * columns + n];
			assert_true(fabs(product - (a == b)) < 1e-6);
		}
	free(scratch);
	guarded_free(values, rows * columns);
}

static void rows_are_orthonormal(void **state) {
	(void)state;
	static const size_t units[] = {1, 2, 7, 8, 16, 64};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		for (size_t gates = 1; gates <= 4; gates++) check_orthogonal(units[i], gates * units[i]);
}

/* No direction is favoured: over many draws every element has mean 0 and variance 1 / columns. */
static void orthogonal_favours_no_direction(void **state) {
	(void)state;
	enum { DRAWS = 4000, ROWS = 2, COLUMNS = 4, COUNT = ROWS * COLUMNS };
	double sums[COUNT] = {0}, squares[COUNT] = {0}, scratch[COUNT];
	float values[COUNT];
	for (size_t i = 0; i < DRAWS; i++) {
		initial_orthogonal(values, ROWS, COLUMNS, random_stream_of(42, RANDOM_INITIAL_VALUES, i), scratch);
		for (size_t n = 0; n < COUNT; n++) {
			sums[n] += (double)values[n];
			squares[n] += (double)values[n] * (double)values[n];
		}
	}
	for (size_t n = 0; n < COUNT; n++) {
		assert_true(fabs(sums[n] / DRAWS) < 5 * sqrt(0.25 / DRAWS));
		assert_true(fabs(squares[n] / DRAWS - 0.25) < 5 * sqrt(0.0625 / DRAWS)); /* Var x² = 3/(4·6) - 1/16 */
	}
}

static void the_stream_decides(void **state) {
	(void)state;
	float first[64], same[64], other[64];
	double scratch[64];
	random_stream stream = random_stream_of(42, RANDOM_INITIAL_VALUES, 0);
	initial_orthogonal(first, 8, 8, stream, scratch);
	initial_orthogonal(same, 8, 8, stream, scratch);
	initial_orthogonal(other, 8, 8, random_substream(stream, 0), scratch);
	assert_same_floats(same, first, 64);
	assert_memory_not_equal(other, first, sizeof first);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(uniform_fills_its_range), cmocka_unit_test(glorot_follows_inputs_and_outputs),
	    cmocka_unit_test(rows_are_orthonormal),    cmocka_unit_test(orthogonal_favours_no_direction),
	    cmocka_unit_test(the_stream_decides),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves that the blocked products give the bits of the plain triple loop, whatever the sizes and
 * whichever way its first matrix is viewed, and that they write no further than columns rounded up to 8,
 * or to 16 with sixteen lanes. */
#include "guarded.h"

#include "kernels/product.h"

typedef void filler(float *values, size_t count, size_t seed);

static void with_numbers(float *values, size_t count, size_t seed) {
	fill_with_test_values(values, count, seed);
}

static void plain_product(float *out, size_t out_stride, matrix_view a, const float *b, size_t b_stride,
                          size_t rows, size_t depth, size_t columns) {
	for (size_t m = 0; m < rows; m++)
		for (size_t n = 0; n < columns; n++)
			for (size_t k = 0; k < depth; k++)
				out[m * out_stride + n] += a.values[m * a.row + k * a.column] * b[k * b_stride + n];
}

enum { ROUND = LANES < 16 ? 8 : 16 };

/* The strides all differ. Elements of `out` between the rounded columns and the stride keep the guards'
 * NaN. */
static void check_product(size_t rows, size_t depth, size_t columns, bool transposed, filler *fill) {
	size_t rounded = (columns + ROUND - 1) / ROUND * ROUND, out_stride = rounded + 3, b_stride = rounded + 1;
	matrix_view a = transposed ? (matrix_view){NULL, 1, rows + 2} : (matrix_view){NULL, depth + 5, 1};
	size_t a_count = transposed ? depth * a.column : rows * a.row;
	float *a_values = guarded_new(a_count), *b = guarded_new(depth * b_stride);
	float *out = guarded_new(rows * out_stride);
	fill(a_values, a_count, 1);
	fill(b, depth * b_stride, 2);
	for (size_t m = 0; m < rows; m++) fill(out + m * out_stride, rounded, m);
	float *expected = guarded_copy(out, rows * out_stride);
	a.values = a_values;
	plain_product(expected, out_stride, a, b, b_stride, rows, depth, rounded);
	product(out, out_stride, a, b, b_stride, rows, depth, columns);
	for (size_t m = 0; m < rows; m++) {
		assert_same_floats(out + m * out_stride, expected + m * out_stride, rounded);
		for (size_t n = rounded; n < out_stride; n++) assert_true(is_untouched(out[m * out_stride + n]));
	}
	guarded_free(a_values, a_count);
	guarded_free(b, depth * b_stride);
	guarded_free(out, rows * out_stride);
	guarded_free(expected, rows * out_stride);
}

/* The product of a block, (depth, 16), without strides of its own. */
static void check_block(size_t rows, size_t depth, bool transposed, filler *fill) {
	matrix_view a = transposed ? (matrix_view){NULL, 1, rows + 2} : (matrix_view){NULL, depth + 5, 1};
	size_t a_count = transposed ? depth * a.column : rows * a.row;
	float *a_values = guarded_new(a_count), *b = guarded_new(depth * 16), *out = guarded_new(rows * 16);
	fill(a_values, a_count, 1);
	fill(b, depth * 16, 2);
	fill(out, rows * 16, 3);
	float *expected = guarded_copy(out, rows * 16);
	a.values = a_values;
	plain_product(expected, 16, a, b, 16, rows, depth, 16);
	product_of_block(out, a, b, rows, depth);
	assert_same_floats(out, expected, rows * 16);
	guarded_free(a_values, a_count);
	guarded_free(b, depth * 16);
	guarded_free(out, rows * 16);
	guarded_free(expected, rows * 16);
}

static void check_all_sizes(filler *fill) {
	static const size_t depths[] = {0, 1, 2, 5, 16, 33};
	for (size_t r = 0; r < SIZES; r++)
		for (size_t d = 0; d < sizeof depths / sizeof *depths; d++) {
			for (size_t c = 0; c < SIZES; c++) {
				check_product(sizes[r], depths[d], sizes[c], false, fill);
				check_product(sizes[r], depths[d], sizes[c], true, fill);
			}
			check_block(sizes[r], depths[d], false, fill);
			check_block(sizes[r], depths[d], true, fill);
		}
}

static void product_has_the_bits_of_the_plain_loop(void **state) {
	(void)state;
	check_all_sizes(with_numbers);
}

static void product_of_extremes_has_the_bits_of_the_plain_loop(void **state) {
	(void)state;
	check_all_sizes(fill_with_extremes);
}

/* Over steps: the blocks of `a` stand one behind the other with a gap, or the other way round, and the result is that of
 * one plain product after another. */
static void check_steps(size_t rows, size_t steps, size_t columns, bool backward) {
	size_t rounded = (columns + ROUND - 1) / ROUND * ROUND, b_stride = rounded + 1, block = rows * 16;
	size_t a_step = block + 7;
	float *a = guarded_new(steps * a_step), *b = guarded_new(steps * 16 * b_stride);
	float *out = guarded_new(rows * rounded);
	fill_with_test_values(a, steps * a_step, 1);
	fill_with_test_values(b, steps * 16 * b_stride, 2);
	fill_with_test_values(out, rows * rounded, 3);
	float *expected = guarded_copy(out, rows * rounded);
	const float *first = backward && steps ? a + (steps - 1) * a_step : a;
	ptrdiff_t step = backward ? -(ptrdiff_t)a_step : (ptrdiff_t)a_step;
	for (size_t s = 0; s < steps; s++)
		plain_product(expected, rounded, (matrix_view){first + (ptrdiff_t)s * step, 16, 1},
		              b + s * 16 * b_stride, b_stride, rows, 16, rounded);
	product_of_steps(out, rounded, first, step, b, b_stride, rows, steps, columns);
	assert_same_floats(out, expected, rows * rounded);
	guarded_free(a, steps * a_step);
	guarded_free(b, steps * 16 * b_stride);
	guarded_free(out, rows * rounded);
	guarded_free(expected, rows * rounded);
}

static void product_of_steps_is_one_product_after_another(void **state) {
	(void)state;
	for (size_t r = 0; r < SIZES; r++)
		for (size_t steps = 0; steps <= 5; steps++)
			for (size_t c = 0; c < SIZES; c++) {
				check_steps(sizes[r], steps, sizes[c], false);
				check_steps(sizes[r], steps, sizes[c], true);
			}
}

static void nothing_times_nothing_writes_nothing(void **state) {
	(void)state;
	check_product(0, 3, 5, false, with_numbers);
	check_product(3, 4, 0, false, with_numbers);
	check_product(0, 0, 0, true, with_numbers);
	check_block(0, 3, false, with_numbers);
}

int main(void) {
	if (!processor_has_width()) return SKIPPED;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(product_has_the_bits_of_the_plain_loop),
	    cmocka_unit_test(product_of_extremes_has_the_bits_of_the_plain_loop),
	    cmocka_unit_test(product_of_steps_is_one_product_after_another),
	    cmocka_unit_test(nothing_times_nothing_writes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

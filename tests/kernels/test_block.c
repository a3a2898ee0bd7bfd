/* Proves that every kernel on blocks does what a plain loop does, bit for bit, for sizes around the vector
 * width, and writes nowhere outside the room that its header names. */
#include "guarded.h"

#include "kernels/elementwise.h"
#include "kernels/gather.h"

/* Sixteen places among `count` rows, some of them twice. */
static void fill_places(uint32_t places[BLOCK], uint32_t count, uint32_t seed) {
	for (uint32_t r = 0; r < BLOCK; r++) places[r] = (r * r + seed) % count;
}

static void padding_rounds_up(void **state) {
	(void)state;
	assert_int_equal(padded(0), 0);
	assert_int_equal(padded(1), 16);
	assert_int_equal(padded(16), 16);
	assert_int_equal(padded(17), 32);
	assert_int_equal(padded_units(0), 0);
	assert_int_equal(padded_units(1), 4);
	assert_int_equal(padded_units(4), 4);
	assert_int_equal(padded_units(5), 8);
}

static void gather_takes_each_reviews_row(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) {
		size_t units = sizes[s], room = padded_units(units) * BLOCK, stride = padded_units(units);
		uint32_t places[BLOCK];
		fill_places(places, 7, (uint32_t)s);
		float *rows = guarded_new(7 * stride), *block = guarded_new(room);
		fill_with_test_values(rows, 7 * stride, s);
		gather_rows(block, rows, stride, places, units);
		for (size_t u = 0; u < units; u++)
			for (size_t r = 0; r < BLOCK; r++)
				assert_true(same_float(block[u * BLOCK + r], rows[places[r] * stride + u]));
		guarded_free(rows, 7 * stride);
		guarded_free(block, room);
	}
}

static void transpose_turns_units_into_columns(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) {
		size_t units = sizes[s], stride = units + 3;
		float *block = guarded_new(units * BLOCK), *transposed = guarded_new(BLOCK * stride);
		fill_with_test_values(block, units * BLOCK, s);
		transpose_block(transposed, stride, block, units);
		for (size_t r = 0; r < BLOCK; r++) {
			for (size_t u = 0; u < units; u++)
				assert_true(same_float(transposed[r * stride + u], block[u * BLOCK + r]));
			for (size_t u = units; u < stride; u++) assert_true(is_untouched(transposed[r * stride + u]));
		}
		guarded_free(block, units * BLOCK);
		guarded_free(transposed, BLOCK * stride);
	}
}

/* Both scatters: `scale` NULL for the plain one. The strides differ, and neither leaves more room than it
 * must. */
static void check_scatter(size_t columns, size_t reviews, const float *scale, bool extremes) {
	size_t stride = whole_vectors(columns) + 4, from_stride = whole_vectors(columns), count = 5 * stride;
	uint32_t places[BLOCK];
	fill_places(places, 5, (uint32_t)columns);
	float *rows = guarded_new(count), *from = guarded_new(BLOCK * from_stride);
	(extremes ? fill_with_extremes : fill_with_test_values)(rows, count, 1);
	(extremes ? fill_with_extremes : fill_with_test_values)(from, BLOCK * from_stride, 2);
	float *expected = guarded_copy(rows, count);
	for (size_t r = 0; r < reviews; r++)
		for (size_t u = 0; u < whole_vectors(columns); u++)
			expected[places[r] * stride + u] += from[r * from_stride + u] * (scale ? scale[r] : 1.0f);
	if (scale)
		scatter_rows_scaled(rows, stride, places, scale, from, from_stride, reviews, columns);
	else
		scatter_rows(rows, stride, places, from, from_stride, reviews, columns);
	assert_same_floats(rows, expected, count);
	guarded_free(rows, count);
	guarded_free(from, BLOCK * from_stride);
	guarded_free(expected, count);
}

static void scatter_adds_to_each_reviews_row_in_order(void **state) {
	(void)state;
	float scale[BLOCK];
	fill_with_test_values(scale, BLOCK, 3);
	scale[3] = 0;
	for (size_t s = 0; s < SIZES; s++)
		for (size_t reviews = 0; reviews <= BLOCK; reviews += 4 - reviews % 3) {
			check_scatter(sizes[s], reviews, NULL, false);
			check_scatter(sizes[s], reviews, scale, false);
			check_scatter(sizes[s], reviews, NULL, true);
		}
}

static void values_go_to_all_reviews(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) {
		size_t units = sizes[s], count = units * BLOCK;
		float *values = guarded_new(units), *block = guarded_new(count);
		fill_with_extremes(values, units, s);
		fill_block(block, values, units);
		for (size_t i = 0; i < count; i++) assert_true(same_float(block[i], values[i / BLOCK]));
		fill_with_test_values(block, count, s);
		float *expected = guarded_copy(block, count);
		for (size_t i = 0; i < count; i++) expected[i] += values[i / BLOCK];
		add_to_units(block, values, units);
		assert_same_floats(block, expected, count);
		guarded_free(values, units);
		guarded_free(block, count);
		guarded_free(expected, count);
	}
}

static void scale_multiplies_each_review(void **state) {
	(void)state;
	float scale[BLOCK];
	for (size_t s = 0; s < SIZES; s++) {
		size_t count = sizes[s] * BLOCK;
		float *block = guarded_new(count);
		fill_with_test_values(block, count, s);
		fill_with_extremes(scale, BLOCK, s);
		float *expected = guarded_copy(block, count);
		for (size_t i = 0; i < count; i++) expected[i] *= scale[i % BLOCK];
		scale_reviews(block, scale, sizes[s]);
		assert_same_floats(block, expected, count);
		guarded_free(block, count);
		guarded_free(expected, count);
	}
}

/* The documented order, as a recursion: every second, of those every second, and so on. */
static float sum_by_pairs(const float *values, size_t first, size_t step) {
	if (step == BLOCK) return values[first];
	return sum_by_pairs(values, first, 2 * step) + sum_by_pairs(values, first + step, 2 * step);
}

static void sum_adds_reviews_in_pairs(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) {
		size_t units = sizes[s];
		float *sums = guarded_new(units), *block = guarded_new(units * BLOCK);
		fill_with_test_values(sums, units, s);
		fill_with_test_values(block, units * BLOCK, s + 1);
		float *expected = guarded_copy(sums, units);
		for (size_t u = 0; u < units; u++) expected[u] += sum_by_pairs(block + u * BLOCK, 0, 1);
		sum_reviews(sums, block, units);
		assert_same_floats(sums, expected, units);
		guarded_free(sums, units);
		guarded_free(block, units * BLOCK);
		guarded_free(expected, units);
	}
}

/* multiply() into a third array, into a, into b, and of a with itself; add() onto another array and onto
 * itself. */
static void check_multiply_and_add(size_t count, bool extremes) {
	size_t room = whole_vectors(count);
	float *a = guarded_new(room), *b = guarded_new(room), *out = guarded_new(room);
	(extremes ? fill_with_extremes : fill_with_test_values)(a, room, count);
	(extremes ? fill_with_extremes : fill_with_test_values)(b, room, count + 5);
	float *products = guarded_new(room), *sums = guarded_new(room), *doubled = guarded_new(room);
	for (size_t i = 0; i < room; i++) {
		products[i] = a[i] * b[i];
		sums[i] = a[i] + b[i];
		doubled[i] = a[i] + a[i];
	}
	multiply(out, a, b, count);
	assert_same_floats(out, products, count);
	float *into_a = guarded_copy(a, room), *into_b = guarded_copy(b, room), *onto = guarded_copy(a, room);
	multiply(into_a, into_a, b, count);
	assert_same_floats(into_a, products, count);
	multiply(into_b, a, into_b, count);
	assert_same_floats(into_b, products, count);
	add(onto, b, count);
	assert_same_floats(onto, sums, count);
	add(a, a, count);
	assert_same_floats(a, doubled, count);
	float *all[] = {a, b, out, products, sums, doubled, into_a, into_b, onto};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) guarded_free(all[i], room);
}

static void multiply_and_add_also_in_place(void **state) {
	(void)state;
	check_multiply_and_add(0, false);
	for (size_t s = 0; s < SIZES; s++) {
		check_multiply_and_add(sizes[s], false);
		check_multiply_and_add(sizes[s], true);
	}
}

int main(void) {
	if (!processor_has_width()) return SKIPPED;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(padding_rounds_up),
	    cmocka_unit_test(gather_takes_each_reviews_row),
	    cmocka_unit_test(transpose_turns_units_into_columns),
	    cmocka_unit_test(scatter_adds_to_each_reviews_row_in_order),
	    cmocka_unit_test(values_go_to_all_reviews),
	    cmocka_unit_test(scale_multiplies_each_review),
	    cmocka_unit_test(sum_adds_reviews_in_pairs),
	    cmocka_unit_test(multiply_and_add_also_in_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

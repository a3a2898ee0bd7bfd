/* Proves that the split is scikit-learn's and the generator numpy's. The wanted numbers are those of numpy 1.24.2 and
 * scikit-learn 1.2.1. */
#include "../cmocka_all.h"

#include <stdbool.h>
#include <stdlib.h>

#include "text/numpy_random.h"
#include "text/train_test_split.h"

/* The first and the 10,000th number of MT19937 with its reference seed, as the C++ standard [rand.predef] asks. */
static void the_generator_is_mt19937(void **state) {
	(void)state;
	numpy_random random;
	numpy_random_seed(&random, 5489);
	uint32_t value = numpy_random_next(&random);
	assert_int_equal(value, 3499211612u);
	for (int i = 1; i < 10000; i++) value = numpy_random_next(&random);
	assert_int_equal(value, 4123659995u);
}

static void intervals_keep_to_their_limits(void **state) {
	(void)state;
	static const uint32_t limits[] = {0, 1, 2, 3, 4, 6, 7, 8, 1000};
	numpy_random random;
	numpy_random_seed(&random, 1);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		bool least = false, most = false;
		for (int draw = 0; draw < 20000; draw++) {
			uint32_t value = numpy_random_interval(&random, limits[i]);
			assert_true(value <= limits[i]);
			least = least || value == 0;
			most = most || value == limits[i];
		}
		assert_true(least && most);
	}
	for (int draw = 0; draw < 1000; draw++)
		assert_true(numpy_random_interval(&random, 0x80000000u) <= 0x80000000u);
}

static void permutations_are_numpys(void **state) {
	(void)state;
	static const uint32_t of_10[] = {8, 1, 5, 0, 7, 2, 9, 4, 3, 6};
	static const uint32_t of_25000[] = {6868, 24016, 9668, 13640, 14018, 7488, 5804, 12909, 3386, 9567};
	static const uint32_t shuffled[] = {9, 3, 6, 1, 0, 7, 4, 8, 2, 5};
	static uint32_t permutation[25000];
	split_permutation(10, 42, permutation);
	assert_memory_equal(permutation, of_10, sizeof of_10);
	split_permutation(25000, 42, permutation);
	assert_memory_equal(permutation, of_25000, sizeof of_25000);
	for (uint32_t i = 0; i < 10; i++) permutation[i] = i;
	numpy_random random;
	numpy_random_seed(&random, 113);
	numpy_random_shuffle(&random, permutation, 10);
	assert_memory_equal(permutation, shuffled, sizeof shuffled);
}

static uint32_t label_by_counts(const void *context, uint32_t review) {
	uint32_t label = 0;
	for (const uint32_t *counts = context; review >= counts[label]; label++) review -= counts[label];
	return label;
}

/* train_test_split(numpy.arange(n), test_size, random_state, stratify=numpy.repeat(…, counts)) of scikit-learn 1.2.1; in the second, where all
 * labels are as frequent, the lot decides whose shares are rounded up. */
static void stratified_permutations_are_scikit_learns(void **state) {
	(void)state;
	static const struct {
		uint32_t counts[5], classes, held_out, seed, permutation[22];
	} table[] = {
	    {{7, 3, 5}, 3, 3, 42, {6, 11, 7, 0, 8, 14, 1, 10, 3, 5, 12, 2, 4, 9, 13}},
	    {{4, 4, 4, 4}, 4, 5, 7, {10, 12, 6, 14, 2, 9, 4, 1, 11, 5, 13, 0, 7, 15, 8, 3}},
	    {{2, 9, 2, 6, 3}, 5, 6, 1, {17, 12, 9, 18, 19, 10, 11, 7,  21, 14, 0,
	                                2,  1,  3, 5,  15, 20, 16, 13, 8,  4,  6}},
	    /* A label without reviews changes nothing. */
	    {{7, 3, 0, 5}, 4, 3, 42, {6, 11, 7, 0, 8, 14, 1, 10, 3, 5, 12, 2, 4, 9, 13}},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint32_t permutation[22], reviews = 0;
		for (uint32_t k = 0; k < table[i].classes; k++) reviews += table[i].counts[k];
		stratified_permutation(reviews, table[i].held_out, table[i].seed, table[i].classes, label_by_counts,
		                       table[i].counts, permutation);
		assert_memory_equal(permutation, table[i].permutation, reviews * sizeof *permutation);
	}
}

static void a_permutation_has_every_index_once(void **state) {
	(void)state;
	static const uint32_t sizes[] = {0, 1, 2, 3, 1000};
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		uint32_t *permutation = malloc((sizes[s] + 1) * sizeof *permutation);
		uint8_t *seen = calloc(sizes[s] + 1, 1);
		permutation[sizes[s]] = 77;
		split_permutation(sizes[s], 7, permutation);
		for (uint32_t i = 0; i < sizes[s]; i++) {
			assert_true(permutation[i] < sizes[s]);
			assert_int_equal(seen[permutation[i]]++, 0);
		}
		assert_int_equal(permutation[sizes[s]], 77);
		free(permutation);
		free(seen);
	}
}

static void the_validation_part_is_rounded_up(void **state) {
	(void)state;
	assert_int_equal(validation_count(25000, 0.2), 5000);
	assert_int_equal(validation_count(2000, 0.2), 400);
	assert_int_equal(validation_count(10, 0.25), 3);
	assert_int_equal(validation_count(11, 0.2), 3);
	assert_int_equal(validation_count(1, 0.2), 1);
	assert_int_equal(validation_count(10, 0), 0);
	assert_int_equal(validation_count(0, 0.5), 0);
	assert_int_equal(validation_count(10, 0.7), 7);
	assert_int_equal(validation_count(3, 0.1), 1);
	assert_int_equal(validation_count(30, 0.1), 3);
	assert_int_equal(validation_count(100, 0.07),
	                 8); /* 100 · 0.07 is above 7 in doubles, as it is in Python */
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_generator_is_mt19937),
	    cmocka_unit_test(intervals_keep_to_their_limits),
	    cmocka_unit_test(permutations_are_numpys),
	    cmocka_unit_test(stratified_permutations_are_scikit_learns),
	    cmocka_unit_test(a_permutation_has_every_index_once),
	    cmocka_unit_test(the_validation_part_is_rounded_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

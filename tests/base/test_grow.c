/* Proves that a growing array keeps its elements, grows by doubling, and refuses sizes that overflow. */
#include "../cmocka_all.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/grow.h"

static void elements_stay(void **state) {
	(void)state;
	enum { COUNT = 10000 };
	uint32_t *array = NULL;
	size_t capacity = 0, moves = 0;
	for (uint32_t i = 0; i < COUNT; i++) {
		size_t before = capacity;
		array = grown(array, &capacity, i + 1, sizeof *array);
		assert_non_null(array);
		assert_true(capacity > i);
		moves += capacity != before;
		array[i] = i;
	}
	for (uint32_t i = 0; i < COUNT; i++) assert_int_equal(array[i], i);
	assert_true(moves < 16);
	free(array);
}

static void impossible_sizes_are_refused(void **state) {
	(void)state;
	size_t capacity = 0;
	assert_null(grown(NULL, &capacity, SIZE_MAX / 2, 4));
	assert_int_equal(capacity, 0);
	uint64_t *array = grown(NULL, &capacity, 3, sizeof *array);
	size_t before = capacity;
	assert_null(grown(array, &capacity, SIZE_MAX / 8 + 1, sizeof *array));
	assert_int_equal(capacity, before);
	array[before - 1] = 1;
	free(array);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(elements_stay),
	    cmocka_unit_test(impossible_sizes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

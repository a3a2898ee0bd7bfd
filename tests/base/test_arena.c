/* Proves that an arena hands out zeroed, aligned pieces that do not overlap, counts what they need, and notices sizes
 * that overflow. */
#include "../cmocka_all.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

static const size_t counts[] = {1, 0, 63, 64, 65, 1000}, sizes[] = {1, 4, 1, 8, 2, 4};
enum { PIECES = 6 };

static void counting_and_taking_agree(void **state) {
	(void)state;
	arena counter = arena_counting(), a;
	uint8_t *pieces[PIECES];
	for (size_t i = 0; i < PIECES; i++) assert_null(arena_take(&counter, counts[i], sizes[i]));
	assert_false(counter.overflow);
	assert_true(arena_open(&a, counter.used));
	for (size_t i = 0; i < PIECES; i++) {
		pieces[i] = arena_take(&a, counts[i], sizes[i]);
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % ARENA_ALIGNMENT, 0);
		for (size_t byte = 0; byte < counts[i] * sizes[i]; byte++) assert_int_equal(pieces[i][byte], 0);
		memset(pieces[i], 0xff, counts[i] * sizes[i]); /* what overlaps would not be zero later */
	}
	assert_int_equal(a.used, counter.used);
	arena_close(&a);
	assert_null(a.memory);
	arena_close(&a);
}

static void sizes_beyond_size_t_are_noticed(void **state) {
	(void)state;
	arena product = arena_counting(), sum = arena_counting(), edge = arena_counting();
	arena_take(&product, SIZE_MAX / 2, 3);
	assert_true(product.overflow);
	arena_take(&sum, SIZE_MAX / 2, 1);
	assert_false(sum.overflow);
	arena_take(&sum, SIZE_MAX / 2, 1);
	assert_true(sum.overflow);
	arena_take(&edge, SIZE_MAX, 1);
	assert_true(edge.overflow);
}

static void an_impossible_arena_is_refused(void **state) {
	(void)state;
	arena a;
	assert_false(arena_open(&a, SIZE_MAX));
	assert_null(a.memory);
	assert_true(arena_open(&a, 0));
	assert_non_null(arena_take(&a, 0, 1));
	arena_close(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counting_and_taking_agree),
	    cmocka_unit_test(sizes_beyond_size_t_are_noticed),
	    cmocka_unit_test(an_impossible_arena_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

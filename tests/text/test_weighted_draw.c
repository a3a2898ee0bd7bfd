/* Proves that a weighted draw gives every item exactly its share, and never one without weight. */
#include "../cmocka_all.h"

#include <stdlib.h>

#include "kernels/random.h"
#include "text/weighted_draw.h"

enum { MOST = 40 };

typedef struct list {
	draw_column columns[MOST];
	weighted_draw draw;
} list;

static void make(list *l, const uint32_t *weights, uint32_t count) {
	uint64_t left[MOST];
	uint32_t order[MOST];
	l->draw = weighted_draw_of(weights, count, l->columns, left, order);
}

/* Over all columns, item i must have count · weight places of count · total. */
static void check_shares(const uint32_t *weights, uint32_t count) {
	list l;
	uint64_t shares[MOST] = {0}, total = 0;
	make(&l, weights, count);
	for (uint32_t i = 0; i < count; i++) total += weights[i];
	assert_int_equal(l.draw.total, total);
	assert_int_equal(l.draw.count, count);
	for (uint32_t column = 0; column < count; column++) {
		const draw_column *at = &l.columns[column];
		assert_true(at->own <= total && at->other < count);
		shares[column] += at->own;
		shares[at->other] += total - at->own;
	}
	for (uint32_t i = 0; i < count; i++) assert_true(shares[i] == (uint64_t)weights[i] * count);
}

static void shares_are_exact(void **state) {
	(void)state;
	static const uint32_t edges[][4] = {{1, 0, 0, 0}, {0, 0, 0, 1}, {1, 1, 1, 1},
	                                    {0, 0, 0, 0}, {3, 5, 0, 7}, {UINT32_MAX - 3, 1, 1, 1}};
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		for (uint32_t count = 1; count <= 4; count++) check_shares(edges[i], count);
	random_stream stream = random_stream_of(1, RANDOM_SHUFFLE, 0);
	for (uint32_t round = 0; round < 2000; round++) {
		uint32_t weights[MOST], count = 1 + random_below(&stream, MOST);
		for (uint32_t i = 0; i < count; i++)
			weights[i] =
			    random_below(&stream, 3) ? random_below(&stream, 1u << random_below(&stream, 26)) : 0;
		check_shares(weights, count);
	}
}

static void the_ends_of_the_random_values_draw_items_of_the_list(void **state) {
	(void)state;
	static const uint32_t weights[] = {0, 2, 0, 3, 0};
	list l;
	make(&l, weights, 5);
	for (uint32_t high = 0; high < 64; high++)
		for (uint32_t low = 0; low < 64; low++) {
			uint64_t value = (uint64_t)(high * 0x04104104u) << 32 | low * 0x04104104u;
			uint32_t item = weighted_draw_item(&l.draw, value);
			assert_true(item == 1 || item == 3);
		}
	uint32_t last = weighted_draw_item(&l.draw, UINT64_MAX);
	assert_true(last == 1 || last == 3);
}

static void many_draws_come_near_the_shares(void **state) {
	(void)state;
	static const uint32_t weights[] = {10, 0, 30, 60};
	list l;
	uint32_t drawn[4] = {0};
	random_stream stream = random_stream_of(2, RANDOM_SHUFFLE, 0);
	make(&l, weights, 4);
	for (uint32_t i = 0; i < 100000; i++) drawn[weighted_draw_item(&l.draw, random_next(&stream))]++;
	for (uint32_t i = 0; i < 4; i++) assert_true(abs((int)drawn[i] - (int)weights[i] * 1000) < 600);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_are_exact),
	    cmocka_unit_test(the_ends_of_the_random_values_draw_items_of_the_list),
	    cmocka_unit_test(many_draws_come_near_the_shares),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

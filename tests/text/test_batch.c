/* Proves that a batch holds what Keras' pad_sequences makes of its reviews, that its list of distinct
 * words is right, and that a smaller batch after a larger one remembers nothing. */
#include "../cmocka_all.h"

#include "text/batch.h"
#include "unroll/text.h"

/* A batch with its memory. */
typedef struct batch_fixture {
	arena memory;
	batch b;
} batch_fixture;

static batch_fixture open_batch(batch_shape shape) {
	batch_fixture f;
	arena counting = arena_counting();
	batch_layout(&counting, shape);
	assert_false(counting.overflow);
	assert_true(arena_open(&f.memory, counting.used));
	f.b = batch_layout(&f.memory, shape);
	assert_int_equal(f.memory.used, counting.used);
	return f;
}

/* The id at step t of review r. */
static uint32_t id_at(const batch *b, uint32_t r, uint32_t t) {
	uint32_t place = batch_block(b, r / BLOCK)[t * BLOCK + r % BLOCK];
	assert_true(place < b->distinct_count);
	return b->distinct[place];
}

static void assert_review(const batch *b, uint32_t r, const uint32_t *expected) {
	for (uint32_t t = 0; t < b->shape.steps; t++) assert_int_equal(id_at(b, r, t), expected[t]);
}

/* One review of each kind, against pad_sequences(maxlen=4) worked out by hand. */
static void check_sides(unroll_side padding, unroll_side truncating, const uint32_t expected[5][4]) {
	static const uint16_t ids[] = {1, 7, 5, 9, 8, 6};
	static const uint32_t counts[5] = {0, 1, 3, 4, 6}; /* empty, shorter, shorter, equal, longer */
	batch_fixture f = open_batch((batch_shape){5, 4, 20, padding, truncating});
	batch_begin(&f.b, 5);
	for (uint32_t r = 0; r < 5; r++) batch_set(&f.b, r, ids, counts[r], (uint8_t)(r % 2));
	batch_finish(&f.b);
	for (uint32_t r = 0; r < 5; r++) {
		assert_review(&f.b, r, expected[r]);
		assert_int_equal(f.b.labels[r], r % 2);
	}
	arena_close(&f.memory);
}

static void sides_are_those_of_pad_sequences(void **state) {
	(void)state;
	static const uint32_t pre_pre[5][4] = {
	    {0, 0, 0, 0}, {0, 0, 0, 1}, {0, 1, 7, 5}, {1, 7, 5, 9}, {5, 9, 8, 6}};
	static const uint32_t pre_post[5][4] = {
	    {0, 0, 0, 0}, {0, 0, 0, 1}, {0, 1, 7, 5}, {1, 7, 5, 9}, {1, 7, 5, 9}};
	static const uint32_t post_pre[5][4] = {
	    {0, 0, 0, 0}, {1, 0, 0, 0}, {1, 7, 5, 0}, {1, 7, 5, 9}, {5, 9, 8, 6}};
	static const uint32_t post_post[5][4] = {
	    {0, 0, 0, 0}, {1, 0, 0, 0}, {1, 7, 5, 0}, {1, 7, 5, 9}, {1, 7, 5, 9}};
	check_sides(UNROLL_PRE, UNROLL_PRE, pre_pre);
	check_sides(UNROLL_PRE, UNROLL_POST, pre_post);
	check_sides(UNROLL_POST, UNROLL_PRE, post_pre);
	check_sides(UNROLL_POST, UNROLL_POST, post_post);
}

static void one_step_keeps_one_word(void **state) {
	(void)state;
	static const uint16_t ids[] = {4, 5, 6};
	static const uint32_t last[] = {6}, none[] = {0};
	batch_fixture f = open_batch((batch_shape){2, 1, 8, UNROLL_PRE, UNROLL_PRE});
	batch_begin(&f.b, 2);
	batch_set(&f.b, 0, ids, 3, 1);
	batch_set(&f.b, 1, ids, 0, 0);
	batch_finish(&f.b);
	assert_review(&f.b, 0, last);
	assert_review(&f.b, 1, none);
	arena_close(&f.memory);
}

/* num_words=10: 9 is the last word that counts. */
static void ids_beyond_the_words_are_unknown(void **state) {
	(void)state;
	static const uint16_t ids[] = {1, 9, 10, 11, 65535, 2};
	static const uint32_t expected[] = {1, 9, 2, 2, 2, 2};
	batch_fixture f = open_batch((batch_shape){1, 6, 10, UNROLL_PRE, UNROLL_PRE});
	batch_begin(&f.b, 1);
	batch_set(&f.b, 0, ids, 6, 1);
	batch_finish(&f.b);
	assert_review(&f.b, 0, expected);
	arena_close(&f.memory);
}

/* Each id once, every one of them somewhere, and none that is nowhere. */
static void assert_distinct_words(const batch *b) {
	uint32_t blocks = block_count(b->reviews);
	for (uint32_t d = 0; d < b->distinct_count; d++) {
		uint32_t seen = 0;
		for (uint32_t r = 0; r < blocks * BLOCK; r++)
			for (uint32_t t = 0; t < b->shape.steps; t++) seen += id_at(b, r, t) == b->distinct[d];
		assert_true(seen > 0);
		for (uint32_t e = 0; e < d; e++) assert_int_not_equal(b->distinct[d], b->distinct[e]);
	}
}

/* Review r of a batch: 5 ids that depend on r and `shift`. */
static void fill_review(uint16_t ids[5], uint32_t r, uint32_t shift) {
	for (uint32_t i = 0; i < 5; i++) ids[i] = (uint16_t)((r * 7 + i * i * 3 + shift) % 40);
}

static void check_filled(batch *b, uint32_t reviews, uint32_t shift) {
	uint16_t ids[5];
	batch_begin(b, reviews);
	for (uint32_t r = reviews; r-- > 0;) { /* in any order */
		fill_review(ids, r, shift);
		batch_set(b, r, ids, 5, (uint8_t)(r % 3 == 0));
	}
	batch_finish(b);
	assert_int_equal(b->reviews, reviews);
	for (uint32_t r = 0; r < block_count(reviews) * BLOCK; r++) {
		fill_review(ids, r, shift);
		for (uint32_t t = 0; t < 5; t++) {
			uint32_t id = ids[t] < 30 ? ids[t] : UNROLL_UNKNOWN_ID;
			assert_int_equal(id_at(b, r, t), r < reviews ? id : UNROLL_PADDING_ID);
		}
		if (r < reviews) assert_int_equal(b->labels[r], r % 3 == 0);
	}
	assert_distinct_words(b);
}

static void smaller_batches_remember_nothing(void **state) {
	(void)state;
	batch_fixture f = open_batch((batch_shape){35, 5, 30, UNROLL_PRE, UNROLL_PRE});
	check_filled(&f.b, 35, 0);
	check_filled(&f.b, 17, 1);
	check_filled(&f.b, 1, 2);
	check_filled(&f.b, 16, 3);
	check_filled(&f.b, 32, 4);
	arena_close(&f.memory);
}

static void blocks_are_counted_up(void **state) {
	(void)state;
	assert_int_equal(block_count(0), 0);
	assert_int_equal(block_count(1), 1);
	assert_int_equal(block_count(16), 1);
	assert_int_equal(block_count(17), 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sides_are_those_of_pad_sequences),
	    cmocka_unit_test(one_step_keeps_one_word),
	    cmocka_unit_test(ids_beyond_the_words_are_unknown),
	    cmocka_unit_test(smaller_batches_remember_nothing),
	    cmocka_unit_test(blocks_are_counted_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

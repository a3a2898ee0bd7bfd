/* Proves that word pairs are counted as include/unroll/statistics.h says: against counts by hand, and against a plain
 * loop on random reviews. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "text/corpus_writer.h"
#include "text/statistics_file.h"

#include "drawn_corpus.h"

static unroll_statistics *counted(const unroll_corpus *corpus, const unroll_statistics_options *options,
                                  unroll_bytes *file) {
	unroll_statistics *statistics;
	unroll_error error;
	if (unroll_statistics_count(corpus, options, file, &error) != UNROLL_OK) fail_msg("%s", error.message);
	if (unroll_statistics_open(file->data, file->size, &statistics, &error) != UNROLL_OK)
		fail_msg("%s", error.message);
	return statistics;
}

/* How often `before` is listed before `follows`; its entries together. */
static uint32_t listed(const unroll_statistics *s, uint32_t label, uint32_t follows, uint32_t before) {
	uint32_t count = 0;
	for (uint32_t i = s->offsets[follows]; i < s->offsets[follows + 1]; i++)
		if (s->ids[i] == before) count += s->counts[label * s->pairs + i];
	return count;
}

static void pairs_are_counted_by_hand(void **state) {
	(void)state;
	static const char *const texts[] = {"+a b a b a b c", "-b a", "-", "Pb b b b b b b b"};
	made_corpus made = corpus_of_texts(texts, 4, 12, 0);
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes file;
	unroll_statistics *s = counted(made.corpus, &options, &file);
	/* By count, then by bytes: a 4 times, b 4 times, c once. */
	enum { A = 4, B = 5, C = 6 };
	assert_int_equal(s->words, 12);
	assert_int_equal(s->tail, 200);
	assert_string_equal(s->source, "tests");
	assert_memory_equal(unroll_vocabulary_word(s->vocabulary, 3, &(size_t){0}), "c", 1);
	/* "a b" occurs three times, so it is listed; "b a" thrice with both labels. */
	assert_int_equal(s->pairs, 2);
	assert_int_equal(listed(s, 1, B, A), 3);
	assert_int_equal(listed(s, 0, B, A), 0);
	assert_int_equal(listed(s, 1, A, B), 2);
	assert_int_equal(listed(s, 0, A, B), 1);
	/* Rare: "b c", and the last words "c" and "a". */
	assert_int_equal(s->rare_rows[12 + C], 1);
	assert_int_equal(s->rare_ids[12 + B], 1);
	assert_int_equal(s->rare_rows[12 + STATISTICS_END], 1);
	assert_int_equal(s->rare_ids[12 + C], 1);
	assert_int_equal(s->rare_rows[STATISTICS_END], 1);
	assert_int_equal(s->rare_ids[A], 1);
	assert_int_equal(s->lengths[201 + 8], 1);
	assert_int_equal(s->lengths[3], 1);
	assert_int_equal(s->lengths[1], 1);
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
	corpus_release(&made);
}

typedef struct plain_counts {
	uint32_t pairs[2][32][32], lengths[2][64];
} plain_counts;

/* Forward this time: every two ids in a row, and the last one with the end. */
static void count_plainly(const unroll_corpus *corpus, uint32_t words, uint32_t tail, uint32_t last,
                          plain_counts *counts) {
	memset(counts, 0, sizeof *counts);
	for (uint32_t r = 0; r < unroll_corpus_count(corpus, UNROLL_TRAIN_HALF); r++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, r);
		counts->lengths[review.label][review.count < tail ? review.count : tail]++;
		uint32_t first = last && review.count > last ? review.count - last : 0;
		for (uint32_t i = first; i < review.count; i++) {
			uint32_t id = review.ids[i] < words ? review.ids[i] : 2;
			uint32_t next = i + 1 == review.count ? 0 : review.ids[i + 1] < words ? review.ids[i + 1] : 2;
			if (id != 1) counts->pairs[review.label][next][id]++;
		}
	}
}

static void check_against_plain(uint32_t seed, uint32_t corpus_tail, unroll_statistics_options options) {
	made_corpus made = corpus_of_random_words(seed, corpus_tail);
	unroll_bytes file;
	unroll_statistics *s = counted(made.corpus, &options, &file);
	plain_counts plain;
	count_plainly(made.corpus, s->words, s->tail, options.last, &plain);
	uint32_t rows[2][32] = {{0}}, ids[2][32] = {{0}}, pairs = 0, least_listed = UINT32_MAX, most_rare = 0;
	for (uint32_t row = 0; row < s->words; row++)
		for (uint32_t id = 0; id < s->words; id++) {
			uint32_t both = plain.pairs[0][row][id] + plain.pairs[1][row][id];
			bool is_listed = listed(s, 0, row, id) + listed(s, 1, row, id) > 0;
			if (is_listed && both < least_listed) least_listed = both;
			if (!is_listed && both > most_rare) most_rare = both;
			pairs += is_listed;
			for (uint32_t label = 0; label < 2; label++) {
				uint32_t count = plain.pairs[label][row][id];
				assert_int_equal(listed(s, label, row, id), is_listed ? count : 0);
				rows[label][row] += is_listed ? 0 : count;
				ids[label][id] += is_listed ? 0 : count;
			}
		}
	assert_true(pairs > 0 && pairs <= options.pairs && pairs == s->pairs);
	assert_true(least_listed >= 3 && most_rare < least_listed);
	for (uint32_t label = 0; label < 2; label++) {
		assert_memory_equal(s->rare_rows + label * s->words, rows[label], s->words * sizeof(uint32_t));
		assert_memory_equal(s->rare_ids + label * s->words, ids[label], s->words * sizeof(uint32_t));
		assert_memory_equal(s->lengths + label * (s->tail + 1), plain.lengths[label],
		                    (s->tail + 1) * sizeof(uint32_t));
	}
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
	corpus_release(&made);
}

static void pairs_are_counted_as_a_plain_loop_does(void **state) {
	(void)state;
	static const unroll_statistics_options options[] = {
	    {.words = 30, .tail = 50, .last = 0, .pairs = 1000},
	    {.words = 13, .tail = 50, .last = 0, .pairs = 1000},
	    {.words = 30, .tail = 9, .last = 0, .pairs = 1000},
	    {.words = 30, .tail = 50, .last = 11, .pairs = 1000},
	    {.words = 30, .tail = 50, .last = 0, .pairs = 7},
	    {.words = 17, .tail = 8, .last = 5, .pairs = 20},
	};
	for (uint32_t seed = 0; seed < sizeof options / sizeof *options; seed++) {
		check_against_plain(seed, 0, options[seed]);
		check_against_plain(seed, 12, options[seed]);
	}
}

static void the_statistics_have_no_more_than_the_corpus(void **state) {
	(void)state;
	made_corpus made = corpus_of_random_words(3, 15);
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes file;
	unroll_statistics *s = counted(made.corpus, &options, &file);
	assert_int_equal(unroll_statistics_tail(s), 15);
	assert_int_equal(unroll_statistics_words(s), 30);
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
	corpus_release(&made);
}

/* The official archive has twice the test reviews of the one that tests use: the statistics must not show it. */
static void the_test_half_does_not_show(void **state) {
	(void)state;
	static const char *const texts[] = {"+a b a b a b", "-b a b a b a", "Pb b b b", "Na b", "Nc d e"};
	made_corpus with = corpus_of_texts(texts, 5, 12, 0), without = corpus_of_texts(texts, 2, 12, 0);
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes files[2];
	assert_int_equal(unroll_statistics_count(with.corpus, &options, &files[0], NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_count(without.corpus, &options, &files[1], NULL), UNROLL_OK);
	assert_int_equal(files[0].size, files[1].size);
	assert_memory_equal(files[0].data, files[1].data, files[0].size);
	unroll_bytes_free(&files[0]);
	unroll_bytes_free(&files[1]);
	corpus_release(&with);
	corpus_release(&without);
}

/* One review of 70,001 times the same word, so that a count needs more than 16 bits. */
static void a_count_beyond_16_bits_is_cut_in_two(void **state) {
	(void)state;
	enum { TIMES = 70001 };
	char *text = malloc(2 * TIMES + 2);
	for (uint32_t i = 0; i < TIMES; i++) memcpy(text + 1 + 2 * i, "a ", 2);
	text[0] = '+', text[2 * TIMES + 1] = '\0';
	const char *texts[] = {text, "-a a a"};
	made_corpus made = corpus_of_texts(texts, 2, 12, 0);
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes file;
	options.last = 0;
	unroll_statistics *s = counted(made.corpus, &options, &file);
	assert_int_equal(s->pairs, 2);
	assert_int_equal(s->counts[2], UINT16_MAX);
	assert_int_equal(listed(s, 1, 4, 4), TIMES - 1);
	assert_int_equal(listed(s, 0, 4, 4), 2);
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
	corpus_release(&made);
	free(text);
}

static void check_refused(const unroll_corpus *corpus, unroll_statistics_options options,
                          unroll_status expected, const char *subject) {
	unroll_bytes file = {NULL, 7};
	unroll_error error;
	assert_int_equal(unroll_statistics_count(corpus, &options, &file, &error), expected);
	assert_string_equal(error.subject, subject);
	assert_true(file.data == NULL && file.size == 7);
}

static void what_cannot_be_counted_is_refused(void **state) {
	(void)state;
	static const char *const one_label[] = {"+a b", "+c", "Na"};
	unroll_statistics_options options = unroll_default_statistics_options();
	made_corpus made = corpus_of_texts(one_label, 3, 12, 0);
	check_refused(made.corpus, options, UNROLL_NO_REVIEWS, "train/labels");
	unroll_statistics_options o;
	o = options, o.words = 4, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "words");
	o = options, o.words = 4097, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "words");
	o = options, o.tail = 1, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "tail");
	o = options, o.tail = 2001, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "tail");
	o = options, o.pairs = 0, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "pairs");
	o = options, o.pairs = 1000001, check_refused(made.corpus, o, UNROLL_BAD_SETTING, "pairs");
	corpus_release(&made);
	/* A corpus of ids whose words are not known. */
	corpus_parts parts = {.words = 10, .tail = 0};
	parts.halves[UNROLL_TRAIN_HALF].review_count = 2;
	parts.halves[UNROLL_TRAIN_HALF].id_count = 4;
	assert_int_equal(corpus_parts_take(&parts, NULL), UNROLL_OK);
	for (uint8_t label = 0; label < 2; label++)
		memcpy(corpus_parts_add(&parts, UNROLL_TRAIN_HALF, label, 2), (uint16_t[]){1, 4},
		       2 * sizeof(uint16_t));
	assert_int_equal(corpus_write(&parts, "ids", &made.file, NULL), UNROLL_OK);
	corpus_parts_release(&parts);
	assert_int_equal(unroll_corpus_open(made.file.data, made.file.size, &made.corpus, NULL), UNROLL_OK);
	check_refused(made.corpus, options, UNROLL_MISMATCH, "vocabulary");
	corpus_release(&made);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pairs_are_counted_by_hand),
	    cmocka_unit_test(pairs_are_counted_as_a_plain_loop_does),
	    cmocka_unit_test(the_statistics_have_no_more_than_the_corpus),
	    cmocka_unit_test(the_test_half_does_not_show),
	    cmocka_unit_test(a_count_beyond_16_bits_is_cut_in_two),
	    cmocka_unit_test(what_cannot_be_counted_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves the rules by which reviews become a corpus: order, limit, ranks, ids, tail; and that adding in another order
 * gives the same bytes. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/import_report.h"
#include "unroll/corpus.h"

#define TRAIN UNROLL_TRAIN_HALF
#define TEST  UNROLL_TEST_HALF

typedef struct text_review {
	unroll_half half;
	uint8_t label;
	uint32_t number;
	const char *text;
} text_review;

static const text_review reviews[] = {
    {TRAIN, 1, 2, "Good good GOOD film"},
    {TRAIN, 0, 10, "bad film, bad"},
    {TRAIN, 0, 9, "film"},
    {TEST, 1, 0, "good unseen film"},
    {TRAIN, 1, 0, ""},
    {TRAIN, 0, 11, "zebra apple"},
};
enum { REVIEWS = sizeof reviews / sizeof *reviews };

static unroll_corpus_builder *new_builder(uint32_t words, uint32_t tail, uint32_t limit) {
	unroll_corpus_options options = {.words = words, .tail = tail, .limit = limit};
	unroll_corpus_builder *builder;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	return builder;
}

static unroll_status add(unroll_corpus_builder *builder, unroll_half half, uint8_t label, uint32_t number,
                         const char *text) {
	unroll_review review = {half, label, number, text, strlen(text)};
	return unroll_corpus_builder_add(builder, &review, NULL);
}

/* Adds the reviews, beginning with `first`, and finishes. */
static unroll_bytes build(uint32_t words, uint32_t tail, uint32_t limit, size_t first) {
	unroll_corpus_builder *builder = new_builder(words, tail, limit);
	unroll_bytes file;
	for (size_t i = 0; i < REVIEWS; i++) {
		const text_review *review = &reviews[(first + i * 5) % REVIEWS];
		assert_int_equal(add(builder, review->half, review->label, review->number, review->text), UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "tests", &file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	return file;
}

static unroll_corpus *open_corpus(const unroll_bytes *file) {
	unroll_corpus *corpus;
	unroll_error error;
	if (unroll_corpus_open(file->data, file->size, &corpus, &error) != UNROLL_OK)
		fail_msg("%s", error.message);
	return corpus;
}

/* A review's label and ids, written as "1: 1 4 5". */
static void check_review(const unroll_corpus *corpus, unroll_half half, uint32_t index, const char *wanted) {
	unroll_corpus_review review = unroll_corpus_get(corpus, half, index);
	char text[256];
	int size = sprintf(text, "%u:", (unsigned)review.label);
	for (uint32_t i = 0; i < review.count; i++) size += sprintf(text + size, " %u", (unsigned)review.ids[i]);
	assert_string_equal(text, wanted);
}

static void check_vocabulary(const unroll_corpus *corpus, const char *wanted) {
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	size_t size;
	const char *text = unroll_vocabulary_text(vocabulary, unroll_vocabulary_count(vocabulary), &size);
	assert_int_equal(size, strlen(wanted));
	assert_memory_equal(text, wanted, size);
}

/* film 3, good 3, bad 2, apple 1, zebra 1: equals stand in the order of their bytes. */
static void reviews_become_ids(void **state) {
	(void)state;
	unroll_bytes file = build(10000, 0, 0, 0);
	unroll_corpus *corpus = open_corpus(&file);
	check_vocabulary(corpus, "film\ngood\nbad\napple\nzebra");
	assert_int_equal(unroll_corpus_count(corpus, TRAIN), 5);
	assert_int_equal(unroll_corpus_count(corpus, TEST), 1);
	check_review(corpus, TRAIN, 0, "0: 1 4");     /* number 9 */
	check_review(corpus, TRAIN, 1, "0: 1 6 4 6"); /* number 10 */
	check_review(corpus, TRAIN, 2, "0: 1 8 7");   /* number 11 */
	check_review(corpus, TRAIN, 3, "1: 1");       /* an empty one is its start */
	check_review(corpus, TRAIN, 4, "1: 1 5 5 5 4");
	check_review(corpus, TEST, 0, "1: 1 5 2 4"); /* only the training half makes words */
	assert_int_equal(unroll_corpus_words(corpus), 10000);
	assert_int_equal(unroll_corpus_tail(corpus), 0);
	assert_string_equal(unroll_corpus_source(corpus), "tests");
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void the_order_of_adding_does_not_matter(void **state) {
	(void)state;
	for (uint32_t limit = 0; limit <= 4; limit += 4) {
		unroll_bytes wanted = build(7, 3, limit, 0);
		for (size_t first = 1; first < REVIEWS; first++) {
			unroll_bytes file = build(7, 3, limit, first);
			assert_int_equal(file.size, wanted.size);
			assert_memory_equal(file.data, wanted.data, file.size);
			unroll_bytes_free(&file);
		}
		unroll_bytes_free(&wanted);
	}
}

static void finishing_twice_gives_the_same(void **state) {
	(void)state;
	unroll_corpus_builder *builder = new_builder(100, 0, 0);
	unroll_bytes first, second;
	assert_int_equal(add(builder, TRAIN, 1, 1, "b a"), UNROLL_OK);
	assert_int_equal(add(builder, TRAIN, 1, 0, "c"), UNROLL_OK);
	assert_int_equal(unroll_corpus_builder_finish(builder, "s", &first, NULL), UNROLL_OK);
	assert_int_equal(unroll_corpus_builder_finish(builder, "s", &second, NULL), UNROLL_OK);
	assert_int_equal(first.size, second.size);
	assert_memory_equal(first.data, second.data, first.size);
	unroll_bytes_free(&first);
	unroll_bytes_free(&second);
	unroll_corpus_builder_destroy(builder);
}

static void rare_words_become_unknown(void **state) {
	(void)state;
	static const char *const vocabularies[] = {"", "film", "film\ngood", "film\ngood\nbad"};
	static const char *const reviews_of_ten[] = {"0: 1 2 2 2", "0: 1 2 4 2", "0: 1 2 4 2", "0: 1 6 4 6"};
	for (uint32_t words = 4; words < 8; words++) {
		unroll_bytes file = build(words, 0, 0, 0);
		unroll_corpus *corpus = open_corpus(&file);
		check_vocabulary(corpus, vocabularies[words - 4]);
		check_review(corpus, TRAIN, 1, reviews_of_ten[words - 4]);
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
	}
}

static void the_last_ids_are_kept(void **state) {
	(void)state;
	static const char *const wanted[] = {"1: 1 5 5 5 4", "1: 4",       "1: 5 4",
	                                     "1: 5 5 4",     "1: 5 5 5 4", "1: 1 5 5 5 4"};
	for (uint32_t tail = 0; tail < 6; tail++) {
		unroll_bytes file = build(100, tail, 0, 0);
		unroll_corpus *corpus = open_corpus(&file);
		check_vocabulary(corpus, "film\ngood\nbad\napple\nzebra"); /* counted before anything is cut */
		check_review(corpus, TRAIN, 3, "1: 1");
		check_review(corpus, TRAIN, 4, wanted[tail]);
		assert_int_equal(unroll_corpus_tail(corpus), tail);
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
	}
}

static void a_limit_keeps_the_first_of_each_label(void **state) {
	(void)state;
	unroll_bytes file = build(100, 0, 2, 0);
	unroll_corpus *corpus = open_corpus(&file);
	assert_int_equal(unroll_corpus_count(corpus, TRAIN), 2);
	assert_int_equal(unroll_corpus_count(corpus, TEST), 1);
	check_vocabulary(corpus, "film"); /* of the kept reviews only */
	check_review(corpus, TRAIN, 0, "0: 1 4");
	check_review(corpus, TRAIN, 1, "1: 1");
	check_review(corpus, TEST, 0, "1: 1 2 2 4");
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	file = build(100, 0, 5, 0); /* two of each */
	corpus = open_corpus(&file);
	assert_int_equal(unroll_corpus_count(corpus, TRAIN), 4);
	check_vocabulary(corpus, "film\ngood\nbad");
	check_review(corpus, TRAIN, 1, "0: 1 6 4 6");
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void wrong_text_leaves_no_trace(void **state) {
	(void)state;
	unroll_bytes wanted = build(100, 0, 0, 0), file;
	unroll_corpus_builder *builder = new_builder(100, 0, 0);
	for (size_t i = 0; i < REVIEWS; i++) {
		assert_int_equal(add(builder, TRAIN, 1, 77, "film film film bad new\xff"), UNROLL_BAD_TEXT);
		assert_int_equal(add(builder, reviews[i].half, reviews[i].label, reviews[i].number, reviews[i].text),
		                 UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "tests", &file, NULL), UNROLL_OK);
	assert_int_equal(file.size, wanted.size);
	assert_memory_equal(file.data, wanted.data, file.size);
	unroll_corpus_builder_destroy(builder);
	unroll_bytes_free(&file);
	unroll_bytes_free(&wanted);
}

static void wrong_options_are_refused(void **state) {
	(void)state;
	static const unroll_corpus_options wrong[] = {
	    {.words = 3},
	    {.words = 0},
	    {.words = 65537},
	    {.words = 100, .limit = 1},
	    {.words = 100, .tokenizer = UNROLL_SUBWORDS, .merges = 0},
	    {.words = 100, .tokenizer = UNROLL_SUBWORDS, .merges = UNROLL_MOST_MERGES + 1},
	    {.words = 100, .tokenizer = (unroll_tokenizer)3},
	};
	static const char *const subjects[] = {"words",    "words",    "words",    "limit",
	                                       "subwords", "subwords", "tokenizer"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unroll_corpus_builder *builder = NULL;
		unroll_error error;
		assert_int_equal(unroll_corpus_builder_create(&wrong[i], &builder, &error), UNROLL_BAD_SETTING);
		assert_string_equal(error.subject, subjects[i]);
		assert_null(builder);
	}
	unroll_corpus_options options = unroll_default_corpus_options();
	assert_int_equal(options.words, 10000);
	assert_int_equal(options.tail, 200);
	assert_int_equal(options.limit, 0);
	unroll_corpus_builder_destroy(new_builder(65536, UINT32_MAX, UINT32_MAX));
	unroll_corpus_builder_destroy(NULL);
}

/* Finishes a builder that must fail, and checks that nothing was handed out. */
static void check_refused(unroll_corpus_builder *builder, const char *source, unroll_status wanted) {
	unroll_bytes file = {NULL, 0};
	unroll_error error;
	assert_int_equal(unroll_corpus_builder_finish(builder, source, &file, &error), wanted);
	assert_int_equal(error.status, wanted);
	assert_null(file.data);
	unroll_corpus_builder_destroy(builder);
}

static void wrong_reviews_are_refused(void **state) {
	(void)state;
	check_refused(new_builder(100, 0, 0), "s", UNROLL_NO_REVIEWS);
	unroll_corpus_builder *builder = new_builder(100, 0, 0);
	assert_int_equal(add(builder, TEST, 0, 1, "only a test"), UNROLL_OK);
	check_refused(builder, "s", UNROLL_NO_REVIEWS);
	builder = new_builder(100, 0, 0);
	assert_int_equal(add(builder, TRAIN, 2, 1, "a label too many"), UNROLL_BAD_SETTING);
	assert_int_equal(add(builder, TRAIN, 1, 1, "a"), UNROLL_OK);
	assert_int_equal(add(builder, TRAIN, 0, 1, "b"), UNROLL_OK);
	assert_int_equal(add(builder, TEST, 1, 1, "c"), UNROLL_OK);
	assert_int_equal(add(builder, TRAIN, 1, 1, "d"), UNROLL_OK);
	check_refused(builder, "s", UNROLL_MISMATCH);
	builder = new_builder(100, 0, 0);
	assert_int_equal(add(builder, TRAIN, 1, 1, "a"), UNROLL_OK);
	check_refused(builder, "\xff", UNROLL_BAD_TEXT);
}

/* The largest corpus of ids: 65,532 words that fit, and one that does not. */
static void ids_reach_65535(void **state) {
	(void)state;
	enum { WORDS = 65533 };
	char *text = malloc(WORDS * 8);
	size_t size = 0;
	for (int i = 0; i < WORDS; i++) size += (size_t)sprintf(text + size, "%05d ", i);
	unroll_corpus_builder *builder = new_builder(65536, 0, 0);
	unroll_bytes file;
	assert_int_equal(add(builder, TRAIN, 0, 0, text), UNROLL_OK);
	assert_int_equal(unroll_corpus_builder_finish(builder, "s", &file, NULL), UNROLL_OK);
	unroll_corpus *corpus = open_corpus(&file);
	unroll_corpus_review review = unroll_corpus_get(corpus, TRAIN, 0);
	assert_int_equal(review.count, WORDS + 1);
	assert_int_equal(review.ids[WORDS - 1], 65535);
	assert_int_equal(review.ids[WORDS], UNROLL_UNKNOWN_ID);
	assert_int_equal(unroll_vocabulary_count(unroll_corpus_vocabulary(corpus)), WORDS - 1);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	unroll_corpus_builder_destroy(builder);
	free(text);
}

/* Hashes of words are known, so reviews can be made up that share one: only the same words are a duplicate. */
static void a_shared_hash_makes_no_duplicate(void **state) {
	(void)state;
	static const uint32_t words[] = {4, 5, 6, 4, 5};
	report_review made_up[] = {{7, words, 8}, {7, words + 1, 8}, {7, words + 3, 8}, {7, words, 4},
	                           {8, words, 8}, {7, NULL, 0},      {7, NULL, 0}};
	assert_int_equal(report_duplicates(made_up, 7), 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reviews_become_ids),
	    cmocka_unit_test(the_order_of_adding_does_not_matter),
	    cmocka_unit_test(finishing_twice_gives_the_same),
	    cmocka_unit_test(rare_words_become_unknown),
	    cmocka_unit_test(the_last_ids_are_kept),
	    cmocka_unit_test(a_limit_keeps_the_first_of_each_label),
	    cmocka_unit_test(wrong_text_leaves_no_trace),
	    cmocka_unit_test(wrong_options_are_refused),
	    cmocka_unit_test(wrong_reviews_are_refused),
	    cmocka_unit_test(a_shared_hash_makes_no_duplicate),
	    cmocka_unit_test(ids_reach_65535),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

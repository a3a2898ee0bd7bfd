/* Proves what the passages of a corpus are: sentences, and words of one, of the training reviews alone, behind the whole ones; and that
 * these, the vocabulary and the order of adding are as without them. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "text/vocabulary.h"
#include "unroll/corpus.h"

#define TRAIN UNROLL_TRAIN_HALF
#define TEST  UNROLL_TEST_HALF

enum { PASSAGES = 40 };

/* Five sentences of 2, 1, 4, 3 and 20 words, which are as many different ones; and two tags. */
static const char text[] = "A dull film! Really? I saw it (twice)<br /><br />in the dark\n"
                           "v1 v2 v3 v4 v5 v6 v7 v8 v9 w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 x0...";
static const struct {
	const char *first;
	uint32_t words;
} sentences[] = {{"a", 3}, {"really", 1}, {"i", 4}, {"in", 3}, {"v1", 20}};
enum { SENTENCES = sizeof sentences / sizeof *sentences };

static void add(unroll_corpus_builder *builder, unroll_half half, uint8_t label, uint32_t number,
                const char *of) {
	unroll_review review = {half, label, number, of, strlen(of)};
	assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
}

static unroll_corpus *make(unroll_tokenizer tokenizer, uint32_t passages, bool backwards,
                           unroll_bytes *file) {
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder;
	unroll_corpus *corpus;
	options.tokenizer = tokenizer;
	options.passages = passages;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	unroll_review bad = {TRAIN, 0, 9, "one. two. \xff", 11};
	assert_int_equal(unroll_corpus_builder_add(builder, &bad, NULL),
	                 UNROLL_BAD_TEXT); /* and leaves nothing */
	for (int i = 0; i < 4; i++) switch (backwards ? 3 - i : i) {
		case 0:
			add(builder, TRAIN, 1, 0, text);
			break;
		case 1:
			add(builder, TRAIN, 0, 0, "worse");
			break;
		case 2:
			add(builder, TRAIN, 0, 1, "<br />");
			break; /* without a sentence */
		case 3:
			add(builder, TEST, 0, 0, "not bad. not good");
			break;
		}
	assert_int_equal(unroll_corpus_builder_finish(builder, "tests", file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(file->data, file->size, &corpus, NULL), UNROLL_OK);
	return corpus;
}

/* The place of a word in the whole text: each of its words is another one, but br. */
static uint32_t place_of(const unroll_corpus *corpus, uint16_t id) {
	unroll_corpus_review whole = unroll_corpus_get(corpus, TRAIN, 2);
	for (uint32_t i = 1; i < whole.count; i++)
		if (whole.ids[i] == id) return i;
	return 0;
}

static uint16_t id_of(const unroll_corpus *corpus, const char *word) {
	return (uint16_t)word_id(unroll_corpus_vocabulary(corpus), unroll_corpus_words(corpus), word,
	                         strlen(word));
}

static uint32_t place_of_word(const unroll_corpus *corpus, const char *word) {
	return place_of(corpus, id_of(corpus, word));
}

/* Passage `number` of the text. */
static unroll_corpus_review passage(const unroll_corpus *corpus, uint32_t number) {
	return unroll_corpus_get(corpus, TRAIN, 3 + PASSAGES + number);
}

static void whole_reviews_stay_and_passages_follow(void **state) {
	(void)state;
	unroll_bytes without, with;
	unroll_corpus *plain = make(UNROLL_WORDS, 0, false, &without);
	unroll_corpus *corpus = make(UNROLL_WORDS, PASSAGES, false, &with);
	assert_int_equal(unroll_corpus_count(plain, TRAIN), 3);
	assert_int_equal(unroll_corpus_count(corpus, TRAIN), 3 + 2 * PASSAGES); /* one has no sentence */
	assert_int_equal(unroll_corpus_count(corpus, TEST), 1);
	for (uint32_t i = 0; i < 3; i++) {
		unroll_corpus_review one = unroll_corpus_get(plain, TRAIN, i),
		                     other = unroll_corpus_get(corpus, TRAIN, i);
		assert_int_equal(one.label, other.label);
		assert_int_equal(one.count, other.count);
		assert_memory_equal(one.ids, other.ids, one.count * sizeof *one.ids);
	}
	const unroll_vocabulary *words = unroll_corpus_vocabulary(plain),
	                        *same = unroll_corpus_vocabulary(corpus);
	assert_int_equal(unroll_vocabulary_count(words), unroll_vocabulary_count(same));
	for (uint32_t i = 0; i < PASSAGES; i++) {
		unroll_corpus_review short_one = unroll_corpus_get(corpus, TRAIN, 3 + i);
		assert_int_equal(short_one.label, 0);
		assert_int_equal(short_one.count, 2);
		assert_int_equal(short_one.ids[0], UNROLL_START_ID);
		assert_int_equal(short_one.ids[1], id_of(corpus, "worse"));
	}
	unroll_corpus_close(plain);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&without);
	unroll_bytes_free(&with);
}

static void check_passage(const unroll_corpus *corpus, uint32_t number, bool begins[],
                          uint32_t *most_sentences) {
	unroll_corpus_review one = passage(corpus, number);
	uint32_t first = place_of(corpus, one.ids[1]), last = first + one.count - 2, from = SENTENCES, to = 0;
	assert_int_equal(one.label, 1);
	assert_int_equal(one.ids[0], UNROLL_START_ID);
	for (uint32_t i = 0; i < SENTENCES; i++) {
		uint32_t begin = place_of_word(corpus, sentences[i].first), end = begin + sentences[i].words - 1;
		if (number % 2 == 0 || number == 1) {
			if (first == begin) from = i;
			if (last == end) to = i;
		} else if (first >= begin && last <= end) {
			from = to = i; /* words of one sentence */
			assert_true(one.count - 1 <= 15);
		}
	}
	assert_true(from < SENTENCES && from <= to && to < from + 3);
	if (to - from + 1 > *most_sentences) *most_sentences = to - from + 1;
	begins[from] = true;
}

static void passages_are_sentences_and_words_of_one(void **state) {
	(void)state;
	unroll_bytes file;
	unroll_corpus *corpus = make(UNROLL_WORDS, PASSAGES, false, &file);
	bool begins[SENTENCES] = {false};
	uint32_t most_sentences = 0;
	for (uint32_t number = 0; number < PASSAGES; number++)
		check_passage(corpus, number, begins, &most_sentences);
	assert_int_equal(passage(corpus, 0).ids[1], id_of(corpus, "v1")); /* the last one */
	assert_int_equal(passage(corpus, 0).count, 21);
	assert_int_equal(passage(corpus, 1).ids[1], id_of(corpus, "a")); /* the first one */
	assert_int_equal(passage(corpus, 1).count, 4);
	assert_int_equal(most_sentences, 3);
	for (uint32_t i = 0; i < SENTENCES; i++) assert_true(begins[i]);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void the_order_of_adding_does_not_matter(void **state) {
	(void)state;
	for (unroll_tokenizer tokenizer = UNROLL_WORDS; tokenizer <= UNROLL_CHARACTERS; tokenizer++) {
		unroll_bytes one, other;
		unroll_corpus_close(make(tokenizer, 5, false, &one));
		unroll_corpus_close(make(tokenizer, 5, true, &other));
		assert_int_equal(one.size, other.size);
		assert_memory_equal(one.data, other.data, one.size);
		unroll_bytes_free(&one);
		unroll_bytes_free(&other);
	}
}

/* Characters: a mark and the letters of each word, with the sentences of the words. */
static void pieces_have_passages_too(void **state) {
	(void)state;
	unroll_bytes file;
	unroll_corpus *corpus = make(UNROLL_CHARACTERS, PASSAGES, false, &file);
	assert_int_equal(passage(corpus, 0).count, 1 + 20 * 3);
	assert_int_equal(passage(corpus, 1).count, 1 + (1 + 1) + (1 + 4) + (1 + 4));
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void too_many_are_refused(void **state) {
	(void)state;
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder;
	unroll_error error;
	options.passages = UNROLL_MOST_PASSAGES + 1;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.message, "passages is 101; it must be 0 to 100.");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(whole_reviews_stay_and_passages_follow),
	    cmocka_unit_test(passages_are_sentences_and_words_of_one),
	    cmocka_unit_test(the_order_of_adding_does_not_matter),
	    cmocka_unit_test(pieces_have_passages_too),
	    cmocka_unit_test(too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

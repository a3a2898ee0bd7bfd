/* Proves that a vocabulary finds every word by its rank and every rank by its word, and refuses what is none. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unroll/text.h"

static void check_word(const unroll_vocabulary *vocabulary, uint32_t rank, const char *wanted) {
	size_t size;
	const char *word = unroll_vocabulary_word(vocabulary, rank, &size);
	assert_int_equal(size, strlen(wanted));
	assert_memory_equal(word, wanted, size);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, wanted, size), rank);
}

static void words_and_ranks_belong_together(void **state) {
	(void)state;
	static const char words[] = "the\nit's\n감\na";
	char text[sizeof words - 1];
	unroll_vocabulary *vocabulary;
	memcpy(text, words, sizeof text);
	assert_int_equal(unroll_vocabulary_create(text, sizeof text, &vocabulary, NULL), UNROLL_OK);
	memset(text, 'x', sizeof text); /* the text was copied */
	assert_int_equal(unroll_vocabulary_count(vocabulary), 4);
	check_word(vocabulary, 1, "the");
	check_word(vocabulary, 2, "it's");
	check_word(vocabulary, 3, "감");
	check_word(vocabulary, 4, "a");
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "th", 2), 0);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "then", 4), 0);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "The", 3), 0);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "", 0), 0);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "the\nit's", 8), 0);
	unroll_vocabulary_destroy(vocabulary);
}

static void its_text_is_that_of_its_first_words(void **state) {
	(void)state;
	static const char text[] = "the\nit's\na";
	static const char *const wanted[] = {"", "the", "the\nit's", "the\nit's\na"};
	unroll_vocabulary *vocabulary;
	assert_int_equal(unroll_vocabulary_create(text, sizeof text - 1, &vocabulary, NULL), UNROLL_OK);
	for (uint32_t count = 0; count < 4; count++) {
		size_t size;
		const char *first = unroll_vocabulary_text(vocabulary, count, &size);
		assert_int_equal(size, strlen(wanted[count]));
		assert_memory_equal(first, wanted[count], size);
	}
	unroll_vocabulary_destroy(vocabulary);
}

static void a_vocabulary_may_be_empty(void **state) {
	(void)state;
	unroll_vocabulary *vocabulary;
	size_t size;
	assert_int_equal(unroll_vocabulary_create("", 0, &vocabulary, NULL), UNROLL_OK);
	assert_int_equal(unroll_vocabulary_count(vocabulary), 0);
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "a", 1), 0);
	assert_non_null(unroll_vocabulary_text(vocabulary, 0, &size));
	assert_int_equal(size, 0);
	unroll_vocabulary_destroy(vocabulary);
	unroll_vocabulary_destroy(NULL);
}

static void what_is_none_is_refused(void **state) {
	(void)state;
	static const char *const texts[] = {"\n",      "a\n",     "\na",          "a\n\nb",
	                                    "a\nb\na", "a\n\xff", "\xed\xa0\x80", "a\nb\xc3"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		unroll_vocabulary *vocabulary = NULL;
		unroll_error error;
		size_t size = strlen(texts[i]);
		char *text = malloc(size);
		memcpy(text, texts[i], size);
		assert_int_equal(unroll_vocabulary_create(text, size, &vocabulary, &error), UNROLL_BAD_FILE);
		assert_null(vocabulary);
		assert_string_equal(error.subject, "vocabulary");
		free(text);
	}
}

static void ten_thousand_words_are_found(void **state) {
	(void)state;
	enum { WORDS = 10000 };
	static char text[WORDS * 8];
	size_t size = 0;
	for (int i = 1; i <= WORDS; i++) size += (size_t)sprintf(text + size, "%sw%d", i > 1 ? "\n" : "", i);
	unroll_vocabulary *vocabulary;
	assert_int_equal(unroll_vocabulary_create(text, size, &vocabulary, NULL), UNROLL_OK);
	assert_int_equal(unroll_vocabulary_count(vocabulary), WORDS);
	for (uint32_t i = 1; i <= WORDS; i++) {
		char word[16];
		sprintf(word, "w%u", (unsigned)i);
		check_word(vocabulary, i, word);
	}
	assert_int_equal(unroll_vocabulary_rank(vocabulary, "w10001", 6), 0);
	unroll_vocabulary_destroy(vocabulary);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_and_ranks_belong_together),
	    cmocka_unit_test(its_text_is_that_of_its_first_words),
	    cmocka_unit_test(a_vocabulary_may_be_empty),
	    cmocka_unit_test(what_is_none_is_refused),
	    cmocka_unit_test(ten_thousand_words_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves that texts fall into words as Keras' Tokenizer makes them fall, and that places, cuts and errors are right. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "unroll/text.h"

/* The text's words, joined by '|', must be `wanted`. The text lies in memory of exactly its size. */
static void check_words(const char *text, const char *wanted) {
	size_t size = strlen(text);
	char *copy = malloc(size ? size : 1), joined[2048] = "";
	memcpy(copy, text, size);
	unroll_words words = unroll_words_of(copy, size);
	for (bool first = true;; first = false) {
		unroll_word word;
		bool found;
		assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
		if (!found) break;
		assert_true(word.size > 0 && word.start < word.end && word.end <= size);
		if (!first) strcat(joined, "|");
		strncat(joined, word.lower, word.size);
	}
	assert_int_equal(words.position, size);
	if (strcmp(joined, wanted) != 0) fail_msg("\"%s\" gave \"%s\"", text, joined);
	free(copy);
}

static void words_are_split_at_spaces_and_filters(void **state) {
	(void)state;
	check_words("", "");
	check_words("   \t\n !?", "");
	check_words("a", "a");
	check_words("One of the BEST films", "one|of|the|best|films");
	check_words("  leading and trailing  ", "leading|and|trailing");
	check_words("tab\there\nnewline", "tab|here|newline");
	check_words("hyphen-ated/slashed.dotted,comma", "hyphen|ated|slashed|dotted|comma");
	check_words("10/10 & 4th", "10|10|4th");
	check_words("end.", "end");
}

static void every_filter_separates(void **state) {
	(void)state;
	static const char filters[] = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n ";
	for (unsigned character = 0; character < 128; character++) {
		char text[] = {'a', (char)character, 'b'};
		unroll_words words = unroll_words_of(text, 3);
		unroll_word word;
		bool found;
		assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
		bool filter = character && strchr(filters, (int)character);
		if (word.size != (filter ? 1u : 3u)) fail_msg("character %u", character);
	}
}

static void apostrophes_stay(void **state) {
	(void)state;
	check_words("it's \"quoted\" 'quoted' dogs'", "it's|quoted|'quoted'|dogs'");
	check_words("'", "'");
	check_words("'''", "'''");
}

static void a_line_break_tag_leaves_br(void **state) {
	(void)state;
	check_words("good.<br /><br />Bad", "good|br|br|bad");
}

/* str.split(' ') knows the space only. */
static void other_white_space_is_part_of_words(void **state) {
	(void)state;
	check_words("a\rb c\r\nd", "a\rb|c\r|d");
	check_words("a\vb\fc", "a\vb\fc");
	check_words("a\u00a0b \u2028 c\u3000d", "a\u00a0b|\u2028|c\u3000d");
	check_words("a\x7f", "a\x7f");
	check_words("“smart” – dash…", "“smart”|–|dash…");
}

static void a_zero_byte_is_part_of_a_word(void **state) {
	(void)state;
	unroll_words words = unroll_words_of("A\0B c", 5);
	unroll_word word;
	bool found;
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_int_equal(word.size, 3);
	assert_memory_equal(word.lower, "a\0b", 3);
}

static void letters_outside_ascii_become_lower(void **state) {
	(void)state;
	check_words("ÀÉÎ ÜBER ŁÓDŹ", "àéî|über|łódź");
	check_words("ΑΒΓ ΟΔΟΣ", "αβγ|οδοσ"); /* no final sigma */
	check_words("МОСКВА", "москва");
	check_words("\u0130stanbul IŞIK", "istanbul|işik");
	check_words("\u212a", "k");
	check_words("영화 정말 재미있다", "영화|정말|재미있다");
	check_words("映画。最高！", "映画。最高！");
	check_words("😀Fun😀 \U00010400", "😀fun😀|\U00010428");
}

static void places_are_those_of_the_original(void **state) {
	(void)state;
	static const char text[] = "  \u023aB! c"; /* U+023A takes two bytes, its lower case three */
	unroll_words words = unroll_words_of(text, sizeof text - 1);
	unroll_word word;
	bool found;
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_true(found);
	assert_int_equal(word.start, 2);
	assert_int_equal(word.end, 5);
	assert_int_equal(word.size, 4);
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_int_equal(word.start, 7);
	assert_int_equal(word.end, 8);
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_false(found);
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_false(found);
}

/* A text of `before` letters a, then `character`, then the word "b". */
static void check_cut(size_t before, const char *character, size_t wanted) {
	char text[1000];
	size_t length = strlen(character);
	memset(text, 'a', before);
	memcpy(text + before, character, length);
	memcpy(text + before + length, "aa b", 4);
	unroll_words words = unroll_words_of(text, before + length + 4);
	unroll_word word;
	bool found;
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_int_equal(word.size, wanted);
	assert_int_equal(word.start, 0);
	assert_int_equal(word.end, before + length + 2);
	assert_int_equal(unroll_next_word(&words, &word, &found, NULL), UNROLL_OK);
	assert_int_equal(word.size, 1);
	assert_int_equal(word.lower[0], 'b');
}

static void long_words_are_cut_between_characters(void **state) {
	(void)state;
	check_cut(UNROLL_WORD_BYTES - 3, "a", UNROLL_WORD_BYTES);
	check_cut(UNROLL_WORD_BYTES, "a", UNROLL_WORD_BYTES);
	check_cut(900, "a", UNROLL_WORD_BYTES);
	check_cut(UNROLL_WORD_BYTES - 1, "é", UNROLL_WORD_BYTES - 1); /* and no later letter fills the gap */
	check_cut(UNROLL_WORD_BYTES - 2, "é", UNROLL_WORD_BYTES);
	check_cut(UNROLL_WORD_BYTES - 3, "😀", UNROLL_WORD_BYTES - 3);
	check_cut(UNROLL_WORD_BYTES - 2, "\u023a", UNROLL_WORD_BYTES - 2);
}

static void wrong_utf8_is_refused_where_it_is(void **state) {
	(void)state;
	static const char *const wrong[] = {"\x80",         "\xc3",         "\xc3(",        "\xc0\x80",
	                                    "\xe0\x80\x80", "\xed\xa0\x80", "\xe2\x82",     "\xf0\x80\x80\x80",
	                                    "\xf0\x9f\x98", "\xff",         "\xf5\x80\x80", "\xf4\x90\x80\x80"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char text[32] = "good bad";
		strcat(text, wrong[i]);
		unroll_words words = unroll_words_of(text, strlen(text));
		unroll_word word;
		unroll_error error;
		bool found;
		assert_int_equal(unroll_next_word(&words, &word, &found, &error), UNROLL_OK);
		assert_int_equal(unroll_next_word(&words, &word, &found, &error), UNROLL_BAD_TEXT);
		assert_non_null(strstr(error.message, "byte 8"));
		assert_int_equal(words.position, 4); /* as it was */
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_split_at_spaces_and_filters),
	    cmocka_unit_test(every_filter_separates),
	    cmocka_unit_test(apostrophes_stay),
	    cmocka_unit_test(a_line_break_tag_leaves_br),
	    cmocka_unit_test(other_white_space_is_part_of_words),
	    cmocka_unit_test(a_zero_byte_is_part_of_a_word),
	    cmocka_unit_test(letters_outside_ascii_become_lower),
	    cmocka_unit_test(places_are_those_of_the_original),
	    cmocka_unit_test(long_words_are_cut_between_characters),
	    cmocka_unit_test(wrong_utf8_is_refused_where_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

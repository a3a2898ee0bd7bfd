/* Proves that rows are padded and truncated as Keras' pad_sequences does it, that ids beyond the vocabulary size become
 * unknown, and that a typed review is read into the row that its ids are padded to. */
#include <string.h>

#include "../cmocka_all.h"
#include "text/padding.h"
#include "text/review_reader.h"

/* The examples of Keras' documentation of pad_sequences, and what it does without ids. */
static void rows_are_those_of_pad_sequences(void **state) {
	(void)state;
	static const struct {
		unroll_side padding, truncating;
		uint16_t count, row[3];
	} examples[] = {
	    {UNROLL_PRE, UNROLL_PRE, 1, {0, 0, 11}},     {UNROLL_PRE, UNROLL_PRE, 2, {0, 11, 12}},
	    {UNROLL_PRE, UNROLL_PRE, 3, {11, 12, 13}},   {UNROLL_PRE, UNROLL_PRE, 5, {13, 14, 15}},
	    {UNROLL_POST, UNROLL_PRE, 1, {11, 0, 0}},    {UNROLL_POST, UNROLL_PRE, 5, {13, 14, 15}},
	    {UNROLL_PRE, UNROLL_POST, 2, {0, 11, 12}},   {UNROLL_PRE, UNROLL_POST, 5, {11, 12, 13}},
	    {UNROLL_POST, UNROLL_POST, 4, {11, 12, 13}}, {UNROLL_PRE, UNROLL_PRE, 0, {0, 0, 0}},
	    {UNROLL_POST, UNROLL_POST, 0, {0, 0, 0}},
	};
	static const uint16_t ids[] = {11, 12, 13, 14, 15};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		uint16_t row[] = {7, 7, 7};
		padding_rule rule = {3, examples[i].padding, examples[i].truncating};
		pad_review(row, rule, examples[i].count ? ids : NULL, examples[i].count, 100);
		assert_memory_equal(row, examples[i].row, sizeof row);
	}
}

static void ids_beyond_the_vocabulary_size_are_unknown(void **state) {
	(void)state;
	static const uint16_t ids[] = {1, 9, 10, 65535};
	static const uint16_t expected[] = {1, 9, UNROLL_UNKNOWN_ID, UNROLL_UNKNOWN_ID},
	                      all[] = {1, 9, 10, 65535};
	uint16_t row[4];
	pad_review(row, (padding_rule){4, UNROLL_PRE, UNROLL_PRE}, ids, 4, 10);
	assert_memory_equal(row, expected, sizeof row);
	pad_review(row, (padding_rule){4, UNROLL_PRE, UNROLL_PRE}, ids, 4, 65536);
	assert_memory_equal(row, all, sizeof row);
}

/* Reviews of 0 to 9 words in rows of 1 to 12 timesteps, on either side of fitting. */
static void a_typed_review_is_the_row_of_its_ids(void **state) {
	(void)state;
	static const char text[] = "a b, x A... c y b a c";
	static const uint16_t ids[] = {UNROLL_START_ID, 4, 5, 2, 4, 2, 2, 5, 4, 2}; /* "c" has no id below 6 */
	unroll_vocabulary *vocabulary;
	assert_int_equal(unroll_vocabulary_create("a\nb\nc", 5, &vocabulary, NULL), UNROLL_OK);
	for (uint32_t length = 1; length <= 12; length++)
		for (int sides = 0; sides < 4; sides++)
			for (uint32_t words = 0; words <= 9; words++) {
				const unroll_settings settings = {.words = 6,
				                                  .length = length,
				                                  .padding = (unroll_side)(sides / 2),
				                                  .truncating = (unroll_side)(sides % 2)};
				static const size_t ends[] = {0, 1, 3, 6, 8, 13, 15, 17, 19, 21};
				uint16_t row[12], expected[12];
				review_reader reader;
				assert_int_equal(review_reader_open(&reader, vocabulary, &settings, text, ends[words], NULL),
				                 UNROLL_OK);
				assert_int_equal(reader.word_count, words);
				review_reader_begin(&reader, row);
				pad_review(expected, padding_rule_of(&settings), ids, words + 1, settings.words);
				for (uint32_t i = 0; i < words; i++) {
					review_token read = review_reader_next(&reader);
					unroll_token word = read.token;
					assert_int_equal(word.id, ids[i + 1]);
					assert_int_equal(text[word.start] == ' ', 0);
					if (read.kept) assert_int_equal(row[read.timestep], word.id);
				}
				assert_memory_equal(row, expected, length * sizeof *row);
			}
	unroll_vocabulary_destroy(vocabulary);
}

static void a_wrong_text_is_refused_before_anything_is_read(void **state) {
	(void)state;
	unroll_vocabulary *vocabulary;
	const unroll_settings settings = {.words = 6, .length = 3};
	review_reader reader;
	unroll_error error;
	assert_int_equal(unroll_vocabulary_create("a", 1, &vocabulary, NULL), UNROLL_OK);
	assert_int_equal(review_reader_open(&reader, vocabulary, &settings, "a b \xff", 5, &error),
	                 UNROLL_BAD_TEXT);
	assert_string_equal(error.subject, "text");
	assert_int_equal(review_reader_open(&reader, vocabulary, &settings, "a", UINT32_MAX, &error),
	                 UNROLL_TOO_LARGE);
	unroll_vocabulary_destroy(vocabulary);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_those_of_pad_sequences),
	    cmocka_unit_test(ids_beyond_the_vocabulary_size_are_unknown),
	    cmocka_unit_test(a_typed_review_is_the_row_of_its_ids),
	    cmocka_unit_test(a_wrong_text_is_refused_before_anything_is_read),
	};
	return cmocka_run_group_tests_name("padding", tests, NULL, NULL);
}

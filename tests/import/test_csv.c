/* Proves how tables are read: delimiters, quotes, line ends, marks, in pieces of any size and cut at any byte; what is guessed of
 * them; which rows are skipped; what labels are taken; and that nothing hostile does harm. */
#include "../cmocka_all.h"

#include "import/csv_rows.h"
#include "looked_at.h"

typedef struct shape {
	const char *table;
	char delimiter;
	bool quotes, header;
	uint32_t columns, text, label;
	const char *positive;
} shape;

static const shape shapes[] = {
    {"review,sentiment\n\"a good, good film\",positive\n\"bad \"\"film\"\"\",negative\n", ',', true, true, 2,
     0, 1, "positive"},
    {"id\tdocument\tlabel\n1\t정말 좋은 영화\t1\n2\t\"별로\" 였다\t0\n3\t그저 그렇다\t0\n", '\t', false, true,
     3, 1, 2, "1"},
    {"\xef\xbb\xbf내용;감정\r\n\"좋아요; 정말\";긍정\r\n싫어요 아주;부정\r\n", ';', true, true, 2, 0, 1,
     "긍정"},
    {"0,a dull and boring story\n1,a great film of its time\n0,never again a film like it\n", ',', true,
     false, 2, 1, 0, "1"},
    {"pos\tone fine film\rneg\tno fine film\rpos\tso very fine\r", '\t', false, false, 2, 1, 0, "pos"},
    {"stars,words\n-1,bad one\n1,good one\n1,good two\n", ',', true, true, 2, 1, 0, "1"},
    {"a long text of words,no\nanother text of words,yes\n", ',', true, false, 2, 0, 1, "yes"},
    {"1,2021,\"first text, long\",bad\n2,2021,\"second text, long\",good\n3,2022,\"third text, long\",bad\n"
     "4,2022,\"fourth text, long\",bad\n",
     ',', true, false, 4, 2, 3, "good"},
};

static void layouts_are_guessed(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const shape *s = &shapes[i];
		unroll_csv_guess guess;
		unroll_error error;
		unroll_table *table = NULL;
		if (look_in_pieces(s->table, 9, &no_wish, &table, &guess, &error) != UNROLL_OK)
			fail_msg("%zu: %s", i, error.message);
		assert_int_equal(guess.layout.delimiter, s->delimiter);
		assert_int_equal(guess.layout.quotes, s->quotes);
		assert_int_equal(guess.layout.header, s->header);
		assert_int_equal(guess.layout.columns, s->columns);
		assert_int_equal(guess.layout.text, s->text);
		assert_int_equal(guess.layout.label, s->label);
		assert_int_equal(guess.labels, 2);
		assert_string_equal(guess.rule.positive, s->positive);
		unroll_table_destroy(table);
	}
}

static void wishes_are_kept_to(void **state) {
	(void)state;
	unroll_csv_guess guess;
	unroll_error error;
	unroll_csv_wish wish = no_wish;
	wish.text = "title", wish.label = "4", wish.header = 1;
	assert_int_equal(
	    look("id,title,body,label\n1,a,much longer text,0\n2,b,other text,1\n", &wish, &guess, &error),
	    UNROLL_OK);
	assert_int_equal(guess.layout.text, 1);
	assert_int_equal(guess.layout.label, 3);
	wish.text = "heading";
	assert_int_equal(look("id,title,body,label\n1,a,b,0\n2,b,c,1\n", &wish, &guess, &error),
	                 UNROLL_BAD_SETTING);
	assert_non_null(strstr(error.message, "\"title\""));
	wish = no_wish, wish.text = wish.label = "2";
	assert_int_equal(look("a,b\nc,d\n", &wish, &guess, &error), UNROLL_BAD_SETTING);
	wish = no_wish, wish.delimiter = ';';
	assert_int_equal(look("a,b\nc,d\n", &wish, &guess, &error), UNROLL_BAD_FILE);
}

static void what_is_no_table_is_refused(void **state) {
	(void)state;
	unroll_csv_guess guess;
	unroll_error error;
	assert_int_equal(look("", &no_wish, &guess, &error), UNROLL_BAD_FILE);
	assert_int_equal(look("only words\nand words\n", &no_wish, &guess, &error), UNROLL_BAD_FILE);
	static const uint8_t utf16[] = {0xff, 0xfe, 'a', 0}, nul[] = {'a', ',', 0, '\n'};
	for (int which = 0; which < 2; which++) {
		unroll_table *table_of_bytes;
		assert_int_equal(unroll_table_create(&no_wish, &table_of_bytes, &error), UNROLL_OK);
		assert_int_equal(unroll_table_add(table_of_bytes, which ? nul : utf16, 4, &error), UNROLL_OK);
		assert_int_equal(unroll_table_end(table_of_bytes, &guess, &error), UNROLL_BAD_TEXT);
		assert_non_null(strstr(error.message, "UTF-16"));
		unroll_table_destroy(table_of_bytes);
	}
}

static const char table[] = "id,text,label\r\n"
                            "1,\"good, \"\"very\"\"\ngood\",1\r\n" /* lines 2 and 3 */
                            "2,bad,0\r\n"
                            "\r\n"
                            "3,,1\r\n"      /* 6 */
                            "4,text,\r\n"   /* 7 */
                            "5\r\n"         /* 8 */
                            "6,a\xff,1\r\n" /* 9 */
                            "7,bad bad,0\r\n"
                            "8,\"good\" indeed,1\r\n"
                            "9,good,1";

static void rows_are_read_in_pieces_of_any_size(void **state) {
	(void)state;
	unroll_import_options options = options_without_labels();
	options.test = 0;
	for (size_t piece = 1; piece < sizeof table; piece++) {
		unroll_import_report report;
		unroll_error error;
		if (import_table(table, piece, &options, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 3);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][0], 2);
		assert_int_equal(report.words, 9); /* good very good, bad, bad bad, good indeed, good */
		static const unroll_skip reasons[] = {UNROLL_SKIP_NO_TEXT, UNROLL_SKIP_NO_LABEL,
		                                      UNROLL_SKIP_FEW_COLUMNS, UNROLL_SKIP_BAD_TEXT};
		for (uint32_t i = 0; i < 4; i++) {
			assert_int_equal(report.skipped[reasons[i]].count, 1);
			assert_int_equal(report.skipped[reasons[i]].places[0], 6 + i);
		}
		assert_string_equal(report.names[1], "1");
		assert_string_equal(report.names[0], "0");
	}
}

static void a_table_cut_at_any_byte_is_read_or_refused(void **state) {
	(void)state;
	char cut[sizeof table];
	for (size_t end = 0; end < sizeof table - 1; end++) {
		unroll_import_report report;
		unroll_error error;
		memcpy(cut, table, end);
		cut[end] = '\0';
		if (import_table(cut, 5, NULL, &report, &error) != UNROLL_OK) assert_true(strlen(error.message) > 10);
	}
}

static void wrong_bytes_do_no_harm(void **state) {
	(void)state;
	static const char odd[] = "\",;\t\r\n\xff\"";
	char wrong[sizeof table];
	uint32_t random = 3;
	for (uint32_t round = 0; round < 20000; round++) {
		unroll_import_report report;
		unroll_error error;
		memcpy(wrong, table, sizeof table);
		for (uint32_t change = 0; change <= round % 6; change++) {
			random = random * 1664525u + 1013904223u;
			wrong[(random >> 8) % (sizeof table - 1)] = odd[(random >> 28) % (sizeof odd - 1)];
		}
		if (import_table(wrong, 1 + round % 40, NULL, &report, &error) != UNROLL_OK)
			assert_true(strlen(error.message) > 10);
	}
}

static void labels_must_be_two(void **state) {
	(void)state;
	unroll_import_report report;
	unroll_error error;
	unroll_import_options options = options_without_labels();
	static const char stars[] = "text,stars\nfilm a,1\nfilm b,2\nfilm c,3\nfilm d,3\n";
	assert_int_equal(import_table("text,label\na b,1\nc d,1\n", 9, NULL, &report, &error), UNROLL_NO_REVIEWS);
	assert_int_equal(import_table(stars, 9, NULL, &report, &error), UNROLL_MISMATCH);
	assert_non_null(strstr(error.message, "\"1\" (1), \"2\" (1), \"3\" (2)"));
	options.labels.positive = "3";
	assert_int_equal(import_table(stars, 9, &options, &report, &error), UNROLL_MISMATCH);
	options.labels.negative = "1";
	options.test = 0;
	assert_int_equal(import_table(stars, 9, &options, &report, &error), UNROLL_OK);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 2);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][0], 1);
	assert_int_equal(report.skipped[UNROLL_SKIP_OTHER_LABEL].count, 1);
	options.labels.positive = "9";
	assert_int_equal(import_table(stars, 9, &options, &report, &error), UNROLL_MISMATCH);
	assert_non_null(strstr(error.message, "No row has the label \"9\""));
	options.labels.positive = "0";
	options.labels.negative = "1";
	assert_int_equal(import_table("text,label\na b,1\nc d,0\n", 9, &options, &report, &error), UNROLL_OK);
	assert_string_equal(report.names[1], "0");
}

static void the_test_half_is_spread_evenly_over_each_label(void **state) {
	(void)state;
	static char rows[20000];
	unroll_import_report report;
	unroll_error error;
	strcpy(rows, "text,label\n");
	for (int i = 0; i < 1000; i++) strcat(rows, i < 600 ? "good film,1\n" : "bad film,0\n");
	assert_int_equal(import_table(rows, 1000, NULL, &report, &error), UNROLL_OK);
	assert_int_equal(report.reviews[UNROLL_TEST_HALF][1], 120);
	assert_int_equal(report.reviews[UNROLL_TEST_HALF][0], 80);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 480);
	assert_int_equal(report.duplicates, 998);
}

static void another_encoding_and_open_quotes_are_told(void **state) {
	(void)state;
	unroll_import_report report;
	unroll_error error;
	/* "영화" as CP949 has it. */
	assert_int_equal(import_table("text,label\n\xbf\xb5\xc8\xad,1\n\xbf\xb5\xc8\xad,0\nfilm,0\n", 9, NULL,
	                              &report, &error),
	                 UNROLL_BAD_TEXT);
	assert_non_null(strstr(error.message, "2 of 3 rows are not UTF-8, the first in line 2"));
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	bool wanted;
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_begin(import, "t", &wanted, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_add(import, (const uint8_t *)"film,1\n\"open,0\n", 15, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_end(import, &error), UNROLL_BAD_FILE);
	assert_non_null(strstr(error.message, "line 2"));
	unroll_import_destroy(import);
}

static void a_row_beyond_any_review_is_skipped(void **state) {
	(void)state;
	size_t size = UNROLL_REVIEW_BYTES + 100;
	uint8_t *rows = malloc(size + 64);
	memset(rows, 'a', size);
	memcpy(rows + size, ",1\ngood,1\nbad,0\n", 16);
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	unroll_bytes file;
	unroll_import_report report;
	options.test = 0;
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, NULL), UNROLL_OK);
	assert_int_equal(feed(import, "t", rows, size + 16, 5000, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_finish(import, &file, &report, NULL), UNROLL_OK);
	assert_int_equal(report.skipped[UNROLL_SKIP_TOO_LONG].count, 1);
	assert_int_equal(report.skipped[UNROLL_SKIP_TOO_LONG].places[0], 1);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 1);
	unroll_bytes_free(&file);
	unroll_import_destroy(import);
	free(rows);
}

static void texts_without_any_word_are_reviews_too(void **state) {
	(void)state;
	unroll_import_report report;
	unroll_error error;
	assert_int_equal(import_table("text,label\n!?!,1\n...,0\n", 9, NULL, &report, &error), UNROLL_OK);
	assert_int_equal(report.words, 0);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 1);
}

/* 48 bytes that several values and names begin with: as many as are shown of a value. */
#define LONG "영화가 정말로 아주 많이 재미있었다고 "

static void values_and_names_are_compared_whole(void **state) {
	(void)state;
	static const char rows[] = "text," LONG "a," LONG "b\n"
	                           "one film," LONG "좋음," LONG "가\n"
	                           "two films," LONG "나쁨," LONG "나\n"
	                           "no film," LONG "좋음," LONG "다\n";
	unroll_csv_wish wish = no_wish;
	unroll_csv_guess guess;
	unroll_error error;
	unroll_table *looked_at = NULL;
	wish.header = 1;
	wish.label = LONG "b";
	assert_int_equal(look(rows, &wish, &guess, &error), UNROLL_OK);
	assert_int_equal(guess.layout.label, 2);
	assert_int_equal(guess.labels, 3);
	wish.label = LONG "a";
	assert_int_equal(look_in_pieces(rows, 5, &wish, &looked_at, &guess, &error), UNROLL_OK);
	assert_int_equal(guess.layout.label, 1);
	assert_int_equal(guess.labels, 2);
	assert_int_equal(guess.question, UNROLL_ASK_LABELS);
	assert_string_equal(unroll_table_label_at(looked_at, 0).value, LONG "좋음");
	assert_string_equal(unroll_table_label_at(looked_at, 1).value, LONG "나쁨");
	unroll_import_options options = options_without_labels();
	options.csv = guess.layout;
	options.test = 0;
	for (uint32_t swapped = 0; swapped < 2; swapped++) {
		unroll_import *import;
		unroll_bytes file;
		unroll_import_report report;
		options.labels.positive = unroll_table_label_at(looked_at, swapped).value;
		options.labels.negative = unroll_table_label_at(looked_at, !swapped).value;
		assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, &error), UNROLL_OK);
		assert_int_equal(feed(import, "t", (const uint8_t *)rows, sizeof rows - 1, 7, NULL), UNROLL_OK);
		assert_int_equal(unroll_import_finish(import, &file, &report, &error), UNROLL_OK);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], swapped ? 1 : 2);
		assert_true(strlen(report.names[1]) < UNROLL_VALUE_BYTES && strlen(report.names[1]) > 40);
		assert_memory_equal(report.names[1], LONG, strlen(report.names[1]));
		unroll_bytes_free(&file);
		unroll_import_destroy(import);
	}
	unroll_table_destroy(looked_at);
	wish.labels.positive = LONG; /* no row has it, although all that is shown of the values is the same */
	assert_int_equal(look(rows, &wish, &guess, &error), UNROLL_MISMATCH);
	assert_non_null(strstr(error.message, "No row has the label"));
}

static void options_that_are_not_utf8_are_refused(void **state) {
	(void)state;
	static const char wrong[] = "\xff";
	for (int which = 0; which < 3; which++) {
		unroll_import_options options = options_without_labels();
		unroll_import *import;
		unroll_error error;
		options.labels.positive = which == 0 ? wrong : NULL;
		options.labels.negative = which == 1 ? wrong : "neg";
		options.source = which == 2 ? wrong : "here";
		assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, &error),
		                 UNROLL_BAD_SETTING);
		assert_string_equal(error.subject, which == 0 ? "positive" : which == 1 ? "negative" : "source");
		assert_non_null(strstr(error.message, "not UTF-8"));
	}
	unroll_csv_wish wish = no_wish;
	unroll_csv_guess guess;
	wish.text = wrong;
	assert_int_equal(look("a,b\nc,d\n", &wish, &guess, NULL), UNROLL_BAD_SETTING);
}

static void a_long_source_is_cut_between_two_characters(void **state) {
	(void)state;
	for (size_t start = 0; start < 3; start++) {
		char source[121] = "aa";
		for (size_t i = start; i + 3 < sizeof source; i += 3) strcpy(source + i, "표");
		unroll_import_options options = unroll_default_import_options();
		unroll_import *import;
		unroll_bytes file;
		unroll_import_report report;
		unroll_error error;
		unroll_corpus *corpus;
		options.source = source;
		assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, NULL), UNROLL_OK);
		assert_int_equal(feed(import, "t", (const uint8_t *)"a,1\nb,0\n", 8, 8, NULL), UNROLL_OK);
		if (unroll_import_finish(import, &file, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
		size_t size = strlen(unroll_corpus_source(corpus));
		assert_true(size > 92 && size <= 95 && size % 3 == start);
		assert_memory_equal(unroll_corpus_source(corpus), source, size);
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
		unroll_import_destroy(import);
	}
}

/* Delimiters are no part of a row's text, but each takes memory. */
static void a_row_of_delimiters_takes_no_memory_without_end(void **state) {
	(void)state;
	static uint8_t commas[1 << 20];
	csv_rows rows;
	memset(commas, ',', sizeof commas);
	csv_rows_begin(&rows, ',', true);
	for (int i = 0; i < 4; i++) {
		const uint8_t *bytes = commas;
		size_t size = sizeof commas;
		bool found;
		assert_int_equal(csv_rows_next(&rows, &bytes, &size, i == 3, &found, NULL), UNROLL_OK);
		assert_int_equal(found, i == 3);
	}
	assert_true(rows.too_long);
	assert_int_equal(rows.columns, CSV_COLUMNS);
	assert_true(rows.ends_capacity <= 2 * CSV_COLUMNS);
	csv_rows_release(&rows);
}

/* A row of every kind that is not read, or is read although it is odd: pieces of any size give the same report. */
static void odd_rows_are_counted(void **state) {
	(void)state;
	static const char rows[] = "sep=,\n"
	                           "id,text,label,more\n"
	                           "1, \"good, fine\",pos,\n" /* a blank before the quote */
	                           "2,bad,NEG,,,\n"           /* empty cells beyond */
	                           "3,bad,neg,x,beyond\n"     /* 5: too many */
	                           "id,text,label,more\n"     /* 6: the header once more */
	                           "4,\"lone,pos,\n"          /* 7: not closed */
	                           "5,good,pos,\n"
	                           "6,bad,neg,\n"
	                           "7,\"quoted\",pos,\n" /* its quote ends the other */
	                           "8,\"two\nlines, and\nmore\",neg,\n"
	                           "9,so so,neutral,\n" /* 14 */
	                           "10,none,N/A,\n";    /* 15 */
	unroll_import_options options = options_without_labels();
	options.test = 0;
	for (size_t piece = 1; piece < sizeof rows; piece += 3) {
		unroll_import_report report;
		unroll_error error;
		if (import_table(rows, piece, &options, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 1);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][0], 2);
		assert_int_equal(report.words, 7); /* good fine, bad, two lines and more */
		static const struct {
			unroll_skip reason;
			uint32_t count, line;
		} skipped[] = {{UNROLL_SKIP_MANY_COLUMNS, 1, 5},
		               {UNROLL_SKIP_HEADER, 1, 6},
		               {UNROLL_SKIP_OPEN_QUOTE, 4, 7},
		               {UNROLL_SKIP_OTHER_LABEL, 1, 14},
		               {UNROLL_SKIP_NO_LABEL, 1, 15}};
		for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
			assert_int_equal(report.skipped[skipped[i].reason].count, skipped[i].count);
			assert_int_equal(report.skipped[skipped[i].reason].places[0], skipped[i].line);
		}
	}
}

static void delimiters_of_the_text_are_its_own(void **state) {
	(void)state;
	static const char *const tables[] = {"label,text\n1,good, so good\n0,bad, so bad\n1,good\n",
	                                     "text,label\ngood, so good,1\nbad, so bad,0\ngood,1\n"};
	unroll_import_options options = options_without_labels();
	options.test = 0;
	for (size_t i = 0; i < 2; i++) {
		unroll_import_report report;
		unroll_error error;
		if (import_table(tables[i], 5, &options, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		assert_int_equal(report.words, 7);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 2);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(layouts_are_guessed),
	    cmocka_unit_test(wishes_are_kept_to),
	    cmocka_unit_test(what_is_no_table_is_refused),
	    cmocka_unit_test(rows_are_read_in_pieces_of_any_size),
	    cmocka_unit_test(a_table_cut_at_any_byte_is_read_or_refused),
	    cmocka_unit_test(wrong_bytes_do_no_harm),
	    cmocka_unit_test(labels_must_be_two),
	    cmocka_unit_test(the_test_half_is_spread_evenly_over_each_label),
	    cmocka_unit_test(another_encoding_and_open_quotes_are_told),
	    cmocka_unit_test(odd_rows_are_counted),
	    cmocka_unit_test(delimiters_of_the_text_are_its_own),
	    cmocka_unit_test(a_row_beyond_any_review_is_skipped),
	    cmocka_unit_test(texts_without_any_word_are_reviews_too),
	    cmocka_unit_test(values_and_names_are_compared_whole),
	    cmocka_unit_test(options_that_are_not_utf8_are_refused),
	    cmocka_unit_test(a_long_source_is_cut_between_two_characters),
	    cmocka_unit_test(a_row_of_delimiters_takes_no_memory_without_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

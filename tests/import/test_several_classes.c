/* Proves that each of 3 to 20 labels can become a class of its own: which they are and in which order, what is refused, and that the corpus
 * has them. */
#include "looked_at.h"

#include <stdio.h>

static const char news[] = "text,topic\n"
                           "the team won the match,sports\n"
                           "parliament votes on the law,politics\n"
                           "a new opera opens tonight,culture\n"
                           "the striker scored twice,Sports\n"
                           "the minister resigned,politics\n"
                           "the museum shows old paintings, culture \n"
                           "there is no label here,\n"
                           "nor is there one here,NaN\n"
                           "a goal in the last minute,sports\n";

static unroll_csv_wish several(const char *classes) {
	unroll_csv_wish wish = no_wish;
	wish.labels.several = true;
	wish.labels.classes = classes;
	return wish;
}

/* Imports a table by a wish, and opens the corpus. */
static unroll_status import_by(const char *table, const unroll_csv_wish *wish, unroll_import_report *report,
                               unroll_bytes *file, unroll_corpus **corpus, unroll_error *error) {
	unroll_csv_guess guess;
	unroll_table *looked_at;
	unroll_import *import = NULL;
	bool wanted;
	unroll_status status = look_in_pieces(table, 7, wish, &looked_at, &guess, error);
	if (status) return status;
	status = unroll_table_check(looked_at, error);
	unroll_import_options options = unroll_default_import_options();
	options.csv = guess.layout;
	options.labels = guess.rule;
	options.test = 0;
	if (!status) status = unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, error);
	unroll_table_destroy(looked_at);
	if (!status) status = unroll_import_begin(import, "table", &wanted, error);
	if (!status) status = unroll_import_add(import, (const uint8_t *)table, strlen(table), error);
	if (!status) status = unroll_import_end(import, error);
	if (!status) status = unroll_import_finish(import, file, report, error);
	unroll_import_destroy(import);
	if (!status) status = unroll_corpus_open(file->data, file->size, corpus, error);
	return status;
}

static void check_classes(const char *table, const char *wished, uint32_t count, const char *const *names,
                          const uint32_t *reviews, uint32_t skipped) {
	unroll_csv_wish wish = several(wished);
	unroll_import_report report;
	unroll_bytes file;
	unroll_corpus *corpus;
	unroll_error error;
	if (import_by(table, &wish, &report, &file, &corpus, &error) != UNROLL_OK) fail_msg("%s", error.message);
	assert_int_equal(report.classes, count);
	assert_int_equal(unroll_corpus_classes(corpus), count);
	for (uint32_t label = 0; label < count; label++) {
		assert_string_equal(report.names[label], names[label]);
		assert_string_equal(unroll_corpus_class(corpus, label), names[label]);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][label], reviews[label]);
	}
	assert_int_equal(report.skipped[UNROLL_SKIP_OTHER_LABEL].count, skipped);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

/* Words by name, whatever their spelling and the order of the rows; numbers by their size; those that are named as they are named. */
static void classes_have_their_order(void **state) {
	(void)state;
	check_classes(news, NULL, 3, (const char *const[]){"culture", "politics", "sports"},
	              (const uint32_t[]){2, 2, 3}, 0);
	check_classes(news, "SPORTS\nculture\npolitics", 3,
	              (const char *const[]){"SPORTS", "culture", "politics"}, (const uint32_t[]){3, 2, 2}, 0);
	check_classes("text,stars\na film,10\nno film,2\nsome film,2.0\nthe film,1\none film,4\n", NULL, 4,
	              (const char *const[]){"1", "2", "4", "10"}, (const uint32_t[]){1, 2, 1, 1}, 0);
	check_classes("text,stars\na film,10\nno film,2\nsome film,2.0\nthe film,1\none film,4\n", "1\n4\n10", 3,
	              (const char *const[]){"1", "4", "10"}, (const uint32_t[]){1, 1, 1}, 2);
}

static void fasttext_prefixes_are_no_part_of_a_name(void **state) {
	(void)state;
	check_classes("__label__sports the team won the match\n__label__arts a fine opera of three acts\n"
	              "__label__politics parliament votes on a law\n__label__arts paintings by an old master\n"
	              "__label__sports two goals in one minute\n__label__politics the minister has resigned\n",
	              NULL, 3, (const char *const[]){"arts", "politics", "sports"}, (const uint32_t[]){2, 2, 2},
	              0);
}

static void what_makes_no_classes_is_refused(void **state) {
	(void)state;
	char many[1024] = "text,topic\n";
	for (int i = 0; i < 21; i++) {
		char row[64];
		snprintf(row, sizeof row, "some words of %d,t%c\nand others %d,t%c\n", i, 'a' + i, i, 'a' + i);
		strcat(many, row);
	}
	static const char two[] = "text,topic\nthe team won,sports\na new law,politics\na goal scored,sports\n";
	const struct {
		const char *table, *classes, *subject;
		unroll_status status;
	} wrong[] = {
	    {two, NULL, "classes", UNROLL_MISMATCH},
	    {many, NULL, "classes", UNROLL_MISMATCH},
	    {news, "sports\nculture\nweather", "label", UNROLL_MISMATCH},
	    {news, "sports\nculture", "classes", UNROLL_BAD_SETTING},
	    {news, "sports\nculture\npolitics\nSports", "classes", UNROLL_BAD_SETTING},
	    {news, "sports\n\nculture\npolitics", "classes", UNROLL_BAD_SETTING},
	    {news, "sports\nculture\n\xff", "classes", UNROLL_BAD_SETTING},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unroll_csv_wish wish = several(wrong[i].classes);
		unroll_import_report report;
		unroll_bytes file;
		unroll_corpus *corpus;
		unroll_error error;
		assert_int_equal(import_by(wrong[i].table, &wish, &report, &file, &corpus, &error), wrong[i].status);
		assert_string_equal(error.subject, wrong[i].subject);
	}
	unroll_csv_wish both = several(NULL);
	both.labels.positive = "sports";
	unroll_csv_guess guess;
	unroll_error error;
	assert_int_equal(look(news, &both, &guess, &error), UNROLL_BAD_SETTING);
	/* Nor is anything made of classes that nobody has named. */
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import = NULL;
	options.csv.columns = 2;
	options.labels = (unroll_label_rule){.several = true};
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, &error), UNROLL_BAD_SETTING);
	assert_null(import);
}

/* The test half may be without a class, but not the training half. */
static void the_training_half_needs_all_classes(void **state) {
	(void)state;
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	unroll_bytes file;
	unroll_import_report report;
	unroll_error error;
	bool wanted;
	options.csv = (unroll_csv_layout){.delimiter = ',', .header = true, .columns = 2, .label = 1};
	options.labels = (unroll_label_rule){.several = true, .classes = "sports\npolitics\nculture\nweather"};
	options.test = 0;
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_begin(import, "table", &wanted, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_add(import, (const uint8_t *)news, strlen(news), NULL), UNROLL_OK);
	assert_int_equal(unroll_import_end(import, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_finish(import, &file, &report, &error), UNROLL_NO_REVIEWS);
	assert_non_null(strstr(error.message, "\"weather\""));
	unroll_import_destroy(import);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(classes_have_their_order),
	    cmocka_unit_test(fasttext_prefixes_are_no_part_of_a_name),
	    cmocka_unit_test(what_makes_no_classes_is_refused),
	    cmocka_unit_test(the_training_half_needs_all_classes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

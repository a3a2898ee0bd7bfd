/* Proves that an import of every kind, and the look at a table, report each allocation that fails, and leave nothing behind: no
 * corpus, no guess from half of what was read, no memory. */
#include "../base/failing_allocations.h"

#include <stdio.h>

#include "made_up.h"

/* Gives a file to an import without a copy: feed() allocates. */
static unroll_status give(unroll_import *import, const char *name, const bytes_of_test *file,
                          unroll_error *error) {
	bool wanted;
	unroll_status status = unroll_import_begin(import, name, &wanted, error);
	if (status == UNROLL_OK) status = unroll_import_add(import, file->data, file->size, error);
	return status == UNROLL_OK ? unroll_import_end(import, error) : status;
}

static unroll_status give_archive(unroll_import *import, const bytes_of_test *archive, unroll_error *error) {
	unroll_status status = unroll_import_unpack(import, archive->data, archive->size, error);
	return status == UNROLL_OK ? unroll_import_unpack(import, NULL, 0, error) : status;
}

/* Imports the files of a kind and opens the corpus that they make. */
typedef struct made_up_import {
	unroll_import_kind kind;
	bytes_of_test files[3];
	const char *names[3]; /* NULL: a tar */
	size_t count;
} made_up_import;

static unroll_status import_files(void *context, unroll_error *error) {
	const made_up_import *made_up = context;
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import = NULL;
	unroll_bytes file = {NULL, 0};
	unroll_corpus *corpus = NULL;
	unroll_import_report report;
	options.corpus.words = 100;
	options.labels = (unroll_label_rule){.positive = "good", .negative = "bad"};
	unroll_status status = unroll_import_create(made_up->kind, &options, &import, error);
	for (size_t i = 0; i < made_up->count && status == UNROLL_OK; i++) {
		const bytes_of_test *bytes = &made_up->files[i];
		status = made_up->names[i] ? give(import, made_up->names[i], bytes, error)
		                           : give_archive(import, bytes, error);
	}
	if (status == UNROLL_OK) status = unroll_import_finish(import, &file, &report, error);
	unroll_import_destroy(import);
	if (status == UNROLL_OK) status = unroll_corpus_open(file.data, file.size, &corpus, error);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	return status;
}

static void put_table(bytes_of_test *to, int rows) {
	for (int row = 0; row < rows; row++) {
		char text[80];
		snprintf(text, sizeof text, "a%d b%d c%d,\"%s\"\n", row, row % 7, row * 31 % 101,
		         row % 2 ? "good" : "bad");
		put_text(to, text);
	}
}

static void a_table_reports_every_failed_allocation(void **state) {
	(void)state;
	made_up_import *made_up = calloc(1, sizeof *made_up);
	made_up->kind = UNROLL_IMPORT_CSV;
	made_up->names[0] = "table.csv";
	made_up->count = 1;
	put_table(&made_up->files[0], 500);
	assert_true(fail_each_allocation(import_files, made_up) > 50);
	free(made_up);
}

static void an_archive_reports_every_failed_allocation(void **state) {
	(void)state;
	made_up_import *made_up = calloc(1, sizeof *made_up);
	made_up->kind = UNROLL_IMPORT_IMDB;
	made_up->count = 1;
	for (int i = 0; i < 20; i++) {
		char name[40];
		snprintf(name, sizeof name, "train/%s/%d_7.txt", i % 2 ? "pos" : "neg", i);
		put_tar_file(&made_up->files[0], name,
		             i % 2 ? "a good film of its time" : "a film too long and too loud");
	}
	put_tar_end(&made_up->files[0]);
	assert_true(fail_each_allocation(import_files, made_up) > 20);
	free(made_up);
}

static void arrays_and_a_word_index_report_every_failed_allocation(void **state) {
	(void)state;
	static const char lists[] = "(](K\x01K\x02"
	                            "e]K\x02"
	                            "a]e",
	                  index[] = "{\"the\": 1, \"caf\\u00e9\": 2, \"film\": 3}";
	made_up_import *made_up = calloc(1, sizeof *made_up);
	made_up->kind = UNROLL_IMPORT_KERAS;
	made_up->names[0] = "word_index.json", made_up->names[1] = "x_train.npy",
	made_up->names[2] = "y_train.npy";
	made_up->count = 3;
	put_text(&made_up->files[0], index);
	put_lists(&made_up->files[1], lists, sizeof lists - 1, 3);
	put_labels(&made_up->files[2], "011");
	assert_true(fail_each_allocation(import_files, made_up) > 30);
	free(made_up);
}

static unroll_status look_at_table(void *context, unroll_error *error) {
	const bytes_of_test *table = context;
	static const unroll_csv_wish no_wish = {.quotes = -1, .header = -1};
	unroll_csv_guess guess;
	unroll_table *looked_at = NULL;
	unroll_bytes preview = {NULL, 0};
	unroll_status status = unroll_table_create(&no_wish, &looked_at, error);
	if (status == UNROLL_OK) status = unroll_table_add(looked_at, table->data, table->size, error);
	if (status == UNROLL_OK) status = unroll_table_end(looked_at, &guess, error);
	if (status == UNROLL_OK) status = unroll_table_preview(looked_at, &preview, error);
	unroll_bytes_free(&preview);
	unroll_table_destroy(looked_at);
	return status;
}

static void a_look_reports_every_failed_allocation(void **state) {
	(void)state;
	bytes_of_test *table = calloc(1, sizeof *table);
	put_table(table, 100);
	assert_true(fail_each_allocation(look_at_table, table) > 10);
	free(table);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_table_reports_every_failed_allocation),
	    cmocka_unit_test(an_archive_reports_every_failed_allocation),
	    cmocka_unit_test(arrays_and_a_word_index_report_every_failed_allocation),
	    cmocka_unit_test(a_look_reports_every_failed_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Tables that are looked at and imported as the program and the page do it. */
#ifndef TESTS_IMPORT_LOOKED_AT_H
#define TESTS_IMPORT_LOOKED_AT_H

#include "../cmocka_all.h"

#include "made_up.h"

static const unroll_csv_wish no_wish = {.quotes = -1, .header = -1};

/* Looks at a table in pieces. The table is to be destroyed where that succeeds, and the caller wants it. */
static inline unroll_status look_in_pieces(const char *table, size_t piece, const unroll_csv_wish *wish,
                                           unroll_table **looked_at, unroll_csv_guess *guess,
                                           unroll_error *error) {
	unroll_table *made;
	size_t size = strlen(table);
	unroll_status status = unroll_table_create(wish, &made, error);
	if (status != UNROLL_OK) return status;
	for (size_t at = 0; at < size && status == UNROLL_OK; at += piece) {
		size_t count = size - at < piece ? size - at : piece;
		uint8_t *copy = malloc(count);
		memcpy(copy, table + at, count);
		status = unroll_table_add(made, copy, count, error);
		free(copy);
	}
	if (status == UNROLL_OK) status = unroll_table_end(made, guess, error);
	if (status == UNROLL_OK && looked_at)
		*looked_at = made;
	else
		unroll_table_destroy(made);
	return status;
}

static inline unroll_status look(const char *table, const unroll_csv_wish *wish, unroll_csv_guess *guess,
                                 unroll_error *error) {
	return look_in_pieces(table, strlen(table) + 1, wish, NULL, guess, error);
}

static inline unroll_import_options options_without_labels(void) {
	unroll_import_options options = unroll_default_import_options();
	options.labels = (unroll_label_rule){.positive = NULL};
	return options;
}

/* Imports a table as it is guessed, with the labels of `wanted` where it names some, in pieces, and gives its report. */
static inline unroll_status import_table(const char *table, size_t piece, const unroll_import_options *wanted,
                                         unroll_import_report *report, unroll_error *error) {
	unroll_import_options options = wanted ? *wanted : options_without_labels();
	unroll_csv_wish wish = no_wish;
	unroll_csv_guess guess;
	unroll_table *looked_at = NULL;
	unroll_import *import = NULL;
	unroll_bytes file;
	wish.labels = options.labels;
	unroll_status status = look_in_pieces(table, piece, &wish, &looked_at, &guess, error);
	if (status != UNROLL_OK) return status;
	options.csv = guess.layout;
	options.labels = guess.rule;
	status = unroll_table_check(looked_at, error);
	if (status == UNROLL_OK)
		assert_int_equal(unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, error), UNROLL_OK);
	unroll_table_destroy(looked_at);
	if (status == UNROLL_OK)
		status = feed(import, "table", (const uint8_t *)table, strlen(table), piece, error);
	if (status == UNROLL_OK) status = unroll_import_finish(import, &file, report, error);
	if (status == UNROLL_OK) unroll_bytes_free(&file);
	unroll_import_destroy(import);
	return status;
}

#endif

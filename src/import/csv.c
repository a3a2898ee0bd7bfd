/* Reviews from rows of text and label. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "import/csv_rows.h"
#include "import/csv_values.h"
#include "import/import.h"
#include "text/account.h"
#include "text/corpus_builder.h"

#define MOST_TEST 0.9

typedef struct csv_import {
	unroll_import_options options;
	unroll_corpus_builder *builder;
	csv_rows rows;
	bool header_is_next, has_file;
	csv_values
	    values; /* of the label column; the first two are labels 0 and 1 until it is known which is positive */
	uint32_t added[2];      /* reviews of each */
	uint64_t seen;          /* rows */
	unroll_account account; /* what was skipped */
} csv_import;

static void destroy(void *state) {
	csv_import *import = state;
	unroll_corpus_builder_destroy(import->builder);
	csv_rows_release(&import->rows);
	free(import);
}

static unroll_status check_options(const unroll_import_options *options, unroll_error *error) {
	const unroll_csv_layout *csv = &options->csv;
	if (csv->delimiter != ',' && csv->delimiter != '\t' && csv->delimiter != ';')
		return fail(error, UNROLL_BAD_SETTING, "delimiter",
		            "The delimiter must be a comma, a tab or a semicolon.");
	if (csv->text == csv->label)
		return fail(error, UNROLL_BAD_SETTING, "label",
		            "The text and the label are the same column. Choose another one.");
	if (!(options->test >= 0 && options->test <= MOST_TEST))
		return fail(error, UNROLL_BAD_SETTING, "test", "test is %g; it must be 0 to %g.", options->test,
		            MOST_TEST);
	if (options->positive[0] && strcmp(options->positive, options->negative) == 0)
		return fail(error, UNROLL_BAD_SETTING, "negative",
		            "The positive and the negative value are the same, \"%s\".", options->positive);
	return UNROLL_OK;
}

/* A value that was told takes its place, so that it is known when it comes. */
static void place_told_values(csv_import *import) {
	const char *told[] = {import->options.negative, import->options.positive};
	for (size_t i = 0; i < 2; i++)
		if (told[i][0])
			import->values.values[csv_values_add(&import->values, told[i], strlen(told[i]))].rows = 0;
}

static void *create(const unroll_import_options *options, unroll_error *error) {
	if (check_options(options, error) != UNROLL_OK) return NULL;
	csv_import *import = calloc(1, sizeof *import);
	if (!import) {
		fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
		return NULL;
	}
	import->options = *options;
	place_told_values(import);
	if (unroll_corpus_builder_create(&options->corpus, &import->builder, error) == UNROLL_OK) return import;
	destroy(import);
	return NULL;
}

static unroll_status begin(void *state, const char *name, bool *wanted, unroll_error *error) {
	csv_import *import = state;
	if (import->has_file)
		return fail(error, UNROLL_MISMATCH, name, "%s is a second table. Import one at a time.", name);
	*wanted = import->has_file = true;
	import->header_is_next = import->options.csv.header;
	csv_rows_begin(&import->rows, import->options.csv.delimiter, import->options.csv.quotes);
	return UNROLL_OK;
}

/* --- Rows ---------------------------------------------------------------------------------------- */

/* Whether the row is one of those of its label that become the test half: where row · test passes a whole number, so that
 * they are spread evenly, whatever order the rows have. */
static bool is_for_test(uint32_t row, double test) {
	return (uint64_t)((row + 1.0) * test) > (uint64_t)(row * test);
}

/* Why a row is not used, or UNROLL_SKIPS where it is; then tells which of the values its label is. */
static unroll_skip look_at_row(csv_import *import, uint32_t *value) {
	const csv_rows *rows = &import->rows;
	const unroll_csv_layout *csv = &import->options.csv;
	size_t text_size, label_size;
	if (rows->too_long) return UNROLL_SKIP_TOO_LONG;
	if (rows->columns <= csv->text || rows->columns <= csv->label) return UNROLL_SKIP_FEW_COLUMNS;
	const char *text = csv_cell(rows, csv->text, &text_size),
	           *label = csv_cell(rows, csv->label, &label_size);
	if (utf8_valid_size(text, text_size) != text_size || utf8_valid_size(label, label_size) != label_size)
		return UNROLL_SKIP_BAD_TEXT;
	if (label_size == 0) return UNROLL_SKIP_NO_LABEL;
	*value = csv_values_add(&import->values, label, label_size);
	if (*value > 1 && import->options.positive[0] && import->options.negative[0])
		return UNROLL_SKIP_OTHER_LABEL;
	return text_size ? UNROLL_SKIPS : UNROLL_SKIP_NO_TEXT;
}

static unroll_status add_row(csv_import *import, unroll_error *error) {
	uint32_t value;
	unroll_skip skip = look_at_row(import, &value);
	import->seen++;
	if (skip != UNROLL_SKIPS) {
		account_skip(&import->account, skip, import->rows.row_line);
		return UNROLL_OK;
	}
	if (value > 1) return UNROLL_OK; /* a third value: it is told at the end, with all that were found */
	uint32_t row = import->added[value]++;
	unroll_review review = {.label = (uint8_t)value, .number = row};
	review.half = is_for_test(row, import->options.test) ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF;
	review.text = csv_cell(&import->rows, import->options.csv.text, &review.size);
	return unroll_corpus_builder_add(import->builder, &review, error);
}

static unroll_status read_rows(csv_import *import, const uint8_t *bytes, size_t size, bool last,
                               unroll_error *error) {
	for (;;) {
		bool found;
		unroll_status status = csv_rows_next(&import->rows, &bytes, &size, last, &found, error);
		if (status != UNROLL_OK || !found) return status;
		if (!import->header_is_next) status = add_row(import, error);
		import->header_is_next = false;
		if (status != UNROLL_OK) return status;
	}
}

static unroll_status add(void *state, const uint8_t *bytes, size_t size, unroll_error *error) {
	return read_rows(state, bytes, size, false, error);
}

static unroll_status end(void *state, unroll_error *error) {
	return read_rows(state, NULL, 0, true, error);
}

/* --- The end ------------------------------------------------------------------------------------- */

/* Whether there are two labels; otherwise tells what was found, and what to do. */
static unroll_status check_values(const csv_import *import, unroll_error *error) {
	const unroll_import_options *options = &import->options;
	const csv_values *values = &import->values;
	char found[200];
	csv_values_list(values, found, sizeof found);
	const unroll_skipped *bad = &import->account.skipped[UNROLL_SKIP_BAD_TEXT];
	if (bad->count > import->seen / 2)
		return fail(error, UNROLL_BAD_TEXT, "encoding",
		            "%u of %llu rows are not UTF-8, the first in line %u: the file has another encoding. "
		            "Save it as UTF-8 (in "
		            "Excel: \"CSV UTF-8\") and try again.",
		            bad->count, (unsigned long long)import->seen, bad->places[0]);
	for (uint32_t i = 0; i < 2 && i < values->count; i++) {
		bool told = strcmp(values->values[i].text, options->positive) == 0 ||
		            strcmp(values->values[i].text, options->negative) == 0;
		if (told && values->values[i].rows == 0)
			return fail(error, UNROLL_MISMATCH, "label",
			            "No row has the label \"%s\". Labels and their rows: %s.", values->values[i].text,
			            found);
	}
	if (values->count == 0)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "There is no row with a label in column %u. Choose the columns of text and label.",
		            options->csv.label + 1);
	if (values->count == 1)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "All labels in column %u are the same: %s. Two are needed, for good and for bad reviews.",
		            options->csv.label + 1, found);
	if (values->count > 2 && !(options->positive[0] && options->negative[0]))
		return fail(error, UNROLL_MISMATCH, "label",
		            "The labels in column %u must be two, but are %s. Choose another column, or the two "
		            "labels to use.",
		            options->csv.label + 1, found);
	return UNROLL_OK;
}

/* Which of the first two values is positive: as told, or as guessed. */
static bool second_is_positive(const csv_import *import) {
	const char *first = import->values.values[0].text, *second = import->values.values[1].text;
	if (import->options.positive[0]) return strcmp(second, import->options.positive) == 0;
	if (import->options.negative[0]) return strcmp(first, import->options.negative) == 0;
	return csv_second_is_positive(first, second);
}

static unroll_status finish(void *state, unroll_bytes *file, unroll_account *account, unroll_error *error) {
	csv_import *import = state;
	unroll_status status = check_values(import, error);
	if (status != UNROLL_OK) return status;
	bool second = second_is_positive(import);
	if (!second) corpus_builder_swap_labels(import->builder);
	status = unroll_corpus_builder_finish(import->builder, import->options.source, file, error);
	if (!second) corpus_builder_swap_labels(import->builder); /* as it was: it may be finished again */
	if (status != UNROLL_OK) return status;
	*account = unroll_corpus_builder_account(import->builder);
	memcpy(account->skipped, import->account.skipped, sizeof account->skipped);
	memcpy(account->positive, import->values.values[second].text, sizeof account->positive);
	memcpy(account->negative, import->values.values[!second].text, sizeof account->negative);
	return UNROLL_OK;
}

static uint32_t count(const void *state) {
	return (uint32_t)corpus_builder_count(((const csv_import *)state)->builder);
}

const import_kind import_csv = {create, destroy, begin, add, end, finish, count};

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

enum { SOURCE_BYTES = 95 };
#define MOST_TEST 0.9

typedef struct csv_import {
	unroll_csv_layout layout;
	double test;
	char source[SOURCE_BYTES + 1];
	unroll_corpus_builder *builder;
	csv_rows rows;
	bool header_is_next, has_file;
	/* Of the label column: first those that were specified, the negative before the positive. The first two are labels 0 and 1 until
	 * it is known which is positive. */
	csv_values values;
	bool positive_specified, negative_specified;
	uint32_t added[2];      /* reviews of each */
	uint64_t seen;          /* rows */
	unroll_account account; /* what was skipped */
} csv_import;

static void destroy(void *state) {
	csv_import *import = state;
	unroll_corpus_builder_destroy(import->builder);
	csv_rows_release(&import->rows);
	csv_values_release(&import->values);
	free(import);
}

static bool is_specified(const char *value) {
	return value && value[0];
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
	unroll_status status = csv_check_option(options->positive, "positive", error);
	if (status == UNROLL_OK) status = csv_check_option(options->negative, "negative", error);
	if (status == UNROLL_OK) status = csv_check_option(options->source, "source", error);
	if (status != UNROLL_OK) return status;
	if (is_specified(options->positive) && is_specified(options->negative) &&
	    strcmp(options->positive, options->negative) == 0)
		return fail(error, UNROLL_BAD_SETTING, "negative",
		            "The positive and the negative value are the same, \"%s\".", options->positive);
	return UNROLL_OK;
}

/* A value that is specified takes its place before any row has it. */
static unroll_status place_value(csv_import *import, const char *value, bool *specified,
                                 unroll_error *error) {
	uint32_t index;
	*specified = is_specified(value);
	if (!*specified) return UNROLL_OK;
	unroll_status status = csv_values_add(&import->values, value, strlen(value), &index, error);
	if (status == UNROLL_OK) import->values.rows[index] = 0;
	return status;
}

static unroll_status create(const unroll_import_options *options, void **state, unroll_error *error) {
	unroll_status status = check_options(options, error);
	if (status != UNROLL_OK) return status;
	csv_import *import = calloc(1, sizeof *import);
	if (!import)
		return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
	import->layout = options->csv;
	import->test = options->test;
	format_text(import->source, sizeof import->source, "%s", options->source ? options->source : "");
	status = place_value(import, options->negative, &import->negative_specified, error);
	if (status == UNROLL_OK)
		status = place_value(import, options->positive, &import->positive_specified, error);
	if (status == UNROLL_OK) status = unroll_corpus_builder_create(&options->corpus, &import->builder, error);
	if (status != UNROLL_OK)
		destroy(import);
	else
		*state = import;
	return status;
}

static unroll_status begin(void *state, const char *name, bool *wanted, unroll_error *error) {
	csv_import *import = state;
	if (import->has_file)
		return fail(error, UNROLL_MISMATCH, name, "%s is a second table. Import one at a time.", name);
	*wanted = import->has_file = true;
	import->header_is_next = import->layout.header;
	csv_rows_begin(&import->rows, import->layout.delimiter, import->layout.quotes);
	return UNROLL_OK;
}

/* --- Rows ---------------------------------------------------------------------------------------- */

/* Whether the row is one of those of its label that become the test half: where row · test passes a whole number, so that
 * they are spread evenly, whatever order the rows have. */
static bool is_for_test(uint32_t row, double test) {
	return (uint64_t)((row + 1.0) * test) > (uint64_t)(row * test);
}

/* Why a row cannot be used, or UNROLL_SKIPS where it can; then `*value` is the place of its label among the values. */
static unroll_status check_row(csv_import *import, unroll_skip *skip, uint32_t *value, unroll_error *error) {
	const csv_rows *rows = &import->rows;
	const unroll_csv_layout *csv = &import->layout;
	size_t text_size, label_size;
	const char *text = csv_cell(rows, csv->text, &text_size),
	           *label = csv_cell(rows, csv->label, &label_size);
	*skip = UNROLL_SKIPS;
	if (rows->too_long)
		*skip = UNROLL_SKIP_TOO_LONG;
	else if (rows->columns <= csv->text || rows->columns <= csv->label)
		*skip = UNROLL_SKIP_FEW_COLUMNS;
	else if (utf8_valid_size(text, text_size) != text_size ||
	         utf8_valid_size(label, label_size) != label_size)
		*skip = UNROLL_SKIP_BAD_TEXT;
	else if (label_size == 0)
		*skip = UNROLL_SKIP_NO_LABEL;
	if (*skip != UNROLL_SKIPS) return UNROLL_OK;
	unroll_status status = csv_values_add(&import->values, label, label_size, value, error);
	if (status != UNROLL_OK) return status;
	if (*value > 1 && import->positive_specified && import->negative_specified)
		*skip = UNROLL_SKIP_OTHER_LABEL;
	else if (text_size == 0)
		*skip = UNROLL_SKIP_NO_TEXT;
	return UNROLL_OK;
}

static unroll_status add_row(csv_import *import, unroll_error *error) {
	uint32_t value = 0;
	unroll_skip skip;
	unroll_status status = check_row(import, &skip, &value, error);
	if (status != UNROLL_OK) return status;
	import->seen++;
	if (skip != UNROLL_SKIPS) {
		account_skip(&import->account, skip, import->rows.row_line);
		return UNROLL_OK;
	}
	if (value > 1) return UNROLL_OK; /* a third value: finish() reports all that were found */
	uint32_t row = import->added[value]++;
	unroll_review review = {.label = (uint8_t)value, .number = row};
	review.half = is_for_test(row, import->test) ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF;
	review.text = csv_cell(&import->rows, import->layout.text, &review.size);
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

/* Whether there are two labels; otherwise reports what was found, and what to do. */
static unroll_status check_values(const csv_import *import, unroll_error *error) {
	const csv_values *values = &import->values;
	uint32_t column = import->layout.label + 1, count = csv_values_count(values);
	uint32_t specified = (uint32_t)import->positive_specified + import->negative_specified;
	char found[200];
	csv_list_values(values, found, sizeof found);
	const unroll_skipped *bad = &import->account.skipped[UNROLL_SKIP_BAD_TEXT];
	if (bad->count > import->seen / 2)
		return fail(error, UNROLL_BAD_TEXT, "encoding",
		            "%u of %llu rows are not UTF-8, the first in line %u: the file has another encoding. "
		            "Save it as UTF-8 (in Excel: \"CSV UTF-8\") and try again.",
		            bad->count, (unsigned long long)import->seen, bad->places[0]);
	for (uint32_t i = 0; i < specified; i++) {
		char shown[UNROLL_VALUE_BYTES];
		csv_show_value_at(shown, values, i);
		if (values->rows[i] == 0)
			return fail(error, UNROLL_MISMATCH, "label",
			            "No row has the label \"%s\". Labels and their rows: %s.", shown, found);
	}
	if (count == 0)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "There is no row with a label in column %u. Choose the columns of text and label.",
		            column);
	if (count == 1)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "All labels in column %u are the same: %s. Two are needed, for good and for bad reviews.",
		            column, found);
	if (count > 2 && specified < 2)
		return fail(error, UNROLL_MISMATCH, "label",
		            "The labels in column %u must be two, but are %s. Choose another column, or the two "
		            "labels to use.",
		            column, found);
	return UNROLL_OK;
}

/* Which of the first two values is positive: as specified, or as guessed. */
static bool second_is_positive(const csv_import *import) {
	if (import->negative_specified) return true;
	return !import->positive_specified && csv_second_is_positive(&import->values);
}

static unroll_status finish(void *state, unroll_bytes *file, unroll_account *account, unroll_error *error) {
	csv_import *import = state;
	unroll_status status = check_values(import, error);
	if (status != UNROLL_OK) return status;
	bool second = second_is_positive(import);
	if (!second) corpus_builder_swap_labels(import->builder);
	status = unroll_corpus_builder_finish(import->builder, import->source, file, error);
	if (!second) corpus_builder_swap_labels(import->builder); /* as it was: it may be finished again */
	if (status != UNROLL_OK) return status;
	*account = unroll_corpus_builder_account(import->builder);
	memcpy(account->skipped, import->account.skipped, sizeof account->skipped);
	csv_show_value_at(account->positive, &import->values, second);
	csv_show_value_at(account->negative, &import->values, !second);
	return UNROLL_OK;
}

static uint32_t count(const void *state) {
	return (uint32_t)corpus_builder_count(((const csv_import *)state)->builder);
}

const import_kind import_csv = {create, destroy, {begin, add, end}, finish, count};

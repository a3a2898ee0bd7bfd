/* Reviews from rows of text and label. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/utf8.h"
#include "import/csv_delimiter.h"
#include "import/csv_labels.h"
#include "import/csv_rows.h"
#include "import/csv_words.h"
#include "import/import.h"
#include "import/label_rows.h"
#include "import/nsmc.h"
#include "text/corpus_builder.h"
#include "text/import_report.h"

enum { SOURCE_BYTES = 95 };
#define MOST_TEST 0.9

typedef struct csv_import {
	unroll_csv_layout layout;
	unroll_label_rule rule;
	char *rule_texts; /* the rule's */
	double test;
	char source[SOURCE_BYTES + 1];
	unroll_corpus_builder *builder;
	csv_rows rows;
	bool header_is_next;
	uint32_t files;                /* that were begun and wanted */
	file_role role;                /* of the file that is read */
	char file[UNROLL_PLACE_BYTES]; /* its name */
	label_rows label_rows;         /* where its lines, or the file, are texts alone */
	char *header;                  /* the text and the label of the header, one after the other */
	size_t header_text, header_size;
	csv_values values;               /* of the label column, and what they mean */
	uint8_t labels[CSV_MOST_VALUES]; /* of the values; CSV_NO_CLASS or CSV_NO_LABEL */
	uint32_t limit;                  /* reviews of each half and label that are kept; 0 for all */
	/* Reviews of each label; of them, by half, those that are kept. */
	uint32_t seen[UNROLL_MOST_CLASSES], kept[2][UNROLL_MOST_CLASSES];
	unroll_import_report report; /* what was skipped */
} csv_import;

static void destroy(void *state) {
	csv_import *import = state;
	unroll_corpus_builder_destroy(import->builder);
	csv_rows_release(&import->rows);
	csv_values_release(&import->values);
	free(import->rule_texts);
	free(import->header);
	free(import);
}

static unroll_status check_options(const unroll_import_options *options, unroll_error *error) {
	const unroll_csv_layout *csv = &options->csv;
	if (!csv_is_delimiter(csv->delimiter))
		return fail(error, UNROLL_BAD_SETTING, "delimiter",
		            "The delimiter must be a comma, a tab, a semicolon, a bar, or that of JSON or fastText.");
	if (csv->files.kind > UNROLL_FILES_TEXTS)
		return fail(error, UNROLL_BAD_SETTING, "files", "These files have no rows of text and label.");
	if (csv->text == csv->label)
		return fail(error, UNROLL_BAD_SETTING, "label",
		            "The text and the label are the same column. Choose another one.");
	if (!(options->test >= 0 && options->test <= MOST_TEST))
		return fail(error, UNROLL_BAD_SETTING, "test", "test is %g; it must be 0 to %g.", options->test,
		            MOST_TEST);
	const unroll_label_rule *rule = &options->labels;
	unroll_status status = csv_check_rule(rule, error);
	if (status == UNROLL_OK) status = csv_check_option(options->source, "source", error);
	if (status != UNROLL_OK) return status;
	if (rule->several && csv_rule_classes(rule) == 0)
		return fail(error, UNROLL_BAD_SETTING, "classes", "Which labels are the classes must be specified.");
	if (!rule->several && !rule->graded &&
	    !(rule->positive && *rule->positive && rule->negative && *rule->negative))
		return fail(error, UNROLL_BAD_SETTING, "labels",
		            "Which labels are positive and negative must be specified.");
	return UNROLL_OK;
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
}

/* The rule's texts are the caller's. */
static unroll_status copy_rule(csv_import *import, const unroll_label_rule *rule, unroll_error *error) {
	const char *positive = rule->positive ? rule->positive : "",
	           *negative = rule->negative ? rule->negative : "",
	           *classes = rule->classes ? rule->classes : "";
	size_t first = strlen(positive) + 1, second = strlen(negative) + 1, third = strlen(classes) + 1;
	import->rule = *rule;
	import->rule_texts = malloc(first + second + third);
	if (!import->rule_texts) return no_memory(error);
	import->rule.positive = memcpy(import->rule_texts, positive, first);
	import->rule.negative = memcpy(import->rule_texts + first, negative, second);
	import->rule.classes = memcpy(import->rule_texts + first + second, classes, third);
	return UNROLL_OK;
}

static unroll_status create(const unroll_import_options *options, void **state, unroll_error *error) {
	unroll_status status = check_options(options, error);
	if (status != UNROLL_OK) return status;
	csv_import *import = calloc(1, sizeof *import);
	if (!import) return no_memory(error);
	import->layout = options->csv;
	import->test = options->test;
	unroll_corpus_options corpus = options->corpus;
	corpus.classes = csv_rule_classes(&options->labels);
	import->limit = reviews_of_class(&corpus);
	bool nsmc = import->layout.dataset == UNROLL_DATASET_NSMC;
	format_text(import->source, sizeof import->source, "%s",
	            nsmc              ? NSMC_SOURCE
	            : options->source ? options->source
	                              : "");
	status = copy_rule(import, &options->labels, error);
	if (status == UNROLL_OK) status = unroll_corpus_builder_create(&corpus, &import->builder, error);
	if (status != UNROLL_OK)
		destroy(import);
	else
		*state = import;
	return status;
}

static unroll_status begin(void *state, const char *name, bool *wanted, unroll_error *error) {
	csv_import *import = state;
	const unroll_csv_layout *csv = &import->layout;
	import->role = role_of_file(&csv->files, name);
	report_name_file(import->file, name);
	*wanted = import->role.wanted;
	if (!*wanted) {
		report_skip(&import->report, UNROLL_SKIP_OTHER_FILE, 0, import->file);
		return UNROLL_OK;
	}
	bool is_another = import->files++ > 0;
	if (is_another && csv->files.kind == UNROLL_FILES_TABLES && !csv->files.divided)
		return fail(error, UNROLL_MISMATCH, name, "%s is a second table. Import one at a time.", name);
	import->header_is_next = csv->header && !(is_another && csv->delimiter == CSV_JSON);
	if (!is_another)
		csv_rows_begin(&import->rows, csv->delimiter, csv->quotes);
	else if (csv->files.kind != UNROLL_FILES_TEXTS) /* of those, each is a line */
		csv_rows_restart(&import->rows);
	label_rows_begin(&import->label_rows, csv->files.kind, import->role.label);
	return UNROLL_OK;
}

/* --- Rows ---------------------------------------------------------------------------------------- */

/* Whether the row is one of those of its label that become the test half: where row · test passes a whole number, so that
 * they are spread evenly, whatever order the rows have. */
static bool is_for_test(uint32_t row, double test) {
	return (uint64_t)((row + 1.0) * test) > (uint64_t)(row * test);
}

enum { CSV_NO_LABEL = CSV_NO_CLASS + 1 };

/* The label that the rule gives a value; CSV_NO_CLASS for another one, CSV_NO_LABEL for no label at all. */
static unroll_status find_label(csv_import *import, const char *text, size_t size, uint8_t *label,
                                unroll_error *error) {
	uint32_t value;
	bool is_new;
	*label = CSV_NO_LABEL;
	if (size == 0) return UNROLL_OK;
	unroll_status status = csv_values_add(&import->values, text, size, &value, &is_new, error);
	if (status != UNROLL_OK) return status;
	if (is_new || value == CSV_MOST_VALUES) {
		csv_key key = csv_key_of(text, size);
		*label = (uint8_t)csv_rule_label(&import->rule, &key);
		if (*label == CSV_NO_CLASS && csv_polarity_of(key.text, key.size) == CSV_WORD_MISSING)
			*label = CSV_NO_LABEL;
		if (value < CSV_MOST_VALUES) import->labels[value] = *label;
	} else {
		*label = import->labels[value];
	}
	return UNROLL_OK;
}

/* A row with more cells than the table has columns. Where there are just a text and a label, the delimiters between are the text's. */
static unroll_status join_text(csv_import *import, unroll_error *error) {
	const unroll_csv_layout *csv = &import->layout;
	csv_rows *rows = &import->rows;
	csv_rows_trim(rows, csv->columns);
	if (rows->columns <= csv->columns || csv->columns != 2) return UNROLL_OK;
	size_t last = rows->columns - 1;
	return csv->text == 0 ? csv_rows_join(rows, 0, last - 1, error) : csv_rows_join(rows, 1, last, error);
}

/* Whether a line is a whole row with one of the labels. */
static bool is_row(const csv_import *import, const char *line, size_t size) {
	size_t start = 0;
	uint32_t column = 0;
	bool labelled = false;
	for (size_t at = 0; at <= size; at++) {
		if (at < size && line[at] != import->layout.delimiter) continue;
		if (column++ == import->layout.label) {
			csv_key key = csv_key_of(line + start, at - start);
			labelled = csv_rule_label(&import->rule, &key) != CSV_NO_CLASS;
		}
		start = at + 1;
	}
	return labelled && column == import->layout.columns;
}

/* Whether most of the lines within the row's quotes are rows themselves: then a quote was opened that is none. */
static bool swallows_rows(const csv_import *import) {
	const csv_rows *rows = &import->rows;
	uint32_t lines = 0, whole = 0;
	const char *end = rows->text + rows->size,
	           *at = rows->wraps ? memchr(rows->text, '\n', rows->size) : NULL;
	while (at) {
		const char *line = at + 1;
		at = memchr(line, '\n', (size_t)(end - line));
		if (!at) break;
		lines++;
		whole += is_row(import, line, (size_t)(at - line));
	}
	return rows->open_quote || whole * 2 > lines;
}

static size_t mark_size(const char *text, size_t size) {
	return size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* Whether a row is the header once more, as where files were put together; with its byte order mark, perhaps. */
static bool is_header(const csv_import *import, const char *text, size_t text_size, const char *label,
                      size_t label_size) {
	size_t text_mark = mark_size(text, text_size), label_mark = mark_size(label, label_size);
	return import->header && text_size - text_mark == import->header_text &&
	       label_size - label_mark == import->header_size - import->header_text &&
	       memcmp(text + text_mark, import->header, text_size - text_mark) == 0 &&
	       memcmp(label + label_mark, import->header + import->header_text, label_size - label_mark) == 0;
}

/* Why a row cannot be used, or UNROLL_SKIPS where it can; then `*label` is its label. */
static unroll_status check_row(csv_import *import, unroll_skip *skip, uint8_t *label, unroll_error *error) {
	csv_rows *rows = &import->rows;
	const unroll_csv_layout *csv = &import->layout;
	unroll_status status = rows->too_long ? UNROLL_OK : join_text(import, error);
	if (status != UNROLL_OK) return status;
	size_t text_size, value_size;
	const char *text = csv_cell(rows, csv->text, &text_size),
	           *value = csv_cell(rows, csv->label, &value_size);
	*skip = UNROLL_SKIPS;
	if (rows->too_long)
		*skip = UNROLL_SKIP_TOO_LONG;
	else if (rows->columns <= csv->text || rows->columns <= csv->label)
		*skip = UNROLL_SKIP_FEW_COLUMNS;
	else if (rows->columns > csv->columns)
		*skip = UNROLL_SKIP_MANY_COLUMNS;
	else if (utf8_valid_size(text, text_size) != text_size ||
	         utf8_valid_size(value, value_size) != value_size)
		*skip = UNROLL_SKIP_BAD_TEXT;
	else if (is_header(import, text, text_size, value, value_size))
		*skip = UNROLL_SKIP_HEADER;
	else if (rows->wraps && swallows_rows(import))
		*skip = UNROLL_SKIP_OPEN_QUOTE;
	if (*skip != UNROLL_SKIPS) return UNROLL_OK;
	status = find_label(import, value, value_size, label, error);
	if (status != UNROLL_OK) return status;
	if (*label == CSV_NO_LABEL)
		*skip = UNROLL_SKIP_NO_LABEL;
	else if (*label == CSV_NO_CLASS)
		*skip = UNROLL_SKIP_OTHER_LABEL;
	else if (text_size == 0)
		*skip = UNROLL_SKIP_NO_TEXT;
	return UNROLL_OK;
}

static unroll_status add_row(csv_import *import, unroll_error *error) {
	uint8_t label = 0;
	unroll_skip skip;
	unroll_status status = check_row(import, &skip, &label, error);
	if (status != UNROLL_OK) return status;
	if (skip != UNROLL_SKIPS) {
		/* What a quote swallowed was a row for each of its lines. */
		uint32_t lost = skip == UNROLL_SKIP_OPEN_QUOTE ? import->rows.wraps + 1 : 1;
		for (uint32_t i = 0; i < lost; i++)
			report_skip(&import->report, skip, import->rows.row_line + i, import->file);
		return UNROLL_OK;
	}
	uint32_t row = import->seen[label]++;
	unroll_review review = {.label = label, .number = row};
	review.half = import->role.has_half            ? import->role.half
	              : is_for_test(row, import->test) ? UNROLL_TEST_HALF
	                                               : UNROLL_TRAIN_HALF;
	/* The builder would leave those beyond the limit out, but keep them until then. */
	if (import->limit && import->kept[review.half][label]++ >= import->limit) return UNROLL_OK;
	review.text = csv_cell(&import->rows, import->layout.text, &review.size);
	return unroll_corpus_builder_add(import->builder, &review, error);
}

/* The header, so that it is known where it comes once more. */
static unroll_status take_header(csv_import *import, unroll_error *error) {
	size_t text_size, label_size;
	const char *text = csv_cell(&import->rows, import->layout.text, &text_size),
	           *label = csv_cell(&import->rows, import->layout.label, &label_size);
	free(import->header); /* of the file before */
	import->header = malloc(text_size + label_size + 1);
	if (!import->header) return no_memory(error);
	memcpy(import->header, text, text_size);
	memcpy(import->header + text_size, label, label_size);
	import->header_text = text_size;
	import->header_size = text_size + label_size;
	import->header_is_next = false;
	return UNROLL_OK;
}

/* A first line that names the delimiter. */
static bool is_separator_line(const csv_rows *rows) {
	size_t size, rest;
	const char *first = csv_cell(rows, 0, &size);
	csv_cell(rows, 1, &rest);
	return rows->row_line == 1 && rows->columns == 2 && rest == 0 && size == 4 &&
	       memcmp(first, "sep=", 4) == 0;
}

static unroll_status read_rows(csv_import *import, const uint8_t *bytes, size_t size, bool last,
                               unroll_error *error) {
	for (;;) {
		bool found;
		unroll_status status = csv_rows_next(&import->rows, &bytes, &size, last, &found, error);
		if (status != UNROLL_OK || !found) return status;
		if (is_separator_line(&import->rows)) continue;
		status = import->header_is_next ? take_header(import, error) : add_row(import, error);
		if (status != UNROLL_OK) return status;
	}
}

static unroll_status read_more(void *state, const uint8_t *bytes, size_t size, unroll_error *error) {
	return read_rows(state, bytes, size, false, error);
}

static unroll_status read_texts(csv_import *import, const uint8_t *bytes, size_t size, bool last,
                                unroll_error *error) {
	if (import->layout.files.kind == UNROLL_FILES_TABLES) return read_more(import, bytes, size, error);
	return label_rows_add(&import->label_rows, bytes, size, last, read_more, import, error);
}

static unroll_status add(void *state, const uint8_t *bytes, size_t size, unroll_error *error) {
	return read_texts(state, bytes, size, false, error);
}

static unroll_status end(void *state, unroll_error *error) {
	unroll_status status = read_texts(state, NULL, 0, true, error);
	return status == UNROLL_OK ? read_rows(state, NULL, 0, true, error) : status;
}

/* --- The end ------------------------------------------------------------------------------------- */

/* How a label is shown: its values, or the limit of the numbers. */
static void show_label(char shown[UNROLL_VALUE_BYTES], const unroll_label_rule *rule, bool positive) {
	if (rule->graded) {
		char number[NUMBER_TEXT];
		format_number(positive ? rule->at_least : rule->at_most, number);
		format_text(shown, UNROLL_VALUE_BYTES, "%s %s", positive ? "\xe2\x89\xa5" : "\xe2\x89\xa4", number);
		return;
	}
	const char *list = positive ? rule->positive : rule->negative;
	csv_show_value(shown, list, strlen(list));
	for (char *c = shown; *c; c++)
		if (*c == '\n') *c = '/';
}

/* Whether one of several values is a number. */
static bool has_number(const char *list) {
	size_t size;
	for (const char *value; (value = csv_next_value(&list, &size));)
		if (csv_key_of(value, size).is_number) return true;
	return false;
}

/* Classes are called as their labels are, of two where those are words ("rotten/awful"); or as the dataset calls them. */
static class_names name_classes(const csv_import *import) {
	const unroll_label_rule *rule = &import->rule;
	class_names names = class_names_of(csv_rule_classes(rule));
	const char *list = rule->classes;
	size_t size;
	for (uint32_t label = 0; rule->several && label < names.count; label++) {
		const char *value = csv_next_value(&list, &size);
		size_t prefix =
		    strncmp(value, CSV_FASTTEXT_LABEL, strlen(CSV_FASTTEXT_LABEL)) ? 0 : strlen(CSV_FASTTEXT_LABEL);
		csv_show_value(names.of[label], value + prefix, size - prefix);
	}
	if (rule->several) return names;
	if (import->layout.dataset == UNROLL_DATASET_NSMC) return nsmc_classes;
	if (rule->graded || has_number(rule->negative) || has_number(rule->positive)) return names;
	for (int label = 0; label < 2; label++) show_label(names.of[label], rule, label == 1);
	return names;
}

static unroll_status finish(void *state, unroll_bytes *file, unroll_import_report *report,
                            unroll_error *error) {
	csv_import *import = state;
	class_names names = name_classes(import);
	corpus_builder_name_classes(import->builder, &names);
	unroll_status status = unroll_corpus_builder_finish(import->builder, import->source, file, error);
	if (status != UNROLL_OK) return status;
	*report = unroll_corpus_builder_report(import->builder);
	memcpy(report->skipped, import->report.skipped, sizeof report->skipped);
	report->whole_files = import->layout.files.kind == UNROLL_FILES_TEXTS;
	for (int reason = 0; reason < UNROLL_SKIPS && import->files < 2; reason++)
		if (reason != UNROLL_SKIP_OTHER_FILE)
			memset(report->skipped[reason].files, 0, sizeof report->skipped[reason].files);
	bool nsmc = import->layout.dataset == UNROLL_DATASET_NSMC;
	if (import->rule.several) memcpy(report->names, names.of, sizeof report->names);
	for (int label = 0; !import->rule.several && label < 2; label++) {
		char *shown = report->names[label];
		if (nsmc)
			format_text(shown, UNROLL_VALUE_BYTES, "%s", nsmc_classes.of[label]);
		else
			show_label(shown, &import->rule, label == 1);
	}
	return UNROLL_OK;
}

static uint32_t count(const void *state) {
	return (uint32_t)corpus_builder_count(((const csv_import *)state)->builder);
}

static unroll_corpus_builder *builder(const void *state) {
	return ((const csv_import *)state)->builder;
}

const import_kind import_csv = {create, destroy, {begin, add, end}, finish, count, builder};

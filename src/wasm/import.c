/* The page's side of unroll/import.h: exports.h tells what goes through the arrays of doubles. */
#include <string.h>

#include "exports.h"

static unroll_csv_guess last_guess;
static unroll_account last_account;

static void write_layout(const unroll_csv_layout *layout, double values[LAYOUT_VALUES]) {
	values[0] = layout->delimiter;
	values[1] = layout->quotes;
	values[2] = layout->header;
	values[3] = layout->columns;
	values[4] = layout->text;
	values[5] = layout->label;
}

static unroll_csv_layout read_layout(const double values[LAYOUT_VALUES]) {
	return (unroll_csv_layout){(char)values[0],     values[1] != 0,      values[2] != 0,
	                           (uint32_t)values[3], (uint32_t)values[4], (uint32_t)values[5]};
}

uint32_t csv_look(const uint8_t *sample, uint32_t size, uint32_t whole, int32_t delimiter, int32_t quotes,
                  int32_t header, const char *text, const char *label, double values[GUESS_VALUES]) {
	const unroll_csv_wish wish = {(char)delimiter, quotes, header, text, label};
	unroll_status status = unroll_csv_look(sample, size, whole != 0, &wish, &last_guess, &last_error);
	if (status != UNROLL_OK) return status;
	write_layout(&last_guess.layout, values);
	values[LAYOUT_VALUES] = last_guess.rows;
	values[LAYOUT_VALUES + 1] = last_guess.value_count;
	values[LAYOUT_VALUES + 2] = last_guess.positive;
	return UNROLL_OK;
}

const char *csv_value(uint32_t index) {
	return index < UNROLL_CSV_VALUES ? last_guess.values[index] : "";
}

uint32_t csv_preview(const uint8_t *sample, uint32_t size, const double layout[LAYOUT_VALUES],
                     uint32_t rows) {
	const unroll_csv_layout read = read_layout(layout);
	file_release();
	return unroll_csv_preview(sample, size, &read, rows, &last_file, &last_error);
}

/* Copies a text that fits, with its '\0'. */
static void copy_text(char *to, size_t capacity, const char *text) {
	size_t size = strlen(text);
	if (size > capacity - 1) size = capacity - 1;
	memcpy(to, text, size);
	to[size] = '\0';
}

unroll_import *import_create(uint32_t kind, const double options[IMPORT_OPTIONS], const char *positive,
                             const char *negative, const char *source) {
	unroll_import_options read = unroll_default_import_options();
	unroll_import *import = NULL;
	read.corpus.words = (uint32_t)options[0];
	read.corpus.tail = (uint32_t)options[1];
	read.corpus.limit = (uint32_t)options[2];
	read.train_only = options[3] != 0;
	read.test = options[4];
	read.csv = read_layout(options + 5);
	copy_text(read.positive, sizeof read.positive, positive);
	copy_text(read.negative, sizeof read.negative, negative);
	copy_text(read.source, sizeof read.source, source);
	unroll_status status = unroll_import_create((unroll_import_kind)kind, &read, &import, &last_error);
	return status == UNROLL_OK ? import : NULL;
}

void import_destroy(unroll_import *import) {
	unroll_import_destroy(import);
}

int32_t import_begin(unroll_import *import, const char *name) {
	bool wanted = false;
	return unroll_import_begin(import, name, &wanted, &last_error) == UNROLL_OK ? wanted : -1;
}

uint32_t import_add(unroll_import *import, const uint8_t *bytes, uint32_t size) {
	return unroll_import_add(import, bytes, size, &last_error);
}

uint32_t import_end(unroll_import *import) {
	return unroll_import_end(import, &last_error);
}

uint32_t import_unpack(unroll_import *import, const uint8_t *bytes, uint32_t size) {
	return unroll_import_unpack(import, bytes, size, &last_error);
}

uint32_t import_count(const unroll_import *import) {
	return unroll_import_count(import);
}

uint32_t import_finish(unroll_import *import, double values[ACCOUNT_VALUES]) {
	file_release();
	unroll_status status = unroll_import_finish(import, &last_file, &last_account, &last_error);
	if (status != UNROLL_OK) return status;
	const unroll_account *account = &last_account;
	for (int half = 0; half < 2; half++)
		for (int label = 0; label < 2; label++) *values++ = account->reviews[half][label];
	for (int i = 0; i < UNROLL_LENGTH_BINS; i++) *values++ = account->lengths[i];
	*values++ = account->shortest;
	*values++ = account->longest;
	*values++ = (double)account->words;
	*values++ = (double)account->known;
	*values++ = account->vocabulary;
	*values++ = account->duplicates;
	for (int reason = 0; reason < UNROLL_SKIPS; reason++) {
		*values++ = account->skipped[reason].count;
		for (int i = 0; i < UNROLL_SKIP_PLACES; i++) *values++ = account->skipped[reason].places[i];
	}
	return UNROLL_OK;
}

const char *account_label(uint32_t label) {
	return label ? last_account.positive : last_account.negative;
}

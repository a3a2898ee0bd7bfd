/* Reading the columns of a table. */
#include "import/csv_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/utf8.h"
#include "import/csv_words.h"

enum {
	EXAMPLE_BYTES = 160,      /* of a cell */
	EXAMPLE_ROWS = 4096,      /* at most */
	EXAMPLES_BYTES = 1 << 22, /* of all, from where on no more are kept */
	EXAMPLE_VALUES = 64,      /* of a column, that have one */
	ALL_LOOKED_AT = 4096,     /* rows from the beginning; then every so many */
	LOOKED_AT_EVERY = 16,
	ODD_BYTES = 1 << 14, /* of rows that are not UTF-8 */
	SENTENCE_BYTES = 200 /* of a cell, that are looked at */
};

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory to look at the columns.");
}

unroll_status csv_columns_begin(csv_columns *columns, char delimiter, bool quotes, uint32_t count,
                                unroll_error *error) {
	*columns = (csv_columns){.count = count};
	csv_rows_begin(&columns->reader, delimiter, quotes);
	columns->of = calloc(count, sizeof *columns->of);
	return columns->of ? UNROLL_OK : no_memory(error);
}

void csv_columns_restart(csv_columns *columns) {
	csv_rows_restart(&columns->reader);
	columns->another = columns->rows > 0 && columns->reader.delimiter != CSV_JSON;
}

void csv_columns_release(csv_columns *columns) {
	for (uint32_t i = 0; columns->of && i < columns->count; i++) csv_values_release(&columns->of[i].values);
	free(columns->of);
	free(columns->odd);
	free(columns->examples.text);
	free(columns->examples.ends);
	csv_rows_release(&columns->reader);
	*columns = (csv_columns){.of = NULL};
}

/* --- Examples ------------------------------------------------------------------------------------ */

static unroll_status put_example(csv_columns *c, unroll_error *error) {
	csv_examples *e = &c->examples;
	if (e->count && (e->count == EXAMPLE_ROWS || e->size > EXAMPLES_BYTES)) return UNROLL_OK;
	uint32_t *ends = grown(e->ends, &e->ends_capacity, (e->count + (size_t)1) * c->count, sizeof *ends);
	if (!ends) return no_memory(error);
	e->ends = ends;
	for (uint32_t i = 0; i < c->count; i++) {
		size_t size;
		const char *cell = csv_cell(&c->reader, i, &size);
		if (e->count) size = utf8_cut(cell, size, EXAMPLE_BYTES);
		char *text = grown(e->text, &e->text_capacity, e->size + size + 1, 1);
		if (!text) return no_memory(error);
		e->text = text;
		memcpy(text + e->size, cell, size);
		e->size += size;
		ends[(size_t)e->count * c->count + i] = (uint32_t)e->size;
	}
	e->count++;
	return UNROLL_OK;
}

const char *csv_example(const csv_columns *c, uint32_t example, uint32_t column, size_t *size) {
	*size = 0;
	if (example >= c->examples.count || column >= c->count) return "";
	size_t at = (size_t)example * c->count + column;
	size_t start = at ? c->examples.ends[at - 1] : 0;
	*size = c->examples.ends[at] - start;
	return c->examples.text + start;
}

/* --- Cells --------------------------------------------------------------------------------------- */

/* Whether a cell reads like a sentence: mostly letters, with blanks between words, or some letters of a language without them; no link.
 * What are letters beyond ASCII is not looked up. */
static bool is_sentence(csv_column *column, const char *cell, size_t size) {
	if (size > SENTENCE_BYTES) size = SENTENCE_BYTES;
	size_t letters = 0, blanks = 0, wide = 0;
	for (size_t i = 0; i < size; i++) {
		uint8_t byte = (uint8_t)cell[i];
		if (byte == ':' && i + 2 < size && cell[i + 1] == '/' && cell[i + 2] == '/' && blanks == 0)
			return false;
		letters += (uint8_t)((byte | 0x20) - 'a') < 26 || byte >= 0x80;
		blanks += byte == ' ';
		wide += byte >= 0xe3 && byte <= 0xed; /* leads what is written without blanks: kana, Han, Hangul */
	}
	column->blanks += blanks;
	column->blanks_counted += size;
	return letters * 2 >= size && (blanks || wide >= 4);
}

uint64_t csv_column_words(const csv_column *column) {
	double share = column->blanks_counted ? (double)column->blanks / (double)column->blanks_counted : 0;
	return (uint64_t)((double)column->bytes * share) + column->cells;
}

static unroll_status add_cell(csv_columns *c, uint32_t index, bool look, bool *is_new, unroll_error *error) {
	csv_column *column = &c->of[index];
	size_t size;
	const char *cell = csv_cell(&c->reader, index, &size);
	if (size == 0) return UNROLL_OK;
	column->cells++;
	column->bytes += size;
	column->looked_at += look;
	if (look && is_sentence(column, cell, size)) {
		column->sentences++;
		column->sentence_bytes += size;
	}
	if (column->values.more) return UNROLL_OK;
	uint32_t value;
	bool first;
	unroll_status status = csv_values_add(&column->values, cell, size, &value, &first, error);
	if (status != UNROLL_OK || !first) return status;
	bool shown = value < EXAMPLE_VALUES;
	column->values.of[value].first_row = shown ? c->examples.count : CSV_NO_EXAMPLE;
	*is_new = *is_new || shown;
	return UNROLL_OK;
}

static void count_quotes(csv_columns *c) {
	for (uint32_t i = 0; i < c->reader.columns; i++) {
		size_t size;
		const char *cell = csv_cell(&c->reader, i, &size);
		bool opened = size && cell[0] == '"';
		c->opened += opened;
		c->wrapped += opened && size > 1 && cell[size - 1] == '"';
	}
}

/* Counts a row by whether it is UTF-8, and keeps some of what is not, by which the encoding may be guessed. */
static unroll_status check_text(csv_columns *c, unroll_error *error) {
	const csv_rows *reader = &c->reader;
	size_t size = reader->size, ascii = 0;
	if (utf8_valid_size(reader->text, size) == size) {
		while (ascii < size && (uint8_t)reader->text[ascii] < 0x80) ascii++;
		c->wide_rows += ascii < size;
		return UNROLL_OK;
	}
	if (c->bad_rows++ == 0) c->bad_line = reader->row_line;
	if (c->odd_size > ODD_BYTES) return UNROLL_OK;
	if (size > ODD_BYTES) size = ODD_BYTES;
	char *odd = grown(c->odd, &c->odd_capacity, c->odd_size + size + 1, 1);
	if (!odd) return no_memory(error);
	c->odd = odd;
	memcpy(odd + c->odd_size, reader->text, size);
	odd[c->odd_size + size] = '\n';
	c->odd_size += size + 1;
	return UNROLL_OK;
}

static csv_name name_of_cell(const csv_rows *row, size_t column) {
	size_t size;
	const char *cell = csv_cell(row, column, &size);
	csv_key key = csv_key_of(cell, size);
	return csv_name_of(key.text, key.size);
}

static bool is_label_name(csv_name name) {
	return name == CSV_NAME_LABEL || name == CSV_NAME_RATING || name == CSV_NAME_CLASS;
}

bool csv_row_is_named(const csv_rows *row) {
	bool text = false, label = false;
	for (size_t column = 0; column < row->columns; column++) {
		csv_name name = name_of_cell(row, column);
		text = text || name == CSV_NAME_TEXT;
		label = label || is_label_name(name);
	}
	return text && label;
}

/* Joins what delimiters of the text divide, where it is known which of two columns that is. */
static unroll_status join_text(csv_columns *c, unroll_error *error) {
	csv_rows *row = &c->reader;
	if (c->rows == 1 && c->count == 2 && row->columns == 2) {
		csv_name first = name_of_cell(row, 0), second = name_of_cell(row, 1);
		c->text_first = first == CSV_NAME_TEXT && is_label_name(second);
		c->label_first = is_label_name(first) && second == CSV_NAME_TEXT;
	}
	csv_rows_trim(row, c->count);
	if (row->columns <= c->count || row->too_long) return UNROLL_OK;
	if (c->text_first) return csv_rows_join(row, 0, row->columns - 2, error);
	return c->label_first ? csv_rows_join(row, 1, row->columns - 1, error) : UNROLL_OK;
}

/* Whether the first row of another file is that of the first one: then it is the header again. */
static bool is_header_again(csv_columns *c) {
	c->another = false;
	if (c->reader.columns != c->count) c->other_count = true;
	for (uint32_t i = 0; i < c->count; i++) {
		size_t size;
		const char *cell = csv_cell(&c->reader, i, &size);
		csv_key here = csv_key_of(cell, size);
		const char *name = csv_example(c, 0, i, &size);
		csv_key there = csv_key_of(name, size);
		if (here.size == there.size && memcmp(here.text, there.text, here.size) == 0) continue;
		c->other_names = true;
		return false;
	}
	return true;
}

static unroll_status add_row(csv_columns *c, unroll_error *error) {
	csv_rows *reader = &c->reader;
	if (c->another && is_header_again(c)) return UNROLL_OK;
	bool first = c->rows++ == 0, is_new = first || c->examples.count < CSV_PREVIEW_ROWS;
	if (c->checks_text && check_text(c, error) != UNROLL_OK) return UNROLL_OUT_OF_MEMORY;
	if (!reader->quotes) count_quotes(c);
	unroll_status status = join_text(c, error);
	if (status != UNROLL_OK) return status;
	bool regular = reader->columns == c->count && !reader->too_long;
	c->regular += regular;
	if (!regular && !is_new) return UNROLL_OK;
	bool look = c->rows <= ALL_LOOKED_AT || c->rows % LOOKED_AT_EVERY == 0;
	for (uint32_t i = 0; i < c->count && regular && !first && status == UNROLL_OK; i++)
		status = add_cell(c, i, look, &is_new, error);
	return status == UNROLL_OK && is_new ? put_example(c, error) : status;
}

unroll_status csv_columns_add(csv_columns *c, const uint8_t *bytes, size_t size, bool last,
                              unroll_error *error) {
	bool found = !c->never_closed;
	while (found) {
		unroll_status status = csv_rows_next(&c->reader, &bytes, &size, last, &found, &c->open_quote);
		c->never_closed = status == UNROLL_BAD_FILE;
		if (c->never_closed) return UNROLL_OK;
		if (status != UNROLL_OK) {
			if (error) *error = c->open_quote;
			return status;
		}
		if (found) status = add_row(c, error);
		if (status != UNROLL_OK) return status;
	}
	return UNROLL_OK;
}

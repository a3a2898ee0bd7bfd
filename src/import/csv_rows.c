#include "import/csv_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "unroll/import.h"

void csv_rows_begin(csv_rows *rows, char delimiter, bool quotes) {
	*rows = (csv_rows){.delimiter = delimiter, .quotes = quotes, .line = 1, .row_line = 1, .first = true};
}

void csv_rows_restart(csv_rows *rows) {
	rows->line = 1;
	rows->complete = rows->first = true;
	rows->after_return = false;
	rows->json.state = JSON_OUTSIDE;
	rows->json.line = rows->json.row_line = 0;
	rows->json.begun = false;
}

void csv_rows_release(csv_rows *rows) {
	free(rows->text);
	free(rows->ends);
	json_rows_release(&rows->json);
	rows->text = NULL;
	rows->ends = NULL;
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for a row.");
}

static unroll_status never_closed(const csv_rows *rows, unroll_error *error) {
	return fail(
	    error, UNROLL_BAD_FILE, "quotes",
	    "The quote that opens a cell in line %u is never closed. Close it, or say that quotes are ordinary "
	    "characters.",
	    rows->quote_line);
}

/* Puts bytes behind the row's text. */
static unroll_status append(csv_rows *rows, const uint8_t *bytes, size_t size, unroll_error *error) {
	if (size > UNROLL_REVIEW_BYTES - rows->size) {
		rows->too_long = true;
		/* In quotes this is no long row but a missing quote: the rest of the file would be lost in it. */
		return rows->state == CSV_QUOTED ? never_closed(rows, error) : UNROLL_OK;
	}
	char *text = grown(rows->text, &rows->text_capacity, rows->size + size, 1);
	if (!text) return no_memory(error);
	rows->text = text;
	memcpy(text + rows->size, bytes, size);
	rows->size += size;
	return UNROLL_OK;
}

static unroll_status end_cell(csv_rows *rows, unroll_error *error) {
	rows->state = CSV_CELL_BEGINS;
	if (rows->columns == CSV_COLUMNS) {
		rows->too_long = true;
		return UNROLL_OK;
	}
	uint32_t *ends = grown(rows->ends, &rows->ends_capacity, rows->columns + 1, sizeof *ends);
	if (!ends) return no_memory(error);
	rows->ends = ends;
	ends[rows->columns++] = (uint32_t)rows->size;
	return UNROLL_OK;
}

static void begin_row(csv_rows *rows) {
	rows->size = rows->columns = 0;
	rows->too_long = rows->complete = rows->open_quote = false;
	rows->wraps = 0;
	rows->row_line = rows->line;
	rows->state = CSV_CELL_BEGINS;
}

/* The end of a line, outside of quotes. An empty line is no row. */
static unroll_status end_row(csv_rows *rows, unroll_error *error) {
	unroll_status status = end_cell(rows, error);
	rows->complete = status == UNROLL_OK;
	rows->first = false;
	if (rows->columns == 1 && rows->size == 0 && !rows->too_long) begin_row(rows);
	return status;
}

static bool is_space(char character) {
	return character == ' ' || character == '\t';
}

static bool ends_line(uint8_t byte) {
	return byte == '\n' || byte == '\r';
}

/* Not 0 where one of eight bytes has this value. */
static uint64_t has_byte(uint64_t eight, uint8_t value) {
	uint64_t differences = eight ^ (UINT64_MAX / 255 * value);
	return (differences - UINT64_MAX / 255) & ~differences & (UINT64_MAX / 255 * 128);
}

/* How many of the bytes come before the first of three, in steps of eight. */
static size_t eights_before(const uint8_t *bytes, size_t size, uint8_t a, uint8_t b, uint8_t c) {
	size_t count = 0;
	for (uint64_t eight; count + sizeof eight <= size; count += sizeof eight) {
		memcpy(&eight, bytes + count, sizeof eight);
		if (has_byte(eight, a) | has_byte(eight, b) | has_byte(eight, c)) break;
	}
	return count;
}

/* How many of the bytes, at least one, mean nothing but themselves in this state. */
static size_t ordinary_bytes(const csv_rows *rows, const uint8_t *bytes, size_t size) {
	size_t count = 1;
	uint8_t delimiter = (uint8_t)rows->delimiter;
	if (rows->first && rows->size < 3) return count;
	if (rows->state == CSV_QUOTED) {
		count += eights_before(bytes + 1, size - 1, '"', '\n', '\n');
		while (count < size && bytes[count] != '"' && bytes[count] != '\n') count++;
	} else {
		count += eights_before(bytes + 1, size - 1, delimiter, '\n', '\r');
		while (count < size && bytes[count] != delimiter && !ends_line(bytes[count])) count++;
	}
	return count;
}

/* Bytes that mean nothing but themselves. A byte order mark at the very beginning is dropped again. */
static unroll_status take_ordinary(csv_rows *rows, const uint8_t *bytes, size_t size, size_t *taken,
                                   unroll_error *error) {
	if (rows->state == CSV_CELL_BEGINS) rows->state = CSV_PLAIN;
	*taken = ordinary_bytes(rows, bytes, size);
	unroll_status status = append(rows, bytes, *taken, error);
	bool mark = rows->first && rows->columns == 0 && rows->size == 3 && rows->state == CSV_PLAIN &&
	            memcmp(rows->text, "\xef\xbb\xbf", 3) == 0;
	if (mark && status == UNROLL_OK) begin_row(rows);
	return status;
}

static unroll_status take_quoted(csv_rows *rows, const uint8_t *bytes, size_t size, size_t *taken,
                                 unroll_error *error) {
	if (bytes[0] == '"') {
		rows->state = CSV_QUOTE_IN_QUOTED;
		return UNROLL_OK;
	}
	unroll_status status = take_ordinary(rows, bytes, size, taken, error);
	if (bytes[0] == '\n') {
		rows->line++;
		rows->wraps++;
	}
	return status;
}

/* Outside of quotes. */
static unroll_status take_plain(csv_rows *rows, const uint8_t *bytes, size_t size, size_t *taken,
                                unroll_error *error) {
	uint8_t byte = bytes[0];
	bool divides = rows->delimiter != CSV_FASTTEXT || rows->columns == 0;
	if (byte == (uint8_t)rows->delimiter && divides) return end_cell(rows, error);
	if (ends_line(byte)) {
		rows->after_return = byte == '\r';
		rows->line++;
		return end_row(rows, error);
	}
	if (rows->quotes && rows->state == CSV_CELL_BEGINS) {
		if (is_space((char)byte)) return append(rows, bytes, 1, error); /* a quote may follow */
		if (byte == '"') {
			rows->state = CSV_QUOTED;
			rows->quote_line = rows->line;
			rows->size = rows->columns ? rows->ends[rows->columns - 1] : 0;
			return UNROLL_OK;
		}
	}
	return take_ordinary(rows, bytes, size, taken, error);
}

/* After a quote in quotes: another one is a quote, the cell's end ends it. Anything else shows that the quotes were part of
 * the text ("Great" film). */
static unroll_status take_after_quote(csv_rows *rows, const uint8_t *bytes, size_t *taken,
                                      unroll_error *error) {
	static const uint8_t quote = '"';
	if (bytes[0] == '"') {
		rows->state = CSV_QUOTED;
		return append(rows, &quote, 1, error);
	}
	rows->state = CSV_PLAIN;
	*taken = 0;
	if (bytes[0] == (uint8_t)rows->delimiter || ends_line(bytes[0])) return UNROLL_OK;
	if (rows->wraps) rows->open_quote = true;
	return append(rows, &quote, 1, error);
}

static unroll_status take(csv_rows *rows, const uint8_t *bytes, size_t size, size_t *taken,
                          unroll_error *error) {
	bool rest_of_line_end = rows->after_return && bytes[0] == '\n';
	rows->after_return = false;
	*taken = 1;
	if (rest_of_line_end) return UNROLL_OK;
	if (rows->state == CSV_QUOTED) return take_quoted(rows, bytes, size, taken, error);
	if (rows->state == CSV_QUOTE_IN_QUOTED) return take_after_quote(rows, bytes, taken, error);
	return take_plain(rows, bytes, size, taken, error);
}

/* Takes the row of an object, and gives the memory of the one before for the next. */
static unroll_status next_object(csv_rows *rows, const uint8_t **bytes, size_t *size, bool last, bool *found,
                                 unroll_error *error) {
	json_rows *json = &rows->json;
	unroll_status status = json_rows_next(json, bytes, size, last, error);
	*found = status == UNROLL_OK && json->found;
	if (!*found) return status;
	char *text = rows->text;
	uint32_t *ends = rows->ends;
	size_t text_capacity = rows->text_capacity, ends_capacity = rows->ends_capacity;
	rows->text = json->row;
	rows->text_capacity = json->row_capacity;
	rows->ends = json->ends;
	rows->ends_capacity = json->ends_capacity;
	json->row = text;
	json->row_capacity = text_capacity;
	json->ends = ends;
	json->ends_capacity = ends_capacity;
	rows->size = json->row_size;
	rows->columns = json->columns.count;
	rows->too_long = json->too_long;
	rows->row_line = json->row_line + 1;
	return status;
}

unroll_status csv_rows_next(csv_rows *rows, const uint8_t **bytes, size_t *size, bool last, bool *found,
                            unroll_error *error) {
	unroll_status status = UNROLL_OK;
	if (rows->delimiter == CSV_JSON) return next_object(rows, bytes, size, last, found, error);
	if (rows->complete) begin_row(rows);
	while (*size && !rows->complete && status == UNROLL_OK) {
		size_t taken;
		status = take(rows, *bytes, *size, &taken, error);
		*bytes += taken;
		*size -= taken;
	}
	if (status == UNROLL_OK && last && !rows->complete) {
		if (rows->state == CSV_QUOTED) return never_closed(rows, error);
		if (rows->size || rows->columns) status = end_row(rows, error);
	}
	*found = rows->complete;
	return status;
}

const char *csv_cell(const csv_rows *rows, size_t column, size_t *size) {
	*size = 0;
	if (column >= rows->columns) return "";
	size_t start = column ? rows->ends[column - 1] : 0, end = rows->ends[column];
	while (start < end && is_space(rows->text[start])) start++;
	while (end > start && is_space(rows->text[end - 1])) end--;
	*size = end - start;
	return *size ? rows->text + start : "";
}

/* --- Rows with too many cells -------------------------------------------------------------------- */

void csv_rows_trim(csv_rows *rows, size_t columns) {
	size_t size;
	while (rows->columns > columns) {
		csv_cell(rows, rows->columns - 1, &size);
		if (size) return;
		rows->columns--;
		rows->size = rows->columns ? rows->ends[rows->columns - 1] : 0;
	}
}

unroll_status csv_rows_join(csv_rows *rows, size_t first, size_t last, unroll_error *error) {
	size_t added = last - first;
	char *text = grown(rows->text, &rows->text_capacity, rows->size + added, 1);
	if (!text) return no_memory(error);
	rows->text = text;
	for (size_t column = last; column > first; column--) {
		size_t start = rows->ends[column - 1];
		memmove(text + start + 1, text + start, rows->size - start);
		text[start] = rows->delimiter;
		rows->size++;
	}
	for (size_t column = last; column < rows->columns; column++)
		rows->ends[column - added] = rows->ends[column] + (uint32_t)added;
	rows->columns -= added;
	return UNROLL_OK;
}

/* The first rows of a table, to be shown. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/utf8.h"
#include "import/csv_columns.h"

enum { SHOWN_BYTES = 160 };

typedef struct shown_rows {
	char *text;
	size_t size, capacity;
} shown_rows;

static unroll_status show_bytes(shown_rows *rows, const char *bytes, size_t size, unroll_error *error) {
	char *text = grown(rows->text, &rows->capacity, rows->size + size, 1);
	if (!text) return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for a preview.");
	rows->text = text;
	memcpy(text + rows->size, bytes, size);
	rows->size += size;
	return UNROLL_OK;
}

static unroll_status show_cell(shown_rows *rows, const char *cell, size_t size, unroll_error *error) {
	unroll_status status = UNROLL_OK;
	size_t end = utf8_cut(cell, size, SHOWN_BYTES);
	for (size_t at = 0; at < end && status == UNROLL_OK;) {
		uint32_t code_point;
		size_t length = utf8_decode(cell + at, end - at, &code_point);
		if (length == 0)
			status = show_bytes(rows, UTF8_REPLACEMENT, sizeof UTF8_REPLACEMENT - 1, error);
		else if (code_point != 0x1e && code_point != 0x1f)
			status = show_bytes(rows, cell + at, length, error);
		at += length ? length : 1;
	}
	return status == UNROLL_OK ? show_bytes(rows, "\x1f", 1, error) : status;
}

unroll_status csv_columns_show(const csv_columns *columns, unroll_bytes *text, unroll_error *error) {
	shown_rows rows = {.text = NULL};
	unroll_status status = UNROLL_OK;
	for (uint32_t row = 0; row < CSV_PREVIEW_ROWS && row < columns->examples.count; row++) {
		for (uint32_t column = 0; column < columns->count && status == UNROLL_OK; column++) {
			size_t size;
			const char *cell = csv_example(columns, row, column, &size);
			status = show_cell(&rows, cell, size, error);
		}
		if (status == UNROLL_OK) status = show_bytes(&rows, "\x1e", 1, error);
	}
	if (status == UNROLL_OK)
		*text = (unroll_bytes){(uint8_t *)rows.text, rows.size};
	else
		free(rows.text);
	return status;
}

/* The first rows of a table, to be shown. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/utf8.h"
#include "import/csv_rows.h"
#include "unroll/import.h"

enum { CELL_BYTES = 160 };

typedef struct preview {
	uint32_t rows;
	char *text;
	size_t size, capacity;
} preview;

static unroll_status put(preview *p, const char *bytes, size_t size, unroll_error *error) {
	char *text = grown(p->text, &p->capacity, p->size + size, 1);
	if (!text) return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for a preview.");
	p->text = text;
	memcpy(text + p->size, bytes, size);
	p->size += size;
	return UNROLL_OK;
}

static unroll_status put_cell(preview *p, const char *cell, size_t size, unroll_error *error) {
	unroll_status status = UNROLL_OK;
	size_t end = utf8_cut(cell, size, CELL_BYTES);
	for (size_t at = 0; at < end && status == UNROLL_OK;) {
		uint32_t code_point;
		size_t length = utf8_decode(cell + at, end - at, &code_point);
		if (length == 0)
			status = put(p, UTF8_REPLACEMENT, sizeof UTF8_REPLACEMENT - 1, error);
		else if (code_point != 0x1e && code_point != 0x1f)
			status = put(p, cell + at, length, error);
		at += length ? length : 1;
	}
	return status == UNROLL_OK ? put(p, "\x1f", 1, error) : status;
}

static unroll_status add_row(void *context, const csv_rows *rows, uint32_t index, unroll_error *error) {
	preview *p = context;
	unroll_status status = UNROLL_OK;
	if (index >= p->rows) return status;
	for (size_t column = 0; column < rows->columns && column < CSV_SAMPLE_COLUMNS && status == UNROLL_OK;
	     column++) {
		size_t size;
		const char *cell = csv_cell(rows, column, &size);
		status = put_cell(p, cell, size, error);
	}
	return status == UNROLL_OK ? put(p, "\x1e", 1, error) : status;
}

unroll_status unroll_csv_preview(const uint8_t *sample, size_t size, const unroll_csv_layout *layout,
                                 uint32_t rows, unroll_bytes *text, unroll_error *error) {
	const csv_sample from = {sample, size, false};
	preview p = {.rows = rows};
	unroll_status status = csv_visit_rows(&from, layout->delimiter, layout->quotes, add_row, &p, error);
	if (status == UNROLL_OK)
		*text = (unroll_bytes){(uint8_t *)p.text, p.size};
	else
		free(p.text);
	return status;
}

#include "import/label_rows.h"

#include <string.h>

#include "base/fail.h"

void label_rows_begin(label_rows *rows, unroll_files_kind kind, const char *label) {
	*rows = (label_rows){.kind = kind};
	format_text(rows->label, sizeof rows->label, "%s", label);
}

static const uint8_t mark[] = {0xef, 0xbb, 0xbf};

/* Whether a byte is the next of a byte order mark at the beginning of the file. */
static bool is_mark(label_rows *rows, uint8_t byte) {
	if (rows->begun || byte != mark[rows->mark_size]) return false;
	rows->begun = ++rows->mark_size == sizeof mark;
	return true;
}

static bool ends_line(uint8_t byte) {
	return byte == '\n' || byte == '\r';
}

/* What stands for a byte: blanks for tabs, and in a text of many lines for their ends. */
static uint8_t shown(const label_rows *rows, uint8_t byte) {
	bool blank = byte == '\t' || (rows->kind == UNROLL_FILES_TEXTS && ends_line(byte));
	return blank ? ' ' : byte;
}

static size_t put_label(label_rows *rows, uint8_t *out) {
	size_t size = strlen(rows->label);
	memcpy(out, rows->label, size);
	out[size] = '\t';
	rows->in_row = true;
	return size + 1;
}

unroll_status label_rows_add(label_rows *rows, const uint8_t *bytes, size_t size, bool last, row_sink *sink,
                             void *context, unroll_error *error) {
	enum { ROOM = 1 << 12 };
	uint8_t out[ROOM + LABEL_BYTES + 4];
	size_t count = 0;
	for (size_t i = 0; i < size; i++) {
		if (is_mark(rows, bytes[i])) continue;
		uint8_t byte = shown(rows, bytes[i]);
		if (!rows->in_row && !ends_line(byte)) count += put_label(rows, out + count);
		for (unsigned k = 0; !rows->begun && k < rows->mark_size; k++)
			out[count++] = mark[k]; /* it was none */
		rows->begun = true;
		out[count++] = byte;
		if (ends_line(byte)) rows->in_row = false;
		if (count < ROOM) continue;
		unroll_status status = sink(context, out, count, error);
		if (status != UNROLL_OK) return status;
		count = 0;
	}
	/* A file without any text is a row too: of none. */
	if (last && rows->kind == UNROLL_FILES_TEXTS && !rows->in_row) count += put_label(rows, out + count);
	if (last && rows->in_row) out[count++] = '\n';
	return count ? sink(context, out, count, error) : UNROLL_OK;
}

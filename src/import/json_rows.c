#include "import/json_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/utf8.h"
#include "unroll/import.h"

void json_rows_release(json_rows *json) {
	word_table_free(&json->columns);
	free(json->text);
	free(json->cells);
	free(json->row);
	free(json->ends);
	*json = (json_rows){.state = JSON_OUTSIDE};
}

static bool is_blank(uint8_t byte) {
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool json_begins(const uint8_t *bytes, size_t size) {
	size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (at < size && is_blank(bytes[at])) at++;
	bool array = at < size && bytes[at] == '[';
	if (array) at++;
	while (at < size && is_blank(bytes[at])) at++;
	if (at == size || bytes[at] != '{') return false;
	for (at++; at < size && is_blank(bytes[at]); at++) {}
	return at < size && bytes[at] == '"';
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "json", "There is not enough memory for a row.");
}

static unroll_status damaged(const json_rows *json, unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, "json",
	            "The JSON is damaged in line %u. It must be an array of objects, or an object in each line.",
	            json->line + 1);
}

/* --- Texts --------------------------------------------------------------------------------------- */

static unroll_status append(json_rows *json, const char *bytes, size_t size, unroll_error *error) {
	if (size > UNROLL_REVIEW_BYTES - json->size) {
		json->too_long = true;
		return UNROLL_OK;
	}
	char *text = grown(json->text, &json->capacity, json->size + size, 1);
	if (!text) return no_memory(error);
	json->text = text;
	memcpy(text + json->size, bytes, size);
	json->size += size;
	return UNROLL_OK;
}

static unroll_status append_character(json_rows *json, uint32_t code_point, unroll_error *error) {
	char bytes[UTF8_BYTES];
	return append(json, bytes, utf8_encode(code_point, bytes), error);
}

/* A half of a surrogate pair without the other. */
static unroll_status end_pair(json_rows *json, unroll_error *error) {
	if (!json->high) return UNROLL_OK;
	json->high = 0;
	return append(json, UTF8_REPLACEMENT, sizeof UTF8_REPLACEMENT - 1, error);
}

static unroll_status take_code_unit(json_rows *json, unroll_error *error) {
	uint32_t unit = json->hex, high = json->high;
	bool is_low = unit >= 0xdc00 && unit <= 0xdfff;
	if (high && is_low) {
		json->high = 0;
		return append_character(json, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), error);
	}
	unroll_status status = end_pair(json, error);
	if (status != UNROLL_OK) return status;
	if (unit >= 0xd800 && unit <= 0xdbff) {
		json->high = unit;
		return UNROLL_OK;
	}
	return append_character(json, is_low ? 0xfffd : unit, error);
}

static unroll_status take_escaped(json_rows *json, uint8_t byte, unroll_error *error) {
	static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	json->escape = false;
	if (byte == 'u') {
		json->hex = 0;
		json->digits = 4;
		return UNROLL_OK;
	}
	const char *name = byte ? strchr(names, byte) : NULL;
	if (!name) return damaged(json, error);
	unroll_status status = end_pair(json, error);
	return status == UNROLL_OK ? append(json, meanings + (name - names), 1, error) : status;
}

static unroll_status take_digit(json_rows *json, uint8_t byte, unroll_error *error) {
	uint8_t lower = byte | 0x20;
	if (byte >= '0' && byte <= '9')
		json->hex = json->hex << 4 | (uint32_t)(byte - '0');
	else if (lower >= 'a' && lower <= 'f')
		json->hex = json->hex << 4 | (uint32_t)(lower - 'a' + 10);
	else
		return damaged(json, error);
	return --json->digits ? UNROLL_OK : take_code_unit(json, error);
}

/* --- Objects ------------------------------------------------------------------------------------- */

/* A key has been read: the place of its value. The first object's keys are the columns. */
static unroll_status end_key(json_rows *json, unroll_error *error) {
	size_t size = json->size - json->start;
	const char *key = size ? json->text + json->start : ""; /* there may be no text yet */
	json->state = JSON_COLON;
	if (json->has_columns || json->columns.count == JSON_MOST_COLUMNS) {
		json->column = word_table_find(&json->columns, key, size);
	} else {
		json_cell *cells =
		    grown(json->cells, &json->cell_capacity, json->columns.count + (size_t)1, sizeof *cells);
		if (!cells) return no_memory(error);
		json->cells = cells;
		uint32_t before = json->columns.count;
		json->column = word_table_add(&json->columns, key, size);
		if (json->column == WORD_TABLE_NONE) return no_memory(error);
		if (json->columns.count > before) cells[json->column] = (json_cell){0, 0};
	}
	json->size = json->start;
	return UNROLL_OK;
}

static void end_value(json_rows *json) {
	json->state = JSON_COMMA;
	if (json->column == WORD_TABLE_NONE)
		json->size = json->start;
	else
		json->cells[json->column] = (json_cell){json->start, json->size};
}

static unroll_status take_string(json_rows *json, uint8_t byte, unroll_error *error) {
	if (json->digits) return take_digit(json, byte, error);
	if (json->escape) return take_escaped(json, byte, error);
	if (byte == '\\') {
		json->escape = true;
		return UNROLL_OK;
	}
	unroll_status status = end_pair(json, error);
	if (status != UNROLL_OK) return status;
	if (byte != '"') return append(json, (const char *)&byte, 1, error);
	if (json->is_key) return end_key(json, error);
	end_value(json);
	return UNROLL_OK;
}

/* What is nested: only its strings and brackets mean something. */
static void take_nested(json_rows *json, uint8_t byte) {
	if (json->in_string) {
		if (json->escape)
			json->escape = false;
		else if (byte == '\\')
			json->escape = true;
		else if (byte == '"')
			json->in_string = false;
	} else if (byte == '"') {
		json->in_string = true;
	} else if (byte == '{' || byte == '[') {
		json->depth++;
	} else if ((byte == '}' || byte == ']') && --json->depth == 0) {
		end_value(json);
	}
}

static void begin_value(json_rows *json, uint8_t byte) {
	json->start = json->size;
	json->is_key = false;
	json->state = byte == '"' ? JSON_STRING : byte == '{' || byte == '[' ? JSON_NESTED : JSON_WORD;
	json->depth = json->state == JSON_NESTED;
}

/* Makes the row: a text for each column. */
static unroll_status put_row(json_rows *json, bool names, unroll_error *error) {
	uint32_t count = json->columns.count;
	uint32_t *ends = grown(json->ends, &json->ends_capacity, count, sizeof *ends);
	if (!ends) return no_memory(error);
	json->ends = ends;
	json->row_size = 0;
	for (uint32_t i = 0; i < count; i++) {
		size_t size = json->cells[i].end - json->cells[i].start;
		const char *from = names  ? word_table_word(&json->columns, i, &size)
		                   : size ? json->text + json->cells[i].start
		                          : "";
		char *row = grown(json->row, &json->row_capacity, json->row_size + size, 1);
		if (!row) return no_memory(error);
		json->row = row;
		if (size) memcpy(row + json->row_size, from, size);
		json->row_size += size;
		ends[i] = (uint32_t)json->row_size;
	}
	json->found = true;
	return UNROLL_OK;
}

static unroll_status end_object(json_rows *json, unroll_error *error) {
	bool names = !json->has_columns;
	json->state = JSON_OUTSIDE;
	if (json->columns.count == 0) return UNROLL_OK; /* an object without keys is no row */
	json->has_columns = true;
	json->waits = names;
	return put_row(json, names, error);
}

static void begin_object(json_rows *json) {
	json->state = JSON_KEY;
	json->size = json->start = 0;
	json->too_long = false;
	json->row_line = json->line;
	for (uint32_t i = 0; i < json->columns.count; i++) json->cells[i] = (json_cell){0, 0};
}

static unroll_status take(json_rows *json, uint8_t byte, unroll_error *error) {
	switch (json->state) {
	case JSON_STRING:
		return take_string(json, byte, error);
	case JSON_NESTED:
		take_nested(json, byte);
		return UNROLL_OK;
	case JSON_WORD:
		if (byte != ',' && byte != '}' && !is_blank(byte)) return append(json, (const char *)&byte, 1, error);
		if (json->size - json->start == 4 && memcmp(json->text + json->start, "null", 4) == 0)
			json->size = json->start;
		end_value(json);
		break;
	default:
		break;
	}
	if (is_blank(byte)) return UNROLL_OK;
	if (json->state == JSON_OUTSIDE && (byte == '{' || byte == '[' || byte == ',' || byte == ']')) {
		if (byte == '{') begin_object(json);
	} else if (json->state == JSON_KEY && byte == '"') {
		json->start = json->size;
		json->is_key = true;
		json->state = JSON_STRING;
	} else if (json->state == JSON_COLON && byte == ':') {
		json->state = JSON_VALUE;
	} else if (json->state == JSON_VALUE) {
		begin_value(json, byte);
		if (json->state == JSON_WORD) return append(json, (const char *)&byte, 1, error);
	} else if (json->state == JSON_COMMA && byte == ',') {
		json->state = JSON_KEY;
	} else if ((json->state == JSON_COMMA || json->state == JSON_KEY) && byte == '}') {
		return end_object(json, error);
	} else {
		return damaged(json, error);
	}
	return UNROLL_OK;
}

unroll_status json_rows_next(json_rows *json, const uint8_t **bytes, size_t *size, bool last,
                             unroll_error *error) {
	unroll_status status = UNROLL_OK;
	json->found = false;
	if (json->waits) {
		json->waits = false;
		status = put_row(json, false, error);
	}
	while (*size && !json->found && status == UNROLL_OK) {
		uint8_t byte = *(*bytes)++;
		(*size)--;
		if (!json->begun && byte >= 0x80) continue; /* a byte order mark */
		json->begun = true;
		json->line += byte == '\n';
		status = take(json, byte, error);
	}
	bool is_cut = last && !json->found && json->state != JSON_OUTSIDE;
	return status == UNROLL_OK && is_cut ? damaged(json, error) : status;
}

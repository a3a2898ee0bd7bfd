/* Objects of JSON as rows: an array of them, or one after another. The keys of the first object name the columns, and are the first row;
 * values of other keys are dropped. A string is its text, a number or a truth value is as it is written, null is an empty cell, and so
 * is what is nested. */
#ifndef IMPORT_JSON_ROWS_H
#define IMPORT_JSON_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/word_table.h"
#include "unroll/status.h"

#define JSON_MOST_COLUMNS 65536

typedef enum json_state {
	JSON_OUTSIDE, /* of objects */
	JSON_KEY,     /* or the end of the object */
	JSON_COLON,
	JSON_VALUE,
	JSON_COMMA, /* or the end of the object */
	JSON_STRING,
	JSON_WORD,  /* a number, true, false, null */
	JSON_NESTED /* what is skipped */
} json_state;

typedef struct json_cell {
	size_t start, end; /* in `text` */
} json_cell;

typedef struct json_rows {
	json_state state;
	bool is_key;          /* the string is one */
	bool escape;          /* the byte before was a backslash */
	uint32_t hex, digits; /* of an escaped code unit, and how many of its digits are to come */
	uint32_t high;        /* a first half of a surrogate pair, or 0 */
	uint32_t depth;       /* of what is nested, which may hold strings */
	bool in_string;
	bool has_columns, waits; /* the first object has ended; its row is still to be handed out */
	word_table columns;
	uint32_t column; /* that the value belongs to, or WORD_TABLE_NONE */
	char *text;      /* of the object's values, and of the key that is read */
	size_t size, capacity, start;
	json_cell *cells; /* (columns) */
	size_t cell_capacity;
	/* The row that was found: its cells one after another, and where each ends. */
	char *row;
	size_t row_size, row_capacity;
	uint32_t *ends; /* (columns) */
	size_t ends_capacity;
	uint32_t line, row_line; /* where reading is, and where the row began, less 1 */
	bool found,
	    too_long; /* there is a row; it has more than UNROLL_REVIEW_BYTES, what is beyond was dropped */
	bool begun;   /* a byte order mark is none any more */
} json_rows;

void json_rows_release(json_rows *json);

/* Whether a text, from its first byte on, is JSON that may have rows. */
bool json_begins(const uint8_t *bytes, size_t size);

/* All zeros reads from the beginning. Reads on until a row is complete: then `found`. Moves `*bytes` and `*size` over what
 * was read. UNROLL_BAD_FILE where it is no JSON. */
unroll_status json_rows_next(json_rows *json, const uint8_t **bytes, size_t *size, bool last,
                             unroll_error *error);

#endif

/* Rows of cells that come piece by piece: RFC 4180 and its relatives, see unroll_csv_layout. */
#ifndef IMPORT_CSV_ROWS_H
#define IMPORT_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/json_rows.h"
#include "unroll/status.h"

#define CSV_COLUMNS                                                                                          \
	65536 /* most cells of a row: they take memory although their delimiters are no part of its text */

typedef enum csv_state { CSV_CELL_BEGINS, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE_IN_QUOTED } csv_state;

typedef struct csv_rows {
	char delimiter;
	bool quotes;
	csv_state state;
	char *text; /* the cells of the row, one after another */
	size_t size, text_capacity;
	uint32_t *ends; /* (columns): where in `text` each cell ends */
	size_t columns, ends_capacity;
	uint32_t line;       /* where reading is, from 1 */
	uint32_t row_line;   /* where the row began */
	uint32_t quote_line; /* where the last quote was opened */
	uint32_t wraps;      /* line ends inside of the row's quotes */
	bool
	    open_quote; /* text follows the end of a quote that held line ends: it was none, and rows are lost in it */
	bool
	    too_long; /* the row has more than UNROLL_REVIEW_BYTES or CSV_COLUMNS: what is beyond them was dropped */
	bool complete;     /* the row was handed out: the next one begins anew */
	bool after_return; /* the last byte was \r: a \n belongs to it */
	json_rows json;    /* where the rows are objects */
	bool first;        /* the row is the first, which may begin with a byte order mark */
} csv_rows;

/* The "delimiter" of objects of JSON. */
#define CSV_JSON '{'

/* That of fastText's lines, "__label__2 and the text": only the first blank divides. */
#define CSV_FASTTEXT       ' '
#define CSV_FASTTEXT_LABEL "__label__"

void csv_rows_begin(csv_rows *rows, char delimiter, bool quotes);
void csv_rows_release(csv_rows *rows);

/* Another file with the same columns follows: its first line is line 1. */
void csv_rows_restart(csv_rows *rows);

/* Reads on until a row is complete: then `*found`, and the row stays in `rows` until the next call. Moves `*bytes` and `*size` over
 * what was read. `last` says that nothing follows these bytes. Empty lines are skipped. UNROLL_BAD_FILE where a quote is never
 * closed. */
unroll_status csv_rows_next(csv_rows *rows, const uint8_t **bytes, size_t *size, bool last, bool *found,
                            unroll_error *error);

/* A cell of the row, from 0; without spaces around it. Where the row has not so many cells it is empty. */
const char *csv_cell(const csv_rows *rows, size_t column, size_t *size);

/* Drops empty cells behind the first `columns`, as spreadsheets write them. */
void csv_rows_trim(csv_rows *rows, size_t columns);

/* Joins the cells from `first` to `last`, with the delimiter between them, to one. */
unroll_status csv_rows_join(csv_rows *rows, size_t first, size_t last, unroll_error *error);

#endif

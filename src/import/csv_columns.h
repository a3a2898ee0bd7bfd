/* What the columns of a table hold, over all its rows, as they are written in one way; and which of them are the text and the label. */
#ifndef IMPORT_CSV_COLUMNS_H
#define IMPORT_CSV_COLUMNS_H

#include "import/csv_labels.h"
#include "import/csv_rows.h"
#include "import/csv_values.h"

typedef struct csv_column {
	uint32_t cells, looked_at,
	    sentences;                   /* that are not empty; of them, looked at; of those, like sentences */
	uint64_t bytes, sentence_bytes;  /* of cells; of those like sentences */
	uint64_t blanks, blanks_counted; /* in the beginnings of those looked at; how many bytes these have */
	csv_values values;               /* without the first row's */
} csv_column;

/* Some whole rows: the first ones, and for each of the first values of a column one that has it. */
typedef struct csv_examples {
	char *text;
	size_t size, text_capacity;
	uint32_t *ends; /* of the cells of all rows, (count + 1) · columns */
	size_t ends_capacity;
	uint32_t count;
} csv_examples;

#define CSV_PREVIEW_ROWS                                                                                     \
	12 /* the first rows that are always examples; the very first is whole, the others' cells are cut */
#define CSV_NO_EXAMPLE UINT32_MAX

typedef struct csv_columns {
	csv_rows reader;
	csv_column *of; /* (count) */
	uint32_t count;
	uint32_t rows, regular; /* all, and those with so many cells */
	uint32_t opened,
	    wrapped; /* cells that begin with a quote, and of them those that end with one: where quotes mean nothing */
	bool checks_text;            /* whether rows are UTF-8 is looked at */
	uint32_t bad_rows, bad_line; /* those that are not, and the first of them */
	uint32_t wide_rows;          /* those that are, and more than ASCII */
	char *odd;                   /* the bytes of the first rows that are not, each with '\n' behind it */
	size_t odd_size, odd_capacity;
	bool text_first, label_first; /* of two columns, by their names: delimiters beyond are the text's */
	bool another;                 /* the next row is the first one of another file */
	bool other_count,
	    other_names;         /* it had another number of columns than the first row of all; other cells */
	bool never_closed;       /* a quote was not: what was read is good for nothing */
	unroll_error open_quote; /* then */
	csv_examples examples;
} csv_columns;

unroll_status csv_columns_begin(csv_columns *columns, char delimiter, bool quotes, uint32_t count,
                                unroll_error *error);
void csv_columns_release(csv_columns *columns);

/* Reads on; `last` says that nothing follows. A quote that is never closed is no failure. */
unroll_status csv_columns_add(csv_columns *columns, const uint8_t *bytes, size_t size, bool last,
                              unroll_error *error);

/* Another file with the same columns follows. */
void csv_columns_restart(csv_columns *columns);

/* Whether cells of a row are names of text and label columns. */
bool csv_row_is_named(const csv_rows *row);

/* A cell of an example. */
const char *csv_example(const csv_columns *columns, uint32_t example, uint32_t column, size_t *size);

/* The first rows as unroll_table_preview() gives them. */
unroll_status csv_columns_show(const csv_columns *columns, unroll_bytes *text, unroll_error *error);

/* About how many words the cells of a column have, by the blanks in some of them. */
uint64_t csv_column_words(const csv_column *column);

/* Which columns they are and what the labels mean: as wished, or as they look. */
typedef struct csv_choice {
	uint32_t text, label;
	bool header, label_is_sure, text_is_sure;
	int score; /* how much it looks like a table of reviews */
	csv_labels labels;
} csv_choice;

/* UNROLL_BAD_SETTING where a wish cannot be. The choice's labels must then not be released. */
unroll_status csv_columns_choose(csv_columns *columns, const unroll_csv_wish *wish, csv_choice *choice,
                                 unroll_error *error);

#endif

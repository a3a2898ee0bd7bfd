/* Files of texts alone as rows of a label and a text, with a tab between: a row for each line, or one for the whole file. */
#ifndef IMPORT_LABEL_ROWS_H
#define IMPORT_LABEL_ROWS_H

#include "import/file_names.h"

typedef struct label_rows {
	unroll_files_kind kind;
	char label[LABEL_BYTES];
	bool in_row;        /* the label was written */
	unsigned mark_size; /* bytes of a byte order mark that came, at the beginning of the file */
	bool begun;         /* beyond it */
} label_rows;

/* Takes bytes of rows. */
typedef unroll_status row_sink(void *context, const uint8_t *bytes, size_t size, unroll_error *error);

void label_rows_begin(label_rows *rows, unroll_files_kind kind, const char *label);

/* The next bytes of the file; `last` says that nothing follows them. Empty lines stay empty. */
unroll_status label_rows_add(label_rows *rows, const uint8_t *bytes, size_t size, bool last, row_sink *sink,
                             void *context, unroll_error *error);

#endif

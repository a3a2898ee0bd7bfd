/* Which columns of a table have the text and the label, and whether its first row names them: as wished, or guessed from a sample. */
#ifndef IMPORT_CSV_COLUMNS_H
#define IMPORT_CSV_COLUMNS_H

#include "import/csv_rows.h"
#include "import/csv_values.h"

typedef struct csv_column {
	uint64_t bytes; /* of its cells, without the first row's */
	csv_values values;
	bool text_name, label_name; /* the first row's cell is a name of such a column */
} csv_column;

typedef struct csv_columns {
	csv_rows first; /* the first row */
	csv_column *of; /* (count) */
	uint32_t count, rows;
} csv_columns;

/* Reads the columns of a sample that is written in this way. They must be released in any case. */
unroll_status csv_columns_read(csv_columns *columns, const csv_sample *sample,
                               const unroll_csv_layout *writing, unroll_error *error);
void csv_columns_release(csv_columns *columns);

/* Fills `header`, `text` and `label` of a layout. */
unroll_status csv_columns_guess(const csv_columns *columns, const unroll_csv_wish *wish,
                                unroll_csv_layout *layout, unroll_error *error);

#endif

/* The different values of a column, as they are written. */
#ifndef IMPORT_CSV_VALUES_H
#define IMPORT_CSV_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/word_table.h"
#include "unroll/import_report.h"
#include "unroll/status.h"

typedef struct csv_value {
	uint32_t rows, first_row; /* that have it; where the first of them is shown, for the code that counts */
} csv_value;

typedef struct csv_values {
	word_table texts; /* the first CSV_MOST_VALUES different values, whole, in the order of coming */
	csv_value *of;    /* (capacity) */
	size_t capacity;
	bool more; /* there are others */
} csv_values;

#define CSV_MOST_VALUES 1024

/* All zeros is a list without values. */
void csv_values_release(csv_values *values);

/* Counts a row with this value, which joins the others where it is new (`*is_new`). `*index` is its place, or CSV_MOST_VALUES where
 * there is no place for it. */
unroll_status csv_values_add(csv_values *values, const char *text, size_t size, uint32_t *index, bool *is_new,
                             unroll_error *error);

/* A value to be shown: cut where it is longer, and before a byte that is not UTF-8. */
void csv_show_value(char shown[UNROLL_VALUE_BYTES], const char *text, size_t size);

/* UNROLL_BAD_SETTING where the text of an option, or NULL, is not UTF-8. */
unroll_status csv_check_option(const char *text, const char *name, unroll_error *error);

#endif

/* The values of a label column, and which of two is positive. */
#ifndef IMPORT_CSV_VALUES_H
#define IMPORT_CSV_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/word_table.h"
#include "unroll/import.h"

typedef struct csv_values {
	word_table texts; /* the first UNROLL_CSV_VALUES different values, whole, in the order of coming */
	uint32_t rows[UNROLL_CSV_VALUES]; /* that have each of them */
	bool more;                        /* there are others */
} csv_values;

/* All zeros is a list without values. */
void csv_values_release(csv_values *values);

/* How many different values there are; UNROLL_CSV_VALUES + 1 where there are more than UNROLL_CSV_VALUES. */
uint32_t csv_values_count(const csv_values *values);

/* Counts a row with this value, which joins the others where it is new. `*index` is its place, or UNROLL_CSV_VALUES where there is no
 * place for it. */
unroll_status csv_values_add(csv_values *values, const char *text, size_t size, uint32_t *index,
                             unroll_error *error);

/* A value to be shown: cut where it is longer, and before a byte that is not UTF-8. */
void csv_show_value(char shown[UNROLL_VALUE_BYTES], const char *text, size_t size);

/* That of a value by its place. */
void csv_show_value_at(char shown[UNROLL_VALUE_BYTES], const csv_values *values, uint32_t index);

/* Whether the second of two values is the positive one. */
bool csv_second_is_positive(const csv_values *values);

/* The values and how often each was met, as text for a message; of many the first ones. */
void csv_list_values(const csv_values *values, char *text, size_t capacity);

/* Whether a text is the same as one of the words, in lower case; the list ends with NULL. */
bool csv_is_one_of(const char *text, size_t size, const char *const *words);

/* UNROLL_BAD_SETTING where the text of an option, or NULL, is not UTF-8. */
unroll_status csv_check_option(const char *text, const char *name, unroll_error *error);

#endif

/* The values of a label column, and which of two is positive. */
#ifndef IMPORT_CSV_VALUES_H
#define IMPORT_CSV_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/import.h"

typedef struct csv_value {
	char text[UNROLL_VALUE_BYTES]; /* cut between two characters where it is longer */
	uint32_t rows;                 /* that have it */
} csv_value;

typedef struct csv_values {
	csv_value values[UNROLL_CSV_VALUES];
	uint32_t count; /* different values so far; those beyond UNROLL_CSV_VALUES are all counted as one more */
} csv_values;

/* The place of a value, which joins the others where it is new; UNROLL_CSV_VALUES where there is no place for it. */
uint32_t csv_values_add(csv_values *values, const char *text, size_t size);

/* Copies a value, cut where it is too long. */
void csv_value_copy(char to[UNROLL_VALUE_BYTES], const char *text, size_t size);

/* Whether the second of two different values is the positive one. */
bool csv_second_is_positive(const char *first, const char *second);

/* The values and how often each was met, as text for a message. */
void csv_values_list(const csv_values *values, char *text, size_t capacity);

/* Whether a text is the same as one of the words, in lower case; the list ends with NULL. */
bool csv_is_one_of(const char *text, size_t size, const char *const *words);

#endif

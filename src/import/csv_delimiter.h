/* What delimits the cells of a table, by what its beginning is with each delimiter. */
#ifndef IMPORT_CSV_DELIMITER_H
#define IMPORT_CSV_DELIMITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/import.h"

#define CSV_MOST_COLUMNS 1024

/* The bytes at the beginning of a table. */
typedef struct csv_sample {
	const uint8_t *bytes;
	size_t size;
	bool whole; /* they are all of it: the last row is complete */
} csv_sample;

typedef struct csv_writing {
	char delimiter; /* '\0' where there are no two columns with any */
	uint32_t quoted,
	    plain;         /* columns where quotes mean something, and where not; 0 where it is no table then */
	uint32_t too_many; /* columns of the rows where there are more than CSV_MOST_COLUMNS, or 0 */
} csv_writing;

bool csv_is_delimiter(char c);

/* UNROLL_BAD_FILE where it is JSON and damaged. */
unroll_status csv_choose_delimiter(const csv_sample *sample, const unroll_csv_wish *wish,
                                   csv_writing *writing, unroll_error *error);

/* A first line that names the delimiter, "sep=;": its size, or 0. */
size_t csv_separator_line(const uint8_t *bytes, size_t size, char *delimiter);

#endif

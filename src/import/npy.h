/* numpy's file of one array (numpy/lib/format.py), versions 1 to 3, that comes piece by piece: a vector of whole numbers, or of
 * lists of whole numbers (an array of objects, in a pickle). */
#ifndef IMPORT_NPY_H
#define IMPORT_NPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/id_lists.h"
#include "import/pickle.h"
#include "unroll/status.h"

#define NPY_HEADER 10000 /* bytes of the longest header, as numpy itself limits it */

typedef enum npy_kind { NPY_LISTS, NPY_LABELS } npy_kind;

typedef struct npy_reader {
	npy_kind kind;   /* what the array must have */
	id_lists lists;  /* NPY_LISTS: its lists */
	uint8_t *labels; /* NPY_LABELS: (label_count), 0 or 1 */
	size_t label_count, label_capacity;
	bool header_read;
	uint64_t count; /* items of the array, as the header states */
	struct {
		size_t size; /* bytes of an item */
		bool big_endian;
	} item;
	pickle_reader pickle;
	uint8_t rest[NPY_HEADER + 16]; /* bytes that could not be used yet */
	size_t rest_size;
} npy_reader;

/* Begins an array. Of lists, ids are below `words`. */
void npy_begin(npy_reader *reader, npy_kind kind, uint32_t words);
void npy_release(npy_reader *reader);

unroll_status npy_read(npy_reader *reader, const uint8_t *bytes, size_t size, unroll_error *error);

/* The end of the file: whether the array is whole. */
unroll_status npy_end(npy_reader *reader, unroll_error *error);

#endif

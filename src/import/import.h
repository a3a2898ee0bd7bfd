/* What the three kinds of imports have in common. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/tar.h"
#include "unroll/import.h"

/* A kind of import: what it does with files. `state` is its own; the functions are those of unroll/import.h. */
typedef struct import_kind {
	void *(*create)(const unroll_import_options *options, unroll_error *error); /* NULL where it fails */
	void (*destroy)(void *state);
	unroll_status (*begin)(void *state, const char *name, bool *wanted, unroll_error *error);
	unroll_status (*add)(void *state, const uint8_t *bytes, size_t size, unroll_error *error);
	unroll_status (*end)(void *state, unroll_error *error);
	unroll_status (*finish)(void *state, unroll_bytes *file, unroll_account *account, unroll_error *error);
	uint32_t (*count)(const void *state);
} import_kind;

extern const import_kind import_imdb, import_keras, import_csv;

struct unroll_import {
	const import_kind *kind;
	void *state;
	tar_reader tar;
};

#endif

/* The kinds of imports, each of which makes a corpus of files. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/file_sink.h"
#include "unroll/import.h"

/* `state` is the kind's own, made by `create`. The functions are those of unroll/import.h, which calls them in order. */
typedef struct import_kind {
	unroll_status (*create)(const unroll_import_options *options, void **state, unroll_error *error);
	void (*destroy)(void *state);
	file_sink files;
	unroll_status (*finish)(void *state, unroll_bytes *file, unroll_import_report *report,
	                        unroll_error *error);
	uint32_t (*count)(const void *state);
	unroll_corpus_builder *(*builder)(
	    const void *state); /* what learns the pieces of words; NULL where nothing does */
} import_kind;

extern const import_kind import_imdb, import_keras, import_csv;

#endif

/* Importing an input as the program and the page would: piece by piece, to a corpus file that must then be valid. */
#ifndef TESTS_FUZZ_IMPORTED_H
#define TESTS_FUZZ_IMPORTED_H

#include "fuzz.h"

static inline unroll_import *begin_import(unroll_import_kind kind, const unroll_import_options *options) {
	unroll_import *import = NULL;
	unroll_error error;
	return succeeded(unroll_import_create(kind, options, &import, &error), &error) ? import : NULL;
}

/* Feeds bytes to unroll_import_add() or unroll_import_unpack() in pieces; false where it fails. */
static inline bool feed(unroll_import *import, fuzz_input bytes, size_t piece,
                        unroll_status (*add)(unroll_import *, const uint8_t *, size_t, unroll_error *)) {
	unroll_error error;
	bool fed = true;
	while (bytes.size && fed) {
		fuzz_input part = take_part(&bytes, piece);
		uint8_t *copy = copy_of(part);
		fed = succeeded(add(import, copy, part.size, &error), &error);
		free(copy);
	}
	return fed;
}

/* A whole file; false where the import fails, which can then only be destroyed. */
static inline bool import_file(unroll_import *import, const char *name, fuzz_input bytes, size_t piece) {
	unroll_error error;
	bool wanted = false;
	if (!succeeded(unroll_import_begin(import, name, &wanted, &error), &error)) return false;
	if (!wanted) return true;
	return feed(import, bytes, piece, unroll_import_add) &&
	       succeeded(unroll_import_end(import, &error), &error);
}

static inline void finish_import(unroll_import *import) {
	unroll_error error;
	unroll_bytes file = {NULL, 0};
	unroll_import_report report;
	if (succeeded(unroll_import_finish(import, &file, &report, &error), &error)) {
		check_corpus_file(&file);
		must(report.known <= report.words && report.shortest <= report.longest);
		must(is_text_of(report.names[1], sizeof report.names[1]));
		must(is_text_of(report.names[0], sizeof report.names[0]));
		sum_of(&report.skipped, sizeof report.skipped);
	}
	unroll_bytes_free(&file);
}

#endif

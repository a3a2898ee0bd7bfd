/* Files of Keras' imdb.npz with their heads, so that an input is what stands behind them. */
#ifndef TESTS_FUZZ_KERAS_FILES_H
#define TESTS_FUZZ_KERAS_FILES_H

#include "imported.h"

/* The head of a numpy array of `count` elements of a type; returns its size. */
static inline size_t put_array_head(uint8_t *file, const char *type, uint32_t count) {
	char dictionary[128];
	int size = snprintf(dictionary, sizeof dictionary,
	                    "{'descr': '%s', 'fortran_order': False, 'shape': (%u,), }\n", type, count);
	const uint8_t begin[] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (uint8_t)size, 0};
	memcpy(file, begin, sizeof begin);
	memcpy(file + sizeof begin, dictionary, (size_t)size);
	return sizeof begin + (size_t)size;
}

/* An import of the labels and lists that an input has. The caller destroys it. */
static inline unroll_import *begin_keras(uint32_t words) {
	unroll_import_options options = unroll_default_import_options();
	options.corpus.words = words;
	unroll_import *import = begin_import(UNROLL_IMPORT_KERAS, &options);
	must(import);
	return import;
}

static inline bool import_labels(unroll_import *import, const char *name, fuzz_input labels, size_t piece) {
	static uint8_t file[128 + 256 * 8];
	if (labels.size > 256) labels.size = 256;
	size_t size = put_array_head(file, "<i8", (uint32_t)labels.size);
	memset(file + size, 0, labels.size * 8);
	for (size_t i = 0; i < labels.size; i++) file[size + 8 * i] = labels.data[i];
	return import_file(import, name, (fuzz_input){file, size + 8 * labels.size}, piece);
}

/* `lists` are the bytes of a pickle. */
static inline bool import_lists(unroll_import *import, const char *name, uint32_t count, fuzz_input lists,
                                size_t piece) {
	uint8_t *file = malloc(lists.size + 192);
	must(file);
	size_t size = put_array_head(file, "|O", count);
	if (lists.size) memcpy(file + size, lists.data, lists.size);
	bool imported = import_file(import, name, (fuzz_input){file, size + lists.size}, piece);
	free(file);
	return imported;
}

#endif

#include "cli/word_vectors.h"

#include <string.h>

#include "cli/console.h"
#include "cli/file_set.h"
#include "cli/files.h"

/* What takes the text: the first bytes, to see the dimensions, or all of it. */
typedef struct vector_taker {
	const char *path;
	uint32_t files;
	unroll_word_vectors *vectors; /* or else */
	uint8_t first[1 << 16];
	size_t size;
	unroll_status status;
	unroll_error error;
} vector_taker;

static bool begin(void *context, const char *name, bool *wanted) {
	vector_taker *taker = context;
	(void)name;
	*wanted = taker->files++ == 0;
	if (*wanted) return true;
	complain("%s has several files. Please unpack the one whose word vectors are meant.", taker->path);
	return false;
}

static bool add(void *context, const uint8_t *bytes, size_t size) {
	vector_taker *taker = context;
	if (taker->vectors) {
		taker->status = unroll_word_vectors_add(taker->vectors, bytes, size, &taker->error);
		return taker->status == UNROLL_OK;
	}
	size_t room = sizeof taker->first - taker->size, part = size < room ? size : room;
	memcpy(taker->first + taker->size, bytes, part);
	taker->size += part;
	return true;
}

static bool end(void *context) {
	(void)context;
	return true;
}

/* Hands all files of a path over; true also where the engine has refused one, which is reported by the caller. */
static bool read_text(const char *path, vector_taker *taker) {
	file_set set;
	taker->path = path;
	const file_taker text = {
	    begin, add, end, taker,
	    "word vectors are text, plain or packed with gzip, with a word and its numbers in "
	    "each line (or a model of Unroll, whose embedding is taken)"};
	bool done = file_set_open(&set, &path, NULL, 1) && file_set_read(&set, &text);
	file_set_close(&set);
	return done || taker->status != UNROLL_OK;
}

static bool report(const vector_taker *taker) {
	if (taker->status != UNROLL_OK) complain("%s: %s", taker->path, taker->error.message);
	return taker->status == UNROLL_OK;
}

bool word_vector_dimensions(const char *path, uint32_t *dimensions) {
	if (!looks_like_table(path)) {
		unroll_model *model;
		if (!open_model_file(path, &model)) return false;
		*dimensions = unroll_model_settings(model)->embedding;
		unroll_model_destroy(model);
		return true;
	}
	vector_taker taker = {.files = 0};
	if (!read_text(path, &taker)) return false;
	taker.status = unroll_word_vector_dimensions(taker.first, taker.size, dimensions, &taker.error);
	return report(&taker);
}

static bool take_embedding(const char *path, unroll_model *model, unroll_found_words *found) {
	unroll_error error;
	unroll_model *other;
	if (!open_model_file(path, &other)) return false;
	unroll_status status = unroll_model_embed_from(model, other, found, &error);
	if (status != UNROLL_OK) complain("%s: %s", path, error.message);
	unroll_model_destroy(other);
	return status == UNROLL_OK;
}

bool take_word_vectors(const char *path, unroll_model *model, unroll_found_words *found) {
	if (!looks_like_table(path)) return take_embedding(path, model, found);
	vector_taker taker = {.files = 0};
	taker.status = unroll_word_vectors_create(model, &taker.vectors, &taker.error);
	bool read = taker.status != UNROLL_OK || read_text(path, &taker);
	if (read && taker.status == UNROLL_OK)
		taker.status = unroll_word_vectors_finish(taker.vectors, found, &taker.error);
	unroll_word_vectors_destroy(taker.vectors);
	return read && report(&taker);
}

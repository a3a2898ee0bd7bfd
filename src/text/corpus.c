#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "storage/safetensors.h"
#include "text/class_names.h"
#include "text/corpus_file.h"
#include "text/vocabulary.h"
#include "unroll/corpus.h"

typedef struct half_view {
	const uint16_t *ids;
	const uint32_t *offsets; /* (count + 1) */
	const uint8_t *labels;   /* (count) */
	uint32_t count;
} half_view;

struct unroll_corpus {
	safetensors_file *file;
	unroll_vocabulary *vocabulary;
	const char *source;
	class_names classes;
	uint32_t words, tail;
	bool ids_alone; /* its words are not known */
	half_view halves[2];
};

static unroll_status read_metadata(unroll_corpus *corpus, unroll_error *error) {
	const char *format = safetensors_metadata(corpus->file, "format");
	corpus->source = safetensors_metadata(corpus->file, "source");
	if (!format || strcmp(format, CORPUS_FORMAT) != 0)
		return fail(error, UNROLL_BAD_FILE, "format", "The file is not a corpus of the format \"%s\".",
		            CORPUS_FORMAT);
	if (!corpus->source)
		return fail(error, UNROLL_BAD_FILE, "source", "The corpus lacks its metadata \"source\".");
	unroll_status status = safetensors_require_number(corpus->file, "words", CORPUS_LEAST_WORDS,
	                                                  CORPUS_MOST_WORDS, &corpus->words, error);
	if (status == UNROLL_OK)
		status = safetensors_require_number(corpus->file, "tail", 0, UINT32_MAX, &corpus->tail, error);
	if (status == UNROLL_OK) status = read_class_names(corpus->file, &corpus->classes, error);
	return status;
}

static unroll_status read_vocabulary(unroll_corpus *corpus, unroll_error *error) {
	unroll_status status = read_file_vocabulary(corpus->file, corpus->words, &corpus->vocabulary, error);
	if (status != UNROLL_OK) return status;
	const char *marked = safetensors_metadata(corpus->file, CORPUS_VOCABULARY);
	corpus->ids_alone = marked && strcmp(marked, CORPUS_IDS_ALONE) == 0;
	if (marked && (!corpus->ids_alone || unroll_vocabulary_count(corpus->vocabulary)))
		return fail(error, UNROLL_BAD_FILE, CORPUS_VOCABULARY,
		            "The metadata \"%s\" may only be \"%s\", for a vocabulary without words.",
		            CORPUS_VOCABULARY, CORPUS_IDS_ALONE);
	return UNROLL_OK;
}

static unroll_status check_offsets(const half_view *half, uint64_t ids, uint32_t tail, const char *name,
                                   unroll_error *error) {
	bool rise = half->offsets[0] == 0 && half->offsets[half->count] == ids;
	for (uint32_t r = 0; r < half->count && rise; r++) {
		uint32_t first = half->offsets[r], next = half->offsets[r + 1];
		rise = first < next && (tail == 0 || next - first <= tail);
	}
	if (rise) return UNROLL_OK;
	return fail(error, UNROLL_BAD_FILE, name,
	            "Tensor \"%s\" does not divide the ids into reviews of 1 to \"tail\" ids.", name);
}

/* How many words can occur: those of the vocabulary or, where the words are not known, all that can have ids. */
static uint32_t possible_words(const unroll_corpus *corpus) {
	return corpus->ids_alone ? words_with_ids(corpus->words) : unroll_vocabulary_count(corpus->vocabulary);
}

/* Ids are start, unknown, or those of words. */
static unroll_status check_ids(const uint16_t *ids, uint64_t count, uint32_t words, const char *name,
                               unroll_error *error) {
	for (uint64_t i = 0; i < count; i++) {
		bool known = ids[i] == UNROLL_START_ID || ids[i] == UNROLL_UNKNOWN_ID ||
		             (ids[i] > UNROLL_INDEX_FROM && ids[i] <= words + UNROLL_INDEX_FROM);
		if (!known)
			return fail(error, UNROLL_BAD_FILE, name, "Tensor \"%s\" has %u, which is the id of no word.",
			            name, (unsigned)ids[i]);
	}
	return UNROLL_OK;
}

static unroll_status check_labels(const half_view *half, uint32_t classes, const char *name,
                                  unroll_error *error) {
	for (uint32_t r = 0; r < half->count; r++)
		if (half->labels[r] >= classes)
			return fail(error, UNROLL_BAD_FILE, name, "Tensor \"%s\" has the label %u; labels are 0 to %u.",
			            name, (unsigned)half->labels[r], classes - 1);
	return UNROLL_OK;
}

static unroll_status read_half(unroll_corpus *corpus, unroll_half half, unroll_error *error) {
	const corpus_names *names = &corpus_half_names[half];
	const safetensors_tensor *ids, *offsets, *labels;
	unroll_status status = safetensors_require(corpus->file, names->ids, SAFETENSORS_U16, 1, &ids, error);
	if (status == UNROLL_OK)
		status = safetensors_require(corpus->file, names->offsets, SAFETENSORS_U32, 1, &offsets, error);
	if (status == UNROLL_OK)
		status = safetensors_require(corpus->file, names->labels, SAFETENSORS_U8, 1, &labels, error);
	if (status != UNROLL_OK) return status;
	if (labels->shape[0] >= UINT32_MAX || offsets->shape[0] != labels->shape[0] + 1)
		return fail(error, UNROLL_BAD_FILE, names->offsets,
		            "Tensor \"%s\" must have one number more than there are labels.", names->offsets);
	half_view view = {ids->data, offsets->data, labels->data, (uint32_t)labels->shape[0]};
	status = check_offsets(&view, ids->shape[0], corpus->tail, names->offsets, error);
	if (status == UNROLL_OK)
		status = check_ids(view.ids, ids->shape[0], possible_words(corpus), names->ids, error);
	if (status == UNROLL_OK) status = check_labels(&view, corpus->classes.count, names->labels, error);
	corpus->halves[half] = view;
	return status;
}

static unroll_status read_corpus(unroll_corpus *corpus, unroll_error *error) {
	unroll_status status = read_metadata(corpus, error);
	if (status == UNROLL_OK) status = read_vocabulary(corpus, error);
	if (status == UNROLL_OK) status = read_half(corpus, UNROLL_TRAIN_HALF, error);
	if (status == UNROLL_OK) status = read_half(corpus, UNROLL_TEST_HALF, error);
	if (status != UNROLL_OK) return status;
	if (safetensors_count(corpus->file) != CORPUS_TENSORS)
		return fail(error, UNROLL_BAD_FILE, "corpus", "The corpus has %u tensors; it must have %u.",
		            safetensors_count(corpus->file), CORPUS_TENSORS);
	if (corpus->halves[UNROLL_TRAIN_HALF].count == 0)
		return fail(error, UNROLL_BAD_FILE, corpus_half_names[UNROLL_TRAIN_HALF].labels,
		            "The corpus has no reviews to train on.");
	return UNROLL_OK;
}

unroll_status unroll_corpus_open(const uint8_t *bytes, size_t size, unroll_corpus **corpus,
                                 unroll_error *error) {
	unroll_corpus *opened = calloc(1, sizeof *opened);
	if (!opened)
		return fail(error, UNROLL_OUT_OF_MEMORY, "corpus", "There is not enough memory for the corpus.");
	unroll_status status = safetensors_open(bytes, size, &opened->file, error);
	if (status == UNROLL_OK) status = read_corpus(opened, error);
	if (status != UNROLL_OK)
		unroll_corpus_close(opened);
	else
		*corpus = opened;
	return status;
}

void unroll_corpus_close(unroll_corpus *corpus) {
	if (!corpus) return;
	unroll_vocabulary_destroy(corpus->vocabulary);
	safetensors_close(corpus->file);
	free(corpus);
}

uint32_t unroll_corpus_count(const unroll_corpus *corpus, unroll_half half) {
	return corpus->halves[half].count;
}

unroll_corpus_review unroll_corpus_get(const unroll_corpus *corpus, unroll_half half, uint32_t index) {
	const half_view *view = &corpus->halves[half];
	uint32_t first = view->offsets[index];
	return (unroll_corpus_review){view->ids + first, view->offsets[index + 1] - first, view->labels[index]};
}

uint32_t unroll_corpus_words(const unroll_corpus *corpus) {
	return corpus->words;
}

uint32_t unroll_corpus_tail(const unroll_corpus *corpus) {
	return corpus->tail;
}

const unroll_vocabulary *unroll_corpus_vocabulary(const unroll_corpus *corpus) {
	return corpus->vocabulary;
}

const char *unroll_corpus_source(const unroll_corpus *corpus) {
	return corpus->source;
}

const char *unroll_corpus_sha256(const unroll_corpus *corpus) {
	const char *digest = safetensors_metadata(corpus->file, SAFETENSORS_DIGEST);
	return digest ? digest : "";
}

uint32_t unroll_corpus_classes(const unroll_corpus *corpus) {
	return corpus->classes.count;
}

const class_names *corpus_class_names(const unroll_corpus *corpus) {
	return &corpus->classes;
}

const char *unroll_corpus_class(const unroll_corpus *corpus, uint32_t label) {
	return class_name(&corpus->classes, label);
}

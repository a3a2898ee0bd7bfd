/* keras.datasets.imdb.load_data(num_words=words, seed=113), from the arrays of imdb.npz (keras/src/datasets/imdb.py). */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "import/id_lists.h"
#include "import/import.h"
#include "import/npy.h"
#include "import/word_index.h"
#include "text/corpus_file.h"
#include "text/corpus_writer.h"
#include "text/import_report.h"
#include "text/numpy_random.h"

#define SOURCE             "Keras' imdb.npz"
#define SHUFFLE_SEED       113
#define LARGEST_WORD_INDEX (64u << 20) /* Keras' own has 1.6 MB */

typedef enum array { X_TRAIN, Y_TRAIN, X_TEST, Y_TEST, ARRAYS } array;
static const char *const array_names[ARRAYS] = {"x_train", "y_train", "x_test", "y_test"};

typedef enum keras_file { NO_FILE, AN_ARRAY_FILE, A_WORD_INDEX } keras_file;

typedef struct keras_import {
	unroll_corpus_options options;
	bool train_only;
	keras_file file; /* the one that is being read */
	array reading;
	bool has[ARRAYS]; /* whole */
	npy_reader arrays[ARRAYS];
	uint8_t *json; /* the word index while it is read */
	size_t json_size, json_capacity;
	unroll_bytes vocabulary;     /* its words */
	uint32_t known;              /* how many */
	unroll_import_report report; /* what was skipped */
} keras_import;

static void destroy(void *state) {
	keras_import *import = state;
	for (array a = 0; a < ARRAYS; a++) npy_release(&import->arrays[a]);
	free(import->json);
	unroll_bytes_free(&import->vocabulary);
	free(import);
}

static unroll_status create(const unroll_import_options *options, void **state, unroll_error *error) {
	if (options->corpus.tokenizer != UNROLL_WORDS)
		return fail(error, UNROLL_BAD_SETTING, "tokenizer",
		            "Keras' imdb.npz has ids of whole words. Import it with the tokenizer words.");
	if (options->corpus.passages)
		return fail(
		    error, UNROLL_BAD_SETTING, "passages",
		    "Keras' imdb.npz has ids and no sentences: there are no passages. Import it without them.");
	keras_import *import = calloc(1, sizeof *import);
	if (!import)
		return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
	import->options = options->corpus;
	import->train_only = options->train_only;
	*state = import;
	return UNROLL_OK;
}

/* --- Files --------------------------------------------------------------------------------------- */

static bool ends_with(const char *text, size_t size, const char *end) {
	size_t length = strlen(end);
	return size >= length && memcmp(text + size - length, end, length) == 0;
}

/* The array that a file has, ARRAYS where it is another file. */
static array array_called(const char *name) {
	const char *slash = strrchr(name, '/');
	if (slash) name = slash + 1;
	size_t size = strlen(name);
	if (ends_with(name, size, ".npy")) size -= strlen(".npy");
	for (array a = 0; a < ARRAYS; a++)
		if (strlen(array_names[a]) == size && memcmp(array_names[a], name, size) == 0) return a;
	return ARRAYS;
}

static unroll_status begin(void *state, const char *name, bool *wanted, unroll_error *error) {
	keras_import *import = state;
	array called = array_called(name);
	import->file = called < ARRAYS ? AN_ARRAY_FILE : ends_with(name, strlen(name), ".json") ? A_WORD_INDEX
	                                                                                        : NO_FILE;
	if (import->file == NO_FILE) report_skip(&import->report, UNROLL_SKIP_OTHER_FILE, 0, "");
	if (import->train_only && (called == X_TEST || called == Y_TEST)) import->file = NO_FILE;
	*wanted = import->file != NO_FILE;
	if ((import->file == AN_ARRAY_FILE && import->has[called]) ||
	    (import->file == A_WORD_INDEX && import->vocabulary.data))
		return fail(error, UNROLL_MISMATCH, name, "%s was given twice. Give it once.", name);
	if (import->file == AN_ARRAY_FILE) {
		bool labels = called == Y_TRAIN || called == Y_TEST;
		import->reading = called;
		npy_release(&import->arrays[called]);
		npy_begin(&import->arrays[called], labels ? NPY_LABELS : NPY_LISTS, import->options.words);
	}
	import->json_size = 0;
	return UNROLL_OK;
}

/* The failure of an array, with its name in front of the message. */
static unroll_status fail_of_array(const keras_import *import, unroll_status status, const unroll_error *why,
                                   unroll_error *error) {
	if (status == UNROLL_OK) return status;
	return fail(error, status, array_names[import->reading], "%s: %s", array_names[import->reading],
	            why->message);
}

static unroll_status add(void *state, const uint8_t *bytes, size_t size, unroll_error *error) {
	keras_import *import = state;
	unroll_error why;
	if (import->file == AN_ARRAY_FILE)
		return fail_of_array(import, npy_read(&import->arrays[import->reading], bytes, size, &why), &why,
		                     error);
	if (size > LARGEST_WORD_INDEX - import->json_size)
		return fail(error, UNROLL_BAD_FILE, "word index",
		            "The word index is larger than %u bytes. Give imdb_word_index.json.", LARGEST_WORD_INDEX);
	uint8_t *json = grown(import->json, &import->json_capacity, import->json_size + size, 1);
	if (!json)
		return fail(error, UNROLL_OUT_OF_MEMORY, "word index",
		            "There is not enough memory for the word index.");
	import->json = json;
	memcpy(json + import->json_size, bytes, size);
	import->json_size += size;
	return UNROLL_OK;
}

static unroll_status end(void *state, unroll_error *error) {
	keras_import *import = state;
	unroll_error why;
	if (import->file == AN_ARRAY_FILE) {
		unroll_status status = npy_end(&import->arrays[import->reading], &why);
		pickle_release(&import->arrays[import->reading].pickle);
		import->has[import->reading] = status == UNROLL_OK;
		return fail_of_array(import, status, &why, error);
	}
	unroll_status status =
	    word_index_read(import->json, import->json_size, import->options.words - CORPUS_LEAST_WORDS,
	                    &import->vocabulary, &import->known, error);
	free(import->json);
	import->json = NULL;
	import->json_capacity = 0;
	return status;
}

/* --- The corpus ---------------------------------------------------------------------------------- */

static unroll_status check(const keras_import *import, unroll_error *error) {
	const npy_reader *arrays = import->arrays;
	bool has_test = import->has[X_TEST] || import->has[Y_TEST];
	for (array a = 0; a < (has_test ? ARRAYS : X_TEST); a++)
		if (!import->has[a])
			return fail(error, UNROLL_BAD_FILE, array_names[a],
			            "There is no array %s in it. Give Keras' imdb.npz as it was downloaded.",
			            array_names[a]);
	for (array x = X_TRAIN; x <= X_TEST; x += 2)
		if (arrays[x].count != arrays[x + 1].count)
			return fail(error, UNROLL_MISMATCH, array_names[x], "%s has %u reviews, but %s has %u labels.",
			            array_names[x], (unsigned)arrays[x].count, array_names[x + 1],
			            (unsigned)arrays[x + 1].count);
	uint32_t highest = arrays[X_TRAIN].lists.highest;
	if (arrays[X_TEST].lists.highest > highest) highest = arrays[X_TEST].lists.highest;
	if (import->vocabulary.data && highest > import->known + UNROLL_INDEX_FROM)
		return fail(error, UNROLL_MISMATCH, "word index",
		            "The word index has %u words, but the reviews have words of rank %u. Give the whole "
		            "index, or choose at most "
		            "%u words.",
		            import->known, highest - UNROLL_INDEX_FROM, import->known + CORPUS_LEAST_WORDS);
	return UNROLL_OK;
}

/* The order of load_data, of which each label keeps its first limit / 2. */
typedef struct order {
	uint32_t *indices; /* (count) */
	uint32_t count;
} order;

static bool make_order(const npy_reader *labels, numpy_random *random, uint32_t limit, order *o) {
	uint32_t count = (uint32_t)labels->count, of_label[2] = {0};
	o->indices = malloc(((size_t)count + 1) * sizeof *o->indices);
	if (!o->indices) return false;
	for (uint32_t i = 0; i < count; i++) o->indices[i] = i;
	numpy_random_shuffle(random, o->indices, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t index = o->indices[i];
		if (limit == 0 || of_label[labels->labels[index]]++ < limit / 2) o->indices[o->count++] = index;
	}
	return true;
}

static void measure(const id_lists *lists, const order *o, uint32_t tail, corpus_half *half) {
	for (uint32_t i = 0; i < o->count; i++) {
		uint32_t words;
		id_lists_get(lists, o->indices[i], &words);
		half->id_count += corpus_kept_ids(words, tail);
	}
	half->review_count = o->count;
}

/* A review is the start id and its words' ids, of which the last `tail` are kept. */
static void fill(const npy_reader *x, const npy_reader *y, const order *o, unroll_half half,
                 corpus_parts *parts, unroll_import_report *report, report_review *read) {
	for (uint32_t i = 0; i < o->count; i++) {
		uint32_t words, known = 0;
		const uint16_t *ids = id_lists_get(&x->lists, o->indices[i], &words);
		uint8_t label = y->labels[o->indices[i]];
		uint64_t kept = corpus_kept_ids(words, parts->tail);
		uint16_t *to = corpus_parts_add(parts, half, label, kept);
		if (kept > words) *to++ = UNROLL_START_ID;
		uint32_t first = kept > words ? 0 : words - (uint32_t)kept;
		if (ids) memcpy(to, ids + first, (words - first) * sizeof *to);
		for (uint32_t w = 0; w < words; w++) known += ids[w] != UNROLL_UNKNOWN_ID;
		report_add(report, half, label, words, known);
		/* Words without ids are compared by their hash alone. */
		read[i] = (report_review){x->lists.lists[o->indices[i]].hash, ids, words * sizeof *ids};
	}
}

static unroll_status fill_and_write(keras_import *import, const order orders[2], corpus_parts *parts,
                                    report_review *read, unroll_bytes *file, unroll_import_report *report,
                                    unroll_error *error) {
	const npy_reader *arrays = import->arrays;
	unroll_import_report made = report_empty();
	memcpy(made.skipped, import->report.skipped, sizeof made.skipped);
	fill(&arrays[X_TRAIN], &arrays[Y_TRAIN], &orders[0], UNROLL_TRAIN_HALF, parts, &made, read);
	fill(&arrays[X_TEST], &arrays[Y_TEST], &orders[1], UNROLL_TEST_HALF, parts, &made,
	     read + orders[0].count);
	made.duplicates = report_duplicates(read, (size_t)orders[0].count + orders[1].count);
	made.vocabulary = import->known;
	unroll_status status = corpus_write(parts, SOURCE, file, error);
	if (status == UNROLL_OK) *report = made;
	return status;
}

static unroll_status make(keras_import *import, const order orders[2], unroll_bytes *file,
                          unroll_import_report *report, unroll_error *error) {
	corpus_parts parts = {.words = import->options.words,
	                      .tail = import->options.tail,
	                      .vocabulary = (const char *)import->vocabulary.data,
	                      .vocabulary_size = import->vocabulary.size};
	measure(&import->arrays[X_TRAIN].lists, &orders[0], parts.tail, &parts.halves[UNROLL_TRAIN_HALF]);
	measure(&import->arrays[X_TEST].lists, &orders[1], parts.tail, &parts.halves[UNROLL_TEST_HALF]);
	report_review *read = malloc(((size_t)orders[0].count + orders[1].count + 1) * sizeof *read);
	unroll_status status = corpus_parts_take(&parts, error);
	if (status == UNROLL_OK && !read)
		status = fail(error, UNROLL_OUT_OF_MEMORY, "corpus", "There is not enough memory for the corpus.");
	if (status == UNROLL_OK) status = fill_and_write(import, orders, &parts, read, file, report, error);
	free(read);
	corpus_parts_release(&parts);
	return status;
}

static unroll_status finish(void *state, unroll_bytes *file, unroll_import_report *report,
                            unroll_error *error) {
	keras_import *import = state;
	unroll_status status = check(import, error);
	if (status != UNROLL_OK) return status;
	/* One generator shuffles first the training half, then the test half. */
	numpy_random random;
	numpy_random_seed(&random, SHUFFLE_SEED);
	order orders[2] = {{NULL, 0}, {NULL, 0}};
	if (make_order(&import->arrays[Y_TRAIN], &random, import->options.limit, &orders[0]) &&
	    make_order(&import->arrays[Y_TEST], &random, import->options.limit, &orders[1]))
		status = make(import, orders, file, report, error);
	else
		status = fail(error, UNROLL_OUT_OF_MEMORY, "corpus", "There is not enough memory for the corpus.");
	free(orders[0].indices);
	free(orders[1].indices);
	return status;
}

static uint32_t count(const void *state) {
	const keras_import *import = state;
	return (uint32_t)(import->arrays[X_TRAIN].lists.count + import->arrays[X_TEST].lists.count);
}

const import_kind import_keras = {create, destroy, {begin, add, end}, finish, count, NULL};

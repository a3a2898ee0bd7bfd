#include "import/imdb.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "import/import.h"
#include "text/corpus_builder.h"
#include "text/import_report.h"

/* Written into the corpus. It names the dataset and not the file, so that archive and folder give the same. */
#define SOURCE "Large Movie Review Dataset (aclImdb)"

/* --- Names --------------------------------------------------------------------------------------- */

/* Takes digits from the front of a text: a whole number that fits 32 bits. */
static bool take_number(const char **text, uint32_t *number) {
	uint64_t value = 0;
	const char *start = *text;
	while (**text >= '0' && **text <= '9' && value <= UINT32_MAX)
		value = value * 10 + (uint64_t)(*(*text)++ - '0');
	*number = (uint32_t)value;
	return *text > start && value <= UINT32_MAX;
}

/* Takes the last part of a path: what follows its last slash before `*end`, which moves to that slash. */
static bool take_last_part(const char *path, const char **end, const char *part) {
	size_t size = strlen(part);
	if ((size_t)(*end - path) < size || memcmp(*end - size, part, size) != 0) return false;
	const char *start = *end - size;
	if (start > path && start[-1] != '/') return false;
	*end = start > path ? start - 1 : start;
	return true;
}

/* Whether the path ends in /NUMBER_RATING.txt; `*end` is then at that slash. */
static bool take_file_name(const char *path, const char **end, uint32_t *number) {
	const char *slash = strrchr(path, '/');
	uint32_t rating;
	if (!slash) return false;
	const char *name = slash + 1;
	if (!take_number(&name, number) || *name++ != '_') return false;
	*end = slash;
	return take_number(&name, &rating) && strcmp(name, ".txt") == 0;
}

bool imdb_is_review(const char *path, unroll_review *review) {
	const char *end;
	if (!take_file_name(path, &end, &review->number)) return false;
	review->label = take_last_part(path, &end, "pos");
	if (!review->label && !take_last_part(path, &end, "neg")) return false;
	if (end == path) return false; /* "pos/0_9.txt" has no half */
	review->half = take_last_part(path, &end, "train") ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF;
	return review->half == UNROLL_TRAIN_HALF || take_last_part(path, &end, "test");
}

/* Whether it is a review without a label: …/train/unsup/NUMBER_RATING.txt. */
static bool is_unlabelled(const char *path) {
	const char *end;
	uint32_t number;
	return take_file_name(path, &end, &number) && take_last_part(path, &end, "unsup");
}

/* --- Reviews ------------------------------------------------------------------------------------- */

typedef struct imdb_import {
	unroll_corpus_builder *builder;
	bool train_only;
	unroll_review review; /* the one that is being read */
	char name[256];       /* of its file, cut where it is longer */
	char *text;           /* UNROLL_REVIEW_BYTES */
	size_t size;
	unroll_import_report report; /* what was skipped */
} imdb_import;

static void destroy(void *state) {
	imdb_import *import = state;
	unroll_corpus_builder_destroy(import->builder);
	free(import->text);
	free(import);
}

static unroll_status create(const unroll_import_options *options, void **state, unroll_error *error) {
	imdb_import *import = calloc(1, sizeof *import);
	if (import) import->text = malloc(UNROLL_REVIEW_BYTES);
	if (!import || !import->text) {
		free(import);
		return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
	}
	import->train_only = options->train_only;
	unroll_status status = unroll_corpus_builder_create(&options->corpus, &import->builder, error);
	if (status != UNROLL_OK)
		destroy(import);
	else
		*state = import;
	return status;
}

static unroll_status begin(void *state, const char *name, bool *wanted, unroll_error *error) {
	(void)error;
	imdb_import *import = state;
	*wanted = imdb_is_review(name, &import->review);
	if (!*wanted)
		report_skip(&import->report, is_unlabelled(name) ? UNROLL_SKIP_UNLABELLED : UNROLL_SKIP_OTHER_FILE, 0,
		            "");
	if (import->train_only && import->review.half == UNROLL_TEST_HALF) *wanted = false;
	import->size = 0;
	format_text(import->name, sizeof import->name, "%s", name);
	return UNROLL_OK;
}

static unroll_status add(void *state, const uint8_t *bytes, size_t size, unroll_error *error) {
	imdb_import *import = state;
	if (size > UNROLL_REVIEW_BYTES - import->size)
		return fail(error, UNROLL_TOO_LARGE, import->name,
		            "%s is larger than any review (%u bytes). Please remove it.", import->name,
		            UNROLL_REVIEW_BYTES);
	memcpy(import->text + import->size, bytes, size);
	import->size += size;
	return UNROLL_OK;
}

static unroll_status end(void *state, unroll_error *error) {
	imdb_import *import = state;
	unroll_error why;
	import->review.text = import->text;
	import->review.size = import->size;
	unroll_status status = unroll_corpus_builder_add(import->builder, &import->review, &why);
	if (status == UNROLL_OK) return UNROLL_OK;
	return fail(error, status, import->name, "%s: %s", import->name, why.message);
}

static unroll_status finish(void *state, unroll_bytes *file, unroll_import_report *report,
                            unroll_error *error) {
	imdb_import *import = state;
	if (corpus_builder_count(import->builder) == 0)
		return fail(error, UNROLL_NO_REVIEWS, "reviews",
		            "There are no reviews in it. They are looked for in train/pos, train/neg, test/pos and "
		            "test/neg.");
	unroll_status status = unroll_corpus_builder_finish(import->builder, SOURCE, file, error);
	if (status != UNROLL_OK) return status;
	*report = unroll_corpus_builder_report(import->builder);
	memcpy(report->skipped, import->report.skipped, sizeof report->skipped);
	return UNROLL_OK;
}

static uint32_t count(const void *state) {
	return (uint32_t)corpus_builder_count(((const imdb_import *)state)->builder);
}

static unroll_corpus_builder *builder(const void *state) {
	return ((const imdb_import *)state)->builder;
}

const import_kind import_imdb = {create, destroy, {begin, add, end}, finish, count, builder};

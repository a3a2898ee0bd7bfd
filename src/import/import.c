#include "import/import.h"

#include <stdlib.h>

#include "base/fail.h"
#include "import/tar.h"
#include "text/corpus_builder.h"

static const import_kind *const kinds[] = {&import_imdb, &import_keras, &import_csv};

/* What may come next. */
typedef enum import_stage {
	BETWEEN_FILES, /* a file, an archive or the end */
	IN_FILE,       /* bytes of a file, or its end */
	IN_UNWANTED,   /* the same, which are ignored; or whatever may come between files */
	IN_ARCHIVE,    /* bytes of an archive, or its end */
	FAILED         /* nothing but unroll_import_destroy() */
} import_stage;

struct unroll_import {
	const import_kind *kind;
	void *state;
	import_stage stage;
	tar_reader tar;
};

unroll_import_options unroll_default_import_options(void) {
	return (unroll_import_options){.corpus = unroll_default_corpus_options(),
	                               .csv = {.delimiter = ',', .quotes = true, .columns = 2, .label = 1},
	                               .labels = {.positive = "1", .negative = "0"},
	                               .test = 0.2,
	                               .source = "reviews of your own"};
}

unroll_status unroll_import_create(unroll_import_kind kind, const unroll_import_options *options,
                                   unroll_import **import, unroll_error *error) {
	unroll_status status = corpus_options_check(&options->corpus, error);
	if (status != UNROLL_OK) return status;
	if ((size_t)kind >= sizeof kinds / sizeof *kinds)
		return fail(error, UNROLL_BAD_SETTING, "kind", "There is no import of kind %u.", (unsigned)kind);
	unroll_import *made = calloc(1, sizeof *made);
	if (!made)
		return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
	made->kind = kinds[kind];
	status = made->kind->create(options, &made->state, error);
	if (status != UNROLL_OK)
		free(made);
	else
		*import = made;
	return status;
}

void unroll_import_destroy(unroll_import *import) {
	if (!import) return;
	import->kind->destroy(import->state);
	free(import);
}

/* --- Files and archives -------------------------------------------------------------------------- */

/* What a call leads to: the stage after it where it succeeded. */
static unroll_status reach(unroll_import *import, import_stage stage, unroll_status status) {
	import->stage = status == UNROLL_OK ? stage : FAILED;
	return status;
}

/* A call out of order. */
static unroll_status refuse(unroll_import *import, const char *call, unroll_error *error) {
	static const char *const now[] = {[BETWEEN_FILES] = "no file was begun",
	                                  [IN_FILE] = "a file was begun and has not ended",
	                                  [IN_UNWANTED] = "no wanted file was begun",
	                                  [IN_ARCHIVE] = "an archive has not ended",
	                                  [FAILED] = "the import has failed"};
	unroll_status status =
	    fail(error, UNROLL_MISMATCH, "import", "%s was called out of order: %s.", call, now[import->stage]);
	return reach(import, FAILED, status);
}

static bool is_between_files(const unroll_import *import) {
	return import->stage == BETWEEN_FILES || import->stage == IN_UNWANTED;
}

unroll_status unroll_import_begin(unroll_import *import, const char *name, bool *wanted,
                                  unroll_error *error) {
	if (!is_between_files(import)) return refuse(import, "unroll_import_begin()", error);
	bool is_wanted = false;
	unroll_status status = import->kind->files.begin(import->state, name, &is_wanted, error);
	if (status == UNROLL_OK) *wanted = is_wanted;
	return reach(import, is_wanted ? IN_FILE : IN_UNWANTED, status);
}

unroll_status unroll_import_add(unroll_import *import, const uint8_t *bytes, size_t size,
                                unroll_error *error) {
	if (import->stage == IN_UNWANTED) return UNROLL_OK;
	if (import->stage != IN_FILE) return refuse(import, "unroll_import_add()", error);
	return reach(import, IN_FILE, import->kind->files.add(import->state, bytes, size, error));
}

unroll_status unroll_import_end(unroll_import *import, unroll_error *error) {
	if (import->stage == IN_UNWANTED) return reach(import, BETWEEN_FILES, UNROLL_OK);
	if (import->stage != IN_FILE) return refuse(import, "unroll_import_end()", error);
	return reach(import, BETWEEN_FILES, import->kind->files.end(import->state, error));
}

unroll_status unroll_import_unpack(unroll_import *import, const uint8_t *bytes, size_t size,
                                   unroll_error *error) {
	if (import->stage != IN_ARCHIVE) {
		if (!is_between_files(import)) return refuse(import, "unroll_import_unpack()", error);
		import->tar = (tar_reader){.ended = false};
	}
	unroll_status status = tar_read(&import->tar, &import->kind->files, import->state, bytes, size, error);
	return reach(import, size ? IN_ARCHIVE : BETWEEN_FILES, status);
}

/* --- The end ------------------------------------------------------------------------------------- */

/* Whether the training half has all labels: a network that never sees one does not learn it. */
static unroll_status check_labels(const unroll_import_report *report, unroll_error *error) {
	const uint32_t *reviews = report->reviews[UNROLL_TRAIN_HALF];
	uint32_t missing = 0;
	while (missing < report->classes && reviews[missing]) missing++;
	if (missing == report->classes) return UNROLL_OK;
	if (report->classes > 2)
		return fail(
		    error, UNROLL_NO_REVIEWS, "labels",
		    "The training half has no review of the class \"%s\". Each class needs some: leave this one out.",
		    report->names[missing]);
	return fail(error, UNROLL_NO_REVIEWS, "labels",
	            "All %u reviews of the training half have the same label, %s. Two are needed, positive and "
	            "negative.",
	            reviews[0] + reviews[1], reviews[0] ? "negative" : "positive");
}

unroll_status unroll_import_learn(unroll_import *import, uint32_t merges, uint32_t *left,
                                  unroll_error *error) {
	if (!is_between_files(import)) return refuse(import, "unroll_import_learn()", error);
	unroll_corpus_builder *builder = import->kind->builder ? import->kind->builder(import->state) : NULL;
	*left = 0;
	if (!builder) return UNROLL_OK;
	return reach(import, import->stage, unroll_corpus_builder_learn(builder, merges, left, error));
}

unroll_status unroll_import_finish(unroll_import *import, unroll_bytes *file, unroll_import_report *report,
                                   unroll_error *error) {
	unroll_bytes made = {NULL, 0};
	unroll_import_report made_report;
	if (!is_between_files(import)) return refuse(import, "unroll_import_finish()", error);
	unroll_status status = import->kind->finish(import->state, &made, &made_report, error);
	if (status == UNROLL_OK) status = check_labels(&made_report, error);
	if (status != UNROLL_OK) {
		unroll_bytes_free(&made);
		return reach(import, FAILED, status);
	}
	*file = made;
	*report = made_report;
	return UNROLL_OK;
}

uint32_t unroll_import_count(const unroll_import *import) {
	return import->kind->count(import->state);
}

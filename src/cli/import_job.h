/* An import as the command line describes it. */
#ifndef CLI_IMPORT_JOB_H
#define CLI_IMPORT_JOB_H

#include <stdbool.h>

#include <unroll/unroll.h>

typedef struct import_job {
	const char *from, *to;    /* the first of what is read */
	const char *const *paths; /* csv: all of it */
	size_t path_count;
	const char *const *halves; /* csv: "train" or "test" for each path, or NULL */
	unroll_import_kind kind;
	unroll_import_options options; /* but the layout of a table, which is guessed */
	const char *word_index;        /* keras: its file, or NULL */
	unroll_csv_wish wish;          /* csv */
	bool has_encoding;             /* csv: it was specified, and is: */
	unroll_encoding encoding;
	bool json;
} import_job;

/* Imports the reviews and writes the corpus file. Complains where that fails; returns the exit code. */
int run_import_job(import_job *job);

/* The words of a model, for a corpus that it is evaluated on. It must live until the corpus is finished. */
void use_vocabulary_of(const unroll_model *model, unroll_corpus_options *options);

/* A table as a corpus in memory whose reviews all are in the training half, with the words and the classes of a model. What of the table is not certain
 * is complained about, with the command that takes an answer. */
bool import_table_for(const unroll_model *model, const char *path, unroll_bytes *file);

#endif

/* What the runs of a sweep came to: a line of JSON each, kept in a file from which a later sweep goes on. */
#ifndef CLI_SWEEP_RESULTS_H
#define CLI_SWEEP_RESULTS_H

#include <stdbool.h>
#include <stdint.h>

#include <unroll/unroll.h>

#include "cli/sweep_plan.h"

typedef struct sweep_result {
	char *key;  /* how its line begins: corpus and settings */
	char *line; /* NULL while it has not been run */
	bool failed;
	double val_loss, val_accuracy; /* of the best epoch; unused where it failed */
} sweep_result;

typedef struct sweep_results {
	const sweep_plan *plan;
	const char *path;   /* NULL where no file is kept */
	sweep_result *runs; /* (plan_runs) */
	char *others;       /* lines of the file that belong to no run of this plan, kept as they are */
} sweep_results;

/* The results so far: those of the file, where there is one. `path` may be NULL. False, with a complaint, where the file is not one of
 * results or there is too little memory; to be closed in either case. */
bool results_open(sweep_results *results, const sweep_plan *plan, const char *corpus_sha256,
                  const char *path);

bool results_has(const sweep_results *results, uint32_t run);

/* Keeps what a run came to, and writes the file anew. `failure` is why it ended early, NULL where it did not. False, with a complaint,
 * where the file cannot be written. One thread at a time. */
bool results_add(sweep_results *results, uint32_t run, const unroll_model *model,
                 const unroll_trainer *trainer, const char *failure);

/* A table with a row per combination of settings, of the runs that there are. */
void results_show(const sweep_results *results);

void results_close(sweep_results *results);

#endif

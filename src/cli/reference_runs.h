/* The runs of the textbook's chapter on recurrent networks, six in each of its editions, and what its author's notebooks recorded
 * of them (Keras 3 on a Colab GPU): IMDB, 20,000 training and 5,000 validation reviews, 100 timesteps, batches of 64, at most 100
 * epochs, patience 3; RMSprop 1e-4 in the first edition, Adam 1e-3 in the second. Behind those of the second are its two PyTorch networks,
 * in PyTorch's convention and with patience 2. They are listed in src/textbook/runs.json, which
 * the page reads too; docs/chapter.md says what can be compared. */
#ifndef CLI_REFERENCE_RUNS_H
#define CLI_REFERENCE_RUNS_H

#include <unroll/unroll.h>

#define EDITIONS            2
#define REFERENCE_RUNS      6 /* of an edition, in Keras */
#define MOST_REFERENCE_RUNS 8 /* with those in PyTorch */

typedef struct reference_run {
	const char *model;
	/* By name, where they differ from the engine's defaults; the last has no name. */
	struct {
		const char *name, *value;
	} settings[12];
	/* As recorded. Where several epochs showed the same rounded loss, the best is one of them. A figure that was not recorded
	 * is NaN. */
	const char *best_epoch;
	unroll_epoch best;
	uint32_t epochs;
	double seconds;
} reference_run;

/* With those in PyTorch, which are the last. */
uint32_t reference_run_count(uint32_t edition);

/* Both count from 1. */
const reference_run *reference_run_of(uint32_t edition, uint32_t number);

/* Fails where the list of runs names a setting that the engine does not have. */
unroll_status reference_settings(const reference_run *run, uint32_t seed, unroll_settings *settings,
                                 unroll_error *error);

#endif

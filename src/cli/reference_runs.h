/* The six runs of the textbook's chapter on recurrent networks, and what its author's notebooks recorded of them (Keras 3 on a
 * Colab GPU): IMDB, 20,000 training and 5,000 validation reviews, 100 timesteps, batches of 64, RMSprop 1e-4, at most 100
 * epochs, patience 3. These are the default settings but for the order of the reviews: in the recorded runs it was the same in
 * every epoch (docs/chapter.md says how that shows). */
#ifndef CLI_REFERENCE_RUNS_H
#define CLI_REFERENCE_RUNS_H

#include <unroll/unroll.h>

#define REFERENCE_RUNS 6

typedef struct reference_run {
	const char *model;
	uint32_t words;
	unroll_input input;
	unroll_cell cell;
	uint32_t layers;
	double dropout;
	/* As recorded. Where several epochs showed the same rounded loss, the best is one of them. */
	const char *best_epoch;
	unroll_epoch best;
	uint32_t epochs;
	double seconds;
} reference_run;

/* Run 1 is the first. */
extern const reference_run reference_runs[REFERENCE_RUNS];

unroll_settings reference_settings(const reference_run *run, uint32_t seed);

#endif

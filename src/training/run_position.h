/* Where a run stands: with the weights and the optimizer's moments all that a checkpoint must keep. */
#ifndef TRAINING_RUN_POSITION_H
#define TRAINING_RUN_POSITION_H

#include <stdbool.h>
#include <stdint.h>

#include "training/early_stopping.h"
#include "unroll/trainer.h"

typedef struct run_position {
	unroll_phase phase;
	uint32_t epoch; /* the running one, from 1 */
	uint32_t batch; /* batches done in this phase */
	uint64_t trained_batches;
	uint32_t finished_epochs;
	bool stopped_early;
	double batch_loss;
	double loss, val_loss; /* summed over the reviews of the running epoch */
	uint32_t correct, val_correct;
	early_stopping stopping;
} run_position;

/* The sizes that a position is counted in. */
typedef struct run_sizes {
	uint32_t train, validation; /* reviews of each split */
	uint32_t batch;             /* reviews of a batch */
	uint32_t epochs;            /* at most */
	early_stopping stopping;    /* before the first epoch */
} run_sizes;

/* Before the first batch. */
run_position run_position_first(const run_sizes *sizes);

/* Batches of a phase: those of the training split also when the run is finished. */
uint32_t phase_batches(const run_sizes *sizes, unroll_phase phase);

/* Reviews of a phase that `batches` batches have had. */
uint32_t phase_reviews_done(const run_sizes *sizes, unroll_phase phase, uint32_t batches);

/* A position as numbers, in the order of a checkpoint's tensors `counts` and `sums`:
 *
 *   counts  phase, epoch, batch, trained batches, finished epochs, stopped early, correct, correct in validation,
 *           best epoch, epochs without improvement, patience
 *   sums    loss of the last batch, loss, loss in validation, best validation loss */
enum { POSITION_COUNTS = 11, POSITION_SUMS = 4 };
void run_position_write(const run_position *at, uint64_t counts[POSITION_COUNTS], double sums[POSITION_SUMS]);

/* The position of those numbers and of the `finished` epochs of the history. False where no run of these sizes can stand there:
 * what follows from the rest must be what follows (the phase and its batches give the trained batches, the history gives the
 * best epoch), and what does not must be within its bounds. */
bool run_position_read(run_position *at, const uint64_t counts[POSITION_COUNTS],
                       const double sums[POSITION_SUMS], const unroll_epoch *history, uint64_t finished,
                       const run_sizes *sizes);

#endif

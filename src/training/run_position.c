#include "training/run_position.h"

#include <string.h>

#include "kernels/scalar_math.h"

run_position run_position_first(const run_sizes *sizes) {
	return (run_position){.phase = UNROLL_TRAINING, .epoch = 1, .stopping = sizes->stopping};
}

static uint32_t phase_reviews(const run_sizes *sizes, unroll_phase phase) {
	return phase == UNROLL_VALIDATING ? sizes->validation : sizes->train;
}

uint32_t phase_batches(const run_sizes *sizes, unroll_phase phase) {
	return (phase_reviews(sizes, phase) - 1) / sizes->batch + 1;
}

uint32_t phase_reviews_done(const run_sizes *sizes, unroll_phase phase, uint32_t batches) {
	uint32_t reviews = phase_reviews(sizes, phase);
	uint64_t done = (uint64_t)sizes->batch * batches;
	return done < reviews ? (uint32_t)done : reviews;
}

void run_position_write(const run_position *at, uint64_t counts[POSITION_COUNTS],
                        double sums[POSITION_SUMS]) {
	const early_stopping *stopping = &at->stopping;
	const uint64_t all_counts[POSITION_COUNTS] = {at->phase,
	                                              at->epoch,
	                                              at->batch,
	                                              at->trained_batches,
	                                              at->finished_epochs,
	                                              at->stopped_early,
	                                              at->correct,
	                                              at->val_correct,
	                                              stopping->best_epoch,
	                                              stopping->epochs_without_improvement,
	                                              stopping->patience};
	const double all_sums[POSITION_SUMS] = {at->batch_loss, at->loss, at->val_loss, stopping->best_val_loss};
	memcpy(counts, all_counts, sizeof all_counts);
	memcpy(sums, all_sums, sizeof all_sums);
}

/* --- Reading ------------------------------------------------------------------------------------- */

static bool is_share(double value) {
	return value >= 0 && value <= 1;
}

static bool is_loss(double value) {
	return value >= 0 && scalar_is_finite(value);
}

/* What early stopping knows after the epochs of the history; false where an epoch is impossible, or one went on after it was
 * enough. */
static bool replay_history(early_stopping *stopping, const unroll_epoch *history, uint32_t finished) {
	for (uint32_t i = 0; i < finished; i++) {
		const unroll_epoch *epoch = &history[i];
		if (!is_loss(epoch->loss) || !is_loss(epoch->val_loss)) return false;
		if (!is_share(epoch->accuracy) || !is_share(epoch->val_accuracy)) return false;
		if (early_stopping_enough(stopping)) return false;
		early_stopping_improved(stopping, i + 1, epoch);
	}
	return true;
}

/* Whether the batches that were trained are those of the epochs before and of the running one. */
static bool is_possible_batch(const run_position *at, const run_sizes *sizes) {
	uint64_t an_epoch = phase_batches(sizes, UNROLL_TRAINING),
	         validating = phase_batches(sizes, UNROLL_VALIDATING);
	uint64_t before = (at->epoch - 1) * an_epoch;
	switch (at->phase) {
	case UNROLL_TRAINING:
		return at->batch < an_epoch && at->trained_batches == before + at->batch;
	case UNROLL_VALIDATING:
		return at->batch < validating && at->trained_batches == before + an_epoch;
	case UNROLL_FINISHED:
		break;
	}
	/* After its last epoch, or stopped within one, in training or in validation. */
	if (at->finished_epochs == at->epoch)
		return at->batch == validating && at->trained_batches == before + an_epoch;
	if (at->trained_batches < before || at->trained_batches - before > an_epoch) return false;
	uint64_t trained = at->trained_batches - before;
	return trained < an_epoch ? at->batch == trained : at->batch < validating;
}

/* The running sums: nothing is counted of a phase that has not begun, and no more right answers than reviews. */
static bool are_possible_sums(const run_position *at, const run_sizes *sizes) {
	uint32_t trained = sizes->train, validated = sizes->validation;
	if (at->phase == UNROLL_TRAINING) trained = phase_reviews_done(sizes, UNROLL_TRAINING, at->batch);
	if (at->phase == UNROLL_TRAINING) validated = 0;
	if (at->phase == UNROLL_VALIDATING) validated = phase_reviews_done(sizes, UNROLL_VALIDATING, at->batch);
	if (!is_loss(at->batch_loss) || !is_loss(at->loss) || !is_loss(at->val_loss)) return false;
	if ((trained == 0 && at->loss > 0) || (validated == 0 && at->val_loss > 0)) return false;
	return at->correct <= trained && at->val_correct <= validated;
}

/* The end of a run: after its last epoch it must have had a reason to end there, before it must not. */
static bool is_possible_end(const run_position *at, const run_sizes *sizes) {
	bool enough = early_stopping_enough(&at->stopping), all = at->finished_epochs == sizes->epochs;
	if (at->stopped_early != enough) return false;
	if (at->finished_epochs + 1 == at->epoch) return !enough;
	return at->phase == UNROLL_FINISHED && at->finished_epochs == at->epoch && (enough || all);
}

bool run_position_read(run_position *at, const uint64_t counts[POSITION_COUNTS],
                       const double sums[POSITION_SUMS], const unroll_epoch *history, uint64_t finished,
                       const run_sizes *sizes) {
	for (int i = 0; i < POSITION_COUNTS; i++)
		if (i != 3 && counts[i] > UINT32_MAX) return false;
	if (counts[0] > UNROLL_FINISHED || counts[1] < 1 || counts[1] > sizes->epochs || counts[5] > 1)
		return false;
	if (finished > sizes->epochs || counts[4] != finished) return false;
	*at = (run_position){.phase = (unroll_phase)counts[0],
	                     .epoch = (uint32_t)counts[1],
	                     .batch = (uint32_t)counts[2],
	                     .trained_batches = counts[3],
	                     .finished_epochs = (uint32_t)finished,
	                     .stopped_early = counts[5] != 0,
	                     .correct = (uint32_t)counts[6],
	                     .val_correct = (uint32_t)counts[7],
	                     .batch_loss = sums[0],
	                     .loss = sums[1],
	                     .val_loss = sums[2],
	                     .stopping = sizes->stopping};
	if (!replay_history(&at->stopping, history, at->finished_epochs)) return false;
	const early_stopping *stopping = &at->stopping;
	if (counts[8] != stopping->best_epoch || counts[9] != stopping->epochs_without_improvement) return false;
	if (counts[10] != stopping->patience || !(sums[3] == stopping->best_val_loss)) return false;
	return is_possible_batch(at, sizes) && are_possible_sums(at, sizes) && is_possible_end(at, sizes);
}

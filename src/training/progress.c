/* What a trainer reports of where it stands. */
#include "training/learning_rate.h"
#include "training/trainer.h"

double trainer_learning_rate(const unroll_trainer *trainer, uint64_t update) {
	return learning_rate_at(&trainer->model->net.settings, phase_batches(&trainer->sizes, UNROLL_TRAINING),
	                        update, trainer->position.stopping.plateaus);
}

unroll_progress unroll_trainer_progress(const unroll_trainer *trainer) {
	const run_position *at = &trainer->position;
	const run_sizes *sizes = &trainer->sizes;
	unroll_progress progress = {.phase = at->phase,
	                            .epoch = at->epoch,
	                            .batch = at->batch,
	                            .batches = phase_batches(sizes, at->phase),
	                            .trained_batches = at->trained_batches,
	                            .batch_loss = at->batch_loss,
	                            .learning_rate = trainer_learning_rate(trainer, at->trained_batches + 1),
	                            .finished_epochs = at->finished_epochs,
	                            .best_epoch = at->stopping.best_epoch,
	                            .best_val_loss = at->stopping.best_val_loss,
	                            .epochs_without_improvement = at->stopping.epochs_without_improvement,
	                            .stopped_early = at->stopped_early,
	                            .train_reviews = sizes->train,
	                            .validation_reviews = sizes->validation};
	if (at->phase == UNROLL_FINISHED) {
		unroll_epoch last = {0};
		if (at->finished_epochs) last = trainer->history[at->finished_epochs - 1];
		progress.loss = last.loss, progress.accuracy = last.accuracy;
		progress.val_loss = last.val_loss, progress.val_accuracy = last.val_accuracy;
		return progress;
	}
	bool training = at->phase == UNROLL_TRAINING;
	double trained = training ? phase_reviews_done(sizes, at->phase, at->batch) : sizes->train;
	double validated = training ? 0 : phase_reviews_done(sizes, at->phase, at->batch);
	if (trained > 0) progress.loss = at->loss / trained, progress.accuracy = at->correct / trained;
	if (validated > 0)
		progress.val_loss = at->val_loss / validated, progress.val_accuracy = at->val_correct / validated;
	return progress;
}

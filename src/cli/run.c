#include "cli/run.h"

#include "cli/console.h"
#include "cli/interrupt.h"

static void show_progress(const run_events *events, const unroll_settings *settings,
                          const unroll_progress *progress) {
	if (!progress_is_due()) return;
	unsigned percent = progress->batches ? 100u * progress->batch / progress->batches : 0;
	if (progress->phase == UNROLL_VALIDATING)
		progress_draw("%sepoch %u/%u  validating %3u %%  val_loss %.4f  val_accuracy %.4f", events->title,
		              progress->epoch, settings->epochs, percent, progress->val_loss, progress->val_accuracy);
	else
		progress_draw("%sepoch %u/%u  training %3u %%  loss %.4f  accuracy %.4f", events->title,
		              progress->epoch, settings->epochs, percent, progress->loss, progress->accuracy);
}

run_end run_trainer(unroll_trainer *trainer, const unroll_settings *settings, const run_events *events) {
	unroll_error error;
	unroll_progress progress = unroll_trainer_progress(trainer);
	double began = seconds_now();
	while (progress.phase != UNROLL_FINISHED) {
		if (interrupted()) return RUN_INTERRUPTED;
		uint32_t finished = progress.finished_epochs;
		if (unroll_trainer_step(trainer, 1, &progress, &error) != UNROLL_OK) {
			complain("%s%s", events->title, error.message);
			return RUN_FAILED;
		}
		if (progress.finished_epochs == finished) {
			show_progress(events, settings, &progress);
			continue;
		}
		double seconds = seconds_now() - began;
		const unroll_epoch *epoch = &unroll_trainer_history(trainer)[finished];
		progress_clear();
		if (!events->epoch_finished(events->context, &progress, epoch, seconds)) return RUN_FAILED;
		began = seconds_now();
	}
	return RUN_FINISHED;
}

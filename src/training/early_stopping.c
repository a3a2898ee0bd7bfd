#include "training/early_stopping.h"

early_stopping early_stopping_of(const unroll_settings *settings) {
	return (early_stopping){.patience = settings->patience,
	                        .monitor = settings->monitor,
	                        .min_delta = settings->min_delta,
	                        .rate_epochs = settings->rate_epochs};
}

/* Whether the epoch is better than the best by more than min_delta, in the arithmetic of Keras. */
static bool is_better(const early_stopping *stopping, const unroll_epoch *epoch) {
	if (stopping->best_epoch == 0) return true;
	if (stopping->monitor == UNROLL_MONITOR_VAL_ACCURACY)
		return epoch->val_accuracy - stopping->min_delta > stopping->best_val_accuracy;
	return epoch->val_loss + stopping->min_delta < stopping->best_val_loss;
}

bool early_stopping_improved(early_stopping *stopping, uint32_t number, const unroll_epoch *epoch) {
	if (!is_better(stopping, epoch)) {
		stopping->epochs_without_improvement++;
		if (stopping->epochs_without_improvement % stopping->rate_epochs == 0) stopping->plateaus++;
		return false;
	}
	stopping->best_epoch = number;
	stopping->best_val_loss = epoch->val_loss;
	stopping->best_val_accuracy = epoch->val_accuracy;
	stopping->epochs_without_improvement = 0;
	return true;
}

bool early_stopping_enough(const early_stopping *stopping) {
	return stopping->patience > 0 && stopping->epochs_without_improvement >= stopping->patience;
}

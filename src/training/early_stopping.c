#include "training/early_stopping.h"

bool early_stopping_improved(early_stopping *stopping, uint32_t epoch, double val_loss) {
	if (stopping->best_epoch != 0 && !(val_loss < stopping->best_val_loss)) {
		stopping->epochs_without_improvement++;
		return false;
	}
	stopping->best_epoch = epoch;
	stopping->best_val_loss = val_loss;
	stopping->epochs_without_improvement = 0;
	return true;
}

bool early_stopping_enough(const early_stopping *stopping) {
	return stopping->patience > 0 && stopping->epochs_without_improvement >= stopping->patience;
}

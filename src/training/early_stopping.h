/* Early stopping (keras/src/callbacks/early_stopping.py): an epoch improves where its validation loss is lower than the best so far, or its
 * accuracy higher, by more than `min_delta`. After `patience` epochs in a row that did not, training stops. What
 * restore_best_weights does is in best_weights.h; the same epochs count for a learning rate that is reduced on plateaus. */
#ifndef TRAINING_EARLY_STOPPING_H
#define TRAINING_EARLY_STOPPING_H

#include <stdbool.h>
#include <stdint.h>

#include "unroll/settings.h"
#include "unroll/trainer.h"

typedef struct early_stopping {
	/* From the settings. */
	uint32_t patience; /* 0 never stops */
	unroll_monitor monitor;
	double min_delta;
	uint32_t rate_epochs; /* epochs of a plateau */

	/* What the epochs so far have shown. */
	uint32_t best_epoch;                     /* from 1; 0 before the first */
	double best_val_loss, best_val_accuracy; /* of that epoch */
	uint32_t epochs_without_improvement;
	uint32_t plateaus; /* of rate_epochs epochs without improvement */
} early_stopping;

/* Before the first epoch. */
early_stopping early_stopping_of(const unroll_settings *settings);

/* Counts a finished epoch (from 1). True where it is the best so far. */
bool early_stopping_improved(early_stopping *stopping, uint32_t number, const unroll_epoch *epoch);

/* Whether training should stop. */
bool early_stopping_enough(const early_stopping *stopping);

#endif

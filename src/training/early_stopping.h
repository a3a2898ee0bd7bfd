/* Early stopping (keras/src/callbacks/early_stopping.py: monitor val_loss, min_delta 0): after `patience` epochs in a row that
 * did not improve on the best validation loss, training stops. What restore_best_weights does is in best_weights.h. */
#ifndef TRAINING_EARLY_STOPPING_H
#define TRAINING_EARLY_STOPPING_H

#include <stdbool.h>
#include <stdint.h>

typedef struct early_stopping {
	uint32_t patience;   /* 0 never stops */
	uint32_t best_epoch; /* from 1; 0 before the first */
	double best_val_loss;
	uint32_t epochs_without_improvement;
} early_stopping;

/* Counts a finished epoch (from 1). True where it is the best so far. */
bool early_stopping_improved(early_stopping *stopping, uint32_t epoch, double val_loss);

/* Whether training should stop. */
bool early_stopping_enough(const early_stopping *stopping);

#endif

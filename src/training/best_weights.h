/* The weights of the best epoch so far, to which a run returns at its end (keras/src/callbacks/early_stopping.py:
 * restore_best_weights=True). Before the first epoch has finished they are the initial ones. They are always finite. */
#ifndef TRAINING_BEST_WEIGHTS_H
#define TRAINING_BEST_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct best_weights {
	float *values; /* (count) */
	size_t count;
} best_weights;

/* Lays out the memory (see base/arena.h). */
best_weights best_weights_layout(arena *memory, size_t count);

/* Copies `weights` (count), which are now the best. */
void best_weights_keep(best_weights *best, const float *weights);

/* Copies the best weights to `weights` (count). */
void best_weights_restore(const best_weights *best, float *weights);

#endif

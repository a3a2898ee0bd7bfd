/* The order in which an epoch trains on the training split. */
#ifndef TRAINING_SHUFFLE_H
#define TRAINING_SHUFFLE_H

#include <stdint.h>

#include "unroll/settings.h"

/* Writes the reviews `split` (count) to `order` (count) as epoch `epoch` (from 1) visits them: shuffled by settings.seed, anew each
 * epoch or, with settings.shuffle UNROLL_ONCE, as in the first. */
void shuffle_epoch(uint32_t *order, const uint32_t *split, uint32_t count, const unroll_settings *settings,
                   uint32_t epoch);

#endif

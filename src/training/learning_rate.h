/* The learning rate of each update. It follows from the settings, the number of the update and, for plateaus, from how often the validation
 * has stopped improving: nothing else is kept of it in a checkpoint.
 *
 *   constant   lr
 *   step       lr · factor^⌊e / n⌋ in epoch e, counted from 0, with n = rate-epochs (keras/src/optimizers/schedules/learning_rate_schedule.py:
 *              ExponentialDecay with staircase)
 *   cosine     from lr to min-rate in half a cosine over all updates that the settings allow, behind the warm-up (likewise: CosineDecay)
 *   plateau    lr · factorᵏ, not below min-rate, after k plateaus of rate-epochs epochs in a row without improvement
 *              (keras/src/callbacks/reduce_lr_on_plateau.py)
 *
 * Of the first `warm-up` updates the s-th, counted from 0, takes s / warm-up of that, so the first takes nothing, as in Keras; with plateaus there
 * is no warm-up. A min-rate above the learning rate stands for the learning rate: no schedule raises it. */
#ifndef TRAINING_LEARNING_RATE_H
#define TRAINING_LEARNING_RATE_H

#include <stdint.h>

#include "unroll/settings.h"

/* The rate of an update, from 1, of a run with `epoch_updates` updates in an epoch, after `plateaus` plateaus. */
double learning_rate_at(const unroll_settings *settings, uint32_t epoch_updates, uint64_t update,
                        uint32_t plateaus);

#endif

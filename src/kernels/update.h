/* What an optimizer does to every weight, in one flat loop. `count` is rounded up to whole vectors, 16 at most, for which all arrays leave room; a
 * weight beyond the last has gradient 0 and moments 0 and stays 0. */
#ifndef KERNELS_UPDATE_H
#define KERNELS_UPDATE_H

#include <stddef.h>
#include <stdint.h>

#include "kernels/width.h"

/* RMSprop (Hinton's lecture 6e; keras/src/optimizers/rmsprop.py), ρ and ε of kernels/optimizer_constants.h:
 *   v ← ρ·v + (1 - ρ)·g²      w ← w - rate·g / √(v + ε) */
void rmsprop_update(float *weights, float *velocity, const float *gradient, size_t count, float rate);

/* Adam (Kingma and Ba 2015; keras/src/optimizers/adam.py):
 *   m ← m + (1 - β₁)·(g - m)     v ← v + (1 - β₂)·(g² - v)     w ← w - rate·m / (√v + ε)
 * where `rate` is the learning rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) at step t. */
void adam_update(float *weights, float *momentum, float *velocity, const float *gradient, size_t count,
                 float rate);

/* SGD with momentum (keras/src/optimizers/sgd.py):
 *   m ← momentum·m - rate·g      w ← w + m */
void momentum_update(float *weights, float *moments, const float *gradient, size_t count, float rate,
                     float momentum);

/* Plain SGD: w ← w - rate·g. */
void descent_update(float *weights, const float *gradient, size_t count, float rate);

/* What is left of RMSprop's v after `steps` steps without a gradient: v ← ρ·v, rounded each time. */
void rmsprop_decay(float *velocity, size_t count, uint64_t steps);

/* sums[i % 16] += values[i]², i rising. */
void add_squares(double sums[16], const float *values, size_t count);

/* values ← values · factor. */
void scale_values(float *values, size_t count, float factor);

#endif

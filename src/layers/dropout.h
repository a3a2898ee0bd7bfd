/* Inverted dropout as in Keras' recurrent layers: one mask per review and batch, the same at every timestep and for all
 * gates. A value is dropped with probability `rate`, and a value that is kept is multiplied by 1 / (1 - rate).
 *
 * A mask is a function of its stream (kernels/random.h), the review's position in the batch and the unit: it
 * does not depend on earlier draws. */
#ifndef LAYERS_DROPOUT_H
#define LAYERS_DROPOUT_H

#include <stddef.h>

#include "kernels/random.h"

/* The factor, 0 or 1 / (1 - rate), of one unit of one review. */
float dropout_factor(random_stream mask, float rate, size_t review, size_t unit);

/* The factors of a block: mask (units, 16) for the reviews from `first_review` on. */
void dropout_block(float *factors, random_stream mask, float rate, size_t first_review, size_t units);

#endif

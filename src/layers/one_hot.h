/* One-hot input: x is the unit vector of a word, so x·W + b is the word's row of W, and b. As with an embedding, one row for
 * each distinct word of a batch. V words, D distinct words, C = GH columns. */
#ifndef LAYERS_ONE_HOT_H
#define LAYERS_ONE_HOT_H

#include "kernels/random.h"
#include "layers/recurrent_layer.h"

/* rows (D, padded(C)) of the kernel (V, C) for the words `ids` (D): from the order of Keras' gates to that of the slots. */
void one_hot_forward(float *rows, const uint32_t *ids, size_t distinct, const float *kernel,
                     recurrent_shape shape);

/* The backward pass: writes the rows `ids` of d_kernel (V, C) from d_rows (D, padded(C)). */
void one_hot_backward(float *d_kernel, const uint32_t *ids, size_t distinct, const float *d_rows,
                      recurrent_shape shape);

/* Dropout: scale (T, 16) takes the factor that the mask has for the entry that is 1, the word at each place of a block.
 * `places` (T, 16) are those in `distinct`; `first_review` is the place in the batch of the block's first. */
void one_hot_dropout(float *scale, const uint32_t *places, const uint32_t *distinct, size_t steps,
                     random_stream mask, float rate, size_t first_review);

#endif

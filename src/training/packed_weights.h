/* Copies of a network's weights as the layers want them: gates in the engine's order, rows padded to whole lanes,
 * the biases of a GRU that only stand together added up. Made anew for each batch, and the way back from the
 * gradients of such copies to the gradients of the weights.
 *
 * C = GH columns of a layer, E inputs, H units. */
#ifndef TRAINING_PACKED_WEIGHTS_H
#define TRAINING_PACKED_WEIGHTS_H

#include "base/arena.h"
#include "kernels/width.h"
#include "training/network.h"

typedef struct packed_weights {
	float *kernel;            /* (E, padded(C)); NULL for one-hot input, whose kernel is read by rows */
	float *transposed_kernel; /* (C, padded(E)); first layer on an embedding, else NULL */
	float *bias;              /* (C): b, or for a GRU's z and r b + b' */
} packed_weights;

/* Lays out the copies of layer `index`. */
packed_weights packed_weights_layout(arena *memory, const network *net, size_t index);

/* Fills them in from the weights. */
void pack_weights(packed_weights *packed, const network *net, size_t index, const float *parameters);

/* The rows of a one-hot input: rows (D, padded(C)) of the kernel (V, C) for the words `ids`, gates in the engine's order. */
void pack_one_hot_rows(float *rows, const uint32_t *ids, size_t distinct, const network *net,
                       const float *parameters);

/* The way back for the same rows: writes each word's row of the kernel's gradient. */
void unpack_one_hot_rows(float *gradient, const uint32_t *ids, size_t distinct, const network *net,
                         const float *d_rows);

/* Writes the gradients of a layer's weights to `gradient`, a block of the whole network's plan, from those of the copies:
 * d_kernel (E, padded(C)), NULL for one-hot input; d_bias (C); d_recurrent_kernel (H, padded(C)) in Keras' gate order;
 * d_recurrent_bias (H) of a GRU, else NULL. */
void unpack_gradients(float *gradient, const network *net, size_t index, const float *d_kernel,
                      const float *d_bias, const float *d_recurrent_kernel, const float *d_recurrent_bias);

#endif

/* Copies of a network's weights as the layers want them: gates in the order of the slots (layers/cell.h), rows padded to
 * whole vectors, and biases that occur only as a sum added up. They are made for each batch; the backward pass ends in
 * gradients of such copies, from which those of the weights follow.
 *
 * C = GH columns of a layer, E inputs, H units. */
#ifndef TRAINING_PACKED_WEIGHTS_H
#define TRAINING_PACKED_WEIGHTS_H

#include "base/arena.h"
#include "training/network.h"

typedef struct packed_weights {
	float *kernel;            /* (E, padded(C)); NULL for one-hot input, whose kernel is read by rows */
	float *transposed_kernel; /* (C, padded(E)); first layer on an embedding, else NULL */
	float *bias;              /* (C): b, with two biases b + b' but for a candidate with a reset */
} packed_weights;

/* Lays out the copies of layer `index`. */
packed_weights packed_weights_layout(arena *memory, const network *net, size_t index);

/* Fills them in from the weights. */
void pack_weights(packed_weights *packed, const network *net, size_t index, const float *parameters);

/* Writes the gradients of a layer's weights to `gradient`, a block of the whole network's plan, from those of the copies:
 * d_kernel (E, padded(C)), NULL for one-hot input; d_bias (C); d_recurrent_kernel (H, padded(C)) in Keras' gate order;
 * d_recurrent_bias (H) where reset_after. */
void unpack_gradients(float *gradient, const network *net, size_t index, const float *d_kernel,
                      const float *d_bias, const float *d_recurrent_kernel, const float *d_recurrent_bias);

#endif

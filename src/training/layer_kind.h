/* What a kind of layer is to a network. Each kind is one file, layer_NAME.c: its part of the plan and of a pass. A new kind is such a
 * file, a row here, and its place in the list of network_layers.c.
 *
 * Layers hand each other blocks of sixteen reviews. Each owns what it gives and the gradient of it (layer_values in pass.h): forward, it
 * reads what the layer below gives; backward, it reads the gradient that the layer above has written into its own, and writes that of
 * the layer below. */
#ifndef TRAINING_LAYER_KIND_H
#define TRAINING_LAYER_KIND_H

#include "training/initial_draw.h"
#include "training/pass.h"

struct layer_kind {
	/* Draws the initial values of the layer's weights; those that are 0 are so already. */
	void (*initialize)(const network *net, const network_layer *layer, initial_draw *draw);

	/* Lays out the layer's memory for a block, in training also for the backward pass; and what a shard sums: floats and nothing else. */
	void (*memory)(arena *memory, const network *net, size_t layer, block_memory *block, bool training);
	void (*sums)(arena *memory, const network *net, size_t layer, shard *sums);

	/* A block of reviews, forward, and backward right after it. `sums` is added to on the way backward. */
	void (*forward)(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums);
	void (*backward)(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums);

	/* Writes the gradients of the layer's weights, from the sums of all shards. */
	void (*gradient)(pass *p, size_t layer, const shard *sums, float *gradient);
};

extern const layer_kind embedding_layer, recurrent_layers, dropout_layer, pooling_layer, hidden_dense_layer,
    dense_layer, softmax_layer;

/* In the same files: adds the layer to the plan; of recurrent layer `index` of settings.layers. */
void add_embedding(network *net);
void add_recurrent(network *net, uint32_t index);
void add_dropout(network *net, double rate); /* none where the rate is 0 */
void add_pooling(network *net);
void add_hidden_dense(network *net);
void add_dense(network *net);

/* In layer_hidden_dense.c: writes the gradients of a layer of N units, kernel (F, N) and bias (N), from what the shards summed, (F, padded(N)) and
 * (N, 16). */
void write_units_gradient(const pass *p, hidden_weights weights, const float *kernel_sums,
                          const float *bias_sums, float *kernel, float *bias);

#endif

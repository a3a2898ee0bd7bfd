/* The plan of a network: its layers, the names and shapes of its weights, and where each stands in the one block
 * of floats that holds them all. Gradients, moments and best weights are blocks of the same plan. */
#ifndef TRAINING_NETWORK_H
#define TRAINING_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layers/hot_functions.h"
#include "unroll/model.h"
#include "unroll/settings.h"

#define NETWORK_MAX_TENSORS (3 * UNROLL_MAX_LAYERS + 3) /* embeddings, three each, kernel and bias */
#define NETWORK_NAME        48

typedef struct network_tensor {
	char name[NETWORK_NAME]; /* "gru/recurrent_kernel" */
	uint32_t rank;
	uint32_t shape[2]; /* shape[1] is 1 where the rank is 1 */
	size_t offset;     /* of its first float in the block */
} network_tensor;

/* Offsets of a recurrent layer's weights. */
typedef struct network_recurrent {
	recurrent_shape shape;
	size_t kernel;           /* (E, GH) */
	size_t recurrent_kernel; /* (H, GH) */
	size_t bias;             /* (GH), or (2, GH) where reset_after (layers/cell.h) */
} network_recurrent;

typedef struct network {
	unroll_settings settings;
	const hot_functions *hot; /* what computes its layers: the widest vectors of this processor */
	bool embedded;            /* the input is embedded, not one-hot */
	size_t embeddings;        /* offset of (V, E), where it is */
	network_recurrent recurrent[UNROLL_MAX_LAYERS];
	size_t recurrent_count;
	size_t dense_kernel; /* offset of (H, 1) */
	size_t dense_bias;   /* offset of (1) */
	size_t parameters;   /* floats in the block */
	network_tensor tensors[NETWORK_MAX_TENSORS];
	uint32_t tensor_count;
	unroll_layer_summary layers[UNROLL_MOST_SUMMARIES];
	uint32_t layer_count;
} network;

/* The plan that settings ask for; they must have passed unroll_settings_check(). */
network network_of(const unroll_settings *settings);

/* Computes the layers with vectors of another width, to the same bits. */
void network_use(network *net, const hot_functions *hot);

/* C: columns of the kernels of recurrent layer `index`. */
static inline size_t layer_columns(const network *net, size_t index) {
	return shape_columns(net->recurrent[index].shape);
}

/* Whether timesteps of padding are masked. */
static inline bool network_masks(const network *net) {
	return net->embedded && net->settings.mask_zero == UNROLL_MASK_ZERO_YES;
}

/* Floats in a word's row, of the embedding or of a one-hot input's kernel. The rows are the first of the weights. */
size_t network_row_width(const network *net);

/* Floats in a tensor. */
size_t tensor_floats(const network_tensor *tensor);

/* Doubles that network_initialize() needs as scratch. */
size_t network_scratch(const network *net);

/* Keras' initial values, drawn from settings.seed, into a block of net->parameters floats. */
void network_initialize(const network *net, float *parameters, double *scratch);

#endif

/* The plan of a network: its list of layers, the names and shapes of their weights, and where each stands in the one block
 * of floats that holds them all. Gradients, moments and best weights are blocks of the same plan.
 *
 * The list is made from the settings in one place, network_layers.c. Summary, memory, forward and backward pass, gradients and initial
 * values follow from it: what a kind of layer does for each of them is one description (layer_kind.h). */
#ifndef TRAINING_NETWORK_H
#define TRAINING_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layers/hot_functions.h"
#include "unroll/model.h"
#include "unroll/settings.h"

#define NETWORK_MAX_RECURRENT (2 * UNROLL_MAX_LAYERS)
#define NETWORK_MAX_TENSORS   (3 * NETWORK_MAX_RECURRENT + 5) /* embeddings, three each, two dense layers */
#define NETWORK_NAME          64
#define NETWORK_CELL_NAME     40

typedef struct network_tensor {
	char name[NETWORK_NAME]; /* "gru/recurrent_kernel" */
	uint32_t rank;
	uint32_t shape[2]; /* shape[1] is 1 where the rank is 1 */
	size_t offset;     /* of its first float in the block */
} network_tensor;

/* A recurrent layer, or one direction of a bidirectional one: its shape, and the offsets of its weights. */
typedef struct network_recurrent {
	char name[NETWORK_CELL_NAME]; /* "gru_1", or "bidirectional/backward_gru_1" */
	unroll_cell cell;
	recurrent_shape shape;
	bool backward;           /* reads from the end of the text to its beginning */
	size_t layer;            /* its place in network.layers */
	uint64_t masks;          /* dropout: the number of its masks' streams */
	size_t kernel;           /* (E, GH) */
	size_t recurrent_kernel; /* (H, GH) */
	size_t bias;             /* (GH), or where two_biases (2, GH): b, and b' of what goes through U */
	bool two_biases;         /* of a cell with reset_after (layers/cell.h), and of every cell in PyTorch */
} network_recurrent;

typedef struct layer_kind layer_kind; /* in layer_kind.h */

/* A layer of the list. */
typedef struct network_layer {
	const layer_kind *kind;
	unroll_layer_summary summary;
	size_t recurrent,
	    directions; /* of a recurrent layer: its place in network.recurrent, and how many it has there, 1 or 2 */
	unroll_bidirectional merge; /* what it makes of two directions */
	double rate;                /* of a dropout layer: the fraction dropped */
	uint64_t masks;             /* and the number of its masks' stream */
} network_layer;

typedef struct network {
	unroll_settings settings;
	const hot_functions *hot; /* what computes its layers: the widest vectors of this processor */
	bool embedded;            /* the input is embedded, not one-hot */
	size_t embeddings;        /* offset of (V, E), where it is */
	network_recurrent recurrent[NETWORK_MAX_RECURRENT]; /* layer by layer, forward before backward */
	size_t recurrent_count;
	size_t hidden_kernel, hidden_bias; /* of a hidden dense layer: offsets of (H, N) and (N) */
	size_t outputs;                    /* K: logits of a review, 1 or from 3 classes on one for each */
	size_t dense_kernel;               /* offset of (H, K) */
	size_t dense_bias;                 /* offset of (K) */
	size_t parameters;                 /* floats in the block */
	network_tensor tensors[NETWORK_MAX_TENSORS];
	uint32_t tensor_count;
	network_layer layers[UNROLL_MOST_SUMMARIES]; /* from the input to the output */
	uint32_t layer_count;
} network;

/* In network_layers.c: the plan that settings ask for; they must have passed unroll_settings_check(). */
network network_of(const unroll_settings *settings);

/* Computes the layers with vectors of another width, to the same bits. */
void network_use(network *net, const hot_functions *hot);

/* --- What a layer adds to the plan ---------------------------------------------------------------- */

/* "gru", or where there are some before it "gru_1". */
void network_name(char name[UNROLL_LAYER_NAME_BYTES], const char *base, uint32_t before);

/* Adds a layer with output (steps, features), or (features) where `steps` is 0. */
network_layer *network_add_layer(network *net, const layer_kind *kind, const char *name, const char *type,
                                 uint32_t steps, size_t features);

/* Adds a tensor, "OWNER/NAME", of the newest layer and returns its offset. `columns` is 0 for a vector. */
size_t network_add_tensor(network *net, const char *owner, const char *name, size_t rows, size_t columns);

/* What the newest layer gives, and the next one gets, of a timestep or a review: units, or dimensions; of one-hot input the
 * words. */
size_t network_features(const network *net);

/* --- What there is to know of it ------------------------------------------------------------------- */

/* "gru_1" of "bidirectional/backward_gru_1"; of a layer in one direction its name. */
const char *network_inner_name(const network_recurrent *recurrent);

/* C: columns of the kernels of recurrent layer `index`. */
static inline size_t layer_columns(const network *net, size_t index) {
	return shape_columns(net->recurrent[index].shape);
}

/* The place of the top recurrent layer in the list. */
static inline size_t network_top_recurrent(const network *net) {
	return net->recurrent[net->recurrent_count - 1].layer;
}

/* How many directions the lowest recurrent layer has: they are the first in net->recurrent, and get words. */
static inline size_t word_readers(const network *net) {
	return net->layers[net->embedded ? 1 : 0].directions;
}

/* Whether a recurrent layer gets words, not what a layer below it gives. */
static inline bool reads_words(const network *net, const network_recurrent *recurrent) {
	return recurrent->layer == (net->embedded ? 1 : 0);
}

/* Whether initial values, biases and optimizers are PyTorch's. */
static inline bool network_by_pytorch(const network *net) {
	return net->settings.convention == UNROLL_CONVENTION_PYTORCH;
}

/* How many values of b' are added to b, from the first: all but those of a candidate with a reset, which has it apart; none without b'. */
static inline size_t added_biases(const network_recurrent *recurrent) {
	size_t columns = shape_columns(recurrent->shape);
	if (!recurrent->two_biases) return 0;
	return recurrent->shape.cell->reset_after ? columns - recurrent->shape.units : columns;
}

/* Whether timesteps of padding are masked. */
static inline bool network_masks(const network *net) {
	return net->embedded && net->settings.mask_zero == UNROLL_MASK_ZERO_YES;
}

/* Whether training leaves the embedding as it is. */
static inline bool network_freezes_embedding(const network *net) {
	return net->embedded && net->settings.embedding_trainable == UNROLL_EMBEDDING_TRAINABLE_NO;
}

/* Whether a batch is only as long as its longest review. */
static inline bool network_pads_to_longest(const network *net) {
	return net->settings.pad_to == UNROLL_PAD_TO_LONGEST;
}

/* Whether a review that is read on its own is read without its padding. */
static inline bool network_omits_padding(const network *net) {
	return network_masks(net) || network_pads_to_longest(net);
}

/* Floats in a word's row, of the embedding or of a one-hot input's kernel. The rows are the first of the weights. */
size_t network_row_width(const network *net);

/* Floats in a tensor. */
size_t tensor_floats(const network_tensor *tensor);

/* Doubles that network_initialize() needs as scratch. */
size_t network_scratch(const network *net);

/* In network_layers.c: Keras' initial values, or PyTorch's, drawn from settings.seed, into a block of net->parameters floats. */
void network_initialize(const network *net, float *parameters, double *scratch);

#endif

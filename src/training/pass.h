/* One pass of a batch through a network: forward, and in training backward to the gradient of every weight.
 *
 * A batch is cut into blocks of 16 reviews (kernels/block.h), and the blocks are dealt to a fixed number of
 * shards. A shard sums its blocks' gradients by itself, and the shards are added up in their order, so that the
 * result does not depend on who worked on which shard when.
 *
 * T steps, E inputs, H units and C = GH columns of a layer, D distinct words in the batch. */
#ifndef TRAINING_PASS_H
#define TRAINING_PASS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "kernels/random.h"
#include "kernels/width.h"
#include "text/batch.h"
#include "training/network.h"
#include "training/packed_weights.h"

#define SHARDS 4

/* A layer's gradients as a shard sums them. */
typedef struct layer_sums {
	float *kernel;           /* (E, padded(C)); NULL for one-hot input */
	float *bias;             /* (C, 16) */
	float *recurrent_kernel; /* (H, padded(C)), Keras' gate order */
	float *recurrent_bias;   /* (H, 16) of a GRU, else NULL */
} layer_sums;

typedef struct shard {
	float *floats; /* all sums below but d_rows, in one stretch */
	size_t count;
	layer_sums layers[UNROLL_MAX_LAYERS];
	float *dense_kernel; /* (H, 16) */
	float *dense_bias;   /* (1, 16) */
	float
	    *d_rows; /* of the words' rows (D, padded(C)), or under dropout of their embeddings (D, padded(E)) */
} shard;

/* A layer's memory for the block that is being worked on. */
typedef struct layer_memory {
	recurrent_memory recurrent;
	float *input_mask;   /* dropout: (E, 16) */
	float *masked_input; /* dropout: (T, padded_units(E), 16) */
	float *d_input;      /* (T, E, 16); NULL where nothing below wants it */
	float *scale;        /* dropout of a one-hot input: (T, 16) */
} layer_memory;

typedef struct pass {
	const network *net;
	size_t steps;
	packed_weights packed[UNROLL_MAX_LAYERS];
	float *rows;             /* (D, padded(C)): the words' rows */
	float *copies;           /* (D, padded(E)): the words' embeddings; NULL for one-hot input */
	float *d_copies;         /* (D, padded(E)) */
	float *transposed_input; /* (16, padded(E)): dropout on an embedding */
	float *d_bias;           /* (C) of the widest layer */
	float *d_recurrent_bias; /* (H) of the widest layer */
	shard shards[SHARDS];
	layer_memory layers[UNROLL_MAX_LAYERS];

	/* Of the pass that is under way. */
	recurrent_layer running[UNROLL_MAX_LAYERS]; /* the layers at the block that is worked on */
	const float *parameters;
	const batch *batch;
	bool training;       /* backward too */
	bool dropping;       /* dropout on the inputs */
	bool masking;        /* recurrent dropout */
	random_stream masks; /* of this batch */

	/* Results, for each review of the batch. */
	float *logits;  /* (blocks · 16) */
	double *losses; /* (B) */
} pass;

/* Lays out the memory of a pass over batches of this shape; `training` with all that the way back needs. The network is
 * borrowed. */
pass pass_layout(arena *memory, const network *net, batch_shape shape, bool training);

/* Begins a pass of these reviews with these weights: packs the weights and makes the words' rows. With `training`, dropout
 * is on and draws from `masks`, and shards sum gradients. Both are borrowed until the pass is over. */
void pass_begin(pass *p, const float *parameters, const batch *reviews, bool training, random_stream masks);

/* Runs all blocks of a shard, 0 to SHARDS - 1: fills logits and losses of its reviews. */
void pass_shard(pass *p, uint32_t index);

/* After all shards of a training pass: writes the gradient of the mean loss, a block of the network's plan. The shards'
 * sums are used up. */
void pass_gradient(pass *p, float *gradient);

/* pass_begin(), every shard and, where `gradient` is not NULL, pass_gradient(): training where it is not NULL. */
void pass_run(pass *p, const float *parameters, const batch *reviews, random_stream masks, float *gradient);

/* The mean loss of the reviews of the batch, and how many stand on the right side, after all shards. */
double pass_loss(const pass *p);
uint32_t pass_correct(const pass *p);

#endif

/* One pass of a batch through a network: forward, and in training backward to the gradient of every weight.
 *
 * A batch is cut into blocks of 16 reviews (kernels/block.h), and the blocks are distributed over a fixed number of shards. Each
 * shard sums the gradients of its own blocks, and the shards are added up in a fixed order, so that the result does not depend
 * on which thread computed which shard when.
 *
 * T timesteps, E inputs, H units and C = GH columns of a layer, K logits of a review, D distinct words in the batch. */
#ifndef TRAINING_PASS_H
#define TRAINING_PASS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "kernels/random.h"
#include "text/batch.h"
#include "training/network.h"
#include "training/packed_weights.h"
#include "unroll/parallel.h"

#define SHARDS UNROLL_PARTS

/* A recurrent layer's gradients as a shard sums them. */
typedef struct recurrent_sums {
	float *kernel; /* (E, padded(C)); NULL for one-hot input */
	float *bias;   /* (C, 16) */
	recurrent_gradients gradients;
} recurrent_sums;

typedef struct shard {
	float *floats; /* all sums below but d_rows, in one stretch */
	size_t count;
	recurrent_sums recurrent[NETWORK_MAX_RECURRENT];
	float *hidden_kernel; /* of a hidden dense layer of N units: (H, padded(N)) */
	float *hidden_bias;   /* (N, 16) */
	float *dense_kernel;  /* (H, 16), or of K ≥ 3 classes (H, padded(K)) */
	float *dense_bias;    /* (K, 16) */
	/* Of the words' rows (D, padded(C)), for each direction that reads them; with dropout on an embedding of the words' embeddings
	 * (D, padded(E)), in the first. */
	float *d_rows[2];
} shard;

/* A recurrent layer's memory for the block that is being worked on. */
typedef struct recurrent_block {
	recurrent_layer running; /* set up for the block, with the memory of the next */
	recurrent_memory memory;
	float *input_mask;   /* dropout: (E, 16) */
	float *masked_input; /* dropout: (T, padded_units(E), 16) */
	float *scale;        /* dropout of a one-hot input: (T, 16) */
	float *
	    d_input; /* (T, E, 16): of a forward direction the gradient of the layer below itself; NULL where nobody asks */
} recurrent_block;

/* What a layer gives of a block, and the gradient of it, which the layer above writes. T timesteps of F features, or the review's F alone. */
typedef struct layer_values {
	const float *values; /* (T, step / 16, 16), of which the first F units count, or (F, 16) */
	size_t step;         /* floats from one timestep to the next */
	float *factors;      /* of a dropout layer: (T, F, 16) or (F, 16) */
	float *gradient;     /* (T, F, 16) or (F, 16); NULL where nobody asks */
	float *output;       /* the memory of the values, where a layer has some for them */
} layer_values;

/* What one shard at a time needs to work on its blocks. */
typedef struct block_memory {
	layer_values layers[UNROLL_MOST_SUMMARIES];
	recurrent_block recurrent[NETWORK_MAX_RECURRENT];
	float *transposed_input;  /* (16, padded(E)): dropout on an embedding */
	float *pooled_shares;     /* mean: (16) */
	uint32_t *pooled_places;  /* maximum: (F, 16) */
	float *transposed_hidden; /* hidden dense layer: (16, padded(N)) */
	float *transposed_logits; /* softmax: (16, padded(K)) */
	float *largest_logits;    /* softmax: (16) */
	/* Where padding is left out: (T), of the current block, as each direction reads; else NULL. */
	uint16_t *present[2];
	word_mask words[2]; /* of the current block, forward and backward */
} block_memory;

typedef struct pass {
	const network *net;
	size_t steps;
	packed_weights packed[NETWORK_MAX_RECURRENT];
	float *rows[2];    /* (D, padded(C)): the words' rows, for each direction that reads them */
	float *embedded;   /* (D, padded(E)): the words' embeddings; NULL for one-hot input */
	float *d_embedded; /* (D, padded(E)) */
	uint32_t *written; /* (D): the words whose rows of the gradient the previous pass wrote */
	size_t written_count;
	float *d_word_bias[2][SHARDS]; /* (C) of each direction of the first layer: from a part of the words */
	float *d_bias;                 /* (C) of the widest layer */
	float *d_recurrent_bias;       /* (H) of the widest layer */
	shard shards[SHARDS];
	block_memory memories[SHARDS];
	uint32_t memory_count; /* 1, or SHARDS where shards run at the same time */

	bool alone; /* each review is read on its own, though a batch has several: a predictor's */

	double class_weights
	    [UNROLL_MOST_CLASSES]; /* of training, 1 each unless its owner sets them (training/objective.h) */

	/* Of the current pass. */
	const float *parameters;
	const batch *batch;
	size_t first, end;   /* its timesteps, to before `end`, where it is as long as its longest review */
	bool training;       /* with a backward pass */
	bool dropping;       /* dropout on the inputs */
	bool masking;        /* recurrent dropout */
	random_stream masks; /* of this batch */

	/* Results, for each review of the batch. */
	float *logits;  /* (blocks, K, 16) */
	double *losses; /* (B) */
} pass;

/* In pass_memory.c: lays out the memory of a pass over batches of this shape; `training` with all that the backward pass needs. The network is
 * borrowed. */
pass pass_layout(arena *memory, const network *net, batch_shape shape, bool training);

/* Takes the additional memory for shards that run at the same time, unless `memory` has been taken before. */
unroll_status pass_use_parallel(pass *p, arena *memory, bool training, unroll_error *error);

/* A pass in five stages. In the second to the fourth, the calls for different parts, 0 to SHARDS - 1, may run at the same time;
 * shards only where the pass has memory for it.
 *
 * pass_begin() (pass.c) packs the weights. With `training`, dropout is on and draws from `masks`, and shards sum gradients. Weights and
 * reviews are borrowed until the pass is over.
 * pass_word_rows() (word_rows.c) computes the rows of a quarter of the distinct words.
 * pass_shard() (block_pass.c) runs all blocks of a shard and writes the logits and losses of its reviews. In training follow:
 * pass_word_gradients() (word_rows.c) adds up the shards' gradients for a quarter of the words.
 * pass_gradient() (pass_gradient.c) writes the gradient of the mean loss, laid out as the network's weights; the shards' sums are overwritten. Of the
 * rows of words (embedding, or kernel of a one-hot input) it writes those of this batch and clears those of the previous batch:
 * `gradient` must be 0 at first and the same in every pass. */
void pass_begin(pass *p, const float *parameters, const batch *reviews, bool training, random_stream masks);
void pass_word_rows(pass *p, uint32_t part);
void pass_shard(pass *p, uint32_t part);
void pass_word_gradients(pass *p, uint32_t part);
void pass_gradient(pass *p, float *gradient);

/* All of it: a training pass where `gradient` is not NULL. `parallel` may be NULL. */
void pass_run(pass *p, const float *parameters, const batch *reviews, random_stream masks, float *gradient,
              const unroll_parallel *parallel);

/* In the current pass: how many of shard.d_rows there are, and the floats in a row of them. */
size_t pass_row_sums(const pass *p);
size_t pass_row_floats(const pass *p);

/* In word_rows.c: clears the rows of a word's gradient, `rows` (V, width), that the previous pass wrote. */
void pass_clear_rows(const pass *p, float *rows, size_t width);

/* What the loss of a review of the batch is multiplied by: in training, the weight of its class. */
static inline double pass_weight_of(const pass *p, uint32_t review) {
	return p->training ? p->class_weights[p->batch->labels[review]] : 1;
}

/* The logits of a review of the batch: the k-th is at [k * BLOCK]. */
static inline const float *pass_logits_of(const pass *p, uint32_t review) {
	return p->logits + review / BLOCK * p->net->outputs * BLOCK + review % BLOCK;
}

/* The loss of the batch (training/objective.h), and how many of its reviews are classified correctly, after all shards. */
double pass_loss(const pass *p);
uint32_t pass_correct(const pass *p);

#endif

/* The optimizer: updates the weights by a gradient. What it remembers, and of which rows, is here; the formulas are in
 * kernels/update.h. */
#ifndef TRAINING_OPTIMIZER_H
#define TRAINING_OPTIMIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "layers/hot_functions.h"
#include "unroll/parallel.h"
#include "unroll/settings.h"

#define OPTIMIZER_MOMENTS 2

/* The rows of the words, an embedding's or a one-hot kernel's, are the first weights of a network, and a batch has a gradient
 * for few of them. A line is a cache line of 16 weights; one without a gradient is skipped where that gives the bits of Keras'
 * dense update:
 *
 *   rmsprop         only v changes, v ← ρ·v; this is applied later, when the line has a gradient again or is saved
 *   sgd             nothing changes
 *   with momentum   nothing changes until the line first has a gradient; from then on it is updated every time
 *   adam, nadam     likewise
 *
 * Where weights change without a gradient, by AdamW's weight decay or the L2 penalty of a one-hot kernel, no line is skipped. */
typedef struct optimizer_rows {
	size_t width, lines; /* floats in a row; lines that hold nothing but rows */
	uint8_t *moves;      /* (lines): whether the next update changes the line */
	uint64_t *caught_up; /* (lines): of RMSprop, the last update that is applied to v */
} optimizer_rows;

typedef struct optimizer {
	const hot_functions *hot; /* what updates the weights */
	unroll_optimizer kind;
	bool pytorch; /* its constants and formulas, not Keras' (kernels/optimizer_constants.h, update.h) */
	double learning_rate, momentum, clip_norm, weight_decay; /* weight_decay is 0 but for adamw */
	size_t count;                                            /* weights */
	size_t dense; /* weights before those that every update changes: lines of rows, or an embedding that is not trained */
	uint32_t
	    moment_count; /* blocks in use: 2 for adam, adamw and nadam, 1 for rmsprop and sgd with momentum, else 0 */
	float *
	    moments[OPTIMIZER_MOMENTS]; /* (count) each: rmsprop's v; adam's, adamw's and nadam's m, v; sgd's m */
	optimizer_rows rows;
} optimizer;

/* What a moment is called in a checkpoint: "velocity" or "momentum". */
const char *optimizer_moment_name(const optimizer *o, uint32_t index);

/* Lays out the memory of an optimizer for `count` weights, the first of which are `rows` rows of `width`; 0 rows for none. Those of
 * an embedding that is not trained stay as they are. */
optimizer optimizer_layout(arena *memory, const unroll_settings *settings, const hot_functions *hot,
                           size_t count, size_t rows, size_t width);

/* Marks the rows `ids` as having a gradient in the next update. Those of all others must be 0. */
void optimizer_touch(optimizer *o, const uint32_t *ids, size_t count);

/* Applies what is outstanding of the first `step` updates to the moments of all rows, so that they can be saved. */
void optimizer_catch_up(optimizer *o, uint64_t step);

/* To be called after the moments have been read from a checkpoint at update `step`. */
void optimizer_resume(optimizer *o, uint64_t step);

/* One update, the `step`-th of the run, from 1. Where the settings ask for it, the gradient is first scaled down so that its
 * norm over all weights is at most clip_norm (Keras: global_clipnorm; PyTorch: clip_grad_norm_). `parallel` may be NULL. */
void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step,
                    const unroll_parallel *parallel);

#endif

/* The optimizer: takes a gradient and moves the weights. */
#ifndef TRAINING_OPTIMIZER_H
#define TRAINING_OPTIMIZER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "layers/hot_functions.h"
#include "unroll/parallel.h"
#include "unroll/settings.h"

#define OPTIMIZER_MOMENTS 2

/* The rows of the words, an embedding's or a one-hot kernel's, are the first weights of a network, and a step has a gradient
 * for few of them. A line is a cache line of 16 weights; one that holds no weight of a row with a gradient is left alone
 * where that gives the very bits of Keras' dense update:
 *
 *   rmsprop         only v moves, v ← ρ·v, and that is made up for when the line is touched again, or saved
 *   sgd             nothing moves
 *   with momentum   nothing moves until the line is first touched; from then on it moves at every step
 *   adam            likewise */
typedef struct optimizer_rows {
	size_t width, lines; /* floats in a row; lines that hold nothing but rows */
	uint8_t *moves;      /* (lines): whether the coming step moves the line */
	uint64_t *caught_up; /* (lines): of RMSprop, the last step whose effect v shows */
} optimizer_rows;

typedef struct optimizer {
	const hot_functions *hot; /* what moves the weights */
	unroll_optimizer kind;
	double learning_rate, momentum, clip_norm;
	size_t count;          /* weights */
	uint32_t moment_count; /* blocks in use: 1 for rmsprop, 2 for adam, 1 for sgd with momentum, else 0 */
	float *moments[OPTIMIZER_MOMENTS]; /* (count) each: rmsprop's v; adam's m, v; sgd's m */
	optimizer_rows rows;
} optimizer;

/* What a moment is called in a checkpoint: "velocity" or "momentum". */
const char *optimizer_moment_name(const optimizer *o, uint32_t index);

/* Lays out the memory of an optimizer for `count` weights, the first of which are `rows` rows of `width`; 0 rows for none. */
optimizer optimizer_layout(arena *memory, const unroll_settings *settings, const hot_functions *hot,
                           size_t count, size_t rows, size_t width);

/* Says that the coming step has a gradient for the rows `ids`. Those of all others must be 0. */
void optimizer_touch(optimizer *o, const uint32_t *ids, size_t count);

/* Brings the moments of all rows to where `step` steps have led them, so that they can be saved. */
void optimizer_catch_up(optimizer *o, uint64_t step);

/* After the moments have been read from where they were saved at `step`. */
void optimizer_resume(optimizer *o, uint64_t step);

/* One step, the `step`-th of the run, from 1. Where the settings ask for it, the gradient is first scaled down so that its
 * norm over all weights is at most clip_norm (Keras: global_clipnorm). `parallel` may be NULL. */
void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step,
                    const unroll_parallel *parallel);

#endif

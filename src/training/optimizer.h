/* The optimizer: takes a gradient and moves the weights. */
#ifndef TRAINING_OPTIMIZER_H
#define TRAINING_OPTIMIZER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "kernels/width.h"
#include "unroll/parallel.h"
#include "unroll/settings.h"

#define OPTIMIZER_MOMENTS 2

typedef struct optimizer {
	unroll_optimizer kind;
	double learning_rate, momentum, clip_norm;
	size_t count;          /* weights */
	uint32_t moment_count; /* blocks in use: 1 for rmsprop, 2 for adam, 1 for sgd with momentum, else 0 */
	float *moments[OPTIMIZER_MOMENTS]; /* (count) each: rmsprop's v; adam's m, v; sgd's m */
} optimizer;

/* What a moment is called in a checkpoint: "velocity" or "momentum". */
const char *optimizer_moment_name(const optimizer *o, uint32_t index);

/* Lays out the memory of an optimizer for `count` weights. */
optimizer optimizer_layout(arena *memory, const unroll_settings *settings, size_t count);

/* One step, the `step`-th of the run, from 1. Where the settings ask for it, the gradient is first scaled down so that its
 * norm over all weights is at most clip_norm (Keras: global_clipnorm). `parallel` may be NULL. */
void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step,
                    const unroll_parallel *parallel);

#endif

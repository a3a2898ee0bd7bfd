/* Drawing the initial values of a network, layer by layer. */
#ifndef TRAINING_INITIAL_DRAW_H
#define TRAINING_INITIAL_DRAW_H

#include "kernels/random.h"
#include "training/network.h"

/* The initial values of a network: each tensor that is drawn takes a stream of its own. */
typedef struct initial_draw {
	float *parameters;
	random_stream all;
	uint64_t drawn;  /* tensors, so far */
	double *scratch; /* (network_scratch()) */
} initial_draw;

/* Draws `count` of the parameters, from `offset` on, uniform in ±1/√inputs, as PyTorch does. */
void draw_uniform(initial_draw *draw, size_t offset, size_t count, size_t inputs);

/* Draws the kernel (inputs, units) and the bias of a dense layer, which stand at these offsets. */
void draw_dense(initial_draw *draw, const network *net, size_t kernel, size_t bias, size_t inputs,
                size_t units);

#endif

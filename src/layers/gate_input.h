/* What a cell's gates get from below: x·W + b for every step of one block.
 *
 * Where x is a word and nothing else, x·W + b depends on the word alone: it is computed once for each distinct
 * word of the batch (layers/word_rows.h) and each step gathers its rows. Otherwise, above another layer or
 * with dropout on an embedding, each step multiplies. */
#ifndef LAYERS_GATE_INPUT_H
#define LAYERS_GATE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernels/width.h"

/* Gates lie in the engine's order (see kernels/gates.h). C = GH columns, in rows of `stride` = padded(C) floats. */
typedef struct gate_input {
	bool by_rows; /* gather rows; otherwise multiply */
	size_t columns, stride;

	/* By rows. */
	const uint32_t *places; /* (T, 16): which distinct word stands there */
	const float *rows;      /* (distinct, stride): x·W + b, or x·W alone where there is a scale */
	const float *scale;     /* (T, 16): dropout of a one-hot input, a factor for each place; NULL without */
	float *d_rows;          /* (distinct, stride) */
	size_t reviews;         /* of the block, without padding */

	/* By product. */
	size_t inputs;       /* E */
	const float *x;      /* (T, x_step / 16, 16) of which the first E units count */
	size_t x_step;       /* floats from one step of x to the next */
	float *d_x;          /* (T, E, 16): written; NULL where nobody asks */
	const float *kernel; /* (E, stride) */
	float *d_kernel;     /* (E, stride) */

	/* By product, or by rows with a scale. */
	const float *bias; /* (C) */
	float *d_bias;     /* (C, 16), not yet summed over the reviews */
} gate_input;

/* gates = x_t·W + b. `gates` is (padded_units(C), 16); rows from C on may be overwritten. */
void gate_input_forward(const gate_input *input, size_t t, float *gates);

/* From the gates' gradients at step t, `d_gates` (C, 16) and the same transposed (16, transposed_stride), adds to the
 * gradients of rows and bias, and writes d_x at step t. */
void gate_input_backward(const gate_input *input, size_t t, const float *d_gates, const float *transposed,
                         size_t transposed_stride);

/* By product: adds to the gradient of the kernel from `steps` steps that begin with t; `transposed` has all of theirs, the last
 * step's first. By rows there is nothing to do. */
void gate_input_kernel_gradient(const gate_input *input, size_t t, size_t steps, const float *transposed,
                                size_t transposed_stride);

#endif

/* One timestep of a cell on one review: everything that happens in it, and its backward pass.
 *
 * A layer that trains keeps of a timestep only what its backward pass needs, for sixteen reviews at a time. Here one review keeps
 * all of it, row by row as unroll/inspection.h lists it. The products are sums of their own, in the order of the engine's; the gates
 * are the cell's own functions (layers/cell.h), on one review's units side by side. So the bits are the engine's.
 * E inputs, H units, G gates and C = GH columns, gates in Keras' order; P = padded(H). */
#ifndef INSPECTION_CELL_STEP_H
#define INSPECTION_CELL_STEP_H

#include "base/arena.h"
#include "layers/recurrent_layer.h"

/* A cell's weights, for forward and backward. */
typedef struct cell_weights {
	recurrent_shape shape;
	const float *kernel;           /* (E, C) */
	const float *recurrent_kernel; /* (H, C) */
	const float *recurrent_bias;   /* (H): b' of the candidate where reset_after */
	float *bias;                   /* (C): b, with two biases b + b' but for a candidate with a reset */
	float *transposed_kernel;      /* (C, E); NULL for one-hot input */
	float *transposed_recurrent;   /* (C, H) */
} cell_weights;

/* What a cell gets at a timestep: x (E), or, where x is NULL, the one-hot vector whose entry `id` is 1. */
typedef struct cell_input {
	const float *x;
	uint32_t id;
} cell_input;

/* Room to work in, for any of some cells of up to H units, used again at each timestep. */
typedef struct cell_workspace {
	float *slots, *d_slots;     /* (S, P) */
	float *h, *h_next;          /* (P) */
	float *c, *c_next, *c_tanh; /* (P) */
	float *d_hidden,
	    *d_cell; /* (P): gradients of the hidden and the cell state, which go back from timestep to timestep */
	float *d_recurrent_bias;      /* (P) */
	float *d_input, *d_recurrent; /* (C): gradients of the sums, by what comes from the input and through U */
} cell_workspace;

cell_workspace cell_workspace_layout(arena *memory, const cell_description *const *cells, size_t count,
                                     size_t units);

/* Fills `rows` (R, H) from the input and the rows of the timestep before. */
void cell_forward(const cell_weights *weights, cell_workspace *work, cell_input input, const float *before,
                  float *rows);

/* From work->d_hidden and d_cell after a timestep to those before it, and writes the gradient of the input to d_x: (E), or (1) for
 * the one-hot input's entry. */
void cell_backward(const cell_weights *weights, cell_workspace *work, cell_input input, const float *before,
                   const float *rows, float *d_x);

#endif

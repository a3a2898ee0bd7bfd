/* One timestep of a cell on one review: everything that happens in it, and the way back to its inputs.
 *
 * The engine trains on blocks of sixteen reviews and keeps of a step only what its way back needs. This code does one review
 * and keeps all, row by row as unroll/inspection.h lists it; its sums have the same order and its activations are the same, so
 * that the bits are the engine's. E inputs, H units, G gates and C = GH columns, gates in Keras' order. */
#ifndef INSPECTION_CELL_STEP_H
#define INSPECTION_CELL_STEP_H

#include "layers/hot_functions.h"

/* The rows of each cell, by number. */
enum { ROW_H };
enum { SIMPLE_RNN_A = 1, SIMPLE_RNN_ROWS };
enum { LSTM_C = 1, LSTM_I, LSTM_F, LSTM_G, LSTM_O, LSTM_SUMS, LSTM_ROWS = LSTM_SUMS + 4 };
enum { GRU_Z = 1, GRU_R, GRU_G, GRU_SUMS, GRU_X = GRU_SUMS + 2, GRU_Q, GRU_A, GRU_ROWS };

/* A cell's weights, for the way there and back. */
typedef struct cell_weights {
	unroll_cell cell;
	recurrent_shape shape;
	const float *kernel;           /* (E, C) */
	const float *recurrent_kernel; /* (H, C) */
	const float *recurrent_bias;   /* (H): b' of a GRU's candidate */
	float *bias;                   /* (C): b, or for a GRU's z and r b + b' */
	float *transposed_kernel;      /* (C, E); NULL for one-hot input */
	float *transposed_recurrent;   /* (C, H) */
} cell_weights;

/* What a cell gets at a step: x (E), or, where x is NULL, the one-hot vector whose entry `id` is 1. */
typedef struct cell_input {
	const float *x;
	uint32_t id;
} cell_input;

/* Fills `rows` (R, H) from the input and the rows of the step before. */
void cell_forward(const cell_weights *weights, cell_input input, const float *before, float *rows);

/* The gradients that go back from step to step. */
typedef struct step_gradients {
	float *d_hidden; /* (H): of the hidden state after the step, then of that before it */
	float *d_cell;   /* (H): the same of an LSTM's cell state */
	float *
	    d_sums; /* (2, C): scratch; of what comes from the input, and of what comes through the recurrent kernel */
} step_gradients;

/* From d_hidden and d_cell after a step to those before it, and writes those of the input to d_x: (E), or (1) for the
 * one-hot input's entry. */
void cell_backward(const cell_weights *weights, cell_input input, const float *before, const float *rows,
                   step_gradients gradients, float *d_x);

#endif

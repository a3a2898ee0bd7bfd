/* What the three recurrent cells have in common, and the description that says how they differ. Each cell is one file,
 * simple_rnn.h, lstm.h or gru.h, with its formulas, and a row in hot_functions_of_width.h.
 *
 * H units, G gates of Keras (1, 4 or 3), S slots (1, 4 or 4). */
#ifndef LAYERS_CELL_H
#define LAYERS_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELL_MAX_GATES 4
#define CELL_MAX_ROWS  10

/* One timestep of a block, between its products. `slots` has the S sums of every unit before, and its gates after. All
 * arrays are blocks of `count` = H · 16 floats, or of one review's H units padded to 16; slots follow one another. */
typedef struct cell_step {
	float *slots;   /* (S, count) */
	const float *h; /* the hidden state before the timestep, */
	float *h_next;  /* and after it */
	const float *c; /* the cell state before the timestep; NULL, as the next two, for cells without one */
	float *c_next;
	float *c_tanh; /* tanh(c_next) */
} cell_step;

/* The backward pass of a timestep. */
typedef struct cell_gradients {
	float *d_h;              /* of h_next; becomes the part of h's gradient that bypasses the products */
	float *d_c;              /* of c_next by way of the next timestep; becomes that of c */
	float *d_slots;          /* (S, count): of the sums, written */
	float *d_recurrent_bias; /* added to, where reset_after; not yet summed over the reviews */
} cell_gradients;

typedef struct cell_description {
	const char *name; /* "gru", as Keras names its layers */
	const char *type; /* "GRU", Keras' class */
	size_t gates;     /* G: H columns each of the kernels */
	size_t slots;     /* S: what a layer keeps of a timestep, H units each */

	/* (G): which of Keras' gates stands in each of the first G slots. */
	uint8_t keras_gate[CELL_MAX_GATES];

	/* Keras' GRU: what the last of its gates, the candidate, gets from the input stands in slot 0, and what it gets through the
	 * recurrent kernel apart, in slot G. The bias is (2, GH): b, and b' for what comes through the recurrent kernel. */
	bool reset_after;
	bool has_cell_state; /* c beside h */
	bool forget_gate;    /* Keras' unit_forget_bias: the bias of its second gate is 1 at first */

	/* The rows of H numbers that a trace keeps of a timestep (unroll/inspection.h): the hidden state, then the cell state where there
	 * is one; the gates and the sums, each in Keras' order. Where reset_after, behind the sums what the candidate gets through the
	 * recurrent kernel, and last its sum, with the reset. A cell without gates counts its hidden state as one. */
	const char *row_names[CELL_MAX_ROWS];
	size_t rows, first_gate_row, first_sum_row;
	bool sigmoid[CELL_MAX_GATES]; /* (G), in Keras' order: whether a gate is a σ, which opens and closes */

	/* From the sums in the slots to the gates and the states after the timestep; and, after it, from the gradients of those states to
	 * those of the sums and of the states before. `count` is a multiple of 16. */
	void (*forward)(const cell_step *step, size_t count);
	void (*backward)(const cell_step *step, const cell_gradients *gradients, size_t count);
} cell_description;

/* The recurrent kernel feeds G slots, from this one on. */
static inline size_t first_recurrent_slot(const cell_description *cell) {
	return cell->reset_after ? 1 : 0;
}

/* One row of G · H values from the order of Keras' gates to that of the slots, and back. */
void gates_to_slots(float *to, const float *from, const cell_description *cell, size_t units);
void gates_to_keras(float *to, const float *from, const cell_description *cell, size_t units);

#endif

/* What the three cells share: their shapes, their memory for one block of reviews, and the products around
 * their gates. Each cell's own time loop is in simple_rnn.c, lstm.c and gru.c.
 *
 * T steps, E inputs, H units, G gates of Keras (1, 4 or 3), S slots (1, 4 or 4: what the cell keeps of a step). */
#ifndef LAYERS_RECURRENT_H
#define LAYERS_RECURRENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernels/width.h"
#include "layers/gate_input.h"
#include "unroll/settings.h"

/* On the way back the kernels' gradients take in so many steps at once, so that their sums are read and written
 * less often. */
#define STEPS_TOGETHER 4

typedef struct recurrent_shape {
	unroll_cell cell;
	size_t inputs; /* E */
	size_t units;  /* H */
} recurrent_shape;

/* G: 1, 4 or 3. */
size_t gate_count(unroll_cell cell);

/* S: 1, 4 or 4. A GRU keeps q = h·U_h + b' beside its gates. */
size_t slot_count(unroll_cell cell);

/* The place in Keras' gate order of the gate that stands `slot`-th in the engine's. They differ for the GRU
 * alone: Keras' z, r, h against h, z, r (see kernels/gates.h). */
size_t keras_gate(unroll_cell cell, size_t slot);

/* Views into the model's weights. */
typedef struct recurrent_weights {
	const float *recurrent_kernel; /* (H, GH), Keras' gate order */
	const float *recurrent_bias;   /* (H), b' of the GRU's candidate; NULL for other cells */
} recurrent_weights;

/* Where gradients are summed. */
typedef struct recurrent_gradients {
	float *recurrent_kernel; /* (H, padded(GH)), Keras' gate order */
	float *recurrent_bias;   /* (H, 16), not yet summed over the reviews; NULL but for the GRU */
} recurrent_gradients;

/* One layer's memory for one block, used again for each block. */
typedef struct recurrent_memory {
	float *hidden;     /* (T + 1, H, 16); hidden[0] is zero and stays so */
	float *slots;      /* (T, padded_units(SH), 16) */
	float *cell_state; /* LSTM: (T + 1, H, 16); cell_state[0] is zero and stays so */
	float *cell_tanh;  /* LSTM: (T, H, 16) */
	float *mask;       /* recurrent dropout: (H, 16); NULL without */
	float *masked;     /* recurrent dropout: (STEPS_TOGETHER, H, 16); NULL without */
	float *d_slots;    /* (SH, 16) */
	float *transposed; /* (STEPS_TOGETHER, 16, transposed_stride()): d_slots, a row a review */
	float *d_hidden;   /* (H, 16): the gradient of the hidden state after the step that is worked on */
	float *d_cell;     /* LSTM: (H, 16) */
} recurrent_memory;

/* Everything that a cell's time loop works on. */
typedef struct recurrent_layer {
	recurrent_shape shape;
	size_t steps; /* T */
	recurrent_weights weights;
	recurrent_memory memory;
	gate_input input;
	bool masked; /* recurrent dropout is on in this pass */
} recurrent_layer;

/* The floats of a row of memory.transposed. A GRU multiplies with it from its second slot on, and a product reads up
 * to the next multiple of 16. */
size_t transposed_stride(recurrent_shape shape);

/* slots[t] of a layer, and the block of a sequence (…, H, 16) at place t. */
float *slots_at(const recurrent_layer *layer, size_t t);
float *hidden_at(const recurrent_layer *layer, float *sequence, size_t t);

/* gates += h_t · U for one step, h_t masked where there is recurrent dropout. `gates` is (GH, 16). */
void recurrent_product(recurrent_layer *layer, size_t t, float *gates);

/* The way back of one step below the gates, from the gradients of its slots in memory.d_slots: adds to the gradients of
 * the input, of U (those of both kernels at every fourth step and the first) and of h_t in memory.d_hidden. U feeds the
 * slots from `first_slot` on. */
void recurrent_step_backward(recurrent_layer *layer, size_t t, size_t first_slot,
                             const recurrent_gradients *gradients);

/* --- The cells ----------------------------------------------------------------------------------- */

/* Runs all steps of one block: fills memory.hidden and what the way back needs. */
void simple_rnn_forward(recurrent_layer *layer);
void lstm_forward(recurrent_layer *layer);
void gru_forward(recurrent_layer *layer);

/* Runs all steps backward. memory.d_hidden holds the gradient of the last hidden state; `d_sequence` (T, H, 16)
 * that of the hidden state after every step, where a layer stands above, or is NULL. Adds to `gradients`,
 * and to those of layer->input. */
void simple_rnn_backward(recurrent_layer *layer, const float *d_sequence,
                         const recurrent_gradients *gradients);
void lstm_backward(recurrent_layer *layer, const float *d_sequence, const recurrent_gradients *gradients);
void gru_backward(recurrent_layer *layer, const float *d_sequence, const recurrent_gradients *gradients);

#endif

/* SimpleRNN (keras/src/layers/rnn/simple_rnn.py):
 *
 *   a = x·W + b + h·U      h' = tanh(a)
 *
 * The products, and the gradients of W, U and b, are those of every cell: recurrent.h and input_projection.h. */
#ifndef LAYERS_SIMPLE_RNN_H
#define LAYERS_SIMPLE_RNN_H

#include "kernels/activations.h"
#include "layers/cell.h"

HOT_FUNCTION void simple_rnn_gates(const cell_step *step, size_t count) {
	tanhs(step->h_next, step->slots, count);
}

/* d_a = d_h' · (1 - h'²). d_h becomes 0, since h acts on h' through the product alone. */
HOT_FUNCTION void simple_rnn_gates_backward(const cell_step *step, const cell_gradients *gradients,
                                            size_t count) {
	const float *h_next = step->h_next;
	float *d_h = gradients->d_h, *d_gate = gradients->d_slots;
	for (size_t i = 0; i < count; i += LANES) {
		lanes h = lanes_load(h_next + i);
		lanes_store(d_gate + i, lanes_load(d_h + i) * (1.0f - h * h));
		lanes_store(d_h + i, lanes_splat(0));
	}
}

static const cell_description simple_rnn_cell = {
    .name = "simple_rnn",
    .type = "SimpleRNN",
    .gates = 1,
    .slots = 1,
    .keras_gate = {0},
    .row_names = {"h", "a"},
    .rows = 2,
    .first_gate_row = 0,
    .first_sum_row = 1,
    .forward = simple_rnn_gates,
    .backward = simple_rnn_gates_backward,
};

#endif

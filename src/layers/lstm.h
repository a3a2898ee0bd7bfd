/* LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; keras/src/layers/rnn/lstm.py):
 *
 *   a = x·W + b + h·U
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_c)   o = σ(a_o)
 *   c' = f·c + i·g            h' = o·tanh(c')
 *
 * The slots hold a_i, a_f, a_c, a_o, as Keras' kernels do, and then i, f, g, o. The products, and the gradients of W, U and b, are
 * those of every cell: recurrent.h and input_projection.h. */
#ifndef LAYERS_LSTM_H
#define LAYERS_LSTM_H

#include "kernels/activations.h"
#include "layers/cell.h"

HOT_FUNCTION void lstm_gates(const cell_step *step, size_t count) {
	const float *c = step->c;
	float *c_next = step->c_next, *c_tanh = step->c_tanh, *h_next = step->h_next;
	float *i = step->slots, *f = i + count, *g = f + count, *o = g + count;
	sigmoids(i, 2 * count); /* i and f */
	tanhs(g, g, count);
	sigmoids(o, count);
	for (size_t n = 0; n < count; n += LANES)
		lanes_store(c_next + n,
		            lanes_load(f + n) * lanes_load(c + n) + lanes_load(i + n) * lanes_load(g + n));
	for (size_t n = 0; n < count; n += LANES) {
		lanes next_tanh = lanes_tanh(lanes_load(c_next + n));
		lanes_store(c_tanh + n, next_tanh);
		lanes_store(h_next + n, lanes_load(o + n) * next_tanh);
	}
}

/* d_c' = d_c + d_h'·o·(1 - tanh²c'), and from it the gradients of a_i, a_f, a_c, a_o; d_c = d_c'·f. d_h becomes 0, since
 * h acts on h' through the product alone. */
HOT_FUNCTION void lstm_gates_backward(const cell_step *step, const cell_gradients *gradients, size_t count) {
	const float *gates = step->slots, *c = step->c, *c_tanh = step->c_tanh;
	float *d_h = gradients->d_h, *d_c = gradients->d_c, *d_gates = gradients->d_slots;
	for (size_t n = 0; n < count; n += LANES) {
		const float *at = gates + n;
		lanes i = lanes_load(at), f = lanes_load(at + count);
		lanes g = lanes_load(at + 2 * count), o = lanes_load(at + 3 * count);
		lanes t = lanes_load(c_tanh + n);
		lanes dh_o = lanes_load(d_h + n) * o;
		lanes dc = lanes_load(d_c + n) + dh_o * (1.0f - t * t);
		lanes dc_i = dc * i, dc_f = dc * f;
		float *to = d_gates + n;
		lanes_store(to, dc_i * g * (1.0f - i));
		lanes_store(to + count, dc_f * lanes_load(c + n) * (1.0f - f));
		lanes_store(to + 2 * count, dc_i * (1.0f - g * g));
		lanes_store(to + 3 * count, dh_o * t * (1.0f - o));
		lanes_store(d_c + n, dc_f);
		lanes_store(d_h + n, lanes_splat(0));
	}
}

static const cell_description lstm_cell = {
    .name = "lstm",
    .type = "LSTM",
    .gates = 4,
    .slots = 4,
    .keras_gate = {0, 1, 2, 3},
    .has_cell_state = true,
    .forget_gate = true,
    .row_names = {"h", "c", "i", "f", "g", "o", "a_i", "a_f", "a_c", "a_o"},
    .rows = 10,
    .first_gate_row = 2,
    .first_sum_row = 6,
    .sigmoid = {true, true, false, true},
    .forward = lstm_gates,
    .backward = lstm_gates_backward,
};

#endif

/* GRU (Cho et al. 2014) with the reset after the product (keras/src/layers/rnn/gru.py, reset_after=True), Keras' gates z, r,
 * h:
 *
 *   z = σ(x·W_z + b_z + h·U_z + b'_z)      r = σ(x·W_r + b_r + h·U_r + b'_r)
 *   g = tanh(x·W_h + b_h + r·q)            q = h·U_h + b'_h
 *   h' = z·h + (1 - z)·g
 *
 * The slots hold x_h = x·W_h + b_h, a_z, a_r, q, and then g, z, r and still q: the candidate comes first, so that what comes
 * from the input (x_h, a_z, a_r) is contiguous, and so is what goes through the recurrent kernel (a_z, a_r, q). The biases of
 * z and r occur only as a sum: b + b' comes with the input. The products are in recurrent.h and input_projection.h. */
#ifndef LAYERS_GRU_H
#define LAYERS_GRU_H

#include "kernels/activations.h"
#include "layers/cell.h"

HOT_FUNCTION void gru_gates(const cell_step *step, size_t count) {
	const float *h = step->h;
	float *h_next = step->h_next;
	float *g = step->slots, *z = g + count, *r = z + count, *q = r + count;
	sigmoids(z, 2 * count); /* z and r */
	for (size_t n = 0; n < count; n += LANES) {
		lanes candidate = lanes_tanh(lanes_load(g + n) + lanes_load(r + n) * lanes_load(q + n));
		lanes_store(g + n, candidate);
		lanes_store(h_next + n, candidate + lanes_load(z + n) * (lanes_load(h + n) - candidate));
	}
}

/* d_h becomes the part of h's gradient that does not come through the products, z·d_h'. */
HOT_FUNCTION void gru_gates_backward(const cell_step *step, const cell_gradients *gradients, size_t count) {
	const float *gates = step->slots, *h = step->h;
	float *d_h = gradients->d_h, *d_gates = gradients->d_slots, *d_bias = gradients->d_recurrent_bias;
	for (size_t n = 0; n < count; n += LANES) {
		const float *at = gates + n;
		lanes g = lanes_load(at), z = lanes_load(at + count);
		lanes r = lanes_load(at + 2 * count), q = lanes_load(at + 3 * count);
		lanes dh = lanes_load(d_h + n);
		lanes dh_z = dh * z, dh_rest = dh - dh_z; /* (1 - z)·d_h */
		lanes d_candidate = dh_rest * (1.0f - g * g);
		lanes dq = d_candidate * r;
		float *to = d_gates + n;
		lanes_store(to, d_candidate);
		lanes_store(to + count, dh_rest * z * (lanes_load(h + n) - g));
		lanes_store(to + 2 * count, dq * q * (1.0f - r));
		lanes_store(to + 3 * count, dq);
		lanes_store(d_h + n, dh_z);
		lanes_store(d_bias + n, lanes_load(d_bias + n) + dq);
	}
}

static const cell_description gru_cell = {
    .name = "gru",
    .type = "GRU",
    .gates = 3,
    .slots = 4,
    .keras_gate = {2, 0, 1},
    .reset_after = true,
    .row_names = {"h", "z", "r", "g", "a_z", "a_r", "x_h", "q", "a_h"},
    .rows = 9,
    .first_gate_row = 1,
    .first_sum_row = 4,
    .sigmoid = {true, true, false},
    .forward = gru_gates,
    .backward = gru_gates_backward,
};

#endif

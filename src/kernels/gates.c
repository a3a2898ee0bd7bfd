#include "kernels/gates.h"

#include "kernels/activations.h"

/* Activations that do not wait for one another are computed in loops of their own. An activation is a long chain, and the
 * processor hides it behind those of the next vectors only as far as it looks ahead: a few dozen operations. */

/* σ of each, in place. */
static void sigmoids(float *values, size_t count) {
	for (size_t n = 0; n < count; n += LANES) lanes_store(values + n, lanes_sigmoid(lanes_load(values + n)));
}

static void tanhs(float *out, const float *values, size_t count) {
	for (size_t n = 0; n < count; n += LANES) lanes_store(out + n, lanes_tanh(lanes_load(values + n)));
}

void simple_rnn_gates(const float *gate, float *h_next, size_t count) {
	tanhs(h_next, gate, count);
}

void simple_rnn_gates_backward(const float *h_next, float *d_h, float *d_gate, size_t count) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes h = lanes_load(h_next + i);
		lanes_store(d_gate + i, lanes_load(d_h + i) * (1.0f - h * h));
		lanes_store(d_h + i, lanes_splat(0));
	}
}

void lstm_gates(float *gates, const float *c, float *c_next, float *c_tanh, float *h_next, size_t count) {
	float *i = gates, *f = gates + count, *g = gates + 2 * count, *o = gates + 3 * count;
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

void lstm_gates_backward(const float *gates, const float *c, const float *c_tanh, float *d_h, float *d_c,
                         float *d_gates, size_t count) {
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

void gru_gates(float *gates, const float *h, float *h_next, size_t count) {
	float *g = gates, *z = gates + count, *r = gates + 2 * count, *q = gates + 3 * count;
	sigmoids(z, 2 * count); /* z and r */
	for (size_t n = 0; n < count; n += LANES) {
		lanes candidate = lanes_tanh(lanes_load(g + n) + lanes_load(r + n) * lanes_load(q + n));
		lanes_store(g + n, candidate);
		lanes_store(h_next + n, candidate + lanes_load(z + n) * (lanes_load(h + n) - candidate));
	}
}

void gru_gates_backward(const float *gates, const float *h, float *d_h, float *d_gates, float *d_bias,
                        size_t count) {
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

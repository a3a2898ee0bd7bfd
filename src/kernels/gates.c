#include "kernels/gates.h"

#include "kernels/activations.h"

void simple_rnn_gates(const float *gate, float *h_next, size_t count) {
	for (size_t i = 0; i < count; i += LANES) lanes_store(h_next + i, lanes_tanh(lanes_load(gate + i)));
}

void simple_rnn_gates_backward(const float *h_next, const float *d_h, float *d_gate, size_t count) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes h = lanes_load(h_next + i);
		lanes_store(d_gate + i, lanes_load(d_h + i) * (1.0f - h * h));
	}
}

void lstm_gates(float *gates, const float *c, float *c_next, float *c_tanh, float *h_next, size_t count) {
	for (size_t n = 0; n < count; n += LANES) {
		float *at = gates + n;
		lanes i = lanes_sigmoid(lanes_load(at));
		lanes f = lanes_sigmoid(lanes_load(at + count));
		lanes g = lanes_tanh(lanes_load(at + 2 * count));
		lanes o = lanes_sigmoid(lanes_load(at + 3 * count));
		lanes next = f * lanes_load(c + n) + i * g;
		lanes next_tanh = lanes_tanh(next);
		lanes_store(at, i);
		lanes_store(at + count, f);
		lanes_store(at + 2 * count, g);
		lanes_store(at + 3 * count, o);
		lanes_store(c_next + n, next);
		lanes_store(c_tanh + n, next_tanh);
		lanes_store(h_next + n, o * next_tanh);
	}
}

void lstm_gates_backward(const float *gates, const float *c, const float *c_tanh, const float *d_h,
                         float *d_c, float *d_gates, size_t count) {
	for (size_t n = 0; n < count; n += LANES) {
		const float *at = gates + n;
		lanes i = lanes_load(at), f = lanes_load(at + count);
		lanes g = lanes_load(at + 2 * count), o = lanes_load(at + 3 * count);
		lanes dh = lanes_load(d_h + n), t = lanes_load(c_tanh + n);
		lanes dc = lanes_load(d_c + n) + dh * o * (1.0f - t * t);
		float *to = d_gates + n;
		lanes_store(to, dc * g * i * (1.0f - i));
		lanes_store(to + count, dc * lanes_load(c + n) * f * (1.0f - f));
		lanes_store(to + 2 * count, dc * i * (1.0f - g * g));
		lanes_store(to + 3 * count, dh * t * o * (1.0f - o));
		lanes_store(d_c + n, dc * f);
	}
}

void gru_gates(float *gates, const float *h, float *h_next, size_t count) {
	for (size_t n = 0; n < count; n += LANES) {
		float *at = gates + n;
		lanes z = lanes_sigmoid(lanes_load(at + count));
		lanes r = lanes_sigmoid(lanes_load(at + 2 * count));
		lanes g = lanes_tanh(lanes_load(at) + r * lanes_load(at + 3 * count));
		lanes_store(at, g);
		lanes_store(at + count, z);
		lanes_store(at + 2 * count, r);
		lanes_store(h_next + n, z * lanes_load(h + n) + (1.0f - z) * g);
	}
}

void gru_gates_backward(const float *gates, const float *h, float *d_h, float *d_gates, size_t count) {
	for (size_t n = 0; n < count; n += LANES) {
		const float *at = gates + n;
		lanes g = lanes_load(at), z = lanes_load(at + count);
		lanes r = lanes_load(at + 2 * count), q = lanes_load(at + 3 * count);
		lanes dh = lanes_load(d_h + n);
		lanes d_candidate = dh * (1.0f - z) * (1.0f - g * g);
		float *to = d_gates + n;
		lanes_store(to, d_candidate);
		lanes_store(to + count, dh * (lanes_load(h + n) - g) * z * (1.0f - z));
		lanes_store(to + 2 * count, d_candidate * q * r * (1.0f - r));
		lanes_store(to + 3 * count, d_candidate * r);
		lanes_store(d_h + n, dh * z);
	}
}

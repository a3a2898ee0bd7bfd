#include "inspection/cell_step.h"

#include <string.h>

#define LANES 4
#include "kernels/activations.h"
#include "kernels/vectors.h"

static float tanh_of(float x) {
	return lanes_tanh(lanes_splat(x))[0];
}

static float sigmoid_of(float x) {
	return lanes_sigmoid(lanes_splat(x))[0];
}

static size_t columns_of(const cell_weights *weights) {
	return shape_columns(weights->shape);
}

/* sums (C) = b + x·W. */
static void sums_of_input(const cell_weights *weights, cell_input input, float *sums) {
	size_t columns = columns_of(weights);
	memcpy(sums, weights->bias, columns * sizeof *sums);
	if (input.x)
		add_product(sums, input.x, weights->shape.inputs, weights->kernel, columns, columns);
	else
		add_scaled(sums, 1, weights->kernel + input.id * columns, columns);
}

/* h = tanh(x·W + b + h⁻·U). */
static void simple_rnn_step(const cell_weights *weights, cell_input input, const float *before, float *rows) {
	size_t units = weights->shape.units;
	float *a = rows + SIMPLE_RNN_A * units;
	sums_of_input(weights, input, a);
	add_product(a, before, units, weights->recurrent_kernel, units, units);
	for (size_t u = 0; u < units; u++) rows[u] = tanh_of(a[u]);
}

/* a = x·W + b + h⁻·U      i, f, o = σ(a_i, a_f, a_o)      g = tanh(a_c)      c = f·c⁻ + i·g      h = o·tanh(c). */
static void lstm_step(const cell_weights *weights, cell_input input, const float *before, float *rows) {
	size_t units = weights->shape.units;
	float *a = rows + LSTM_SUMS * units, *c = rows + LSTM_C * units, *gates = rows + LSTM_I * units;
	const float *c_before = before + LSTM_C * units;
	sums_of_input(weights, input, a);
	add_product(a, before, units, weights->recurrent_kernel, 4 * units, 4 * units);
	for (size_t u = 0; u < units; u++) {
		float i = sigmoid_of(a[u]), f = sigmoid_of(a[units + u]);
		float g = tanh_of(a[2 * units + u]), o = sigmoid_of(a[3 * units + u]);
		c[u] = f * c_before[u] + i * g;
		rows[u] = o * tanh_of(c[u]);
		gates[u] = i, gates[units + u] = f, gates[2 * units + u] = g, gates[3 * units + u] = o;
	}
}

/* z, r = σ(x·W + b + b' + h⁻·U)   x_h = x·W_h + b_h   q = h⁻·U_h + b'_h   g = tanh(x_h + r·q)   h = z·h⁻ + (1 - z)·g. */
static void gru_step(const cell_weights *weights, cell_input input, const float *before, float *rows) {
	size_t units = weights->shape.units;
	float *a = rows + GRU_SUMS * units, *q = rows + GRU_Q * units, *a_h = rows + GRU_A * units;
	float *z = rows + GRU_Z * units, *r = rows + GRU_R * units, *g = rows + GRU_G * units;
	const float *x_h = rows + GRU_X * units, *kernel = weights->recurrent_kernel;
	sums_of_input(weights, input, a);
	memcpy(q, weights->recurrent_bias, units * sizeof *q);
	add_product(a, before, units, kernel, 3 * units, 2 * units);
	add_product(q, before, units, kernel + 2 * units, 3 * units, units);
	for (size_t u = 0; u < units; u++) {
		z[u] = sigmoid_of(a[u]);
		r[u] = sigmoid_of(a[units + u]);
		a_h[u] = x_h[u] + r[u] * q[u];
		g[u] = tanh_of(a_h[u]);
		rows[u] = g[u] + z[u] * (before[u] - g[u]); /* the same, as the engine computes it */
	}
}

void cell_forward(const cell_weights *weights, cell_input input, const float *before, float *rows) {
	switch (weights->cell) {
	case UNROLL_SIMPLE_RNN:
		simple_rnn_step(weights, input, before, rows);
		break;
	case UNROLL_LSTM:
		lstm_step(weights, input, before, rows);
		break;
	case UNROLL_GRU:
		gru_step(weights, input, before, rows);
		break;
	}
}

/* d_a = d_h · (1 - h²). */
static void simple_rnn_step_back(const float *rows, size_t units, step_gradients gradients) {
	for (size_t u = 0; u < units; u++)
		gradients.d_sums[u] = gradients.d_hidden[u] * (1.0f - rows[u] * rows[u]);
}

/* d_c += d_h·o·(1 - tanh²c), from it the gates' gradients, and d_c⁻ = d_c·f. */
static void lstm_step_back(const float *before, const float *rows, size_t units, step_gradients gradients) {
	const float *c = rows + LSTM_C * units, *gates = rows + LSTM_I * units;
	const float *c_before = before + LSTM_C * units;
	float *to = gradients.d_sums;
	for (size_t u = 0; u < units; u++) {
		float i = gates[u], f = gates[units + u], g = gates[2 * units + u], o = gates[3 * units + u];
		float t = tanh_of(c[u]), dh = gradients.d_hidden[u];
		float dc = gradients.d_cell[u] + dh * o * (1.0f - t * t);
		to[u] = dc * g * i * (1.0f - i);
		to[units + u] = dc * c_before[u] * f * (1.0f - f);
		to[2 * units + u] = dc * i * (1.0f - g * g);
		to[3 * units + u] = dh * t * o * (1.0f - o);
		gradients.d_cell[u] = dc * f;
	}
}

/* The gradients of a_z, a_r, x_h and then of a_z, a_r, q; d_h becomes z·d_h, the part that goes straight to h⁻. */
static void gru_step_back(const float *before, const float *rows, size_t units, step_gradients gradients) {
	const float *gates = rows + GRU_Z * units, *q = rows + GRU_Q * units;
	float *to = gradients.d_sums, *to_recurrent = to + 3 * units;
	for (size_t u = 0; u < units; u++) {
		float z = gates[u], r = gates[units + u], g = gates[2 * units + u], dh = gradients.d_hidden[u];
		float d_candidate = dh * (1.0f - z) * (1.0f - g * g);
		to[u] = to_recurrent[u] = dh * (before[u] - g) * z * (1.0f - z);
		to[units + u] = to_recurrent[units + u] = d_candidate * q[u] * r * (1.0f - r);
		to[2 * units + u] = d_candidate;
		to_recurrent[2 * units + u] = d_candidate * r;
		gradients.d_hidden[u] = dh * z;
	}
}

void cell_backward(const cell_weights *weights, cell_input input, const float *before, const float *rows,
                   step_gradients gradients, float *d_x) {
	size_t units = weights->shape.units, columns = columns_of(weights), inputs = weights->shape.inputs;
	const float *through_recurrent = gradients.d_sums;
	if (weights->cell == UNROLL_GRU) {
		gru_step_back(before, rows, units, gradients);
		through_recurrent += columns;
	} else {
		if (weights->cell == UNROLL_LSTM)
			lstm_step_back(before, rows, units, gradients);
		else
			simple_rnn_step_back(rows, units, gradients);
		memset(gradients.d_hidden, 0, units * sizeof *gradients.d_hidden);
	}
	add_product(gradients.d_hidden, through_recurrent, columns, weights->transposed_recurrent, units, units);
	if (!input.x) {
		*d_x = dot(gradients.d_sums, weights->kernel + input.id * columns, columns);
		return;
	}
	memset(d_x, 0, inputs * sizeof *d_x);
	add_product(d_x, gradients.d_sums, columns, weights->transposed_kernel, inputs, inputs);
}

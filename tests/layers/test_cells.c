/* Proves the gates of the three cells: forward against the formulas in double precision, backward against
 * central differences of those formulas, for counts around a block, and at saturation. */
#include "../kernels/guarded.h"

#include <math.h>

#include "kernels/block.h"
#include "layers/gru.h"
#include "layers/lstm.h"
#include "layers/simple_rnn.h"

/* What one unit of one review goes through, in double. `a` holds the cell's gate inputs in the engine's
 * order, `state` is c of an LSTM or h of a GRU; `next` takes h', and c' where there is one. */
typedef void plain_cell(const double a[4], double state, double next[2]);

static double logistic(double x) {
	return 1 / (1 + exp(-x));
}

static void plain_simple_rnn(const double a[4], double state, double next[2]) {
	(void)state;
	next[0] = tanh(a[0]);
	next[1] = 0;
}

static void plain_lstm(const double a[4], double state, double next[2]) {
	next[1] = logistic(a[1]) * state + logistic(a[0]) * tanh(a[2]);
	next[0] = logistic(a[3]) * tanh(next[1]);
}

static void plain_gru(const double a[4], double state, double next[2]) {
	double z = logistic(a[1]), r = logistic(a[2]), g = tanh(a[0] + r * a[3]);
	next[0] = z * state + (1 - z) * g;
	next[1] = 0;
}

/* Central difference of weights[0]·h' + weights[1]·c' by a[gate], or by the state where gate is 4. */
static double difference(plain_cell *cell, const double a[4], double state, const double weights[2],
                         size_t gate) {
	const double step = 1e-5;
	double values[5] = {a[0], a[1], a[2], a[3], state}, above[2], below[2];
	values[gate] += step;
	cell(values, values[4], above);
	values[gate] -= 2 * step;
	cell(values, values[4], below);
	return (weights[0] * (above[0] - below[0]) + weights[1] * (above[1] - below[1])) / (2 * step);
}

static void assert_close(float actual, double expected, double tolerance) {
	if (!(fabs((double)actual - expected) <= tolerance))
		fail_msg("%.9g is not within %g of %.9g", (double)actual, tolerance, expected);
}

/* Gate inputs, states and gradients of one test, and what the plain cell makes of element i. */
typedef struct gate_case {
	plain_cell *cell;
	size_t gates, count;
	double tolerance; /* grows with the gate inputs, whose sums are rounded before tanh sees them */
	float *inputs;    /* (gates, count) */
	float *state;     /* (count) */
	float *d_h;       /* (count) */
	float *d_c;       /* (count) */
} gate_case;

/* `reach` is the largest gate input: 2 for ordinary ones, 30 for saturation. */
static gate_case new_case(plain_cell *cell, size_t gates, size_t units, float reach) {
	size_t count = units * BLOCK;
	gate_case c = {cell,
	               gates,
	               count,
	               1e-6 * (double)reach,
	               guarded_new(gates * count),
	               guarded_new(count),
	               guarded_new(count),
	               guarded_new(count)};
	fill_with_test_values(c.inputs, gates * count, units);
	for (size_t i = 0; i < gates * count; i++) c.inputs[i] *= reach;
	fill_with_test_values(c.state, count, units + 100);
	fill_with_test_values(c.d_h, count, units + 200);
	fill_with_test_values(c.d_c, count, units + 300);
	return c;
}

static void free_case(gate_case c) {
	guarded_free(c.inputs, c.gates * c.count);
	guarded_free(c.state, c.count);
	guarded_free(c.d_h, c.count);
	guarded_free(c.d_c, c.count);
}

static void inputs_of(const gate_case *c, size_t i, double a[4]) {
	for (size_t gate = 0; gate < 4; gate++)
		a[gate] = gate < c->gates ? (double)c->inputs[gate * c->count + i] : 0;
}

/* Compares h', c' (NULL where there is none) and the gradients of gates and state (NULL likewise) of all
 * elements. */
static void check_case(const gate_case *c, const float *h_next, const float *c_next, const float *d_gates,
                       const float *d_state) {
	for (size_t i = 0; i < c->count; i++) {
		double a[4], next[2], weights[2] = {(double)c->d_h[i], c_next ? (double)c->d_c[i] : 0};
		inputs_of(c, i, a);
		c->cell(a, (double)c->state[i], next);
		assert_close(h_next[i], next[0], c->tolerance);
		if (c_next) assert_close(c_next[i], next[1], c->tolerance);
		for (size_t gate = 0; gate < c->gates; gate++)
			assert_close(d_gates[gate * c->count + i],
			             difference(c->cell, a, (double)c->state[i], weights, gate), 2 * c->tolerance);
	}
	if (!d_state) return;
	for (size_t i = 0; i < c->count; i++) {
		double a[4], weights[2] = {(double)c->d_h[i], c_next ? (double)c->d_c[i] : 0};
		inputs_of(c, i, a);
		assert_close(d_state[i], difference(c->cell, a, (double)c->state[i], weights, 4), 2 * c->tolerance);
	}
}

/* d_h after a backward step of a cell whose h reaches h' through the product alone. */
static void assert_all_zero(const float *values, size_t count) {
	for (size_t i = 0; i < count; i++) assert_true(same_float(values[i], 0));
}

static void check_simple_rnn(size_t units, float reach) {
	gate_case c = new_case(plain_simple_rnn, 1, units, reach);
	float *h_next = guarded_new(c.count), *d_gate = guarded_new(c.count);
	float *d_h = guarded_copy(c.d_h, c.count);
	cell_step step = {.slots = c.inputs, .h_next = h_next};
	simple_rnn_cell.forward(&step, c.count);
	simple_rnn_cell.backward(&step, &(cell_gradients){.d_h = d_h, .d_slots = d_gate}, c.count);
	check_case(&c, h_next, NULL, d_gate, NULL);
	assert_all_zero(d_h, c.count);
	guarded_free(d_h, c.count);
	guarded_free(h_next, c.count);
	guarded_free(d_gate, c.count);
	free_case(c);
}

static void check_lstm(size_t units, float reach) {
	gate_case c = new_case(plain_lstm, 4, units, reach);
	float *gates = guarded_copy(c.inputs, 4 * c.count), *d_gates = guarded_new(4 * c.count);
	float *c_next = guarded_new(c.count), *c_tanh = guarded_new(c.count), *h_next = guarded_new(c.count);
	cell_step step = {.slots = gates, .c = c.state, .c_next = c_next, .c_tanh = c_tanh, .h_next = h_next};
	lstm_cell.forward(&step, c.count);
	for (size_t i = 0; i < c.count; i++) {
		assert_close(gates[i], logistic((double)c.inputs[i]), 1e-6);
		assert_close(gates[2 * c.count + i], tanh((double)c.inputs[2 * c.count + i]), 1e-6);
		assert_close(c_tanh[i], tanh((double)c_next[i]), 1e-6);
	}
	float *d_state = guarded_copy(c.d_c, c.count), *d_h = guarded_copy(c.d_h, c.count);
	lstm_cell.backward(&step, &(cell_gradients){.d_h = d_h, .d_c = d_state, .d_slots = d_gates}, c.count);
	check_case(&c, h_next, c_next, d_gates, d_state);
	assert_all_zero(d_h, c.count);
	guarded_free(gates, 4 * c.count);
	guarded_free(d_gates, 4 * c.count);
	float *all[] = {c_next, c_tanh, h_next, d_state, d_h};
	for (size_t i = 0; i < 5; i++) guarded_free(all[i], c.count);
	free_case(c);
}

/* The gradient that the backward pass leaves in d_h is the whole one by h: here the gate inputs do not depend on it. */
static void check_gru(size_t units, float reach) {
	gate_case c = new_case(plain_gru, 4, units, reach);
	float *gates = guarded_copy(c.inputs, 4 * c.count), *d_gates = guarded_new(4 * c.count);
	float *h_next = guarded_new(c.count);
	cell_step step = {.slots = gates, .h = c.state, .h_next = h_next};
	gru_cell.forward(&step, c.count);
	assert_same_floats(gates + 3 * c.count, c.inputs + 3 * c.count, c.count); /* q stays */
	float *d_state = guarded_copy(c.d_h, c.count), *d_bias = guarded_copy(c.d_c, c.count);
	cell_gradients gradients = {.d_h = d_state, .d_slots = d_gates, .d_recurrent_bias = d_bias};
	gru_cell.backward(&step, &gradients, c.count);
	check_case(&c, h_next, NULL, d_gates, d_state);
	for (size_t i = 0; i < c.count; i++)
		assert_true(same_float(d_bias[i], c.d_c[i] + d_gates[3 * c.count + i]));
	guarded_free(d_bias, c.count);
	guarded_free(gates, 4 * c.count);
	guarded_free(d_gates, 4 * c.count);
	guarded_free(h_next, c.count);
	guarded_free(d_state, c.count);
	free_case(c);
}

static void for_all_sizes(void (*check)(size_t units, float reach)) {
	for (size_t s = 0; s < SIZES; s++) {
		check(sizes[s], 2.0f);
		check(sizes[s], 30.0f);
	}
}

static void simple_rnn(void **state) {
	(void)state;
	for_all_sizes(check_simple_rnn);
}

static void lstm(void **state) {
	(void)state;
	for_all_sizes(check_lstm);
}

static void gru(void **state) {
	(void)state;
	for_all_sizes(check_gru);
}

/* Infinite gate inputs saturate; NaN comes out as NaN and stays in its own review. */
static void extremes_stay_in_their_review(void **state) {
	(void)state;
	float gates[4 * BLOCK] = {0}, c[BLOCK], c_next[BLOCK], c_tanh[BLOCK], h_next[BLOCK];
	for (size_t r = 0; r < BLOCK; r++) c[r] = 0.5f;
	for (size_t gate = 0; gate < 4; gate++) {
		gates[gate * BLOCK] = INFINITY;
		gates[gate * BLOCK + 1] = -INFINITY;
	}
	gates[BLOCK + 2] = NAN;
	cell_step step = {.slots = gates, .c = c, .c_next = c_next, .c_tanh = c_tanh, .h_next = h_next};
	lstm_cell.forward(&step, BLOCK);
	assert_close(c_next[0], 1.5, 1e-6);
	assert_close(h_next[0], tanh(1.5), 1e-6);
	assert_close(c_next[1], 0, 1e-6);
	assert_close(h_next[1], 0, 1e-6);
	assert_true(isnan(c_next[2]) && isnan(h_next[2]));
	for (size_t r = 3; r < BLOCK; r++) assert_close(h_next[r], 0.5 * tanh(0.25), 1e-6);
}

int main(void) {
	if (!processor_has_width()) return SKIPPED;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(simple_rnn),
	    cmocka_unit_test(lstm),
	    cmocka_unit_test(gru),
	    cmocka_unit_test(extremes_stay_in_their_review),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

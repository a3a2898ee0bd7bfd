/* Proves that each update of the weights has the bits of its formula in a plain loop, keeps inside its
 * room, and leaves weights without gradient at rest. */
#include "guarded.h"

#include <math.h>

#include "kernels/block.h"
#include "kernels/update.h"

typedef enum rule { RMSPROP, ADAM, MOMENTUM, DESCENT, RULES } rule;

/* One weight, by the header's formulas in float. */
static void plain_update(rule which, float *w, float *m, float *v, float g, float rate) {
	switch (which) {
	case RMSPROP:
		*v = *v * 0.9f + g * g * 0.1f;
		*w -= g * rate / (sqrtf(*v + 1e-7f) + 1e-4f);
		break;
	case ADAM:
		*m += (g - *m) * 0.1f;
		*v += (g * g - *v) * 0.001f;
		*w -= *m * rate / (sqrtf(*v) + 1e-7f);
		break;
	case MOMENTUM:
		*m = *m * 0.8f - g * rate;
		*w += *m * 1.1f;
		break;
	default:
		*w -= g * rate;
	}
}

static void update(rule which, float *w, float *m, float *v, const float *g, size_t count, float rate) {
	switch (which) {
	case RMSPROP:
		rmsprop_update(w, v, g, count, (rmsprop_rates){rate, 0.9f, 0.1f, 1e-7f, 1e-4f});
		break;
	case ADAM:
		adam_update(w, m, v, g, count, (adam_rates){rate, 1e-7f});
		break;
	case MOMENTUM:
		momentum_update(w, m, g, count, (momentum_rates){0.8f, -rate, 1.1f});
		break;
	default:
		descent_update(w, g, count, rate);
	}
}

/* Three steps, as the moments of one are the start of the next. Beyond `count` the gradient is 0. */
static void check_rule(rule which, size_t count, bool extremes) {
	size_t room = whole_vectors(count);
	float *w = guarded_new(room), *m = guarded_new(room), *v = guarded_new(room), *g = guarded_new(room);
	fill_with_test_values(w, room, count);
	memset(m, 0, room * sizeof *m);
	memset(v, 0, room * sizeof *v);
	memset(g, 0, room * sizeof *g);
	for (size_t i = count; i < room; i++) w[i] = 0;
	float *w_plain = guarded_copy(w, room), *m_plain = guarded_copy(m, room),
	      *v_plain = guarded_copy(v, room);
	for (size_t step = 0; step < 3; step++) {
		if (extremes)
			fill_with_extremes(g, count, step);
		else
			fill_with_test_values(g, count, step);
		for (size_t i = 0; i < room; i++)
			plain_update(which, w_plain + i, m_plain + i, v_plain + i, g[i], 0.01f);
		update(which, w, m, v, g, count, 0.01f);
		assert_same_floats(w, w_plain, room);
		assert_same_floats(m, m_plain, room);
		assert_same_floats(v, v_plain, room);
	}
	for (size_t i = count; i < room; i++) assert_true(w[i] == 0.0f && m[i] == 0.0f && v[i] == 0.0f);
	float *all[] = {w, m, v, g, w_plain, m_plain, v_plain};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) guarded_free(all[i], room);
}

static void every_rule_follows_its_formula(void **state) {
	(void)state;
	for (rule which = RMSPROP; which < RULES; which++)
		for (size_t s = 0; s < SIZES; s++) {
			check_rule(which, sizes[s], false);
			check_rule(which, sizes[s], true);
		}
}

/* A first step by hand: gradient 2, rate 0.1. */
static void first_steps_by_hand(void **state) {
	(void)state;
	static const double expected[RULES] = {
	    1 - 0.1 * 2 / 0.63255553203,   /* √(0.1·4) + 0.0001 */
	    1 - 0.1 * 0.2 / 0.06324555320, /* √(0.001·4) */
	    1 - 0.1 * 2 * 1.1,
	    1 - 0.1 * 2,
	};
	for (rule which = RMSPROP; which < RULES; which++) {
		float w[LANES], m[LANES] = {0}, v[LANES] = {0}, g[LANES];
		for (size_t i = 0; i < LANES; i++) w[i] = 1, g[i] = 2;
		update(which, w, m, v, g, LANES, 0.1f);
		for (size_t i = 0; i < LANES; i++) assert_true(fabs((double)w[i] - expected[which]) < 2e-6);
	}
}

static double sum_of_squares(const float *values, size_t count) {
	double sums[16] = {0}, sum = 0;
	add_squares(sums, values, count);
	for (size_t i = 0; i < 16; i++) sum += sums[i];
	return sum;
}

/* What RMSprop makes of v in steps without a gradient, which must not move the weights. */
static void decay_is_steps_without_a_gradient(void **state) {
	(void)state;
	for (uint64_t steps = 0; steps < 1100; steps += steps / 3 + 1) {
		float w[16], g[16] = {0}, v[16], expected[16];
		for (size_t i = 0; i < 16; i++)
			w[i] = -0.5f, v[i] = expected[i] = i == 3 ? 0 : 1e-6f * (float)(i * i + 1);
		rmsprop_rates rates = {0.1f, 0.99f, 0.01f, 0, 1e-8f};
		for (uint64_t s = 0; s < steps; s++) rmsprop_update(w, expected, g, 16, rates);
		rmsprop_decay(v, 16, rates.rho, steps);
		assert_same_floats(v, expected, 16);
		for (size_t i = 0; i < 16; i++) assert_true(same_float(w[i], -0.5f));
	}
}

static void check_sum_and_scale(size_t count) {
	size_t room = whole_vectors(count);
	float *values = guarded_new(room);
	fill_with_test_values(values, room, count);
	for (size_t i = 0; i < room; i++) values[i] /= (float)(i % 37 + 1); /* or all sums would be exact */
	double sum = 0;
	for (size_t place = 0; place < 16; place++) {
		double part = 0;
		for (size_t i = place; i < count; i += 16) part += (double)values[i] * (double)values[i];
		sum += part;
	}
	assert_true(sum_of_squares(values, count) == sum); /* to the bit */
	float *expected = guarded_copy(values, room);
	for (size_t i = 0; i < room; i++) expected[i] *= 0.3f;
	scale_values(values, count, 0.3f);
	assert_same_floats(values, expected, count);
	guarded_free(values, room);
	guarded_free(expected, room);
}

static void sums_and_scales(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) check_sum_and_scale(sizes[s]);
	check_sum_and_scale(3001);
	assert_true(sum_of_squares(NULL, 0) == 0);
}

/* Squares beyond the largest float do not overflow, and what is not finite shows. */
static void sum_of_squares_of_extremes(void **state) {
	(void)state;
	float large[3] = {3e38f, 3e38f, 0}, infinite[2] = {1, INFINITY}, none[2] = {1, NAN};
	assert_true(fabs(sum_of_squares(large, 3) / 1.8e77 - 1) < 1e-6);
	assert_true(sum_of_squares(infinite, 2) == INFINITY);
	assert_true(isnan(sum_of_squares(none, 2)));
}

int main(void) {
	if (!processor_has_width()) return SKIPPED;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_rule_follows_its_formula),    cmocka_unit_test(first_steps_by_hand),
	    cmocka_unit_test(decay_is_steps_without_a_gradient), cmocka_unit_test(sums_and_scales),
	    cmocka_unit_test(sum_of_squares_of_extremes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves the bounds that activations.h states, against the C library's double precision, on a sweep over all
 * exponents of a float: some 16,800 numbers in each, both signs. */
#include "guarded.h"

#include <math.h>

#include "kernels/activations.h"

#define MANTISSA_STEP 499u /* prime, so that the low bits differ */
#define INFINITY_BITS 0x7f800000u

static float tanh_of(float x) {
	return lanes_tanh(lanes_splat(x))[0];
}

static float sigmoid_of(float x) {
	return lanes_sigmoid(lanes_splat(x))[0];
}

/* The number of the sweep after this one, 0 after the last: rising from the smallest denormal on. */
static uint32_t next_bits(uint32_t bits) {
	uint32_t next = bits + MANTISSA_STEP;
	return next < INFINITY_BITS ? next : 0;
}

static void tanh_is_within_its_bound(void **state) {
	(void)state;
	double worst = 0;
	for (uint32_t bits = 1; bits; bits = next_bits(bits)) {
		float x = float_of_bits(bits), y = tanh_of(x);
		double error = fabs((double)y / tanh((double)x) - 1);
		if (error > worst) worst = error;
		assert_true(y <= 1.0f);
		assert_true(same_float(tanh_of(-x), -y));
	}
	print_message("tanh: %.3g relative\n", worst);
	assert_true(worst <= 4.2e-7);
}

static void sigmoid_is_within_its_bound(void **state) {
	(void)state;
	double worst = 0;
	for (uint32_t bits = 1; bits; bits = next_bits(bits)) {
		for (int sign = -1; sign <= 1; sign += 2) {
			float x = (float)sign * float_of_bits(bits), y = sigmoid_of(x);
			double error = fabs((double)y - 1 / (1 + exp(-(double)x)));
			if (error > worst) worst = error;
			assert_true(y >= 0.0f && y <= 1.0f);
		}
	}
	print_message("sigmoid: %.3g absolute\n", worst);
	assert_true(worst <= 2.4e-7);
}

static float exp_of(float x) {
	return lanes_exp(lanes_splat(x))[0];
}

static void exp_is_within_its_bound(void **state) {
	(void)state;
	double worst = 0;
	for (uint32_t bits = 1; bits; bits = next_bits(bits)) {
		float x = -float_of_bits(bits), y = exp_of(x);
		double error = fabs((double)y / exp(fmax((double)x, -86)) - 1);
		if (error > worst) worst = error;
		assert_true(y <= 1.0f);
	}
	print_message("exp: %.3g relative\n", worst);
	assert_true(worst <= 1e-7);
	assert_true(same_float(exp_of(0.0f), 1.0f) && same_float(exp_of(-0.0f), 1.0f));
	assert_true(same_float(exp_of(-INFINITY), exp_of(-86.0f)) && exp_of(-86.0f) < 5e-38f);
	assert_true(isnan(exp_of(NAN)));
}

/* Rounding lets a quotient step back by a few units in the last place, never by more. */
static void tanh_hardly_ever_falls(void **state) {
	(void)state;
	float highest = 0;
	for (uint32_t bits = 1; bits; bits = next_bits(bits)) {
		float y = tanh_of(float_of_bits(bits));
		assert_true((double)y >= (double)highest * (1 - 6e-7));
		if (y > highest) highest = y;
	}
	assert_true(highest <= 1.0f);
}

/* Zeros and the smallest numbers are exact; beyond the limit both stay where they are, as near to their
 * ends as stated. */
static void ends_are_as_stated(void **state) {
	(void)state;
	assert_true(same_float(tanh_of(0.0f), 0.0f));
	assert_true(same_float(tanh_of(-0.0f), -0.0f));
	assert_true(same_float(tanh_of(float_of_bits(1)), float_of_bits(1)));
	float highest = tanh_of(TANH_LIMIT);
	assert_true(highest >= 1 - 2.4e-7f && highest <= 1.0f);
	assert_true(same_float(tanh_of(INFINITY), highest));
	assert_true(same_float(tanh_of(-INFINITY), -highest));
	assert_true(same_float(sigmoid_of(0.0f), 0.5f));
	assert_true(sigmoid_of(16.0f) >= 1 - 1.2e-7f && sigmoid_of(16.0f) <= 1.0f);
	assert_true(sigmoid_of(-16.0f) <= 1.2e-7f && sigmoid_of(-16.0f) >= 0.0f);
	assert_true(same_float(sigmoid_of(INFINITY), sigmoid_of(16.0f)));
	assert_true(same_float(sigmoid_of(-INFINITY), sigmoid_of(-16.0f)));
	assert_true(isnan(tanh_of(NAN)));
	assert_true(isnan(sigmoid_of(NAN)));
}

/* A NaN or an infinity in one lane leaves the others alone. */
static void lanes_do_not_mix(void **state) {
	(void)state;
	lanes y = lanes_tanh((lanes){NAN, 0.25f, INFINITY, -0.25f});
	assert_true(isnan(y[0]));
	assert_true(same_float(y[1], tanh_of(0.25f)));
	assert_true(same_float(y[2], tanh_of(INFINITY)));
	assert_true(same_float(y[3], tanh_of(-0.25f)));
}

static void lanes_have_ieee_square_roots(void **state) {
	(void)state;
	for (size_t i = 0; i < 11; i++) {
		float x = extreme_value(i);
		assert_true(same_float(lanes_sqrt(lanes_splat(x))[LANES - 1], sqrtf(x)));
	}
	assert_true(same_float(lanes_sqrt(lanes_splat(2.0f))[0], sqrtf(2.0f)));
}

int main(void) {
	if (!processor_has_width()) return SKIPPED;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tanh_is_within_its_bound),     cmocka_unit_test(sigmoid_is_within_its_bound),
	    cmocka_unit_test(exp_is_within_its_bound),      cmocka_unit_test(tanh_hardly_ever_falls),
	    cmocka_unit_test(ends_are_as_stated),           cmocka_unit_test(lanes_do_not_mix),
	    cmocka_unit_test(lanes_have_ieee_square_roots),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves the loss against its long formula in long double, its gradient against differences, and both at
 * the ends where a naive formula overflows or loses everything. */
#include "../kernels/guarded.h"

#include <math.h>

#include "layers/loss.h"

/* -y·log σ(x) - (1 - y)·log(1 - σ(x)), with 1 - σ(x) = σ(-x). */
static long double long_loss(long double logit, int label) {
	return logl(1 + expl(label ? -logit : logit));
}

static void sigmoid_and_loss_follow_their_formulas(void **state) {
	(void)state;
	for (double x = -30; x <= 30; x += 0.0173) {
		assert_true(fabsl((long double)sigmoid(x) * (1 + expl(-(long double)x)) - 1) < 1e-15L);
		for (uint8_t label = 0; label < 2; label++) {
			long double expected = long_loss(x, label);
			assert_true(fabsl((long double)binary_crossentropy(x, label) - expected) <
			            1e-14L * (1 + fabsl(x)));
		}
	}
}

/* Where the review is all but certain, the loss is e^-|x|; the naive formula has 0 there. */
static void small_losses_do_not_vanish(void **state) {
	(void)state;
	assert_true(fabs(binary_crossentropy(-50, 0) / exp(-50) - 1) < 1e-14);
	double certain = binary_crossentropy(50, 1); /* 50 - 50 + log(1 + e^-50) */
	assert_true(fabs(certain / exp(-50) - 1) < 1e-14);
}

static void gradient_is_the_slope_of_the_loss(void **state) {
	(void)state;
	const double step = 1e-5;
	for (double x = -20; x <= 20; x += 0.37)
		for (uint8_t label = 0; label < 2; label++) {
			double slope =
			    (binary_crossentropy(x + step, label) - binary_crossentropy(x - step, label)) / (2 * step);
			assert_true(fabs(binary_crossentropy_gradient(x, label) - slope) < 1e-9);
		}
}

static void extremes_are_exact(void **state) {
	(void)state;
	assert_true(fabs(binary_crossentropy(0, 0) - 0.69314718055994531) < 1e-15);
	assert_true(fabs(binary_crossentropy(0, 1) - 0.69314718055994531) < 1e-15);
	assert_true(sigmoid(0) == 0.5);
	assert_true(binary_crossentropy(1000, 1) == 0 && binary_crossentropy(-1000, 0) == 0);
	assert_true(binary_crossentropy(1000, 0) == 1000 && binary_crossentropy(-1000, 1) == 1000);
	assert_true(sigmoid(1000) == 1 && sigmoid(-1000) == 0);
	assert_true(binary_crossentropy_gradient(1000, 1) == 0 && binary_crossentropy_gradient(-1000, 1) == -1);
	assert_true(binary_crossentropy_gradient(1000, 0) == 1 && binary_crossentropy_gradient(-1000, 0) == 0);
	assert_true(isnan(binary_crossentropy(NAN, 1)));
	assert_true(isnan(sigmoid(NAN)));
}

/* Exactly one half counts as negative. */
static void sides_of_one_half(void **state) {
	(void)state;
	assert_int_equal(label_of(1e-30), 1);
	assert_int_equal(label_of(-1e-30), 0);
	assert_int_equal(label_of(0), 0);
	assert_int_equal(label_of(-0.0), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sigmoid_and_loss_follow_their_formulas),
	    cmocka_unit_test(small_losses_do_not_vanish),
	    cmocka_unit_test(gradient_is_the_slope_of_the_loss),
	    cmocka_unit_test(extremes_are_exact),
	    cmocka_unit_test(sides_of_one_half),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves the softmax's powers and the log-odds against plain loops in long double, at ordinary logits and at those where a naive
 * formula overflows or loses everything. */
#include "../kernels/guarded.h"

#include <math.h>

#include "layers/loss.h"
#include "layers/softmax.h"

/* Logits of one review: `size` times ±1 numbers, a few of them equal. */
static void fill_logits(float *logits, size_t classes, float size) {
	fill_with_test_values(logits, classes * BLOCK, classes);
	for (size_t i = 0; i < classes * BLOCK; i++) logits[i] *= size;
	for (size_t k = 0; k < classes; k++) logits[k * BLOCK + 3] = 7; /* all equal */
}

static void powers_follow_their_formula(void **state) {
	(void)state;
	static const float magnitudes[] = {0, 1, 30, 3e4f, 1e38f};
	for (size_t classes = 3; classes <= 20; classes++)
		for (size_t s = 0; s < 5; s++) {
			size_t count = classes * BLOCK;
			float *logits = guarded_new(count), *powers = guarded_new(count), *largest = guarded_new(BLOCK);
			fill_logits(logits, classes, magnitudes[s]);
			softmax_powers(powers, largest, logits, classes);
			for (size_t i = 0; i < BLOCK; i++) {
				float most = logits[i];
				for (size_t k = 1; k < classes; k++) most = fmaxf(most, logits[k * BLOCK + i]);
				assert_true(same_float(largest[i], most));
				for (size_t k = 0; k < classes; k++) {
					float x = logits[k * BLOCK + i] - most;
					long double expected = expl((long double)x);
					assert_true(fabsl((long double)powers[k * BLOCK + i] - expected) <=
					            2e-7L * expected + 5e-38L);
				}
			}
			guarded_free(logits, count);
			guarded_free(powers, count);
			guarded_free(largest, BLOCK);
		}
}

/* A logit that is no number, or infinite, does not come out as a probability. */
static void what_is_not_finite_shows(void **state) {
	(void)state;
	const float wrong[] = {NAN, INFINITY};
	for (size_t w = 0; w < 2; w++)
		for (size_t k = 0; k < 3; k++) {
			float logits[3 * BLOCK] = {0}, powers[3 * BLOCK], largest[BLOCK];
			logits[k * BLOCK + 5] = wrong[w];
			softmax_powers(powers, largest, logits, 3);
			float sum = powers[5] + powers[BLOCK + 5] + powers[2 * BLOCK + 5];
			assert_true(isnan(sum) || isnan(largest[5]) || isinf(largest[5]));
			assert_true(same_float(powers[0], 1.0f));
		}
}

static void log_odds_follow_their_formula(void **state) {
	(void)state;
	static const float magnitudes[] = {0, 1, 30, 1000};
	for (size_t classes = 3; classes <= 20; classes++)
		for (size_t s = 0; s < 4; s++) {
			float logits[20 * BLOCK];
			fill_logits(logits, classes, magnitudes[s]);
			for (size_t i = 0; i < BLOCK; i++) {
				double sum = 0;
				uint32_t best = class_of(logits + i, BLOCK, classes);
				for (size_t k = 0; k < classes; k++) {
					long double others = 0, x = (long double)logits[k * BLOCK + i];
					for (size_t j = 0; j < classes; j++)
						if (j != k) others += expl((long double)logits[j * BLOCK + i]);
					double odds = log_odds(logits + i, BLOCK, classes, k);
					assert_true(fabsl((long double)odds - (x - logl(others))) <=
					            1e-14L * (1 + fabsl(x)) + 1e-14L);
					sum += sigmoid(odds);
					assert_true(logits[best * BLOCK + i] >= logits[k * BLOCK + i]);
				}
				assert_true(fabs(sum - 1) < 1e-12);
			}
			assert_int_equal(class_of(logits + 3, BLOCK, classes), 0); /* the first of equal ones */
		}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(powers_follow_their_formula),
	    cmocka_unit_test(what_is_not_finite_shows),
	    cmocka_unit_test(log_odds_follow_their_formula),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

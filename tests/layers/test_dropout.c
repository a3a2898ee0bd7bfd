/* Proves that dropout drops at its rate, keeps the mean, and is a function of stream, review and unit
 * alone. */
#include "../kernels/guarded.h"

#include <math.h>

#include "kernels/block.h"
#include "layers/dropout.h"

static const float rates[] = {0.0f, 0.1f, 0.3f, 0.5f, 0.9f};

static void factors_drop_at_their_rate(void **state) {
	(void)state;
	enum { REVIEWS = 400, UNITS = 250, DRAWS = REVIEWS * UNITS };
	random_stream mask = random_stream_of(42, RANDOM_DROPOUT, 3);
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		double rate = (double)rates[i], sum = 0;
		uint32_t dropped = 0;
		for (size_t n = 0; n < DRAWS; n++) {
			float factor = dropout_factor(mask, rates[i], n / UNITS, n % UNITS);
			assert_true(factor == 0.0f || same_float(factor, 1.0f / (1.0f - rates[i])));
			dropped += factor == 0.0f;
			sum += (double)factor;
		}
		double deviation = 5 * sqrt(rate * (1 - rate) / DRAWS); /* five standard errors */
		assert_true(fabs((double)dropped / DRAWS - rate) <= deviation);
		assert_true(fabs(sum / DRAWS - 1) <= deviation / (1 - rate) + 1e-6);
	}
}

/* Neighbours, in units and in reviews, are dropped together no more often than chance has it. */
static void factors_are_independent(void **state) {
	(void)state;
	enum { REVIEWS = 300, UNITS = 300, DRAWS = REVIEWS * UNITS };
	random_stream mask = random_stream_of(42, RANDOM_DROPOUT, 4);
	uint32_t units = 0, reviews = 0;
	for (size_t n = 0; n < DRAWS; n++) {
		size_t review = n / UNITS, unit = n % UNITS;
		if (dropout_factor(mask, 0.5f, review, unit) > 0.0f) continue;
		units += dropout_factor(mask, 0.5f, review, unit + 1) == 0.0f;
		reviews += dropout_factor(mask, 0.5f, review + 1, unit) == 0.0f;
	}
	double deviation = 5 * sqrt(0.25 * 0.75 / DRAWS);
	assert_true(fabs((double)units / DRAWS - 0.25) <= deviation);
	assert_true(fabs((double)reviews / DRAWS - 0.25) <= deviation);
}

static void a_block_has_its_reviews_factors(void **state) {
	(void)state;
	random_stream mask = random_stream_of(1, RANDOM_DROPOUT, 0);
	for (size_t s = 0; s < SIZES; s++) {
		size_t units = sizes[s];
		float *factors = guarded_new(units * BLOCK), *again = guarded_new(units * BLOCK);
		dropout_block(factors, mask, 0.4f, 48, units);
		for (size_t u = 0; u < units; u++)
			for (size_t r = 0; r < BLOCK; r++)
				assert_true(same_float(factors[u * BLOCK + r], dropout_factor(mask, 0.4f, 48 + r, u)));
		random_stream moved = mask;
		random_next(&moved); /* wherever the stream stands */
		dropout_block(again, moved, 0.4f, 48, units);
		assert_same_floats(again, factors, units * BLOCK);
		guarded_free(factors, units * BLOCK);
		guarded_free(again, units * BLOCK);
	}
}

static void other_streams_have_other_masks(void **state) {
	(void)state;
	random_stream first = random_stream_of(1, RANDOM_DROPOUT, 0),
	              second = random_stream_of(1, RANDOM_DROPOUT, 1);
	uint32_t different = 0;
	for (size_t n = 0; n < 1000; n++)
		different += dropout_factor(first, 0.5f, 0, n) != dropout_factor(second, 0.5f, 0, n);
	assert_in_range(different, 420, 580); /* 500 ± five standard deviations */
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(factors_drop_at_their_rate),
	    cmocka_unit_test(factors_are_independent),
	    cmocka_unit_test(a_block_has_its_reviews_factors),
	    cmocka_unit_test(other_streams_have_other_masks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

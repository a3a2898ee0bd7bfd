/* Proves that dropout drops at its rate, keeps the mean, and is a function of stream, review and unit
 * alone. */
#include "../kernels/guarded.h"

#include <math.h>

#include "kernels/block.h"
#include "layers/dropout.h"
#include "layers/hot_functions.h"

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

/* The factors of a dropout layer (layers/dropout_layer.h): drawn at their rate, between guards, and of neighbours in timesteps, units and
 * reviews as often together as chance has it. */
static void a_layers_factors_drop_at_their_rate_and_are_independent(void **state) {
	(void)state;
	enum { COUNT = 20001, DRAWS = (COUNT - 8) * (BLOCK - 1) };
	dropout_keys keys;
	for (uint32_t r = 0; r < BLOCK; r++) {
		uint64_t key = random_substream(random_stream_of(42, RANDOM_DROPOUT, 5), r).key;
		keys.low[r] = (uint32_t)key;
		keys.high[r] = (uint32_t)(key >> 32);
	}
	float *factors = guarded_new(COUNT * BLOCK);
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		double rate = (double)rates[i], together[4] = {0};
		widest_hot_functions()->draw_factors(factors, &keys, rates[i], 7, COUNT);
		for (size_t n = 0; n < COUNT - 8; n++)
			for (size_t r = 0; r < BLOCK - 1; r++) {
				const float *factor = &factors[n * BLOCK + r];
				assert_true(factor[0] == 0.0f || same_float(factor[0], 1.0f / (1.0f - rates[i])));
				if (factor[0] > 0.0f) continue;
				const float next[] = {0, factor[1], factor[BLOCK], factor[8 * BLOCK]};
				for (size_t k = 0; k < 4; k++) together[k] += next[k] == 0.0f;
			}
		for (size_t k = 0; k < 4; k++) {
			double expected = k ? rate * rate : rate;
			assert_true(fabs(together[k] / DRAWS - expected) <= 5 * sqrt(expected * (1 - expected) / DRAWS));
		}
	}
	guarded_free(factors, COUNT * BLOCK);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(factors_drop_at_their_rate),
	    cmocka_unit_test(factors_are_independent),
	    cmocka_unit_test(a_layers_factors_drop_at_their_rate_and_are_independent),
	    cmocka_unit_test(a_block_has_its_reviews_factors),
	    cmocka_unit_test(other_streams_have_other_masks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves the dense layer against plain sums in double, and that its backward adds to gradients and
 * overwrites d_hidden. */
#include "../kernels/guarded.h"

#include <math.h>

#include "kernels/block.h"
#include "layers/dense.h"

static void assert_close(float actual, double expected) {
	if (!(fabs((double)actual - expected) <= 1e-5)) fail_msg("%.9g is not %.9g", (double)actual, expected);
}

static void check_dense(size_t units) {
	size_t count = units * BLOCK;
	float *hidden = guarded_new(count), *kernel = guarded_new(units), *bias = guarded_new(1);
	float *logits = guarded_new(BLOCK), *d_logits = guarded_new(BLOCK);
	float *d_hidden = guarded_new(count), *d_kernel = guarded_new(count), *d_bias = guarded_new(BLOCK);
	fill_with_test_values(hidden, count, units);
	fill_with_test_values(kernel, units, units + 1);
	fill_with_test_values(bias, 1, units + 2);
	fill_with_test_values(d_logits, BLOCK, units + 3);
	fill_with_test_values(d_kernel, count, units + 4);
	fill_with_test_values(d_bias, BLOCK, units + 5);
	float *d_kernel_before = guarded_copy(d_kernel, count), *d_bias_before = guarded_copy(d_bias, BLOCK);

	dense_forward(logits, hidden, kernel, bias, units);
	dense_backward(d_hidden, d_kernel, d_bias, d_logits, hidden, kernel, units);
	for (size_t r = 0; r < BLOCK; r++) {
		double logit = (double)bias[0];
		for (size_t u = 0; u < units; u++) logit += (double)kernel[u] * (double)hidden[u * BLOCK + r];
		assert_close(logits[r], logit);
		assert_close(d_bias[r], (double)d_bias_before[r] + (double)d_logits[r]);
	}
	for (size_t i = 0; i < count; i++) {
		double d_logit = (double)d_logits[i % BLOCK];
		assert_close(d_hidden[i], (double)kernel[i / BLOCK] * d_logit);
		assert_close(d_kernel[i], (double)d_kernel_before[i] + (double)hidden[i] * d_logit);
	}
	float *of_count[] = {hidden, d_hidden, d_kernel, d_kernel_before};
	for (size_t i = 0; i < 4; i++) guarded_free(of_count[i], count);
	float *of_block[] = {logits, d_logits, d_bias, d_bias_before};
	for (size_t i = 0; i < 4; i++) guarded_free(of_block[i], BLOCK);
	guarded_free(kernel, units);
	guarded_free(bias, 1);
}

static void dense_follows_its_formula(void **state) {
	(void)state;
	for (size_t s = 0; s < SIZES; s++) check_dense(sizes[s]);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(dense_follows_its_formula)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

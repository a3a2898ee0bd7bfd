/* Two networks on the same reviews. */
#include <string.h>

#include "base/fail.h"
#include "evaluation/predicted.h"
#include "kernels/scalar_math.h"

/* min(1, 2·Σ_{i ≤ least} C(n, i) / 2ⁿ). The largest term by the logarithms of its factors, as 2ⁿ may be no double, and from it the others
 * by the ratio of neighbours, C(n, i - 1) / C(n, i) = i / (n - i + 1). */
static double two_sided(uint32_t least, uint32_t n) {
	if (2 * (uint64_t)least >= n) return 1;
	double power = -(double)n * 0.6931471805599453;
	for (uint32_t i = 1; i <= least; i++) power += scalar_log((double)(n - least + i) / i);
	double sum = 1, term = 1;
	for (uint32_t i = least; i > 0 && term > 1e-18 * sum; i--) {
		term *= (double)i / (n - i + 1);
		sum += term;
	}
	double p = 2 * scalar_exp(power) * sum;
	return p < 1 ? p : 1;
}

unroll_status unroll_compare_predictions(const unroll_predictions *first, const unroll_predictions *second,
                                         double threshold, unroll_comparison *comparison,
                                         unroll_error *error) {
	unroll_status status = check_predictions(first, threshold, error);
	if (!status) status = check_predictions(second, threshold, error);
	if (status) return status;
	if (first->count != second->count || first->classes != second->classes ||
	    memcmp(first->labels, second->labels, first->count) != 0)
		return fail(error, UNROLL_MISMATCH, "predictions",
		            "The two networks were evaluated on different reviews. Evaluate both on the same ones.");
	double limit = threshold_logit(threshold);
	unroll_comparison made = {0};
	for (uint32_t i = 0; i < first->count; i++) {
		bool one = predicted_class(first, i, limit) == first->labels[i];
		bool other = predicted_class(second, i, limit) == first->labels[i];
		uint32_t *count = one ? other ? &made.both : &made.first : other ? &made.second : &made.neither;
		(*count)++;
	}
	uint32_t least = made.first < made.second ? made.first : made.second;
	made.p = two_sided(least, made.first + made.second);
	*comparison = made;
	return UNROLL_OK;
}

#include "evaluation/predicted.h"

#include "base/fail.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"

size_t logits_of_review(const unroll_predictions *predictions) {
	return predictions->classes > 2 ? predictions->classes : 1;
}

unroll_status check_predictions(const unroll_predictions *predictions, double threshold,
                                unroll_error *error) {
	uint32_t classes = predictions->classes;
	if (predictions->count == 0)
		return fail(error, UNROLL_NO_REVIEWS, "predictions",
		            "There are no predictions to evaluate. Predict one review at least.");
	if (classes < 2 || classes > UNROLL_MOST_CLASSES)
		return fail(error, UNROLL_MISMATCH, "classes", "There are %u classes; there must be 2 to %u.",
		            classes, UNROLL_MOST_CLASSES);
	if (!(threshold > 0 && threshold < 1)) /* nor NaN */
		return fail(error, UNROLL_BAD_SETTING, "threshold",
		            "The threshold is %g; it must be above 0 and below 1.", threshold);
	for (uint32_t i = 0; i < predictions->count; i++)
		if (predictions->labels[i] >= classes)
			return fail(error, UNROLL_MISMATCH, "label",
			            "Review %u has the label %u; of %u classes it must be below that.", i,
			            (unsigned)predictions->labels[i], classes);
	for (size_t i = 0; i < predictions->count * logits_of_review(predictions); i++)
		if (!scalar_is_finite((double)predictions->logits[i]))
			return fail(error, UNROLL_NOT_FINITE, "logit",
			            "A prediction is not a number: the weights of this model are too large. Train it "
			            "again with a lower learning rate.");
	return UNROLL_OK;
}

double threshold_logit(double threshold) {
	return threshold == 0.5 ? 0 : scalar_log(threshold) - scalar_log(1 - threshold);
}

uint32_t predicted_class(const unroll_predictions *predictions, uint32_t place, double limit) {
	size_t step = logits_of_review(predictions);
	const float *logits = predictions->logits + place * step;
	return step == 1 ? (double)*logits > limit : class_of(logits, 1, step);
}

double log_odds_of(const unroll_predictions *predictions, uint32_t place, uint32_t label) {
	size_t step = logits_of_review(predictions);
	const float *logits = predictions->logits + place * step;
	if (step > 1) return log_odds(logits, 1, step, label);
	return label ? (double)*logits : -(double)*logits;
}

#include "layers/loss.h"

#include "kernels/scalar_math.h"

double sigmoid(double logit) {
	/* e^-|x| never overflows; σ(-x) = e⁻ˣ / (1 + e⁻ˣ). */
	double e = scalar_exp(logit < 0 ? logit : -logit);
	return (logit < 0 ? e : 1) / (1 + e);
}

double binary_crossentropy(double logit, double target) {
	double positive = logit < 0 ? 0 : logit;
	return positive - logit * target + scalar_log1p(scalar_exp(logit < 0 ? logit : -logit));
}

double binary_crossentropy_gradient(double logit, double target) {
	return sigmoid(logit) - target;
}

uint8_t label_of(double logit) {
	return logit > 0;
}

uint32_t class_of(const float *logits, size_t step, size_t count) {
	size_t best = 0;
	if (count == 1) return label_of((double)*logits);
	for (size_t k = 1; k < count; k++)
		if (logits[k * step] > logits[best * step]) best = k;
	return (uint32_t)best;
}

double log_odds(const float *logits, size_t step, size_t classes, size_t k) {
	size_t largest = k ? 0 : 1;
	double sum = 0;
	for (size_t j = 0; j < classes; j++)
		if (j != k && logits[j * step] > logits[largest * step]) largest = j;
	double most = (double)logits[largest * step];
	for (size_t j = 0; j < classes; j++)
		if (j != k) sum += scalar_exp((double)logits[j * step] - most);
	return (double)logits[k * step] - most - (scalar_is_finite(sum) ? scalar_log(sum) : sum);
}

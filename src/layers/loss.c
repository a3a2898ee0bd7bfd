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

int is_correct(double logit, uint8_t label) {
	return label_of(logit) == (label != 0);
}

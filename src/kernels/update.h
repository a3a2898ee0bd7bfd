/* What an optimizer does to every weight, in one flat loop. `count` is rounded up to whole vectors, 16 at most, for which all arrays leave room; a
 * weight beyond the last has gradient 0 and moments 0 and stays 0. */
#ifndef KERNELS_UPDATE_H
#define KERNELS_UPDATE_H

#include "kernels/lanes.h"
#include "kernels/optimizer_constants.h"

static const float one_minus_beta_1 = (float)(1 - ADAM_BETA_1), one_minus_beta_2 = (float)(1 - ADAM_BETA_2);

/* RMSprop (Hinton's lecture 6e; keras/src/optimizers/rmsprop.py, torch/optim/rmsprop.py):
 *   v ← ρ·v + (1 - ρ)·g²      w ← w - rate·g / (√(v + ε) + ε')
 * where ε' is 0 in Keras, and ε in PyTorch. */
HOT_FUNCTION void rmsprop_update(float *weights, float *velocity, const float *gradient, size_t count,
                                 rmsprop_rates rates) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes g = lanes_load(gradient + i);
		lanes v = lanes_load(velocity + i) * rates.rho + g * g * rates.one_minus_rho;
		lanes_store(velocity + i, v);
		lanes root = lanes_sqrt(v + rates.inner_epsilon) + rates.outer_epsilon;
		lanes_store(weights + i, lanes_load(weights + i) - g * rates.rate / root);
	}
}

/* Adam (Kingma and Ba 2015; keras/src/optimizers/adam.py):
 *   m ← m + (1 - β₁)·(g - m)     v ← v + (1 - β₂)·(g² - v)     w ← w - rate·m / (√v + ε)
 * where `rate` is the learning rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) at step t. PyTorch (torch/optim/adam.py) adds its ε to the corrected root,
 * √v / √(1 - β₂ᵗ): that is this with ε·√(1 - β₂ᵗ) for ε. */
HOT_FUNCTION void adam_update(float *weights, float *momentum, float *velocity, const float *gradient,
                              size_t count, adam_rates rates) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes g = lanes_load(gradient + i), m = lanes_load(momentum + i), v = lanes_load(velocity + i);
		m = m + (g - m) * one_minus_beta_1;
		v = v + (g * g - v) * one_minus_beta_2;
		lanes_store(momentum + i, m);
		lanes_store(velocity + i, v);
		lanes_store(weights + i, lanes_load(weights + i) - m * rates.rate / (lanes_sqrt(v) + rates.epsilon));
	}
}

/* Nadam (Dozat 2016; keras/src/optimizers/nadam.py): Adam's m and v, and at step t
 *   w ← w - lr·(uₜ₊₁·m / (1 - Uₜ₊₁) + (1 - uₜ)·g / (1 - Uₜ)) / (√(v / (1 - β₂ᵗ)) + ε)
 * where uₜ = β₁·(1 - ½·dᵗ), with the decay d, and Uₜ = u₁·…·uₜ; `rates` are the factors of m, g and v, and ε. */
HOT_FUNCTION void nadam_update(float *weights, float *momentum, float *velocity, const float *gradient,
                               size_t count, nadam_rates rates) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes g = lanes_load(gradient + i), m = lanes_load(momentum + i), v = lanes_load(velocity + i);
		m = m + (g - m) * one_minus_beta_1;
		v = v + (g * g - v) * one_minus_beta_2;
		lanes_store(momentum + i, m);
		lanes_store(velocity + i, v);
		lanes step =
		    (m * rates.momentum + g * rates.gradient) / (lanes_sqrt(v * rates.velocity) + rates.epsilon);
		lanes_store(weights + i, lanes_load(weights + i) - step);
	}
}

/* SGD with momentum:
 *   m ← momentum·m - rate·g      w ← w + m            keras/src/optimizers/sgd.py
 *   m ← momentum·m + g           w ← w - rate·m       torch/optim/sgd.py
 * `rates` are the factors of m, of g, and of m in the step: -rate and 1, or 1 and -rate. */
HOT_FUNCTION void momentum_update(float *weights, float *moments, const float *gradient, size_t count,
                                  momentum_rates rates) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes m = lanes_load(moments + i) * rates.decay + lanes_load(gradient + i) * rates.gradient;
		lanes_store(moments + i, m);
		lanes_store(weights + i, lanes_load(weights + i) + m * rates.step);
	}
}

/* Plain SGD: w ← w - rate·g. */
HOT_FUNCTION void descent_update(float *weights, const float *gradient, size_t count, float rate) {
	for (size_t i = 0; i < count; i += LANES)
		lanes_store(weights + i, lanes_load(weights + i) - lanes_load(gradient + i) * rate);
}

/* What is left of RMSprop's v after `steps` steps without a gradient: v ← ρ·v, rounded each time. */
HOT_FUNCTION void rmsprop_decay(float *velocity, size_t count, float rho, uint64_t steps) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes v = lanes_load(velocity + i);
		for (uint64_t s = 0; s < steps; s++) v *= rho;
		lanes_store(velocity + i, v);
	}
}

/* sums[i % 16] += values[i]², i rising. */
HOT_FUNCTION void add_squares(double sums[16], const float *values, size_t count) {
	for (size_t i = 0; i < count; i++) sums[i % 16] += (double)values[i] * values[i];
}

/* values ← values - values · share. */
HOT_FUNCTION void shrink_values(float *values, size_t count, float share) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes v = lanes_load(values + i);
		lanes_store(values + i, v - v * share);
	}
}

/* values ← values · factor. */
HOT_FUNCTION void scale_values(float *values, size_t count, float factor) {
	for (size_t i = 0; i < count; i += LANES) lanes_store(values + i, lanes_load(values + i) * factor);
}

#endif

#include "kernels/update.h"

#include "kernels/lanes.h"

void rmsprop_update(float *weights, float *velocity, const float *gradient, size_t count, float rate) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes g = lanes_load(gradient + i);
		lanes v = lanes_load(velocity + i) * 0.9f + g * g * 0.1f;
		lanes_store(velocity + i, v);
		lanes_store(weights + i, lanes_load(weights + i) - g * rate / lanes_sqrt(v + 1e-7f));
	}
}

void adam_update(float *weights, float *momentum, float *velocity, const float *gradient, size_t count,
                 float rate) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes g = lanes_load(gradient + i), m = lanes_load(momentum + i), v = lanes_load(velocity + i);
		m = m + (g - m) * 0.1f;
		v = v + (g * g - v) * 0.001f;
		lanes_store(momentum + i, m);
		lanes_store(velocity + i, v);
		lanes_store(weights + i, lanes_load(weights + i) - m * rate / (lanes_sqrt(v) + 1e-7f));
	}
}

void momentum_update(float *weights, float *moments, const float *gradient, size_t count, float rate,
                     float momentum) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes m = lanes_load(moments + i) * momentum - lanes_load(gradient + i) * rate;
		lanes_store(moments + i, m);
		lanes_store(weights + i, lanes_load(weights + i) + m);
	}
}

void descent_update(float *weights, const float *gradient, size_t count, float rate) {
	for (size_t i = 0; i < count; i += LANES)
		lanes_store(weights + i, lanes_load(weights + i) - lanes_load(gradient + i) * rate);
}

void rmsprop_decay(float *velocity, size_t count, uint64_t steps) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes v = lanes_load(velocity + i);
		for (uint64_t s = 0; s < steps; s++) v *= 0.9f;
		lanes_store(velocity + i, v);
	}
}

void add_squares(double sums[16], const float *values, size_t count) {
	for (size_t i = 0; i < count; i++) sums[i % 16] += (double)values[i] * values[i];
}

void scale_values(float *values, size_t count, float factor) {
	for (size_t i = 0; i < count; i += LANES) lanes_store(values + i, lanes_load(values + i) * factor);
}

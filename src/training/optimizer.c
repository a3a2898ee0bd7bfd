#include "training/optimizer.h"

#include <string.h>

#include "kernels/scalar_math.h"
#include "kernels/update.h"

static uint32_t moments_of(const unroll_settings *settings) {
	switch (settings->optimizer) {
	case UNROLL_RMSPROP:
		return 1;
	case UNROLL_ADAM:
		return 2;
	case UNROLL_SGD:
		return settings->momentum > 0 ? 1 : 0;
	}
	return 0;
}

const char *optimizer_moment_name(const optimizer *o, uint32_t index) {
	bool velocity = o->kind == UNROLL_RMSPROP || (o->kind == UNROLL_ADAM && index == 1);
	return velocity ? "velocity" : "momentum";
}

optimizer optimizer_layout(arena *memory, const unroll_settings *settings, size_t count) {
	optimizer o;
	memset(&o, 0, sizeof o);
	o.kind = settings->optimizer;
	o.learning_rate = settings->learning_rate;
	o.momentum = settings->momentum;
	o.clip_norm = settings->clip_norm;
	o.count = count;
	o.moment_count = moments_of(settings);
	for (uint32_t i = 0; i < o.moment_count; i++) o.moments[i] = arena_take(memory, count, sizeof(float));
	return o;
}

/* base to the power of `exponent`, by squaring: the same for a step whether or not the ones before were taken. */
static double power(double base, uint64_t exponent) {
	double result = 1;
	for (; exponent; exponent /= 2, base *= base)
		if (exponent % 2) result *= base;
	return result;
}

static void clip(const optimizer *o, float *gradient) {
	double norm = scalar_sqrt(sum_of_squares(gradient, o->count));
	if (norm > o->clip_norm) scale_values(gradient, o->count, (float)(o->clip_norm / norm));
}

void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step) {
	if (o->clip_norm > 0) clip(o, gradient);
	switch (o->kind) {
	case UNROLL_RMSPROP:
		rmsprop_update(weights, o->moments[0], gradient, o->count, (float)o->learning_rate);
		break;
	case UNROLL_ADAM: {
		double rate = o->learning_rate * scalar_sqrt(1 - power(0.999, step)) / (1 - power(0.9, step));
		adam_update(weights, o->moments[0], o->moments[1], gradient, o->count, (float)rate);
		break;
	}
	case UNROLL_SGD:
		if (o->moment_count)
			momentum_update(weights, o->moments[0], gradient, o->count, (float)o->learning_rate,
			                (float)o->momentum);
		else
			descent_update(weights, gradient, o->count, (float)o->learning_rate);
		break;
	}
}

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

/* One step, as its parts see it. */
typedef struct step_work {
	const optimizer *optimizer;
	float *weights;
	const float *gradient;
	float rate; /* with Adam's bias correction */
} step_work;

/* A quarter of the weights, in whole cache lines. */
static void step_part(void *work, uint32_t part) {
	const step_work *w = work;
	const optimizer *o = w->optimizer;
	size_t lines = (o->count + 15) / 16, first = lines * part / UNROLL_PARTS * 16;
	size_t end = lines * (part + 1) / UNROLL_PARTS * 16, count = (end < o->count ? end : o->count) - first;
	if (end <= first) return;
	float *weights = w->weights + first;
	const float *gradient = w->gradient + first;
	switch (o->kind) {
	case UNROLL_RMSPROP:
		rmsprop_update(weights, o->moments[0] + first, gradient, count, w->rate);
		break;
	case UNROLL_ADAM:
		adam_update(weights, o->moments[0] + first, o->moments[1] + first, gradient, count, w->rate);
		break;
	case UNROLL_SGD:
		if (o->moment_count)
			momentum_update(weights, o->moments[0] + first, gradient, count, w->rate, (float)o->momentum);
		else
			descent_update(weights, gradient, count, w->rate);
		break;
	}
}

void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step,
                    const unroll_parallel *parallel) {
	if (o->clip_norm > 0) clip(o, gradient);
	double rate = o->learning_rate;
	if (o->kind == UNROLL_ADAM) rate *= scalar_sqrt(1 - power(0.999, step)) / (1 - power(0.9, step));
	step_work work = {o, weights, gradient, (float)rate};
	if (parallel)
		parallel->run(parallel->context, step_part, &work, UNROLL_PARTS);
	else
		for (uint32_t part = 0; part < UNROLL_PARTS; part++) step_part(&work, part);
}

#include "training/optimizer.h"

#include <stdbool.h>
#include <string.h>

#include "kernels/block.h"
#include "kernels/optimizer_constants.h"
#include "kernels/scalar_math.h"
#include "training/parts.h"

#define LINE BLOCK /* weights: sixteen floats, whole vectors of any width */

static uint32_t moments_of(const unroll_settings *settings) {
	switch (settings->optimizer) {
	case UNROLL_RMSPROP:
		return 1;
	case UNROLL_ADAM:
	case UNROLL_ADAMW:
	case UNROLL_NADAM:
		return 2;
	case UNROLL_SGD:
		return settings->momentum > 0 ? 1 : 0;
	}
	return 0;
}

const char *optimizer_moment_name(const optimizer *o, uint32_t index) {
	bool velocity = o->kind == UNROLL_RMSPROP || index == 1;
	return velocity ? "velocity" : "momentum";
}

static bool freezes_rows(const unroll_settings *settings) {
	return settings->input == UNROLL_EMBEDDING &&
	       settings->embedding_trainable == UNROLL_EMBEDDING_TRAINABLE_NO;
}

/* Whether an update changes weights of the rows that have no gradient and never had one. */
static bool moves_every_row(const unroll_settings *settings) {
	bool decays = settings->optimizer == UNROLL_ADAMW && settings->weight_decay > 0;
	return decays || (settings->l2 > 0 && settings->input == UNROLL_ONE_HOT);
}

optimizer optimizer_layout(arena *memory, const unroll_settings *settings, const hot_functions *hot,
                           size_t count, size_t rows, size_t width) {
	optimizer o;
	memset(&o, 0, sizeof o);
	o.hot = hot;
	o.kind = settings->optimizer;
	o.pytorch = settings->convention == UNROLL_CONVENTION_PYTORCH;
	o.learning_rate = settings->learning_rate;
	o.momentum = settings->momentum;
	o.clip_norm = settings->clip_norm;
	if (o.kind == UNROLL_ADAMW) o.weight_decay = settings->weight_decay;
	o.count = count;
	o.moment_count = moments_of(settings);
	for (uint32_t i = 0; i < o.moment_count; i++) o.moments[i] = arena_take(memory, count, sizeof(float));
	o.rows.width = width;
	/* A line that other weights share is not one of them. */
	o.rows.lines = moves_every_row(settings) || freezes_rows(settings) ? 0 : rows * width / LINE;
	o.dense = freezes_rows(settings) ? rows * width : o.rows.lines * LINE;
	o.rows.moves = arena_take(memory, o.rows.lines, sizeof *o.rows.moves);
	o.rows.caught_up = arena_take(memory, o.rows.lines, sizeof *o.rows.caught_up);
	return o;
}

void optimizer_touch(optimizer *o, const uint32_t *ids, size_t count) {
	optimizer_rows *rows = &o->rows;
	for (size_t i = 0; i < count; i++) {
		size_t first = ids[i] * rows->width, line = first / LINE,
		       end = (first + rows->width + LINE - 1) / LINE;
		for (; line < end && line < rows->lines; line++) rows->moves[line] = 1;
	}
}

/* Whether a line that has had a gradient is still updated without one. */
static bool moves_by_itself(const optimizer *o) {
	return o->kind != UNROLL_RMSPROP && o->moment_count > 0;
}

static rmsprop_rates rmsprop_rates_at(const optimizer *o, double rate) {
	double rho = o->pytorch ? PYTORCH_RHO : KERAS_RHO;
	return (rmsprop_rates){.rate = (float)rate,
	                       .rho = (float)rho,
	                       .one_minus_rho = (float)(1 - rho),
	                       .inner_epsilon = o->pytorch ? 0 : (float)KERAS_EPSILON,
	                       .outer_epsilon = o->pytorch ? (float)PYTORCH_EPSILON : 0};
}

/* Applies to RMSprop's v of a line the updates up to `step` in which the line had no gradient. */
static void catch_up(optimizer *o, size_t line, uint64_t step) {
	if (o->kind != UNROLL_RMSPROP) return;
	uint64_t *caught_up = &o->rows.caught_up[line];
	if (*caught_up < step)
		o->hot->rmsprop_decay(o->moments[0] + line * LINE, LINE, rmsprop_rates_at(o, 0).rho,
		                      step - *caught_up);
	*caught_up = step;
}

void optimizer_catch_up(optimizer *o, uint64_t step) {
	for (size_t line = 0; line < o->rows.lines; line++) catch_up(o, line, step);
}

/* Whether any moment of a line is other than 0. */
static bool has_moments(const optimizer *o, size_t line) {
	bool any = false;
	for (uint32_t m = 0; m < o->moment_count; m++)
		for (size_t i = 0; i < LINE; i++) any |= o->moments[m][line * LINE + i] != 0;
	return any;
}

void optimizer_resume(optimizer *o, uint64_t step) {
	for (size_t line = 0; line < o->rows.lines; line++) {
		o->rows.moves[line] = moves_by_itself(o) && has_moments(o, line);
		o->rows.caught_up[line] = step;
	}
}

/* With the bias correction, of the rate and in PyTorch of ε too. */
static adam_rates adam_rates_at(const optimizer *o, double rate, uint64_t step) {
	double correction = scalar_sqrt(1 - scalar_power(ADAM_BETA_2, step));
	return (adam_rates){.rate = (float)(rate * (correction / (1 - scalar_power(ADAM_BETA_1, step)))),
	                    .epsilon = (float)(o->pytorch ? PYTORCH_EPSILON * correction : KERAS_EPSILON)};
}

/* uₜ = β₁·(1 - ½·dᵗ), and the rates of kernels/update.h from it and its product over all updates, computed anew, so that a
 * resumed run has the same bits. From some 360 updates on the product is too small to change 1. */
static nadam_rates nadam_rates_at(const optimizer *o, double rate, uint64_t step) {
	double decay = o->pytorch ? PYTORCH_NADAM_DECAY : KERAS_NADAM_DECAY, decayed = 1, product = 1;
	for (uint64_t t = 1; t <= step && product > 1e-17; t++) {
		decayed *= decay;
		product *= ADAM_BETA_1 * (1 - 0.5 * decayed);
	}
	double u = ADAM_BETA_1 * (1 - 0.5 * scalar_power(decay, step));
	double next = ADAM_BETA_1 * (1 - 0.5 * scalar_power(decay, step + 1));
	return (nadam_rates){.momentum = (float)(rate * next / (1 - product * next)),
	                     .gradient = (float)(rate * (1 - u) / (1 - product)),
	                     .velocity = (float)(1 / (1 - scalar_power(ADAM_BETA_2, step))),
	                     .epsilon = (float)(o->pytorch ? PYTORCH_EPSILON : KERAS_EPSILON)};
}

/* The rate is in Keras' momentum, and in PyTorch's step. */
static momentum_rates momentum_rates_at(const optimizer *o, double rate) {
	float decay = (float)o->momentum, step = (float)rate;
	return o->pytorch ? (momentum_rates){decay, 1, -step} : (momentum_rates){decay, -step, 1};
}

/* The norm of the whole gradient. Lines that have none would add zeros. */
static double norm_of(const optimizer *o, const float *gradient) {
	double sums[16] = {0}, sum = 0;
	for (size_t line = 0; line < o->rows.lines; line++)
		if (o->rows.moves[line]) o->hot->add_squares(sums, gradient + line * LINE, LINE);
	o->hot->add_squares(sums, gradient + o->dense, o->count - o->dense);
	for (size_t i = 0; i < 16; i++) sum += sums[i];
	return scalar_sqrt(sum);
}

static void clip(const optimizer *o, float *gradient) {
	double norm = norm_of(o, gradient) + (o->pytorch ? PYTORCH_CLIP_EPSILON : 0);
	if (!(norm > o->clip_norm)) return;
	float factor = (float)(o->clip_norm / norm);
	for (size_t line = 0; line < o->rows.lines; line++)
		if (o->rows.moves[line]) o->hot->scale_values(gradient + line * LINE, LINE, factor);
	o->hot->scale_values(gradient + o->dense, o->count - o->dense, factor);
}

/* One update, for its parts. */
typedef struct step_work {
	optimizer *optimizer;
	float *weights;
	const float *gradient;
	float rate;
	float decay; /* of AdamW: learning rate · weight decay */
	union {
		rmsprop_rates rmsprop;
		adam_rates adam;
		nadam_rates nadam;
		momentum_rates momentum;
	} rates; /* of the optimizer's kind; plain SGD needs none */
	uint64_t step;
} step_work;

static void set_rates(step_work *w, double rate) {
	const optimizer *o = w->optimizer;
	switch (o->kind) {
	case UNROLL_RMSPROP:
		w->rates.rmsprop = rmsprop_rates_at(o, rate);
		break;
	case UNROLL_ADAM:
	case UNROLL_ADAMW:
		w->rates.adam = adam_rates_at(o, rate, w->step);
		break;
	case UNROLL_NADAM:
		w->rates.nadam = nadam_rates_at(o, rate, w->step);
		break;
	case UNROLL_SGD:
		w->rates.momentum = momentum_rates_at(o, rate);
		break;
	}
}

/* The weights from `first` to before `end`. */
static void step_weights(const step_work *w, size_t first, size_t end) {
	const optimizer *o = w->optimizer;
	size_t count = end - first;
	float *weights = w->weights + first;
	const float *gradient = w->gradient + first;
	switch (o->kind) {
	case UNROLL_RMSPROP:
		o->hot->rmsprop_update(weights, o->moments[0] + first, gradient, count, w->rates.rmsprop);
		break;
	case UNROLL_ADAMW:
		if (w->decay > 0) o->hot->shrink_values(weights, count, w->decay);
		/* fall through */
	case UNROLL_ADAM:
		o->hot->adam_update(weights, o->moments[0] + first, o->moments[1] + first, gradient, count,
		                    w->rates.adam);
		break;
	case UNROLL_NADAM:
		o->hot->nadam_update(weights, o->moments[0] + first, o->moments[1] + first, gradient, count,
		                     w->rates.nadam);
		break;
	case UNROLL_SGD:
		if (o->moment_count)
			o->hot->momentum_update(weights, o->moments[0] + first, gradient, count, w->rates.momentum);
		else
			o->hot->descent_update(weights, gradient, count, w->rate);
		break;
	}
}

/* The first line from `line` on, before `end`, that is to be updated, or `end`; compares eight at once. */
static size_t next_moving(const uint8_t *moves, size_t line, size_t end) {
	static const uint8_t none[8];
	while (line + 8 <= end && memcmp(moves + line, none, 8) == 0) line += 8;
	while (line < end && !moves[line]) line++;
	return line;
}

/* Updates the lines of rows from `line` to before `end` that have a gradient or still change without one, run by run. RMSprop's
 * outstanding updates are applied first. */
static void step_rows(const step_work *w, size_t line, size_t end) {
	optimizer *o = w->optimizer;
	uint8_t *moves = o->rows.moves;
	bool stays = moves_by_itself(o);
	while ((line = next_moving(moves, line, end)) < end) {
		size_t first = line;
		for (; line < end && moves[line]; line++) {
			catch_up(o, line, w->step - 1);
			moves[line] = stays;
		}
		step_weights(w, first * LINE, line * LINE);
		if (o->kind == UNROLL_RMSPROP)
			for (size_t done = first; done < line; done++) o->rows.caught_up[done] = w->step;
	}
}

/* A quarter of the rows, and a quarter of the other weights, in whole lines. */
static void step_part(void *work, uint32_t part) {
	const step_work *w = work;
	const optimizer *o = w->optimizer;
	size_t rows = o->rows.lines, lines = (o->count - o->dense + LINE - 1) / LINE;
	step_rows(w, rows * part / UNROLL_PARTS, rows * (part + 1) / UNROLL_PARTS);
	size_t first = o->dense + lines * part / UNROLL_PARTS * LINE,
	       end = o->dense + lines * (part + 1) / UNROLL_PARTS * LINE;
	if (end > o->count) end = o->count;
	if (end > first) step_weights(w, first, end);
}

void optimizer_step(optimizer *o, float *weights, float *gradient, uint64_t step,
                    const unroll_parallel *parallel) {
	if (o->clip_norm > 0) clip(o, gradient);
	double rate = o->learning_rate, decay = rate * o->weight_decay;
	step_work work = {.optimizer = o,
	                  .weights = weights,
	                  .gradient = gradient,
	                  .rate = (float)rate,
	                  .decay = (float)decay,
	                  .step = step};
	set_rates(&work, rate);
	run_parts(parallel, step_part, &work);
}

/* Proves that each optimizer takes Keras' steps, or PyTorch's: against steps computed by hand, and against the formulas in double
 * precision over many steps; and that clipping is by the norm of the whole
 * gradient. */
#include "../cmocka_all.h"

#include <math.h>
#include <string.h>

#include "training/optimizer.h"

enum { COUNT = 5 }; /* no multiple of the vector width; arrays have room for 8 */

typedef struct fixture {
	unroll_settings settings;
	arena memory;
	optimizer optimizer;
	float weights[8], gradient[8];
} fixture;

static fixture begin_by(unroll_convention convention, unroll_optimizer kind, double rate, double momentum,
                        double clip_norm) {
	fixture f = {.settings = unroll_default_settings(), .weights = {1, -2, 0.5f, 0, 3}, .gradient = {0}};
	f.settings.optimizer = kind;
	f.settings.learning_rate = rate;
	f.settings.momentum = momentum;
	f.settings.clip_norm = clip_norm;
	f.settings.convention = convention;
	assert_true(arena_open(&f.memory, 4096));
	f.optimizer = optimizer_layout(&f.memory, &f.settings, hot_functions_of(4), COUNT, 0, 0);
	return f;
}

static fixture begin(unroll_optimizer kind, double rate, double momentum, double clip_norm) {
	return begin_by(UNROLL_CONVENTION_KERAS, kind, rate, momentum, clip_norm);
}

static void set_gradient(fixture *f, uint64_t step) {
	for (int i = 0; i < COUNT; i++)
		f->gradient[i] = (float)sin((double)step * (i + 1)) * (i == 3 ? 0.0f : 1.0f);
}

static void one_step_of_each_by_hand(void **state) {
	(void)state;
	/* rmsprop: v = 0.1·2² = 0.4; w = 1 - 0.01·2 / √0.4000001 = 1 - 0.0316227… */
	fixture f = begin(UNROLL_RMSPROP, 0.01, 0, 0);
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], 0.96837722, 1e-6);
	assert_float_equal(f.weights[1], -2, 0);
	arena_close(&f.memory);
	/* adam, first step: m = 0.2, v = 0.004, rate = 0.01·√0.001 / 0.1 = 0.00316228; w = 1 - 0.000632456 / (0.0632456 + 1e-7) = 0.99 */
	f = begin(UNROLL_ADAM, 0.01, 0, 0);
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], 0.99, 1e-6);
	arena_close(&f.memory);
	/* sgd with momentum 0.9, twice the same gradient: m = -0.02, then -0.018 - 0.02 = -0.038; w = 1 - 0.02 - 0.038 */
	f = begin(UNROLL_SGD, 0.01, 0.9, 0);
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	optimizer_step(&f.optimizer, f.weights, f.gradient, 2, NULL);
	assert_float_equal(f.weights[0], 0.942, 1e-6);
	arena_close(&f.memory);
	/* adamw takes 0.5·0.01 of a weight before the step of adam, also where there is no gradient: 1 - 0.005 - 0.01, -2 + 0.01 */
	f = begin(UNROLL_ADAMW, 0.01, 0, 0);
	f.optimizer.weight_decay = 0.5;
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], 0.985, 1e-6);
	assert_float_equal(f.weights[1], -1.99, 1e-6);
	arena_close(&f.memory);
	/* nadam, first step: u₁ = 0.9·0.52, u₂ = 0.9·0.5392; m̂ = 0.48528·0.2 / (1 - 0.468·0.48528) + 2 = 2.1255756; √v̂ = 2 */
	f = begin(UNROLL_NADAM, 0.01, 0, 0);
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], 0.98937212f, 1e-6);
	arena_close(&f.memory);
	/* plain sgd has no moments */
	f = begin(UNROLL_SGD, 0.5, 0, 0);
	f.gradient[4] = -2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_int_equal(f.optimizer.moment_count, 0);
	assert_float_equal(f.weights[4], 4, 0);
	arena_close(&f.memory);
}

/* A first step from a gradient so small that ε counts: torch/optim adds 1e-8 to the root, and Adam's root is corrected. */
static void first_steps_by_pytorch(void **state) {
	(void)state;
	const unroll_convention pytorch = UNROLL_CONVENTION_PYTORCH;
	fixture f = begin_by(pytorch, UNROLL_RMSPROP, 0.01, 0, 0);
	f.gradient[3] = 1e-7f; /* v = 0.01·1e-14, √v = 1e-8: w = -0.01·1e-7 / 2e-8 */
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[3], -0.05, 1e-6);
	arena_close(&f.memory);
	f = begin_by(pytorch, UNROLL_ADAM, 0.01, 0, 0);
	f.gradient[3] = 1e-8f; /* the corrected m and √v are both 1e-8: w = -0.01·1e-8 / 2e-8 */
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[3], -0.005, 1e-7);
	arena_close(&f.memory);
	/* The new rate acts at once on all of the momentum: 0.01·2, then 0.1·(0.9·2 + 2). */
	f = begin_by(pytorch, UNROLL_SGD, 0.01, 0.9, 0);
	f.gradient[0] = 2;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	f.optimizer.learning_rate = 0.1;
	optimizer_step(&f.optimizer, f.weights, f.gradient, 2, NULL);
	assert_float_equal(f.weights[0], 0.6f, 1e-6);
	arena_close(&f.memory);
	f = begin_by(pytorch, UNROLL_SGD, 1, 0, 1);
	f.gradient[0] = 1.0000002f; /* with the 1e-6 above the norm, so scaled */
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_true(f.weights[0] > 0);
	arena_close(&f.memory);
}

/* The formulas of kernels/update.h in double precision, with the constants of each. */
static void check_many_steps(unroll_convention convention) {
	bool pytorch = convention == UNROLL_CONVENTION_PYTORCH;
	double rho = pytorch ? 0.99 : 0.9, epsilon = pytorch ? 1e-8 : 1e-7;
	for (int kind = 0; kind < 5; kind++) {
		fixture f = begin_by(convention, (unroll_optimizer)kind, 0.01, 0.8, 0);
		double product = 1; /* of Nadam's uₜ */
		double w[COUNT], m[COUNT] = {0}, v[COUNT] = {0};
		for (int i = 0; i < COUNT; i++) w[i] = f.weights[i];
		for (uint64_t step = 1; step <= 500; step++) {
			set_gradient(&f, step);
			for (int i = 0; i < COUNT; i++) {
				double g = f.gradient[i];
				if (kind == UNROLL_RMSPROP) {
					v[i] = rho * v[i] + (1 - rho) * g * g;
					w[i] -= 0.01 * g / (pytorch ? sqrt(v[i]) + 1e-8 : sqrt(v[i] + 1e-7));
				} else if (kind == UNROLL_NADAM) {
					double scale = pytorch ? 0.004 : 1, t = (double)step;
					double u = 0.9 * (1 - 0.5 * pow(0.96, scale * t));
					double next = 0.9 * (1 - 0.5 * pow(0.96, scale * (t + 1)));
					if (i == 0) product *= u;
					m[i] = 0.9 * m[i] + 0.1 * g;
					v[i] = 0.999 * v[i] + 0.001 * g * g;
					double m_hat = next * m[i] / (1 - product * next) + (1 - u) * g / (1 - product);
					w[i] -= 0.01 * m_hat / (sqrt(v[i] / (1 - pow(0.999, t))) + epsilon);
				} else if (kind == UNROLL_ADAM || kind == UNROLL_ADAMW) {
					if (kind == UNROLL_ADAMW) w[i] -= 0.01 * 0.004 * w[i]; /* Keras' default */
					m[i] = 0.9 * m[i] + 0.1 * g;
					v[i] = 0.999 * v[i] + 0.001 * g * g;
					double root = sqrt(1 - pow(0.999, (double)step)),
					       rate = 0.01 / (1 - pow(0.9, (double)step));
					if (pytorch)
						w[i] -= rate * m[i] / (sqrt(v[i]) / root + epsilon);
					else
						w[i] -= rate * root * m[i] / (sqrt(v[i]) + epsilon);
				} else {
					m[i] = 0.8 * m[i] - 0.01 * g;
					w[i] += m[i];
				}
			}
			optimizer_step(&f.optimizer, f.weights, f.gradient, step, NULL);
		}
		for (int i = 0; i < COUNT; i++) assert_float_equal(f.weights[i], w[i], 2e-5);
		for (int i = COUNT; i < 8; i++) assert_float_equal(f.weights[i], 0, 0);
		arena_close(&f.memory);
	}
}

static void many_steps_follow_the_formulas(void **state) {
	(void)state;
	check_many_steps(UNROLL_CONVENTION_KERAS);
	check_many_steps(UNROLL_CONVENTION_PYTORCH);
}

static void clipping_is_by_the_whole_norm(void **state) {
	(void)state;
	fixture f = begin(UNROLL_SGD, 1, 0, 0.5);
	f.gradient[0] = 3, f.gradient[4] = 4; /* norm 5, so a tenth of it stays */
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], 0.7, 1e-6);
	assert_float_equal(f.weights[4], 2.6, 1e-6);
	arena_close(&f.memory);
	f = begin(UNROLL_SGD, 1, 0, 5);
	f.gradient[0] = 3, f.gradient[4] = 4; /* not above the norm: untouched */
	optimizer_step(&f.optimizer, f.weights, f.gradient, 1, NULL);
	assert_float_equal(f.weights[0], -2, 0);
	arena_close(&f.memory);
}

/* --- Rows of words, of which few have a gradient in a step --- */

enum { WORDS = 23, OTHERS = 5, ROOM = 512 };

/* A gradient for some of the rows, the rarer the higher their number, and for all other weights. */
static size_t draw_gradient(uint64_t *state, size_t width, uint32_t ids[WORDS], float *gradient) {
	size_t count = 0;
	memset(gradient, 0, ROOM * sizeof *gradient);
	for (uint32_t word = 0; word < WORDS; word++) {
		*state = *state * 6364136223846793005u + 1442695040888963407u;
		if ((*state >> 33) % (word * word + 1) != 0) continue;
		ids[count++] = word;
		for (size_t i = 0; i < width; i++)
			gradient[word * width + i] = (float)sin((double)(*state >> 40) + (double)i);
	}
	for (size_t i = 0; i < OTHERS; i++)
		gradient[WORDS * width + i] = (float)cos((double)(*state >> 40) + (double)i);
	for (size_t i = 0; i < count / 2; i++) { /* a batch has its words in any order */
		uint32_t last = ids[count - 1 - i];
		ids[count - 1 - i] = ids[i], ids[i] = last;
	}
	return count;
}

/* Two optimizers with the same gradients: one knows of the rows, the other takes all weights for dense. Saved and resumed now and
 * then, the first must end in the bits of the second. */
static void check_rows(const unroll_settings *settings, size_t width) {
	static float weights[2][ROOM], gradient[2][ROOM];
	arena memory;
	assert_true(arena_open(&memory, 64 << 10));
	size_t count = WORDS * width + OTHERS;
	optimizer rows = optimizer_layout(&memory, settings, hot_functions_of(4), count, WORDS, width);
	optimizer dense = optimizer_layout(&memory, settings, hot_functions_of(4), count, 0, 0);
	uint64_t random = width;
	for (size_t i = 0; i < ROOM; i++) weights[0][i] = weights[1][i] = i < count ? (float)sin((double)i) : 0;
	for (uint64_t step = 1; step <= 400; step++) {
		uint32_t ids[WORDS];
		size_t touched = draw_gradient(&random, width, ids, gradient[0]);
		memcpy(gradient[1], gradient[0], sizeof gradient[0]);
		optimizer_touch(&rows, ids, touched);
		optimizer_step(&rows, weights[0], gradient[0], step, NULL);
		optimizer_step(&dense, weights[1], gradient[1], step, NULL);
		assert_memory_equal(weights[0], weights[1], sizeof weights[0]);
		if (step % 97 > 0 && step < 400) continue;
		optimizer_catch_up(&rows, step);
		for (uint32_t m = 0; m < rows.moment_count; m++)
			assert_memory_equal(rows.moments[m], dense.moments[m], count * sizeof(float));
		memset(rows.rows.caught_up, 0, rows.rows.lines * sizeof *rows.rows.caught_up);
		memset(rows.rows.moves, 0, rows.rows.lines);
		optimizer_resume(&rows, step);
	}
	arena_close(&memory);
}

static void rows_end_in_the_bits_of_the_dense_update(void **state) {
	(void)state;
	static const size_t widths[] = {1, 5, 16, 17};
	for (size_t w = 0; w < 4; w++)
		for (int kind = 0; kind < 5; kind++)
			for (int momentum = 0; momentum < 2; momentum++)
				for (int clipped = 0; clipped < 2; clipped++) {
					unroll_settings settings = unroll_default_settings();
					settings.optimizer = (unroll_optimizer)kind;
					settings.learning_rate = 0.01;
					settings.momentum = momentum ? 0.9 : 0;
					settings.clip_norm = clipped ? 1.5 : 0;
					check_rows(&settings, widths[w]);
					settings.convention = UNROLL_CONVENTION_PYTORCH;
					check_rows(&settings, widths[w]);
				}
}

/* What is not touched is not worked on: a line of RMSprop's rows without a gradient is as it was. */
static void rows_without_a_gradient_are_left_alone(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	settings.optimizer = UNROLL_RMSPROP;
	arena memory;
	assert_true(arena_open(&memory, 64 << 10));
	optimizer o = optimizer_layout(&memory, &settings, hot_functions_of(4), 10 * 16, 10, 16);
	float weights[160] = {0}, gradient[160] = {0};
	for (size_t i = 0; i < 160; i++) o.moments[0][i] = 1;
	uint32_t id = 3;
	optimizer_touch(&o, &id, 1);
	optimizer_step(&o, weights, gradient, 1, NULL);
	for (size_t i = 0; i < 160; i++) assert_true(o.moments[0][i] == (i / 16 == 3 ? 0.9f : 1.0f));
	arena_close(&memory);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_step_of_each_by_hand),
	    cmocka_unit_test(first_steps_by_pytorch),
	    cmocka_unit_test(many_steps_follow_the_formulas),
	    cmocka_unit_test(clipping_is_by_the_whole_norm),
	    cmocka_unit_test(rows_end_in_the_bits_of_the_dense_update),
	    cmocka_unit_test(rows_without_a_gradient_are_left_alone),
	};
	return cmocka_run_group_tests_name("optimizer", tests, NULL, NULL);
}

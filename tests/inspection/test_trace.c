/* Proves that a trace is what happens in the network: its logits have the bits of predictions, its rows are those of a plain
 * network in double precision, its gradients are that network's central differences, and what it says of a review without a
 * word is the prediction on that review. For all cells, inputs, stacks and ways of padding. */
#include "../training/predict.h"
#include "plain_trace.h"

/* The engine computes in float: what eleven timesteps round away, and gradients relative to the largest. */
#define VALUE_TOLERANCE    2e-5
#define GRADIENT_TOLERANCE 1e-4

static const uint32_t review_sizes[] = {0, 1, 6, PLAIN_STEPS - 1, PLAIN_STEPS, 19};
#define REVIEWS (sizeof review_sizes / sizeof *review_sizes)

typedef void check(made_up_model *made, unroll_trace *trace, const char *text);

/* Every network on every review. */
static void check_all_with(unroll_mask_zero mask_zero, unroll_convention convention, unroll_pad_to pad_to,
                           check *each) {
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++)
			for (size_t f = 0; f < MADE_UP_FORMS; f++) {
				static made_up_model made;
				unroll_trace *trace;
				char text[256];
				unroll_settings settings =
				    made_up_settings(&made_up_forms[f], (unroll_cell)cell, (unroll_input)input);
				settings.mask_zero = mask_zero;
				settings.convention = convention;
				settings.pad_to = pad_to;
				made_up_open(&made, settings);
				assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
				for (size_t r = 0; r < REVIEWS; r++) {
					made_up_review(text, review_sizes[r], r + f);
					assert_int_equal(unroll_trace_read(trace, text, strlen(text), NULL), UNROLL_OK);
					each(&made, trace, text);
				}
				unroll_trace_destroy(trace);
				unroll_model_destroy(made.model);
			}
}

static void check_all(check *each) {
	check_all_with(UNROLL_MASK_ZERO_NO, UNROLL_CONVENTION_KERAS, UNROLL_PAD_TO_LENGTH, each);
	check_all_with(UNROLL_MASK_ZERO_YES, UNROLL_CONVENTION_KERAS, UNROLL_PAD_TO_LENGTH, each);
	check_all_with(UNROLL_MASK_ZERO_NO, UNROLL_CONVENTION_PYTORCH, UNROLL_PAD_TO_LENGTH, each);
	check_all_with(UNROLL_MASK_ZERO_NO, UNROLL_CONVENTION_KERAS, UNROLL_PAD_TO_LONGEST, each);
}

static unroll_prediction prediction_on(unroll_model *model, const char *text, size_t size) {
	unroll_prediction prediction;
	assert_int_equal(predict(model, text, size, &prediction, NULL), UNROLL_OK);
	return prediction;
}

static void check_prediction(made_up_model *made, unroll_trace *trace, const char *text) {
	unroll_trace_review review = unroll_trace_of_review(trace);
	unroll_prediction prediction = prediction_on(made->model, text, strlen(text));
	assert_memory_equal(&review.prediction, &prediction, sizeof prediction);
	const unroll_trace_timestep *last = &review.timesteps[review.timestep_count - 1];
	assert_memory_equal(&last->logit, &prediction.logit, sizeof prediction.logit);
	assert_memory_equal(&last->probability, &prediction.probability, sizeof prediction.probability);
	assert_int_equal(review.word_count, prediction.words);
}

static void the_last_step_has_the_bits_of_the_prediction(void **state) {
	(void)state;
	check_all(check_prediction);
}

/* --- Against the plain network -------------------------------------------------------------------- */

static const uint32_t *ids_of(const unroll_trace_review *review) {
	static uint32_t ids[PLAIN_STEPS];
	for (uint32_t t = 0; t < review->timestep_count; t++) ids[t] = review->timesteps[t].id;
	return ids;
}

static void assert_near(double ours, double plain, double tolerance, const char *what, uint32_t t,
                        uint32_t u) {
	if (!(fabs(ours - plain) <= tolerance))
		fail_msg("%s of unit %u after timestep %u is %.9g, not %.9g", what, u, t, ours, plain);
}

/* All rows of one unit after timestep t, from the sums that reach it: x from the input and r from the recurrent kernel. */
static void check_unit(const unroll_trace_layer *layer, const plain_layer *plain, unroll_cell cell,
                       uint32_t t, uint32_t u, const double *x, const double *r) {
	size_t n = layer->units;
	double a = x[u] + r[u], b = x[n + u] + r[n + u], c = x[2 * n + u] + r[2 * n + u],
	       d = x[3 * n + u] + r[3 * n + u];
	double z = plain_sigmoid(a), reset = plain_sigmoid(b), q = r[2 * n + u], a_h = x[2 * n + u] + reset * q;
	const double rnn[] = {plain->h[u], a};
	const double lstm[] = {
	    plain->h[u], plain->c[u], plain_sigmoid(a), plain_sigmoid(b), tanh(c), plain_sigmoid(d), a, b, c, d};
	const double gru[] = {plain->h[u], z, reset, tanh(a_h), a, b, x[2 * n + u], q, a_h};
	const double *expected[] = {rnn, lstm, gru};
	assert_int_equal(layer->rows, unroll_trace_row_count(cell));
	for (uint32_t row = 0; row < layer->rows; row++)
		assert_near((double)layer->values[(t * layer->rows + row) * n + u], expected[cell][row],
		            VALUE_TOLERANCE, unroll_trace_row_name(cell, row), t, u);
}

/* One layer at one timestep: the sums first, from the state before it, then the timestep, then every unit. */
static void check_timestep(const unroll_trace_layer *layer, plain_layer *plain, uint32_t t,
                           const double *input) {
	double x[PLAIN_COLUMNS] = {0}, r[PLAIN_COLUMNS] = {0};
	size_t columns = plain_gates(plain->cell) * plain->units;
	plain_affine(x, input, plain->kernel, plain->bias, plain->inputs, columns);
	plain_affine(r, plain->h, plain->recurrent_kernel, plain->recurrent_bias, plain->units, columns);
	plain_step(plain, input);
	for (uint32_t u = 0; u < layer->units; u++) check_unit(layer, plain, plain->cell, t, u, x, r);
}

/* Its rows are those of the timestep before, zeros for the first. */
static void check_masked_timestep(const unroll_trace_layer *layer, uint32_t t) {
	uint32_t row = layer->rows * layer->units;
	for (uint32_t i = 0; i < row; i++)
		assert_true(layer->values[t * row + i] == (t ? layer->values[(t - 1) * row + i] : 0));
}

static void check_values(made_up_model *made, unroll_trace *trace, const char *text) {
	(void)text;
	const unroll_settings *settings = unroll_model_settings(made->model);
	unroll_trace_review review = unroll_trace_of_review(trace);
	uint32_t top = settings->layers - 1;
	const double *dense = open_plain_layers(made);
	for (uint32_t t = 0; t < review.timestep_count; t++) {
		double x[PLAIN_FEATURES], logit = dense[settings->units[top]];
		plain_input(made, review.timesteps[t].id, x);
		for (uint32_t i = 0; i <= top; i++) {
			unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
			if (plain_is_left_out(settings, review.timesteps[t].id))
				check_masked_timestep(&layer, t);
			else
				check_timestep(&layer, &plain_layers[i], t, i ? plain_layers[i - 1].h : x);
		}
		for (uint32_t u = 0; u < settings->units[top]; u++) logit += plain_layers[top].h[u] * dense[u];
		assert_near((double)review.timesteps[t].logit, logit, VALUE_TOLERANCE, "logit", t, 0);
		assert_near((double)review.timesteps[t].probability, plain_sigmoid(logit), VALUE_TOLERANCE,
		            "probability", t, 0);
	}
}

static void every_row_is_the_plain_networks(void **state) {
	(void)state;
	check_all(check_values);
}

/* (T, units) gradients against differences, relative to the largest; one-hot input has one entry a timestep, the word's. */
static void check_gradient(made_up_model *made, const unroll_trace_review *review, const float *ours,
                           uint32_t units, int layer, bool one_hot) {
	static double expected[PLAIN_STEPS][PLAIN_FEATURES];
	const uint32_t *ids = ids_of(review);
	double largest = 0;
	for (uint32_t t = 0; t < review->timestep_count; t++)
		for (uint32_t u = 0; u < units; u++) {
			uint32_t unit = one_hot ? review->timesteps[t].id : u;
			expected[t][u] = difference(made, ids, (nudge){t, layer, unit, 0});
			largest = fmax(largest, fabs(expected[t][u]));
		}
	assert_true(largest > 1e-5); /* or the comparison would mean nothing */
	for (uint32_t t = 0; t < review->timestep_count; t++)
		for (uint32_t u = 0; u < units; u++)
			assert_near((double)ours[t * units + u], expected[t][u], GRADIENT_TOLERANCE * largest, "gradient",
			            t, u);
}

static void check_gradients(made_up_model *made, unroll_trace *trace, const char *text) {
	(void)text;
	const unroll_settings *settings = unroll_model_settings(made->model);
	bool one_hot = settings->input == UNROLL_ONE_HOT;
	unroll_trace_review review = unroll_trace_of_review(trace);
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		check_gradient(made, &review, layer.d_hidden, layer.units, (int)i, false);
		assert_int_equal(layer.inputs, i ? settings->units[i - 1] : one_hot ? 1 : settings->embedding);
		if (i == 0) check_gradient(made, &review, layer.d_inputs, layer.inputs, -1, one_hot);
	}
}

static void gradients_are_differences(void **state) {
	(void)state;
	check_all(check_gradients);
}

/* moved = Σ gradient · embedding and norm = √Σ gradient², by differences. */
static void check_words(made_up_model *made, unroll_trace *trace, const char *text) {
	(void)text;
	const unroll_settings *settings = unroll_model_settings(made->model);
	bool one_hot = settings->input == UNROLL_ONE_HOT;
	unroll_trace_review review = unroll_trace_of_review(trace);
	const uint32_t *ids = ids_of(&review);
	for (uint32_t w = 0; w < review.word_count; w++) {
		const unroll_trace_word *word = &review.words[w];
		double x[PLAIN_FEATURES], moved = 0, squares = 0;
		plain_input(made, word->id, x);
		for (uint32_t e = 0; word->timestep != UNROLL_NO_TIMESTEP && e < (one_hot ? 1 : settings->embedding);
		     e++) {
			uint32_t unit = one_hot ? word->id : e;
			double gradient = difference(made, ids, (nudge){word->timestep, -1, unit, 0});
			moved += gradient * x[unit];
			squares += gradient * gradient;
		}
		assert_near((double)word->moved, moved, VALUE_TOLERANCE, "moved", word->timestep, w);
		assert_near((double)word->norm, sqrt(squares), VALUE_TOLERANCE, "norm", word->timestep, w);
	}
}

static void words_move_the_prediction_by_their_gradient(void **state) {
	(void)state;
	check_all(check_words);
}

/* --- The review ----------------------------------------------------------------------------------- */

/* The text without one word is another review; so is the text up to a word. Both have predictions of their own. */
static void check_compared(made_up_model *made, unroll_trace *trace, const char *text) {
	unroll_trace_review review = unroll_trace_of_review(trace);
	assert_int_equal(review.compared, 0);
	uint32_t some = review.word_count < 3 ? review.word_count : 3;
	assert_int_equal(unroll_trace_compare(trace, 3, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_of_review(trace).compared, some);
	assert_int_equal(unroll_trace_compare(trace, 1000, NULL), UNROLL_OK);
	review = unroll_trace_of_review(trace);
	assert_int_equal(review.compared, review.word_count);
	for (uint32_t w = 0; w < review.word_count; w++) {
		const unroll_trace_word *word = &review.words[w];
		char other[256];
		snprintf(other, sizeof other, "%.*s%s", (int)word->start, text, text + word->end);
		unroll_prediction without = prediction_on(made->model, other, strlen(other));
		unroll_prediction up_to = prediction_on(made->model, text, word->end);
		assert_memory_equal(&word->without, &without.logit, sizeof without.logit);
		assert_memory_equal(&word->up_to, &up_to.logit, sizeof up_to.logit);
	}
}

static void leaving_a_word_out_is_a_prediction(void **state) {
	(void)state;
	check_all(check_compared);
}

/* Seven words and five timesteps, or two words: who is read when. */
static void words_have_their_timesteps(void **state) {
	(void)state;
	enum { NO = -1, LENGTH = 5 };
	static const struct {
		unroll_side padding, truncating;
		const char *text;
		int steps[7];         /* of each word */
		uint32_t ids[LENGTH]; /* of each timestep */
	} cases[] = {
	    {UNROLL_PRE, UNROLL_PRE, "w4 w5 w6 w7 w8 w9 eh", {NO, NO, 0, 1, 2, 3, 4}, {6, 7, 8, 9, 2}},
	    {UNROLL_PRE, UNROLL_POST, "w4 w5 w6 w7 w8 w9 eh", {1, 2, 3, 4, NO, NO, NO}, {1, 4, 5, 6, 7}},
	    {UNROLL_PRE, UNROLL_PRE, "w4 w5", {3, 4}, {0, 0, 1, 4, 5}},
	    {UNROLL_POST, UNROLL_PRE, "w4 w5", {1, 2}, {1, 4, 5, 0, 0}},
	    {UNROLL_PRE, UNROLL_PRE, "", {0}, {0, 0, 0, 0, 1}},
	    {UNROLL_POST, UNROLL_POST, "w9 w8 w7 w6 ", {1, 2, 3, 4}, {1, 9, 8, 7, 6}},
	    {UNROLL_POST, UNROLL_PRE, "w9 w8 w7 w6 w5", {0, 1, 2, 3, 4}, {9, 8, 7, 6, 5}},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		made_up_form form = {1, {3}, 5, LENGTH, cases[i].padding, cases[i].truncating};
		static made_up_model made;
		unroll_trace *trace;
		made_up_open(&made, made_up_settings(&form, UNROLL_LSTM, UNROLL_EMBEDDING));
		assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(trace, cases[i].text, strlen(cases[i].text), NULL), UNROLL_OK);
		unroll_trace_review review = unroll_trace_of_review(trace);
		assert_int_equal(review.timestep_count, LENGTH);
		for (uint32_t w = 0; w < review.word_count; w++) {
			assert_int_equal(review.words[w].start, 3 * w);
			assert_int_equal(review.words[w].end, 3 * w + 2);
			assert_int_equal(review.words[w].timestep, (uint32_t)cases[i].steps[w]);
			if (cases[i].steps[w] == NO)
				assert_true(review.words[w].moved == 0 && review.words[w].norm == 0);
			else
				assert_int_equal(review.timesteps[cases[i].steps[w]].word, w);
		}
		for (uint32_t t = 0; t < LENGTH; t++) {
			assert_int_equal(review.timesteps[t].id, cases[i].ids[t]);
			if (cases[i].ids[t] < UNROLL_UNKNOWN_ID)
				assert_int_equal(review.timesteps[t].word, UNROLL_NO_WORD);
		}
		unroll_trace_destroy(trace);
		unroll_model_destroy(made.model);
	}
}

static void a_wrong_text_leaves_the_trace_as_it_was(void **state) {
	(void)state;
	static made_up_model made;
	unroll_trace *trace;
	unroll_error error;
	made_up_open(&made, made_up_settings(&made_up_forms[0], UNROLL_GRU, UNROLL_EMBEDDING));
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	unroll_trace_review review = unroll_trace_of_review(trace);
	assert_int_equal(review.timestep_count, 0);
	assert_int_equal(review.word_count, 0);
	assert_int_equal(unroll_trace_compare(trace, 5, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, NULL), UNROLL_OK);
	unroll_prediction before = unroll_trace_of_review(trace).prediction;
	assert_int_equal(unroll_trace_read(trace, "w4 w5 w6 \xff", 10, &error), UNROLL_BAD_TEXT);
	assert_string_equal(error.subject, "text");
	review = unroll_trace_of_review(trace);
	assert_int_equal(review.word_count, 2);
	assert_memory_equal(&review.prediction, &before, sizeof before);
	/* Nor does a network that has diverged overwrite it. */
	unroll_model_tensor(made.model, unroll_model_tensor_count(made.model) - 1).values[0] = __builtin_nanf("");
	assert_int_equal(unroll_trace_read(trace, "w4", 2, &error), UNROLL_NOT_FINITE);
	review = unroll_trace_of_review(trace);
	assert_int_equal(review.word_count, 2);
	assert_memory_equal(&review.prediction, &before, sizeof before);
	unroll_trace_destroy(trace);
	unroll_trace_destroy(NULL);
	unroll_model_destroy(made.model);
}

/* tanh and σ make finite states of infinite sums, so the prediction may be finite where the sums and the gradients are not. */
static void a_number_that_is_not_finite_is_not_shown(void **state) {
	(void)state;
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		static made_up_model made;
		unroll_trace *trace;
		unroll_error error;
		made_up_open(&made, made_up_settings(&made_up_forms[0], (unroll_cell)cell, UNROLL_EMBEDDING));
		assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, NULL), UNROLL_OK);
		made_up_huge(made.model);
		if (cell == UNROLL_SIMPLE_RNN) { /* the others' gates close, so that the logit stays finite */
			assert_int_equal(unroll_trace_compare(trace, 5, &error), UNROLL_NOT_FINITE);
			assert_int_equal(unroll_trace_of_review(trace).compared, 0);
		}
		assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, &error), UNROLL_NOT_FINITE);
		made_up_fill(made.model, 0, 1.1f);
		made_up_fill(made.model, 4, 1);
		made_up_fill(made.model, 5, 0);
		unroll_prediction prediction;
		assert_int_equal(predict(made.model, "w4 w5", 5, &prediction, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, &error), UNROLL_NOT_FINITE);
		assert_string_equal(error.subject, "weights");
		assert_int_equal(unroll_trace_of_review(trace).word_count, 0);
		assert_int_equal(unroll_trace_of_review(trace).timestep_count, 0);
		unroll_trace_destroy(trace);
		unroll_model_destroy(made.model);
	}
}

/* As prediction does: what a word means to such a model is not known. */
static void a_model_of_ids_alone_is_not_traced(void **state) {
	(void)state;
	static made_up_model made;
	unroll_vocabulary *no_words;
	unroll_trace *trace;
	unroll_prediction prediction;
	unroll_error error, other;
	assert_int_equal(unroll_vocabulary_create("", 0, &no_words, NULL), UNROLL_OK);
	made_up_open_with(&made, made_up_settings(&made_up_forms[0], UNROLL_GRU, UNROLL_EMBEDDING), no_words);
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	assert_int_equal(predict(made.model, "w4", 2, &prediction, &other), UNROLL_MISMATCH);
	assert_int_equal(unroll_trace_read(trace, "w4", 2, &error), UNROLL_MISMATCH);
	assert_string_equal(error.message, other.message);
	assert_int_equal(unroll_trace_of_review(trace).timestep_count, 0);
	unroll_trace_destroy(trace);
	unroll_vocabulary_destroy(no_words);
	unroll_model_destroy(made.model);
}

/* Weights that training moves are seen by the next reading. */
static void new_weights_are_read(void **state) {
	(void)state;
	static made_up_model made;
	unroll_trace *trace;
	made_up_open(&made, made_up_settings(&made_up_forms[2], UNROLL_LSTM, UNROLL_EMBEDDING));
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, NULL), UNROLL_OK);
	made_up_weights(&made, 77);
	assert_int_equal(unroll_trace_read(trace, "w4 w5", 5, NULL), UNROLL_OK);
	check_prediction(&made, trace, "w4 w5");
	check_gradients(&made, trace, "w4 w5");
	unroll_trace_destroy(trace);
	unroll_model_destroy(made.model);
}

/* The terms of every gate add up to the sum that the network had, and the numbers are the weights and inputs of the plain
 * network. */
static void check_units(made_up_model *made, unroll_trace *trace, const char *text) {
	(void)text;
	const unroll_settings *settings = unroll_model_settings(made->model);
	unroll_trace_review review = unroll_trace_of_review(trace);
	uint32_t t = review.timestep_count - 2;
	open_plain_layers(made);
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		const plain_layer *plain = &plain_layers[i];
		for (uint32_t u = 0; u < layer.units; u++) {
			unroll_trace_unit unit;
			if (plain_is_left_out(settings, review.timesteps[t].id)) {
				assert_int_equal(unroll_trace_of_unit(trace, i, t, u, &unit, NULL), UNROLL_BAD_SETTING);
				continue;
			}
			assert_int_equal(unroll_trace_of_unit(trace, i, t, u, &unit, NULL), UNROLL_OK);
			assert_int_equal(unit.gates, plain_gates(settings->cell));
			assert_int_equal(unit.inputs, layer.inputs);
			bool one_hot = i == 0 && settings->input == UNROLL_ONE_HOT;
			uint32_t columns = unit.gates * unit.units, id = review.timesteps[t].id;
			double reset = settings->cell == UNROLL_GRU ? unit.terms[1].value : 1;
			for (uint32_t g = 0; g < unit.gates; g++) {
				unroll_gate_terms terms = unit.terms[g];
				double x_w = 0, h_u = 0, recurrent = terms.recurrent + terms.recurrent_bias;
				for (uint32_t e = 0; e < unit.inputs; e++) {
					double weight = plain->kernel[(one_hot ? id : e) * columns + g * unit.units + u];
					assert_true((double)unit.kernel[g * unit.inputs + e] == weight);
					x_w += weight * (double)unit.x[e];
				}
				for (uint32_t k = 0; k < unit.units; k++) {
					double weight = plain->recurrent_kernel[k * columns + g * unit.units + u];
					assert_true((double)unit.recurrent_kernel[g * unit.units + k] == weight);
					assert_true(unit.h[k] == layer.values[(t - 1) * layer.rows * layer.units + k]);
					h_u += weight * (double)unit.h[k];
				}
				assert_near(terms.input, x_w, 1e-12, "x·W", t, u);
				assert_near(terms.recurrent, h_u, 1e-12, "h·U", t, u);
				assert_true(terms.bias == plain->bias[g * unit.units + u]);
				if (settings->cell == UNROLL_GRU)
					assert_true(terms.recurrent_bias == plain->bias[columns + g * unit.units + u]);
				double part = settings->cell == UNROLL_GRU && g == 2 ? reset * recurrent : recurrent;
				assert_near(terms.sum, terms.input + terms.bias + part, VALUE_TOLERANCE, "a", t, u);
				bool candidate = settings->cell == UNROLL_SIMPLE_RNN || g == 2;
				assert_near(terms.value, candidate ? tanh(terms.sum) : plain_sigmoid(terms.sum), 1e-6, "gate",
				            t, u);
			}
		}
	}
}

static void a_units_equations_hold(void **state) {
	(void)state;
	check_all(check_units);
}

static void a_unit_that_does_not_exist_is_refused(void **state) {
	(void)state;
	static made_up_model made;
	unroll_trace *trace;
	unroll_trace_unit unit;
	unroll_error error;
	made_up_open(&made, made_up_settings(&made_up_forms[2], UNROLL_GRU, UNROLL_EMBEDDING));
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_of_unit(trace, 0, 0, 0, &unit, &error), UNROLL_BAD_SETTING);
	assert_int_equal(unroll_trace_read(trace, "w4", 2, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_of_unit(trace, 0, 0, 2, &unit, &error), UNROLL_OK);
	static const struct {
		uint32_t layer, step, unit;
		const char *culprit;
	} wrong[] = {{2, 0, 0, "layer"}, {0, PLAIN_STEPS, 0, "timestep"}, {0, 0, 3, "unit"}};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(
		    unroll_trace_of_unit(trace, wrong[i].layer, wrong[i].step, wrong[i].unit, &unit, &error),
		    UNROLL_BAD_SETTING);
		assert_string_equal(error.subject, wrong[i].culprit);
	}
	unroll_trace_destroy(trace);
	unroll_model_destroy(made.model);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_step_has_the_bits_of_the_prediction),
	    cmocka_unit_test(every_row_is_the_plain_networks),
	    cmocka_unit_test(gradients_are_differences),
	    cmocka_unit_test(words_move_the_prediction_by_their_gradient),
	    cmocka_unit_test(leaving_a_word_out_is_a_prediction),
	    cmocka_unit_test(words_have_their_timesteps),
	    cmocka_unit_test(a_wrong_text_leaves_the_trace_as_it_was),
	    cmocka_unit_test(a_number_that_is_not_finite_is_not_shown),
	    cmocka_unit_test(a_model_of_ids_alone_is_not_traced),
	    cmocka_unit_test(new_weights_are_read),
	    cmocka_unit_test(a_units_equations_hold),
	    cmocka_unit_test(a_unit_that_does_not_exist_is_refused),
	};
	return cmocka_run_group_tests_name("trace", tests, NULL, NULL);
}

/* Proves that looking into layers that read in both directions, into stacks of several cells and below pooling shows what happens in them: the
 * logit has the bits of the prediction (of more than two classes, of the predicted one), the states are those of a plain network in double precision, gradients are that network's
 * central differences, and a probe and a word map are made of the same numbers. */
#include "../training/predict.h"
#include "../training/small_corpus.h"
#include "made_up_model.h"

#define VALUE_TOLERANCE    2e-5
#define GRADIENT_TOLERANCE 1e-4

enum { STEPS = 7, MOST_DIRECTIONS = 6 };

/* Units, whether both directions, the cells above the first, the padding, the pooling, a hidden dense layer's units and
 * activation, the classes, and dropout between and above, which must not show, of networks with dimensions that all differ. */
static const char *const forms[][10] = {
    {"5", "concat", "same", "pre", "last"},
    {"5", "average", "same", "post", "last"},
    {"3,5", "concat,sum", "gru", "post", "last"},
    {"2,5,3", "no,concat", "simple-rnn,lstm", "pre", "last"},
    {"5", "no", "same", "post", "mean"},
    {"3,5", "concat,average", "lstm", "pre", "mean"},
    {"5", "no", "same", "pre", "max"},
    {"3,2", "no,concat", "gru", "post", "max"},
    {"5", "concat", "same", "pre", "last", "19", "relu"},
    {"3", "no", "same", "post", "max", "7", "tanh"},
    {"2,5,3", "no,concat", "simple-rnn,lstm", "pre", "mean", "0", "relu", "2", "0.3", "0.4"},
    {"5", "concat", "same", "post", "last", "7", "tanh", "3", "0", "0.4"},
    {"5", "concat", "same", "pre", "last", "0", "relu", "3"},
    {"3", "no", "same", "post", "max", "7", "tanh", "6"},
};
#define FORMS (sizeof forms / sizeof *forms)

/* A number that is moved by `by`: input `unit` of a timestep, or a unit of the hidden state of a direction after it. */
typedef struct nudge {
	int direction; /* -1 for the input */
	uint32_t step, unit;
	double by;
} nudge;

/* What the plain network computes: the states of its directions, as they read, and its logits where the forward direction of the top
 * layer has come to a timestep. */
typedef struct plain_states {
	plain_sequence of[MOST_DIRECTIONS];
	double logits[STEPS];
} plain_states;

/* The class of more than two that the trace has the logits of. */
static uint32_t asked;

/* The logit, or log-odds of the class that is asked for. */
static double plain_odds(const unroll_settings *settings, const double *logits) {
	double others = 0;
	if (settings->classes == 2) return *logits;
	for (uint32_t k = 0; k < settings->classes; k++)
		if (k != asked) others += exp(logits[k]);
	return logits[asked] - log(others);
}

/* A direction over a sequence: fills in states[t], and returns where its weights end. */
static const double *plain_direction(const unroll_settings *settings, uint32_t layer, size_t inputs,
                                     bool backward, const uint32_t *ids, const double *weights,
                                     plain_sequence sequence, plain_sequence states, nudge n, bool nudged) {
	plain_layer plain;
	const double *end = plain_layer_open(&plain, settings, layer, inputs, weights);
	for (size_t i = 0; i < PLAIN_FEATURES; i++) plain.input_mask[i] = plain.recurrent_mask[i] = 1;
	for (uint32_t s = 0; s < STEPS; s++) {
		uint32_t t = backward ? STEPS - 1 - s : s;
		if (!plain_is_masked(settings, ids[t])) plain_step(&plain, sequence[t]);
		if (nudged && t == n.step) plain.h[n.unit] += n.by;
		memcpy(states[t], plain.h, sizeof plain.h);
	}
	return end;
}

static void plain_run_all(const made_up_model *made, const uint32_t *ids, nudge n, plain_states *seen) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	plain_sequence sequence = {{0}};
	bool embedded = settings->input == UNROLL_EMBEDDING;
	size_t inputs = embedded ? settings->embedding : MADE_UP_WORDS, direction = 0;
	const double *weights = made->weights + (embedded ? MADE_UP_WORDS * inputs : 0);
	for (uint32_t t = 0; t < STEPS; t++) {
		for (size_t e = 0; e < inputs; e++)
			sequence[t][e] = embedded ? made->weights[ids[t] * inputs + e] : ids[t] == e;
		if (n.direction < 0 && n.step == t) sequence[t][n.unit] += n.by;
	}
	for (uint32_t i = 0; i < settings->layers; i++) {
		size_t units = settings->units[i], count = plain_directions(settings, i);
		bool last_of_all = i + 1 == settings->layers && settings->pooling == UNROLL_POOLING_LAST;
		for (size_t d = 0; d < count; d++)
			weights = plain_direction(settings, i, inputs, d == 1, ids, weights, sequence,
			                          seen->of[direction + d], n, n.direction == (int)(direction + d));
		for (size_t t = 0; t < STEPS; t++) {
			const double *f = seen->of[direction][t],
			             *b = seen->of[direction + count - 1][last_of_all ? 0 : t];
			plain_merge(settings->bidirectional[i], sequence[t], f, b, units);
		}
		inputs = plain_features(settings, i);
		direction += count;
	}
	for (uint32_t t = 0; t < STEPS; t++) {
		double given[PLAIN_FEATURES];
		memcpy(given, sequence[t], sizeof given);
		plain_pool(settings, ids, t + 1, sequence, given, inputs);
		double logits[UNROLL_MOST_CLASSES];
		plain_head(settings, weights, given, inputs, NULL, logits);
		seen->logits[t] = plain_odds(settings, logits);
	}
}

static double difference(const made_up_model *made, const uint32_t *ids, nudge n) {
	static plain_states above, below;
	n.by = 1e-5;
	plain_run_all(made, ids, n, &above);
	n.by = -1e-5;
	plain_run_all(made, ids, n, &below);
	return (above.logits[STEPS - 1] - below.logits[STEPS - 1]) / 2e-5;
}

/* --- Every network on every review ----------------------------------------------------------------- */

static unroll_settings form_settings(size_t form, unroll_cell cell, unroll_input input, bool masked) {
	unroll_settings settings = made_up_settings(&made_up_forms[0], cell, input);
	const char *const names[] = {"units",         "bidirectional", "upper-cells",      "padding",
	                             "pooling",       "dense",         "dense-activation", "classes",
	                             "layer-dropout", "dense-dropout"};
	for (size_t i = 0; i < 10 && forms[form][i]; i++)
		assert_int_equal(unroll_settings_set(&settings, names[i], forms[form][i], NULL), UNROLL_OK);
	settings.embedding = 11;
	settings.length = STEPS;
	settings.mask_zero = masked ? UNROLL_MASK_ZERO_YES : UNROLL_MASK_ZERO_NO;
	return settings;
}

typedef void check(made_up_model *made, unroll_trace *trace, const char *text, const uint32_t *ids);

static void check_all(check *each) {
	static const uint32_t lengths[] = {0, 3, STEPS - 1, 10};
	for (size_t form = 0; form < FORMS; form++)
		for (int n = 0; n < 12; n++) {
			static made_up_model made;
			unroll_trace *trace;
			char text[256];
			uint32_t ids[STEPS];
			made_up_open(&made, form_settings(form, (unroll_cell)(n % 3), (unroll_input)(n / 3 % 2), n >= 6));
			assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
			for (size_t r = 0; r < sizeof lengths / sizeof *lengths; r++) {
				made_up_review(text, lengths[r], r + form);
				assert_int_equal(unroll_trace_read(trace, text, strlen(text), NULL), UNROLL_OK);
				for (uint32_t t = 0; t < STEPS; t++) ids[t] = unroll_trace_of_review(trace).timesteps[t].id;
				asked = unroll_trace_of_review(trace).label;
				each(&made, trace, text, ids);
			}
			unroll_trace_destroy(trace);
			unroll_model_destroy(made.model);
		}
}

static void assert_near(double ours, double plain, double tolerance, const char *what, uint32_t t) {
	if (!(fabs(ours - plain) <= tolerance))
		fail_msg("%s at timestep %u is %.9g, not %.9g", what, t, ours, plain);
}

static void check_values(made_up_model *made, unroll_trace *trace, const char *text, const uint32_t *ids) {
	static plain_states seen;
	unroll_trace_review review = unroll_trace_of_review(trace);
	unroll_prediction prediction;
	assert_int_equal(predict(made->model, text, strlen(text), &prediction, NULL), UNROLL_OK);
	assert_memory_equal(&review.timesteps[STEPS - 1].logit, &prediction.logit, sizeof prediction.logit);
	plain_run_all(made, ids, (nudge){-2, 0, 0, 0}, &seen);
	for (uint32_t i = 0; i < unroll_traced_layers(made->model); i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		for (uint32_t t = 0; t < STEPS; t++)
			for (uint32_t u = 0; u < layer.units; u++)
				assert_near((double)layer.values[t * layer.rows * layer.units + u], seen.of[i][t][u],
				            VALUE_TOLERANCE, layer.name, t);
	}
	for (uint32_t t = 0; t < STEPS; t++)
		assert_near((double)review.timesteps[t].logit, seen.logits[t], VALUE_TOLERANCE, "logit", t);
}

static void every_state_is_the_plain_networks(void **state) {
	(void)state;
	check_all(check_values);
}

static void check_gradients(made_up_model *made, unroll_trace *trace, const char *text, const uint32_t *ids) {
	(void)text;
	for (uint32_t i = 0; i < unroll_traced_layers(made->model); i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		double expected[STEPS * PLAIN_FEATURES], largest = 0.01;
		for (uint32_t n = 0; n < STEPS * layer.units; n++) {
			expected[n] = difference(made, ids, (nudge){(int)i, n / layer.units, n % layer.units, 0});
			largest = fmax(largest, fabs(expected[n]));
		}
		for (uint32_t n = 0; n < STEPS * layer.units; n++)
			assert_near((double)layer.d_hidden[n], expected[n], GRADIENT_TOLERANCE * largest, layer.name,
			            n / layer.units);
	}
}

static void gradients_are_differences(void **state) {
	(void)state;
	check_all(check_gradients);
}

/* moved = Σ gradient · embedding and norm = √Σ gradient², over both directions. */
static void check_words(made_up_model *made, unroll_trace *trace, const char *text, const uint32_t *ids) {
	(void)text;
	const unroll_settings *settings = unroll_model_settings(made->model);
	bool one_hot = settings->input == UNROLL_ONE_HOT;
	unroll_trace_review review = unroll_trace_of_review(trace);
	for (uint32_t w = 0; w < review.word_count; w++) {
		const unroll_trace_word *word = &review.words[w];
		double moved = 0, squares = 0;
		for (uint32_t e = 0; word->timestep != UNROLL_NO_TIMESTEP && e < (one_hot ? 1 : settings->embedding);
		     e++) {
			double gradient = difference(made, ids, (nudge){-1, word->timestep, one_hot ? word->id : e, 0});
			moved += gradient * (one_hot ? 1 : made->weights[word->id * settings->embedding + e]);
			squares += gradient * gradient;
		}
		assert_near((double)word->moved, moved, 1e-4, "moved", word->timestep);
		assert_near((double)word->norm, sqrt(squares), 1e-4, "norm", word->timestep);
	}
}

static void words_move_the_prediction_by_their_gradient(void **state) {
	(void)state;
	check_all(check_words);
}

/* The terms of a gate add up to its sum, and the state before a timestep is that after the one that was read before. */
static void check_units(made_up_model *made, unroll_trace *trace, const char *text, const uint32_t *ids) {
	(void)text;
	for (uint32_t i = 0; i < unroll_traced_layers(made->model); i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		for (uint32_t t = 0; t < STEPS; t++) {
			unroll_trace_unit unit;
			if (plain_is_masked(unroll_model_settings(made->model), ids[t])) {
				assert_int_equal(unroll_trace_of_unit(trace, i, t, 0, &unit, NULL), UNROLL_BAD_SETTING);
				continue;
			}
			assert_int_equal(unroll_trace_of_unit(trace, i, t, 1, &unit, NULL), UNROLL_OK);
			bool begins = t == (layer.backward ? STEPS - 1 : 0);
			uint32_t before = layer.backward ? t + 1 : t - 1;
			for (uint32_t u = 0; u < layer.units; u++)
				assert_true(unit.h[u] == (begins ? 0 : layer.values[before * layer.rows * layer.units + u]));
			for (uint32_t g = 0; g < unit.gates; g++) {
				unroll_gate_terms terms = unit.terms[g];
				double recurrent = terms.recurrent + terms.recurrent_bias;
				if (layer.cell == UNROLL_GRU && g == 2) recurrent *= unit.terms[1].value;
				assert_near(terms.sum, terms.input + terms.bias + recurrent, VALUE_TOLERANCE, "a", t);
			}
		}
	}
}

static void a_units_equations_hold(void **state) {
	(void)state;
	check_all(check_units);
}

/* --- Names, a probe, a word map -------------------------------------------------------------------- */

static void directions_have_names_and_cells(void **state) {
	(void)state;
	static made_up_model made;
	static const char *const names[] = {"simple_rnn", "bidirectional/forward_lstm",
	                                    "bidirectional/backward_lstm", "bidirectional_1/forward_lstm_1",
	                                    "bidirectional_1/backward_lstm_1"};
	unroll_trace *trace;
	unroll_settings settings = form_settings(3, UNROLL_SIMPLE_RNN, UNROLL_EMBEDDING, false);
	assert_int_equal(unroll_settings_set(&settings, "upper-cells", "lstm", NULL), UNROLL_OK);
	made_up_open(&made, settings);
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	assert_int_equal(unroll_traced_layers(made.model), 5);
	for (uint32_t i = 0; i < 5; i++) {
		unroll_trace_layer layer = unroll_trace_of_layer(trace, i);
		assert_string_equal(layer.name, names[i]);
		assert_int_equal(layer.cell, i ? UNROLL_LSTM : UNROLL_SIMPLE_RNN);
		assert_int_equal(layer.backward, i == 2 || i == 4);
		assert_int_equal(layer.rows, unroll_trace_row_count(layer.cell));
	}
	unroll_trace_destroy(trace);
	unroll_model_destroy(made.model);
}

/* A probe of one review has the gradients of its trace, scaled to its loss. */
static void a_probe_is_a_trace(void **state) {
	(void)state;
	static made_up_model made;
	static const uint32_t gates[] = {0, 3, 2};
	for (size_t form = 0; form < FORMS; form++) {
		unroll_probe *probe;
		unroll_trace *trace;
		unroll_settings settings = form_settings(form, UNROLL_LSTM, UNROLL_EMBEDDING, form % 2);
		small_corpus data = small_class_corpus(settings.classes, 40, 0, 1);
		made_up_open_with(&made, settings, unroll_corpus_vocabulary(data.corpus));
		assert_int_equal(unroll_probe_create(made.model, data.corpus, 1, &probe, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
		assert_int_equal(unroll_probe_run(probe, NULL), UNROLL_OK);
		uint32_t review = unroll_probe_review(probe, 0);
		assert_int_equal(unroll_trace_read_review(trace, data.corpus, UNROLL_TRAIN_HALF, review, NULL),
		                 UNROLL_OK);
		uint8_t label = unroll_corpus_get(data.corpus, UNROLL_TRAIN_HALF, review).label;
		double error = 1 - (double)unroll_trace_of_review(trace).prediction.probabilities[label];
		for (uint32_t i = 0; i < unroll_traced_layers(made.model); i++) {
			unroll_probe_layer probed = unroll_probe_of_layer(probe, i);
			unroll_trace_layer traced = unroll_trace_of_layer(trace, i);
			assert_string_equal(probed.name, traced.name);
			assert_int_equal(probed.cell, traced.cell);
			assert_int_equal(probed.backward, traced.backward);
			assert_int_equal(probed.gates, gates[traced.cell]);
			for (uint32_t t = 0; t < STEPS; t++) {
				double squares = 0;
				for (uint32_t u = 0; u < traced.units; u++)
					squares += pow((double)traced.d_hidden[t * traced.units + u], 2);
				assert_near(probed.gradients[t], error * sqrt(squares), 1e-5, probed.name, t);
			}
		}
		unroll_trace_destroy(trace);
		unroll_probe_destroy(probe);
		unroll_model_destroy(made.model);
		small_corpus_free(&data);
	}
}

/* Of another class than the predicted one: its own logits, of which the last, and those of all shortened reviews, are the predictions'. */
static void a_class_can_be_chosen(void **state) {
	(void)state;
	static made_up_model made;
	static plain_states seen;
	unroll_trace *trace;
	unroll_word_map *map;
	unroll_error error;
	char text[256];
	made_up_open(&made, form_settings(FORMS - 1, UNROLL_GRU, UNROLL_EMBEDDING, false));
	made_up_review(text, 5, 1);
	assert_int_equal(unroll_trace_create(made.model, &trace, NULL), UNROLL_OK);
	assert_int_equal(unroll_word_map_create(made.model, 9, &map, NULL), UNROLL_OK);
	for (asked = 0; asked < 6; asked++) {
		uint32_t ids[STEPS];
		assert_int_equal(unroll_trace_choose(trace, asked, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(trace, text, strlen(text), NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_compare(trace, 5, NULL), UNROLL_OK);
		unroll_trace_review review = unroll_trace_of_review(trace);
		assert_int_equal(review.label, asked);
		for (uint32_t t = 0; t < STEPS; t++) ids[t] = review.timesteps[t].id;
		plain_run_all(&made, ids, (nudge){-2, 0, 0, 0}, &seen);
		assert_near((double)review.timesteps[STEPS - 1].logit, seen.logits[STEPS - 1], VALUE_TOLERANCE,
		            "logit", 0);
		assert_true(review.timesteps[STEPS - 1].probability == review.prediction.probabilities[asked]);
		assert_memory_equal(&review.words[4].up_to, &review.timesteps[STEPS - 1].logit, sizeof(float));
		assert_int_equal(unroll_word_map_choose(map, asked, NULL), UNROLL_OK);
		assert_int_equal(unroll_word_map_run(map, NULL), UNROLL_OK);
		unroll_prediction one, none;
		assert_int_equal(predict(made.model, "w5", 2, &one, NULL), UNROLL_OK);
		assert_int_equal(predict(made.model, "", 0, &none, NULL), UNROLL_OK);
		double change = log((double)one.probabilities[asked] / (1 - (double)one.probabilities[asked])) -
		                log((double)none.probabilities[asked] / (1 - (double)none.probabilities[asked]));
		assert_near((double)unroll_word_map_places(map).effects[1], change, 1e-5, "effect", asked);
	}
	assert_int_equal(unroll_trace_choose(trace, 6, &error), UNROLL_BAD_SETTING);
	assert_int_equal(unroll_word_map_choose(map, 6, &error), UNROLL_BAD_SETTING);
	assert_int_equal(unroll_trace_choose(trace, UNROLL_ANY_CLASS, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_read(trace, text, strlen(text), NULL), UNROLL_OK);
	unroll_trace_review review = unroll_trace_of_review(trace);
	assert_int_equal(review.label, review.prediction.label);
	unroll_word_map_destroy(map);
	unroll_trace_destroy(trace);
	unroll_model_destroy(made.model);
}

/* With one-hot input a word's place follows from its rows of both kernels: a word that differs in the backward one alone moves. */
static void a_word_map_has_both_kernels(void **state) {
	(void)state;
	static made_up_model made;
	unroll_word_map *map;
	made_up_open(&made, form_settings(0, UNROLL_GRU, UNROLL_ONE_HOT, false));
	for (uint32_t i = 0; i < unroll_model_tensor_count(made.model); i++) {
		unroll_tensor tensor = unroll_model_tensor(made.model, i);
		if (strcmp(tensor.name, "bidirectional/forward_gru/kernel") == 0)
			memset(tensor.values, 0, (size_t)tensor.shape[0] * tensor.shape[1] * sizeof(float));
	}
	assert_int_equal(unroll_word_map_create(made.model, 9, &map, NULL), UNROLL_OK);
	assert_int_equal(unroll_word_map_run(map, NULL), UNROLL_OK);
	unroll_word_places places = unroll_word_map_places(map);
	for (uint32_t i = 0; i < places.words; i++)
		for (uint32_t k = 0; k < i; k++) assert_true(places.places[2 * i] != places.places[2 * k]);
	assert_true(places.shown > 0.1 && places.shown < 1);
	unroll_word_map_destroy(map);
	unroll_model_destroy(made.model);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_state_is_the_plain_networks),
	    cmocka_unit_test(gradients_are_differences),
	    cmocka_unit_test(words_move_the_prediction_by_their_gradient),
	    cmocka_unit_test(a_units_equations_hold),
	    cmocka_unit_test(directions_have_names_and_cells),
	    cmocka_unit_test(a_probe_is_a_trace),
	    cmocka_unit_test(a_class_can_be_chosen),
	    cmocka_unit_test(a_word_map_has_both_kernels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

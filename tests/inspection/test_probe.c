/* Proves that a probe's gradients are a plain network's central differences, its gates those of traces of the same reviews,
 * that it takes the first reviews of the validation split, and that a run that is probed ends in the same bits. */
#include "../training/small_corpus.h"
#include "plain_trace.h"
#include "training/splits.h"
#include "within.h"

#define TOLERANCE 1e-4 /* relative to the largest; the engine computes in float */

enum { REVIEWS = 19, CORPUS = 120 };

/* The padded ids and labels of the first validation reviews, by the words of Keras' pad_sequences. */
typedef struct expected_review {
	uint32_t ids[PLAIN_STEPS];
	uint8_t label;
	uint32_t index;
} expected_review;

static void expect_reviews(const unroll_settings *settings, const unroll_corpus *corpus,
                           expected_review *reviews) {
	uint32_t permutation[CORPUS], length = settings->length;
	review_list list = reviews_of_split(settings, corpus, UNROLL_VALIDATION_SPLIT, permutation);
	assert_true(list.count > REVIEWS);
	for (uint32_t r = 0; r < REVIEWS; r++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, list.indices[r]);
		uint32_t kept = review.count < length ? review.count : length;
		uint32_t first = settings->truncating == UNROLL_PRE ? review.count - kept : 0;
		uint32_t start = settings->padding == UNROLL_PRE ? length - kept : 0;
		memset(&reviews[r], 0, sizeof reviews[r]);
		for (uint32_t i = 0; i < kept; i++) reviews[r].ids[start + i] = review.ids[first + i];
		reviews[r].label = review.label;
		reviews[r].index = list.indices[r];
	}
}

/* Σ_r |σ - y| · ‖d logit / dh‖ / reviews, by differences. */
static double plain_gradient(const made_up_model *made, const expected_review *reviews, uint32_t layer,
                             uint32_t step) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	double sum = 0;
	for (uint32_t r = 0; r < REVIEWS; r++) {
		const uint32_t *ids = reviews[r].ids;
		double squares = 0, logit = nudged_logit(made, ids, (nudge){0, 0, 0, 0});
		for (uint32_t u = 0; u < settings->units[layer]; u++)
			squares += pow(difference(made, ids, (nudge){step, (int)layer, u, 0}), 2);
		sum += fabs(plain_sigmoid(logit) - reviews[r].label) * sqrt(squares);
	}
	return sum / REVIEWS;
}

static void check_gradients(const made_up_model *made, const unroll_probe *probe,
                            const expected_review *reviews) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_probe_layer layer = unroll_probe_of_layer(probe, i);
		assert_int_equal(layer.units, settings->units[i]);
		for (uint32_t t = 0; t < settings->length; t++) {
			double expected = plain_gradient(made, reviews, i, t);
			if (!(fabs(layer.gradients[t] - expected) <= TOLERANCE * fmax(expected, 0.1)))
				fail_msg("gradient of layer %u after timestep %u is %.9g, not %.9g", i, t, layer.gradients[t],
				         expected);
		}
	}
}

/* The plain network's gates, over the timesteps that are not padding. */
static void check_openness(const made_up_model *made, const unroll_probe *probe,
                           const expected_review *reviews) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	static const char *const gates[] = {"", "ifo", "zr"};
	static const size_t columns_of_gate[][3] = {{0}, {0, 1, 3}, {0, 1}}; /* in Keras' kernels */
	double sums[3][3][PLAIN_FEATURES] = {{{0}}}, read = 0;
	for (uint32_t r = 0; r < REVIEWS; r++) {
		open_plain_layers(made);
		for (uint32_t t = 0; t < settings->length; t++) {
			double input[PLAIN_FEATURES], x[PLAIN_COLUMNS], h[PLAIN_COLUMNS];
			plain_input(made, reviews[r].ids[t], input);
			read += reviews[r].ids[t] != UNROLL_PADDING_ID;
			for (uint32_t i = 0; i < settings->layers; i++) {
				plain_layer *layer = &plain_layers[i];
				const double *below = i ? plain_layers[i - 1].h : input;
				size_t n = layer->units, columns = plain_gates(layer->cell) * n;
				plain_affine(x, below, layer->kernel, layer->bias, layer->inputs, columns);
				plain_affine(h, layer->h, layer->recurrent_kernel, layer->recurrent_bias, n, columns);
				for (size_t g = 0; g < strlen(gates[layer->cell]) && reviews[r].ids[t]; g++)
					for (size_t u = 0; u < n; u++) {
						size_t column = columns_of_gate[layer->cell][g] * n + u;
						sums[i][g][u] += plain_sigmoid(x[column] + h[column]);
					}
				plain_step(layer, below);
			}
		}
	}
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_probe_layer layer = unroll_probe_of_layer(probe, i);
		assert_int_equal(layer.gates, strlen(gates[settings->cell]));
		for (uint32_t g = 0; g < layer.gates; g++) {
			const char name[] = {gates[settings->cell][g], '\0'};
			assert_string_equal(unroll_probe_gate_name(settings->cell, g), name);
			for (uint32_t u = 0; u < layer.units; u++)
				assert_within(layer.openness[g * layer.units + u], sums[i][g][u] / read, 1e-5);
		}
	}
}

static void a_probe_is_the_plain_networks_mean(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(CORPUS, 0, 1);
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++)
			for (size_t f = 0; f < MADE_UP_FORMS; f++) {
				static made_up_model made;
				static expected_review reviews[REVIEWS];
				unroll_probe *probe;
				unroll_settings settings =
				    made_up_settings(&made_up_forms[f], (unroll_cell)cell, (unroll_input)input);
				made_up_open_with(&made, settings, unroll_corpus_vocabulary(data.corpus));
				expect_reviews(&settings, data.corpus, reviews);
				assert_int_equal(unroll_probe_create(made.model, data.corpus, REVIEWS, &probe, NULL),
				                 UNROLL_OK);
				assert_int_equal(unroll_probe_reviews(probe), REVIEWS);
				for (uint32_t r = 0; r < REVIEWS; r++)
					assert_int_equal(unroll_probe_review(probe, r), reviews[r].index);
				unroll_probe_run(probe, NULL);
				made_up_weights(&made,
				                f + 5); /* the second run must see new weights and leave the first behind */
				unroll_probe_run(probe, NULL);
				check_gradients(&made, probe, reviews);
				check_openness(&made, probe, reviews);
				unroll_probe_destroy(probe);
				unroll_model_destroy(made.model);
			}
	small_corpus_free(&data);
}

static void probing_does_not_disturb_a_run(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(CORPUS, 0, 1);
	char fingerprints[2][65];
	for (int probed = 0; probed < 2; probed++) {
		unroll_settings settings = small_settings(UNROLL_LSTM);
		unroll_model *model;
		unroll_trainer *trainer;
		unroll_probe *probe;
		unroll_word_map *map;
		settings.dropout = 0.2;
		unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
		assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
		assert_int_equal(unroll_probe_create(model, data.corpus, 1000, &probe, NULL), UNROLL_OK);
		assert_int_equal(unroll_probe_reviews(probe), CORPUS / 5); /* all there are */
		assert_int_equal(unroll_word_map_create(model, 1000, &map, NULL), UNROLL_OK);
		unroll_progress progress;
		do {
			assert_int_equal(unroll_trainer_step(trainer, 1, &progress, NULL), UNROLL_OK);
			if (probed) unroll_probe_run(probe, NULL);
			if (probed) unroll_word_map_run(map, NULL);
		} while (progress.phase != UNROLL_FINISHED);
		unroll_model_fingerprint(model, fingerprints[probed]);
		unroll_word_map_destroy(map);
		unroll_probe_destroy(probe);
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
	}
	assert_string_equal(fingerprints[0], fingerprints[1]);
	small_corpus_free(&data);
}

static void what_cannot_be_probed_is_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 0, 1);
	static made_up_model made;
	unroll_probe *probe;
	unroll_error error;
	unroll_settings settings = made_up_settings(&made_up_forms[0], UNROLL_GRU, UNROLL_EMBEDDING);
	made_up_open(&made, settings);
	assert_int_equal(unroll_probe_create(made.model, data.corpus, 5, &probe, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "vocabulary");
	unroll_model_destroy(made.model);
	made_up_open_with(&made, settings, unroll_corpus_vocabulary(data.corpus));
	assert_int_equal(unroll_probe_create(made.model, data.corpus, 0, &probe, &error), UNROLL_NO_REVIEWS);
	assert_int_equal(unroll_probe_create(made.model, data.corpus, 5, &probe, NULL), UNROLL_OK);
	made_up_huge(made.model);
	assert_int_equal(unroll_probe_run(probe, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "weights");
	unroll_probe_destroy(probe);
	unroll_model_destroy(made.model);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_probe_is_the_plain_networks_mean),
	    cmocka_unit_test(probing_does_not_disturb_a_run),
	    cmocka_unit_test(what_cannot_be_probed_is_refused),
	};
	return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}

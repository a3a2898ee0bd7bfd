/* Proves that a map's effects are differences of predictions, that its places are the words' embeddings seen in their principal
 * plane, turned as the header says, and that a picture that lives does not flip. */
#include "../training/predict.h"
#include "../training/small_corpus.h"
#include "made_up_model.h"
#include "within.h"

enum { WORDS = MADE_UP_WORDS - 4 };

static float logit_of(unroll_model *model, const char *text) {
	unroll_prediction prediction;
	assert_int_equal(predict(model, text, strlen(text), &prediction, NULL), UNROLL_OK);
	return prediction.logit;
}

static void check_effects(unroll_model *model, const unroll_word_places *map) {
	for (uint32_t i = 0; i < map->words; i++) {
		char word[16];
		snprintf(word, sizeof word, "w%u", i + 4);
		float effect = logit_of(model, word) - logit_of(model, "");
		assert_memory_equal(&map->effects[i], &effect, sizeof effect);
	}
}

static double distance(const double *a, const double *b, size_t count) {
	double squares = 0;
	for (size_t i = 0; i < count; i++) squares += (a[i] - b[i]) * (a[i] - b[i]);
	return squares;
}

/* The rows of the words, wherever the network has them. */
static const double *rows_of(const made_up_model *made, size_t *dimensions) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	*dimensions = settings->input == UNROLL_EMBEDDING ? settings->embedding
	                                                  : plain_gates(settings->cell) * settings->units[0];
	return made->weights + 4 * *dimensions;
}

static bool all_zero(const float *values, uint32_t count) {
	for (uint32_t i = 0; i < count; i++)
		if (values[i] != 0) return false;
	return true;
}

static uint32_t turned; /* maps that have a right */

/* No projection makes distances longer, and `shown` is the share of them, squared, that the plane keeps. */
static void check_places(const made_up_model *made, const unroll_word_places *map) {
	size_t dimensions;
	const double *rows = rows_of(made, &dimensions);
	double all = 0, kept = 0, rising = 0, across = 0;
	for (uint32_t i = 0; i < map->words; i++) {
		const double place[] = {(double)map->places[2 * i], (double)map->places[2 * i + 1]};
		rising += place[0] * (double)map->effects[i];
		across += place[1] * (double)map->effects[i];
		for (uint32_t k = 0; k < i; k++) {
			const double other[] = {(double)map->places[2 * k], (double)map->places[2 * k + 1]};
			double far = distance(rows + i * dimensions, rows + k * dimensions, dimensions);
			double near = distance(place, other, 2);
			assert_true(near <= far + 1e-5);
			all += far, kept += near;
		}
	}
	assert_within(map->shown, kept / all, 1e-5);
	turned += rising > 0;
	assert_true(
	    rising > 0 ||
	    all_zero(map->effects, map->words)); /* what one unit of a SimpleRNN saw may be gone without trace */
	assert_true(fabs(across) < 1e-5 * rising + 1e-6);
}

static void a_map_shows_the_words(void **state) {
	(void)state;
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++)
			for (size_t f = 0; f < MADE_UP_FORMS; f++) {
				static made_up_model made;
				unroll_word_map *map;
				made_up_open(&made,
				             made_up_settings(&made_up_forms[f], (unroll_cell)cell, (unroll_input)input));
				assert_int_equal(unroll_word_map_create(made.model, f % 2 ? 7 : 1000, &map, NULL), UNROLL_OK);
				unroll_word_map_run(map, NULL);
				made_up_weights(&made, f + 3);
				unroll_word_map_run(map, NULL);
				unroll_word_places places = unroll_word_map_places(map);
				assert_int_equal(places.words, f % 2 ? 7 : WORDS);
				check_effects(made.model, &places);
				check_places(&made, &places);
				unroll_word_map_destroy(map);
				unroll_model_destroy(made.model);
			}
	assert_true(turned >= 6 * (MADE_UP_FORMS - 1));
}

/* From batch to batch no word goes far, as against how far apart words are. */
static void the_picture_does_not_flip_while_training(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(200, 0, 1);
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		unroll_settings settings = small_settings((unroll_cell)cell);
		unroll_model *model;
		unroll_trainer *trainer;
		unroll_word_map *map;
		settings.embedding = 6;
		settings.learning_rate = 0.002;
		unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
		unroll_trainer_create(model, data.corpus, &trainer, NULL);
		assert_int_equal(unroll_word_map_create(model, 16, &map, NULL), UNROLL_OK);
		unroll_word_map_run(map, NULL);
		unroll_progress progress = unroll_trainer_progress(trainer);
		while (progress.phase == UNROLL_TRAINING) {
			float before[32];
			memcpy(before, unroll_word_map_places(map).places, sizeof before);
			unroll_trainer_step(trainer, 1, &progress, NULL);
			unroll_word_map_run(map, NULL);
			const float *now = unroll_word_map_places(map).places;
			double moved = 0, spread = 0;
			for (size_t i = 0; i < 32; i++) {
				moved += pow((double)(now[i] - before[i]), 2);
				spread += pow((double)now[i], 2);
			}
			assert_true(moved < 0.2 * spread); /* a flip of one axis moves by about twice the spread */
		}
		unroll_word_map_destroy(map);
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

/* Turns two columns of a matrix (rows, columns), or two rows of one, by an angle. */
static void turn(float *a, float *b, size_t count, size_t stride, double angle) {
	for (size_t i = 0; i < count; i++) {
		double x = (double)a[i * stride], y = (double)b[i * stride];
		a[i * stride] = (float)(cos(angle) * x - sin(angle) * y);
		b[i * stride] = (float)(sin(angle) * x + cos(angle) * y);
	}
}

/* Embeddings that are turned, with a kernel that is turned against it, are the same network: through a whole turn, in the
 * course of which the axes that are found change sides, the picture stands still. */
static void a_turned_network_has_the_same_picture(void **state) {
	(void)state;
	static made_up_model made;
	unroll_word_map *map;
	made_up_open(&made, made_up_settings(&made_up_forms[0], UNROLL_GRU, UNROLL_EMBEDDING));
	assert_int_equal(unroll_word_map_create(made.model, 1000, &map, NULL), UNROLL_OK);
	unroll_tensor embeddings = unroll_model_tensor(made.model, 0),
	              kernel = unroll_model_tensor(made.model, 1);
	float first[2 * WORDS];
	unroll_word_map_run(map, NULL);
	memcpy(first, unroll_word_map_places(map).places, sizeof first);
	for (int step = 0; step < 24; step++) {
		for (uint32_t d = 1; d < embeddings.shape[1]; d++) {
			turn(embeddings.values, embeddings.values + d, embeddings.shape[0], embeddings.shape[1], 0.26);
			turn(kernel.values, kernel.values + d * kernel.shape[1], kernel.shape[1], 1, 0.26);
		}
		unroll_word_map_run(map, NULL);
		const float *places = unroll_word_map_places(map).places;
		for (size_t i = 0; i < 2 * WORDS; i++) assert_within((double)places[i], (double)first[i], 1e-3);
	}
	unroll_word_map_destroy(map);
	unroll_model_destroy(made.model);
}

static void a_map_of_nothing_is_empty(void **state) {
	(void)state;
	static made_up_model made;
	unroll_word_map *map;
	made_up_open(&made, made_up_settings(&made_up_forms[0], UNROLL_LSTM, UNROLL_EMBEDDING));
	assert_int_equal(unroll_word_map_create(made.model, 0, &map, NULL), UNROLL_OK);
	unroll_word_map_run(map, NULL);
	assert_int_equal(unroll_word_map_places(map).words, 0);
	unroll_word_map_destroy(map);
	unroll_word_map_destroy(NULL);
	unroll_model_destroy(made.model);
}

/* Finite weights whose logits or places are not: nothing of them is shown. */
static void a_map_that_is_not_finite_is_not_shown(void **state) {
	(void)state;
	for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
		static made_up_model made;
		unroll_word_map *map;
		unroll_error error;
		made_up_open(&made, made_up_settings(&made_up_forms[0], UNROLL_LSTM, (unroll_input)input));
		assert_int_equal(unroll_word_map_create(made.model, WORDS, &map, NULL), UNROLL_OK);
		assert_int_equal(unroll_word_map_run(map, NULL), UNROLL_OK);
		made_up_huge(made.model);
		assert_int_equal(unroll_word_map_run(map, &error), UNROLL_NOT_FINITE);
		assert_string_equal(error.subject, "weights");
		unroll_word_places places = unroll_word_map_places(map);
		assert_true(all_zero(places.effects, WORDS) && all_zero(places.places, 2 * WORDS) &&
		            places.shown == 0);
		unroll_word_map_destroy(map);
		unroll_model_destroy(made.model);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_map_shows_the_words),
	    cmocka_unit_test(a_map_that_is_not_finite_is_not_shown),
	    cmocka_unit_test(the_picture_does_not_flip_while_training),
	    cmocka_unit_test(a_turned_network_has_the_same_picture),
	    cmocka_unit_test(a_map_of_nothing_is_empty),
	};
	return cmocka_run_group_tests_name("word map", tests, NULL, NULL);
}

/* Proves that what reads a model does not write to it: predictors, traces, maps, probes and evaluators of one model, on two
 * threads at the same time, each give what they give alone, and the weights stay the same bits. Meant for ThreadSanitizer too,
 * which sees any two threads at one place. */
#include <pthread.h>

#include "../training/small_corpus.h"

static const char *const texts[] = {"a good and warm film", "a dull and grey story", "",
                                    "the cast was bright and the film was cold",
                                    "good good good good good good good good good good good good good good"};
enum { TEXTS = sizeof texts / sizeof *texts, REPEATS = 20, MAPPED = 8 };

/* Everything that can be read of a model. */
typedef struct readings {
	unroll_prediction predictions[TEXTS];
	float moved[TEXTS], without[TEXTS]; /* of each text's first word */
	float places[2 * MAPPED], effects[MAPPED];
	double gradient; /* of the probe, at the last timestep */
	unroll_score score;
} readings;

typedef struct reader {
	const unroll_model *model;
	const unroll_corpus *corpus;
	readings found;
	bool failed;
} reader;

static bool read_texts(const unroll_model *model, readings *found) {
	unroll_predictor *predictor;
	unroll_trace *trace;
	bool done = unroll_predictor_create(model, &predictor, NULL) == UNROLL_OK &&
	            unroll_trace_create(model, &trace, NULL) == UNROLL_OK;
	for (size_t i = 0; done && i < TEXTS; i++) {
		size_t size = strlen(texts[i]);
		done =
		    unroll_predictor_predict(predictor, texts[i], size, &found->predictions[i], NULL) == UNROLL_OK &&
		    unroll_trace_read(trace, texts[i], size, NULL) == UNROLL_OK;
		unroll_trace_compare(trace, 100, NULL);
		unroll_trace_review review = unroll_trace_of_review(trace);
		found->moved[i] = review.word_count ? review.words[0].moved : 0;
		found->without[i] = review.word_count ? review.words[0].without : 0;
		done = done && memcmp(&review.prediction, &found->predictions[i], sizeof review.prediction) == 0;
	}
	unroll_trace_destroy(trace);
	unroll_predictor_destroy(predictor);
	return done;
}

static bool read_map(const unroll_model *model, readings *found) {
	unroll_word_map *map;
	if (unroll_word_map_create(model, MAPPED, &map, NULL) != UNROLL_OK) return false;
	unroll_word_map_run(map, NULL);
	unroll_word_places places = unroll_word_map_places(map);
	bool done = places.words == MAPPED;
	if (done) memcpy(found->places, places.places, sizeof found->places);
	if (done) memcpy(found->effects, places.effects, sizeof found->effects);
	unroll_word_map_destroy(map);
	return done;
}

static bool read_corpus(const unroll_model *model, const unroll_corpus *corpus, readings *found) {
	unroll_probe *probe;
	unroll_evaluator *evaluator;
	if (unroll_probe_create(model, corpus, 20, &probe, NULL) != UNROLL_OK) return false;
	unroll_probe_run(probe, NULL);
	found->gradient = unroll_probe_of_layer(probe, 0).gradients[unroll_model_settings(model)->length - 1];
	unroll_probe_destroy(probe);
	if (unroll_evaluator_create(model, corpus, UNROLL_TEST_SPLIT, &evaluator, NULL) != UNROLL_OK)
		return false;
	unroll_evaluator_step(evaluator, 100, &found->score);
	unroll_evaluator_destroy(evaluator);
	return true;
}

static void *read_all(void *context) {
	reader *r = context;
	for (int i = 0; i < REPEATS && !r->failed; i++)
		r->failed = !read_texts(r->model, &r->found) || !read_map(r->model, &r->found) ||
		            !read_corpus(r->model, r->corpus, &r->found);
	return NULL;
}

static void two_threads_read_one_model(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(120, 40, 1);
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		unroll_settings settings = small_settings((unroll_cell)cell);
		unroll_model *model;
		char before[65], after[65];
		assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
		                 UNROLL_OK);
		unroll_model_fingerprint(model, before);
		static reader alone, together[2];
		alone = (reader){.model = model, .corpus = data.corpus};
		together[0] = together[1] = alone;
		read_all(&alone);
		assert_false(alone.failed);
		pthread_t threads[2];
		for (int i = 0; i < 2; i++)
			assert_int_equal(pthread_create(&threads[i], NULL, read_all, &together[i]), 0);
		for (int i = 0; i < 2; i++) {
			assert_int_equal(pthread_join(threads[i], NULL), 0);
			assert_false(together[i].failed);
			assert_memory_equal(&together[i].found, &alone.found, sizeof alone.found);
		}
		unroll_model_fingerprint(model, after);
		assert_string_equal(before, after);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(two_threads_read_one_model)};
	return cmocka_run_group_tests_name("readers share a model", tests, NULL, NULL);
}

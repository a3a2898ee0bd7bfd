/* Proves that a trace reads a review of a corpus as it reads the review's text, and that the next review of a trainer is the one
 * that the next step trains. */
#include <math.h>
#include <stdio.h>

#include "../training/small_corpus.h"
#include "within.h"

/* The words of a review as a text: of a corpus that keeps all ids. */
static void text_of(const unroll_corpus *corpus, unroll_corpus_review review, char *text) {
	for (uint32_t i = 1; i < review.count; i++) {
		size_t size;
		const char *word =
		    unroll_vocabulary_word(unroll_corpus_vocabulary(corpus), review.ids[i] - 3u, &size);
		text += sprintf(text, "%.*s ", (int)size, word);
	}
}

static void assert_same_trace(const unroll_trace *first, const unroll_trace *second) {
	unroll_trace_review a = unroll_trace_of_review(first), b = unroll_trace_of_review(second);
	assert_memory_equal(&a.prediction, &b.prediction, sizeof a.prediction);
	assert_int_equal(a.word_count, b.word_count);
	assert_memory_equal(a.timesteps, b.timesteps, a.timestep_count * sizeof *a.timesteps);
	for (uint32_t i = 0; i < a.word_count; i++) {
		assert_int_equal(a.words[i].id, b.words[i].id);
		assert_int_equal(a.words[i].timestep, b.words[i].timestep);
		assert_memory_equal(&a.words[i].moved, &b.words[i].moved, sizeof(float));
		assert_memory_equal(&a.words[i].norm, &b.words[i].norm, sizeof(float));
	}
	unroll_trace_layer of_a = unroll_trace_of_layer(first, 0), of_b = unroll_trace_of_layer(second, 0);
	size_t units = (size_t)a.timestep_count * of_a.units;
	assert_memory_equal(of_a.values, of_b.values, units * of_a.rows * sizeof(float));
	assert_memory_equal(of_a.d_hidden, of_b.d_hidden, units * sizeof(float));
}

/* Shorter and longer than the network's timesteps, padded and truncated on either side, and with words that the model does not
 * know. */
static void a_review_of_a_corpus_is_read_as_its_text_is(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 2, 1);
	for (int side = UNROLL_PRE; side <= UNROLL_POST; side++) {
		unroll_settings settings = small_settings(UNROLL_GRU);
		unroll_model *model;
		unroll_trace *of_review, *of_text;
		char text[512] = "";
		settings.padding = settings.truncating = (unroll_side)side;
		settings.length = 11;
		settings.words = 17;
		assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
		                 UNROLL_OK);
		assert_int_equal(unroll_trace_create(model, &of_review, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_create(model, &of_text, NULL), UNROLL_OK);
		for (uint32_t r = 0; r < 40; r++) {
			text_of(data.corpus, unroll_corpus_get(data.corpus, UNROLL_TRAIN_HALF, r), text);
			assert_int_equal(unroll_trace_read(of_text, text, strlen(text), NULL), UNROLL_OK);
			assert_int_equal(unroll_trace_read_review(of_review, data.corpus, UNROLL_TRAIN_HALF, r, NULL),
			                 UNROLL_OK);
			assert_same_trace(of_review, of_text);
		}
		unroll_error error;
		assert_int_equal(unroll_trace_read_review(of_review, data.corpus, UNROLL_TEST_HALF, 2, &error),
		                 UNROLL_NO_REVIEWS);
		assert_string_equal(error.subject, "review");
		assert_same_trace(of_review, of_text);
		unroll_trace_destroy(of_review);
		unroll_trace_destroy(of_text);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

/* With batches of one review, the loss of a step is the loss that the trace of its review shows before the step. */
static void the_next_review_is_the_one_that_is_trained(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_trace *trace;
	unroll_progress progress;
	settings.batch = 1;
	settings.epochs = 2;
	unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
	assert_int_equal(unroll_trace_create(model, &trace, NULL), UNROLL_OK);
	for (progress = unroll_trainer_progress(trainer); progress.phase != UNROLL_FINISHED;) {
		bool trains = progress.phase == UNROLL_TRAINING;
		uint32_t next = unroll_trainer_next_review(trainer);
		assert_int_equal(unroll_trace_read_review(trace, data.corpus, UNROLL_TRAIN_HALF, next, NULL),
		                 UNROLL_OK);
		double logit = (double)unroll_trace_of_review(trace).prediction.logit;
		uint8_t label = unroll_corpus_get(data.corpus, UNROLL_TRAIN_HALF, next).label;
		assert_int_equal(unroll_trainer_step(trainer, 1, &progress, NULL), UNROLL_OK);
		if (trains) assert_within(progress.batch_loss, log1p(exp(label ? -logit : logit)), 1e-9);
	}
	assert_int_equal(unroll_trainer_next_review(trainer), 0);
	unroll_trace_destroy(trace);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_review_of_a_corpus_is_read_as_its_text_is),
	    cmocka_unit_test(the_next_review_is_the_one_that_is_trained),
	};
	return cmocka_run_group_tests_name("trace of a review", tests, NULL, NULL);
}

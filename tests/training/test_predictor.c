/* Proves that a prediction's label is the one that accuracy counts, and which models predict a typed review: those with a
 * vocabulary, those that give no word an id,
 * but not those that were trained on ids alone. And that a review on its own is not padded where batches are as long as their longest. */
#include "predict.h"
#include "small_corpus.h"

#include "text/vocabulary.h"

static unroll_model *make(const unroll_settings *settings, const char *words) {
	unroll_vocabulary *vocabulary;
	unroll_model *model;
	assert_int_equal(unroll_vocabulary_create(words, strlen(words), &vocabulary, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_create(settings, vocabulary, &model, NULL), UNROLL_OK);
	unroll_vocabulary_destroy(vocabulary);
	return model;
}

/* A logit so small that its sigmoid is 0.5 as a float. */
static void the_label_is_the_one_that_accuracy_counts(void **state) {
	(void)state;
	static const float logits[] = {1e-9f, 0, -1e-9f};
	small_corpus data = small_corpus_make(20, 30, 1); /* every other review is positive */
	for (size_t i = 0; i < sizeof logits / sizeof *logits; i++) {
		unroll_settings settings = small_settings(UNROLL_GRU);
		unroll_model *model;
		assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
		                 UNROLL_OK);
		for (uint32_t t = 0; t < unroll_model_tensor_count(model); t++) {
			unroll_tensor tensor = unroll_model_tensor(model, t);
			memset(tensor.values, 0, tensor.shape[0] * tensor.shape[1] * sizeof *tensor.values);
			if (strcmp(tensor.name, "dense/bias") == 0) tensor.values[0] = logits[i];
		}
		unroll_prediction prediction;
		unroll_evaluator *evaluator;
		unroll_score score;
		assert_int_equal(predict(model, "good film", 9, &prediction, NULL), UNROLL_OK);
		assert_true(prediction.probability == 0.5f);
		assert_int_equal(prediction.label, logits[i] > 0);
		/* Of reviews that are all given this label, those are right that have it. */
		assert_int_equal(unroll_evaluator_create(model, data.corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
		                 UNROLL_OK);
		unroll_evaluator_step(evaluator, 10, &score);
		uint32_t labelled = 0;
		for (uint32_t r = 0; r < score.total; r++)
			labelled += unroll_corpus_get(data.corpus, UNROLL_TEST_HALF, r).label == prediction.label;
		assert_true(score.accuracy == (double)labelled / score.total);
		unroll_evaluator_destroy(evaluator);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

static void without_ids_for_words_every_word_is_unknown(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.words = 4;
	unroll_model *model = make(&settings, "good\nbad"), *read;
	unroll_bytes file;
	unroll_prediction one, two;
	assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_open(file.data, file.size, &read, NULL), UNROLL_OK);
	assert_int_equal(predict(read, "a good film", 11, &one, NULL), UNROLL_OK);
	assert_int_equal(one.words, 3);
	assert_int_equal(one.unknown, 3);
	assert_int_equal(predict(model, "quite another film", 18, &two, NULL), UNROLL_OK);
	assert_memory_equal(&one, &two, sizeof one);
	assert_int_equal(predict(model, "", 0, &two, NULL), UNROLL_OK);
	assert_int_equal(two.words, 0);
	unroll_bytes_free(&file);
	unroll_model_destroy(read);
	unroll_model_destroy(model);
}

static void a_model_of_ids_alone_is_a_mismatch(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.words = 5; /* one word has an id, and which one is not known */
	unroll_model *model = make(&settings, "");
	unroll_prediction prediction = {7, 7, 7, 7, 7, 7, {7}};
	unroll_error error;
	assert_int_equal(predict(model, "good", 4, &prediction, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "vocabulary");
	assert_int_equal(prediction.words, 7);
	unroll_model_destroy(model);
}

/* Finite weights whose sums are not: inf - inf. They are a model, but no answer. */
static void a_prediction_that_is_no_number_is_a_failure(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	unroll_model *model = make(&settings, "good\nbad");
	for (uint32_t t = 0; t < unroll_model_tensor_count(model); t++) {
		unroll_tensor tensor = unroll_model_tensor(model, t);
		for (uint32_t i = 0; i < tensor.shape[0] * tensor.shape[1]; i++)
			tensor.values[i] = tensor.shape[1] > 1 ? 1 : i % 2 ? 3e38f : -3e38f;
		if (strcmp(tensor.name, "dense/kernel") == 0) tensor.values[0] = 3e38f, tensor.values[2] = 3e38f;
	}
	unroll_prediction prediction = {7, 7, 7, 7, 7, 7, {7}};
	unroll_error error;
	assert_int_equal(predict(model, "good", 4, &prediction, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "logit");
	assert_int_equal(prediction.words, 7);
	unroll_model_destroy(model);
}

static void no_word_has_an_id_beyond_the_vocabulary_size(void **state) {
	(void)state;
	unroll_vocabulary *vocabulary;
	assert_int_equal(unroll_vocabulary_create("a\nb\nc", 5, &vocabulary, NULL), UNROLL_OK);
	static const char *const words[] = {"a", "b", "c"};
	for (uint32_t size = 4; size < 9; size++)
		for (uint32_t i = 0; i < 3; i++)
			assert_int_equal(word_id(vocabulary, size, words[i], 1),
			                 4 + i < size ? 4 + i : UNROLL_UNKNOWN_ID);
	assert_int_equal(word_id(vocabulary, 9, "d", 1), UNROLL_UNKNOWN_ID);
	unroll_vocabulary_destroy(vocabulary);
}

/* With batches as long as their longest review, a typed review is read as it is: by a network that always pads to that length. */
static void a_review_of_its_own_is_not_padded(void **state) {
	(void)state;
	static const char text[] = "good film"; /* a start and two words */
	small_corpus data = small_corpus_make(20, 30, 1);
	for (int padding = UNROLL_PRE; padding <= UNROLL_POST; padding++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			unroll_prediction predictions[3];
			for (size_t i = 0; i < 3; i++) {
				unroll_settings settings = small_settings(UNROLL_LSTM);
				settings.padding = (unroll_side)padding;
				settings.input = (unroll_input)input;
				if (i == 0) settings.pad_to = UNROLL_PAD_TO_LONGEST;
				if (i == 1) settings.length = 3;
				unroll_model *model;
				assert_int_equal(
				    unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
				    UNROLL_OK);
				assert_int_equal(predict(model, text, strlen(text), &predictions[i], NULL), UNROLL_OK);
				unroll_model_destroy(model);
			}
			assert_memory_equal(&predictions[0], &predictions[1], sizeof *predictions);
			assert_true(predictions[0].logit != predictions[2].logit);
		}
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_label_is_the_one_that_accuracy_counts),
	    cmocka_unit_test(without_ids_for_words_every_word_is_unknown),
	    cmocka_unit_test(a_model_of_ids_alone_is_a_mismatch),
	    cmocka_unit_test(a_prediction_that_is_no_number_is_a_failure),
	    cmocka_unit_test(a_review_of_its_own_is_not_padded),
	    cmocka_unit_test(no_word_has_an_id_beyond_the_vocabulary_size),
	};
	return cmocka_run_group_tests_name("predictor", tests, NULL, NULL);
}

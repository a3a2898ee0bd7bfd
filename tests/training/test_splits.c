/* Proves which reviews train and which validate, at random, the last of each label or the test half, and that all that reads
 * the validation set reads that one: trainer, evaluator and checkpoint. */
#include "small_corpus.h"

#include "training/splits.h"
#include "training/trainer.h"

enum { TRAIN = 23, TEST = 97 };

/* A list names each of `count` reviews from `first` on once, in their order. */
static void check_range(const review_list *list, unroll_half half, uint32_t first, uint32_t count) {
	assert_int_equal(list->half, half);
	assert_int_equal(list->count, count);
	for (uint32_t i = 0; i < count; i++) assert_int_equal(list->indices ? list->indices[i] : i, first + i);
}

/* As many as with Keras' split_at = int(math.floor(23 * (1 - share))). The corpus has 12 negative reviews, then 11 positive ones. */
static void the_last_of_each_label_are_held_out(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(TRAIN, TEST, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.held_out = UNROLL_HELD_OUT_LAST;
	static const struct {
		double share;
		uint32_t train, negative; /* trained on, and held out */
	} table[] = {{0.2, 18, 2}, {0.25, 17, 3}, {0.5, 11, 6}, {0.999, 0, 12}, {0.001, 22, 0}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint32_t permutation[TRAIN], train = table[i].train, negative = table[i].negative;
		settings.validation = table[i].share;
		review_list list = reviews_of_split(&settings, data.corpus, UNROLL_TRAIN_SPLIT, permutation);
		assert_int_equal(list.half, UNROLL_TRAIN_HALF);
		assert_int_equal(list.count, train);
		for (uint32_t r = 0; r < train; r++)
			assert_int_equal(list.indices[r], r < 12 - negative ? r : r + negative);
		list = reviews_of_split(&settings, data.corpus, UNROLL_VALIDATION_SPLIT, permutation);
		assert_int_equal(list.half, UNROLL_TRAIN_HALF);
		assert_int_equal(list.count, TRAIN - train);
		for (uint32_t r = 0; r < list.count; r++)
			assert_int_equal(list.indices[r], r < negative ? 12 - negative + r : train + r);
	}
	settings.validation = 0.2;
	assert_int_equal(25000 - held_out_count(&settings, 25000), 20000);
	small_corpus_free(&data);
}

static void the_test_half_validates_where_it_is_asked_to(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(TRAIN, TEST, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.held_out = UNROLL_HELD_OUT_TEST;
	uint32_t permutation[TRAIN];
	review_list list = reviews_of_split(&settings, data.corpus, UNROLL_TRAIN_SPLIT, permutation);
	check_range(&list, UNROLL_TRAIN_HALF, 0, TRAIN);
	list = reviews_of_split(&settings, data.corpus, UNROLL_VALIDATION_SPLIT, permutation);
	check_range(&list, UNROLL_TEST_HALF, 0, TEST);
	small_corpus_free(&data);
}

static double loss_of(const unroll_model *model, const unroll_corpus *corpus, unroll_split split,
                      unroll_reading reading) {
	unroll_evaluator *evaluator;
	unroll_score result;
	assert_int_equal(unroll_evaluator_create(model, corpus, split, &evaluator, NULL), UNROLL_OK);
	assert_int_equal(unroll_evaluator_restart(evaluator, reading, 3, NULL), UNROLL_OK);
	unroll_evaluator_step(evaluator, 100, &result);
	unroll_evaluator_destroy(evaluator);
	return result.loss;
}

/* The validation loss of the last epoch is what an evaluator finds of that set, and the training set was visited once an epoch. */
static void check_run(unroll_held_out held_out, uint32_t train, uint32_t validation, unroll_split same) {
	small_corpus data = small_corpus_make(TRAIN, TEST, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.held_out = held_out;
	settings.epochs = 1;
	settings.batch = 7;
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_progress progress;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
	bool seen[TRAIN] = {false};
	for (uint32_t i = 0; i < train; i++) {
		assert_true(trainer->order[i] < TRAIN && !seen[trainer->order[i]]);
		seen[trainer->order[i]] = true;
	}
	assert_int_equal(unroll_trainer_step(trainer, (train - 1) / 7 + 1, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.phase, UNROLL_VALIDATING);
	assert_int_equal(unroll_trainer_next_review(trainer), held_out == UNROLL_HELD_OUT_LAST ? 10 : 0);
	assert_int_equal(unroll_trainer_step(trainer, 100, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.train_reviews, train);
	assert_int_equal(progress.validation_reviews, validation);
	assert_true(loss_of(model, data.corpus, UNROLL_VALIDATION_SPLIT, UNROLL_READ_ALL) == progress.val_loss);
	for (int reading = UNROLL_READ_ALL; reading <= UNROLL_READ_OPPOSITE; reading++)
		assert_true(loss_of(model, data.corpus, UNROLL_VALIDATION_SPLIT, (unroll_reading)reading) ==
		            loss_of(model, data.corpus, same, (unroll_reading)reading));
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void a_run_validates_on_what_is_held_out(void **state) {
	(void)state;
	check_run(UNROLL_HELD_OUT_LAST, 18, 5, UNROLL_VALIDATION_SPLIT);
	check_run(UNROLL_HELD_OUT_TEST, TRAIN, TEST, UNROLL_TEST_SPLIT);
}

static unroll_status resume_with(const unroll_bytes *checkpoint, uint32_t test_reviews) {
	small_corpus data = small_corpus_make(TRAIN, test_reviews, 1);
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_status status =
	    unroll_trainer_resume(checkpoint->data, checkpoint->size, data.corpus, &model, &trainer, NULL);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
	return status;
}

/* A run that validates on the test half can be resumed with that one alone; to others it does not matter. */
static void a_checkpoint_belongs_to_the_reviews_it_depends_on(void **state) {
	(void)state;
	for (int held_out = UNROLL_HELD_OUT_RANDOM; held_out <= UNROLL_HELD_OUT_TEST; held_out++) {
		small_corpus data = small_corpus_make(TRAIN, TEST, 1);
		unroll_settings settings = small_settings(UNROLL_LSTM);
		settings.held_out = (unroll_held_out)held_out;
		unroll_model *model;
		unroll_trainer *trainer;
		unroll_bytes checkpoint;
		unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
		assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_save(trainer, &checkpoint, NULL), UNROLL_OK);
		assert_int_equal(resume_with(&checkpoint, TEST), UNROLL_OK);
		assert_int_equal(resume_with(&checkpoint, TEST - 1),
		                 held_out == UNROLL_HELD_OUT_TEST ? UNROLL_MISMATCH : UNROLL_OK);
		unroll_bytes_free(&checkpoint);
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
		small_corpus_free(&data);
	}
}

static void a_test_half_without_reviews_is_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(TRAIN, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.held_out = UNROLL_HELD_OUT_TEST;
	unroll_model *model;
	unroll_trainer *trainer = NULL;
	unroll_error error;
	unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, &error), UNROLL_NO_REVIEWS);
	assert_string_equal(error.subject, "held-out");
	assert_null(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_of_each_label_are_held_out),
	    cmocka_unit_test(the_test_half_validates_where_it_is_asked_to),
	    cmocka_unit_test(a_run_validates_on_what_is_held_out),
	    cmocka_unit_test(a_checkpoint_belongs_to_the_reviews_it_depends_on),
	    cmocka_unit_test(a_test_half_without_reviews_is_refused),
	};
	return cmocka_run_group_tests_name("splits", tests, NULL, NULL);
}

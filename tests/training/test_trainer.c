/* Proves that a trainer learns, stops, keeps the best weights, survives NaN, allocates nothing in a step, and that a run which is
 * cut anywhere and resumed from its checkpoint ends in the same bits. */
#include "predict.h"
#include "small_corpus.h"

/* A sanitizer brings a heap of its own that mallinfo2() does not see. */
#if defined(__GLIBC__) && !defined(UNROLL_SANITIZED)
#define HEAP_CAN_BE_MEASURED
#include <malloc.h>
#endif

#include "training/predictor.h"
#include "training/trainer.h"

typedef struct run {
	small_corpus data;
	unroll_model *model;
	unroll_trainer *trainer;
} run;

static run begin(const unroll_settings *settings) {
	run r = {.data = small_corpus_make(203, 31, 1)};
	assert_int_equal(unroll_model_create(settings, unroll_corpus_vocabulary(r.data.corpus), &r.model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(r.model, r.data.corpus, &r.trainer, NULL), UNROLL_OK);
	return r;
}

static void end(run *r) {
	unroll_trainer_destroy(r->trainer);
	unroll_model_destroy(r->model);
	small_corpus_free(&r->data);
}

static unroll_progress finish_run(run *r) {
	unroll_progress progress;
	do assert_int_equal(unroll_trainer_step(r->trainer, 7, &progress, NULL), UNROLL_OK);
	while (progress.phase != UNROLL_FINISHED);
	return progress;
}

static double score(run *r, unroll_split split) {
	unroll_evaluator *evaluator;
	unroll_score result;
	assert_int_equal(unroll_evaluator_create(r->model, r->data.corpus, split, &evaluator, NULL), UNROLL_OK);
	do unroll_evaluator_step(evaluator, 2, &result);
	while (result.reviews < result.total);
	unroll_evaluator_destroy(evaluator);
	return result.loss;
}

static void every_cell_learns(void **state) {
	(void)state;
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			unroll_settings settings = small_settings((unroll_cell)cell);
			settings.input = (unroll_input)input;
			settings.epochs = 25;
			settings.patience = 0;
			run r = begin(&settings);
			unroll_progress progress = finish_run(&r);
			assert_int_equal(progress.finished_epochs, 25);
			const unroll_epoch *history = unroll_trainer_history(r.trainer);
			assert_true(history[24].loss < 0.2 && history[24].loss < history[0].loss / 3);
			assert_true(history[24].val_accuracy > 0.85);
			unroll_prediction praise, blame;
			assert_int_equal(predict(r.model, "Warm, bright; GOOD!", 19, &praise, NULL), UNROLL_OK);
			assert_int_equal(predict(r.model, "dull and grey quux", 18, &blame, NULL), UNROLL_OK);
			assert_true(praise.probability > 0.5f && blame.probability < 0.5f);
			assert_int_equal(blame.words, 4);
			assert_int_equal(blame.unknown, 1);
			end(&r);
		}
}

static void the_best_weights_are_kept(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.learning_rate = 0.3; /* so high that the validation loss goes up and down */
	settings.epochs = 30;
	run r = begin(&settings);
	unroll_progress progress = finish_run(&r);
	const unroll_epoch *history = unroll_trainer_history(r.trainer);
	assert_true(progress.stopped_early);
	assert_int_equal(progress.finished_epochs, progress.best_epoch + 3);
	for (uint32_t i = 0; i < progress.finished_epochs; i++)
		assert_true(history[i].val_loss >= history[progress.best_epoch - 1].val_loss);
	assert_true(score(&r, UNROLL_VALIDATION_SPLIT) == history[progress.best_epoch - 1].val_loss);
	end(&r);
}

static void stopping_keeps_what_there_is(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_GRU);
	run r = begin(&settings);
	char before[65], after[65];
	unroll_progress progress;
	assert_int_equal(unroll_trainer_step(r.trainer, 3, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.batch, 3);
	unroll_model_fingerprint(r.model, before);
	unroll_trainer_stop(r.trainer);
	unroll_model_fingerprint(r.model, after);
	assert_string_equal(before, after);
	assert_int_equal(unroll_trainer_step(r.trainer, 3, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.phase, UNROLL_FINISHED);
	assert_int_equal(progress.trained_batches, 3);
	end(&r);
}

static void divergence_is_reported_and_the_last_good_weights_stay(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	run r = begin(&settings);
	unroll_progress progress;
	do unroll_trainer_step(r.trainer, 1, &progress, NULL);
	while (progress.finished_epochs == 0);
	char good[65], left[65];
	unroll_model_fingerprint(r.model, good);
	unroll_model_tensor(r.model, 0).values[4] = __builtin_nanf("");
	unroll_error error;
	unroll_status status;
	do status = unroll_trainer_step(r.trainer, 1, &progress, &error);
	while (status == UNROLL_OK && progress.phase != UNROLL_FINISHED);
	assert_int_equal(status, UNROLL_NOT_FINITE);
	assert_int_equal(progress.phase, UNROLL_FINISHED);
	assert_non_null(strstr(error.message, "epoch 2"));
	unroll_model_fingerprint(r.model, left);
	assert_string_equal(good, left);
	end(&r);
}

/* Before the first epoch there are no best weights yet, but the initial ones. */
static void a_run_that_is_stopped_as_it_diverges_has_its_initial_weights(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	run r = begin(&settings);
	char initial[65], left[65];
	unroll_model_fingerprint(r.model, initial);
	assert_int_equal(unroll_trainer_step(r.trainer, 2, NULL, NULL), UNROLL_OK);
	unroll_model_tensor(r.model, 1).values[2] = __builtin_inff();
	unroll_trainer_stop(r.trainer);
	unroll_model_fingerprint(r.model, left);
	assert_string_equal(initial, left);
	end(&r);
}

static void weights_that_are_no_numbers_are_not_trained(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	run r = begin(&settings);
	unroll_trainer *trainer = NULL;
	unroll_error error;
	unroll_model_tensor(r.model, 1).values[2] = -__builtin_inff();
	assert_int_equal(unroll_trainer_create(r.model, r.data.corpus, &trainer, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "simple_rnn/kernel");
	assert_null(trainer);
	end(&r);
}

/* The row of id 3, which no review has, shows in no loss. */
static void a_weight_that_no_review_reads_must_be_a_number_too(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	run r = begin(&settings);
	char initial[65], left[65];
	unroll_progress progress;
	unroll_error error;
	unroll_model_fingerprint(r.model, initial);
	unroll_model_tensor(r.model, 0).values[3 * 3] = __builtin_nanf("");
	assert_int_equal(unroll_trainer_step(r.trainer, 11, NULL, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_step(r.trainer, 1, &progress, &error), UNROLL_NOT_FINITE);
	assert_int_equal(progress.phase, UNROLL_FINISHED);
	assert_int_equal(progress.finished_epochs, 0);
	unroll_model_fingerprint(r.model, left);
	assert_string_equal(initial, left);
	end(&r);
}

static void a_step_allocates_nothing(void **state) {
	(void)state;
#ifdef HEAP_CAN_BE_MEASURED
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.dropout = settings.recurrent_dropout = 0.2;
	settings.optimizer = UNROLL_ADAM;
	settings.clip_norm = 1;
	run r = begin(&settings);
	unroll_predictor *predictor;
	assert_int_equal(unroll_predictor_create(r.model, &predictor, NULL), UNROLL_OK);
	struct mallinfo2 before = mallinfo2();
	finish_run(&r);
	unroll_prediction prediction;
	assert_int_equal(unroll_predictor_predict(predictor, "good", 4, &prediction, NULL), UNROLL_OK);
	struct mallinfo2 after = mallinfo2();
	assert_int_equal(before.uordblks, after.uordblks);
	assert_int_equal(before.hblkhd, after.hblkhd);
	assert_int_equal(before.arena, after.arena);
	unroll_predictor_destroy(predictor);
	end(&r);
#else
	skip();
#endif
}

/* A run of three epochs, of 9 batches of training and 3 of validation each. */
static void check_cuts(const unroll_settings *settings) {
	run whole = begin(settings);
	assert_int_equal(finish_run(&whole).finished_epochs, 3);
	char expected[65];
	unroll_model_fingerprint(whole.model, expected);
	static const uint32_t cuts[] = {0, 1, 8, 9, 10, 12, 13, 21, 22, 30, 35, 36};
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		run r = begin(settings);
		if (cuts[i]) unroll_trainer_step(r.trainer, cuts[i], NULL, NULL);
		unroll_bytes checkpoint;
		assert_int_equal(unroll_trainer_save(r.trainer, &checkpoint, NULL), UNROLL_OK);
		unroll_trainer_destroy(r.trainer);
		unroll_model_destroy(r.model);
		assert_int_equal(unroll_trainer_resume(checkpoint.data, checkpoint.size, r.data.corpus, &r.model,
		                                       &r.trainer, NULL),
		                 UNROLL_OK);
		unroll_bytes_free(&checkpoint);
		finish_run(&r);
		char fingerprint[65];
		unroll_model_fingerprint(r.model, fingerprint);
		assert_string_equal(fingerprint, expected);
		assert_memory_equal(unroll_trainer_history(r.trainer), unroll_trainer_history(whole.trainer),
		                    3 * sizeof(unroll_epoch));
		end(&r);
	}
	end(&whole);
}

static void a_run_that_is_cut_ends_in_the_same_bits(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.units[1] = 3, settings.layers = 2;
	settings.dropout = 0.3, settings.recurrent_dropout = 0.1;
	settings.optimizer = UNROLL_ADAM;
	settings.epochs = 3;
	check_cuts(&settings);
	unroll_settings_set(&settings, "bidirectional", "concat", NULL);
	unroll_settings_set(&settings, "upper-cells", "lstm", NULL);
	check_cuts(&settings);
	unroll_settings_set(&settings, "pooling", "max", NULL);
	unroll_settings_set(&settings, "dense", "5", NULL);
	unroll_settings_set(&settings, "layer-dropout", "0.2", NULL);
	unroll_settings_set(&settings, "dense-dropout", "0.3", NULL);
	check_cuts(&settings);
}

/* So does one whose learning rate or end depends on the epochs before, which only the history of the checkpoint has. */
static void so_does_one_with_a_schedule(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.epochs = 3;
	settings.optimizer = UNROLL_NADAM;
	settings.schedule = UNROLL_SCHEDULE_PLATEAU;
	settings.rate_epochs = 1, settings.min_delta = 0.5; /* each epoch after the first is a plateau */
	check_cuts(&settings);
	run r = begin(&settings);
	double rates[3] = {0};
	for (unroll_progress p = unroll_trainer_progress(r.trainer); p.phase != UNROLL_FINISHED;) {
		if (p.phase == UNROLL_TRAINING) rates[p.epoch - 1] = p.learning_rate;
		assert_int_equal(unroll_trainer_step(r.trainer, 1, &p, NULL), UNROLL_OK);
	}
	assert_true(rates[0] == 0.01 && rates[1] == 0.01 && rates[2] == 0.01 * 0.1);
	end(&r);
	settings.schedule = UNROLL_SCHEDULE_COSINE;
	settings.warm_up = 4;
	settings.optimizer = UNROLL_ADAMW;
	settings.monitor = UNROLL_MONITOR_VAL_ACCURACY, settings.patience = 2;
	check_cuts(&settings);
}

/* The order of the training split in an epoch, by its first reviews. */
static void order_in_epoch(run *r, uint32_t epoch, uint32_t first[20]) {
	unroll_progress progress = unroll_trainer_progress(r->trainer);
	while (progress.epoch < epoch) unroll_trainer_step(r->trainer, 1, &progress, NULL);
	memcpy(first, r->trainer->order, 20 * sizeof *first);
}

static void reviews_are_shuffled_each_epoch_or_once(void **state) {
	(void)state;
	for (int shuffle = UNROLL_EACH_EPOCH; shuffle <= UNROLL_ONCE; shuffle++) {
		unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
		settings.shuffle = (unroll_shuffle)shuffle;
		settings.patience = 0;
		run r = begin(&settings);
		uint32_t one[20], two[20];
		order_in_epoch(&r, 1, one);
		order_in_epoch(&r, 2, two);
		assert_int_equal(memcmp(one, two, sizeof one) == 0, shuffle == UNROLL_ONCE);
		assert_memory_not_equal(one, r.trainer->split + r.trainer->validation.count, sizeof one);
		end(&r);
	}
}

static void too_few_reviews_are_refused(void **state) {
	(void)state;
	small_corpus one = small_corpus_make(1, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_model *model;
	unroll_trainer *trainer;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(one.corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(model, one.corpus, &trainer, NULL), UNROLL_NO_REVIEWS);
	unroll_evaluator *evaluator;
	assert_int_equal(unroll_evaluator_create(model, one.corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
	                 UNROLL_NO_REVIEWS);
	unroll_model_destroy(model);
	small_corpus_free(&one);
}

/* To the byte: model, trainer and predictor are a struct each and one block of memory. */
static void the_memory_of_a_run_is_known_exactly(void **state) {
	(void)state;
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		unroll_settings settings = small_settings((unroll_cell)cell);
		settings.optimizer = UNROLL_ADAM, settings.dropout = 0.2, settings.layers = 2, settings.units[1] = 3;
		run r = begin(&settings);
		unroll_predictor *predictor;
		size_t bytes;
		assert_int_equal(unroll_predictor_create(r.model, &predictor, NULL), UNROLL_OK);
		assert_int_equal(unroll_training_memory(&settings, 203, &bytes, NULL), UNROLL_OK);
		assert_int_equal(bytes, sizeof *r.model + r.model->memory.used + sizeof *r.trainer +
		                            r.trainer->memory.used + sizeof *predictor + predictor->memory.used);
		unroll_predictor_destroy(predictor);
		end(&r);
	}
}

static void the_memory_of_a_run_is_known_beforehand(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_LSTM);
	size_t small, large;
	assert_int_equal(unroll_training_memory(&settings, 203, &small, NULL), UNROLL_OK);
	settings.units[0] = 512, settings.length = 2000, settings.batch = 4096;
	assert_int_equal(unroll_training_memory(&settings, 203, &large, NULL), UNROLL_OK);
	assert_true(small > 10000 && small < 1000000 && large > 100000000);
	settings.units[0] = 0;
	assert_int_equal(unroll_training_memory(&settings, 203, &large, NULL), UNROLL_BAD_SETTING);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_cell_learns),
	    cmocka_unit_test(the_best_weights_are_kept),
	    cmocka_unit_test(stopping_keeps_what_there_is),
	    cmocka_unit_test(divergence_is_reported_and_the_last_good_weights_stay),
	    cmocka_unit_test(a_run_that_is_stopped_as_it_diverges_has_its_initial_weights),
	    cmocka_unit_test(a_weight_that_no_review_reads_must_be_a_number_too),
	    cmocka_unit_test(weights_that_are_no_numbers_are_not_trained),
	    cmocka_unit_test(a_step_allocates_nothing),
	    cmocka_unit_test(a_run_that_is_cut_ends_in_the_same_bits),
	    cmocka_unit_test(so_does_one_with_a_schedule),
	    cmocka_unit_test(reviews_are_shuffled_each_epoch_or_once),
	    cmocka_unit_test(too_few_reviews_are_refused),
	    cmocka_unit_test(the_memory_of_a_run_is_known_exactly),
	    cmocka_unit_test(the_memory_of_a_run_is_known_beforehand),
	};
	return cmocka_run_group_tests_name("trainer", tests, NULL, NULL);
}

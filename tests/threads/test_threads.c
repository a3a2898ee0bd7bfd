/* Proves that training on the program's threads is free of races, which ThreadSanitizer sees (preset native-threads), and ends in
 * the bits of training on one. */
#include "../training/small_corpus.h"

#include "cli/threads.h"

static void train(const small_corpus *data, const unroll_settings *settings, uint32_t count,
                  char fingerprint[65]) {
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_progress progress;
	threads *pool = threads_start(count);
	assert_non_null(pool);
	assert_int_equal(unroll_model_create(settings, unroll_corpus_vocabulary(data->corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(model, data->corpus, &trainer, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_use(trainer, threads_parallel(pool), NULL), UNROLL_OK);
	do assert_int_equal(unroll_trainer_step(trainer, 5, &progress, NULL), UNROLL_OK);
	while (progress.phase != UNROLL_FINISHED);
	unroll_model_fingerprint(model, fingerprint);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	threads_end(pool);
}

static void check(unroll_settings settings) {
	small_corpus data = small_corpus_make(203, 0, 1);
	char alone[65], together[65];
	train(&data, &settings, 1, alone);
	for (uint32_t count = 2; count <= UNROLL_PARTS; count++) {
		train(&data, &settings, count, together);
		assert_string_equal(alone, together);
	}
	small_corpus_free(&data);
}

static void every_cell_trains_on_threads(void **state) {
	(void)state;
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		unroll_settings settings = small_settings((unroll_cell)cell);
		settings.batch = 70; /* blocks for all parts */
		check(settings);
	}
}

static void dropout_layers_and_one_hot_input_train_on_threads(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.batch = 70;
	settings.dropout = settings.recurrent_dropout = 0.2;
	settings.layers = 2;
	settings.units[1] = 3;
	settings.optimizer = UNROLL_ADAM;
	settings.clip_norm = 0.5;
	check(settings);
	settings.input = UNROLL_ONE_HOT;
	check(settings);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_cell_trains_on_threads),
	    cmocka_unit_test(dropout_layers_and_one_hot_input_train_on_threads),
	};
	return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}

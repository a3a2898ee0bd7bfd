/* Proves that everything that makes or reads a model reports each allocation that fails, and leaves nothing behind: training, saving
 * and opening, checkpoints, predictions, traces, probes, maps and scores. */
#include "../base/failing_allocations.h"

#include "../training/small_corpus.h"

static void run_in_order(void *context, unroll_part *part, void *work, uint32_t parts) {
	(void)context;
	for (uint32_t i = 0; i < parts; i++) part(work, i);
}

static unroll_settings run_settings(void) {
	unroll_settings settings = small_settings(UNROLL_LSTM);
	settings.optimizer = UNROLL_ADAM, settings.dropout = 0.2, settings.epochs = 2;
	return settings;
}

/* A run that works in parallel, is saved, resumed and finished. */
static unroll_status train_and_resume(void *context, unroll_error *error) {
	const unroll_corpus *corpus = context;
	const unroll_parallel parallel = {NULL, run_in_order};
	unroll_settings settings = run_settings();
	unroll_model *model = NULL, *resumed = NULL;
	unroll_trainer *trainer = NULL, *resumed_trainer = NULL;
	unroll_bytes file = {NULL, 0};
	unroll_status status = unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, error);
	if (!status) status = unroll_trainer_create(model, corpus, &trainer, error);
	if (!status) status = unroll_trainer_use(trainer, &parallel, error);
	if (!status) status = unroll_trainer_step(trainer, 3, NULL, error);
	if (!status) status = unroll_trainer_save(trainer, &file, error);
	if (!status)
		status = unroll_trainer_resume(file.data, file.size, corpus, &resumed, &resumed_trainer, error);
	if (!status) status = unroll_trainer_step(resumed_trainer, 1000, NULL, error);
	unroll_bytes_free(&file);
	unroll_trainer_destroy(resumed_trainer);
	unroll_model_destroy(resumed);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	return status;
}

/* A model that goes through its file, and everything that reads it. */
static unroll_status save_and_read(void *context, unroll_error *error) {
	static const char text[] = "a good and warm film, a bright story";
	const unroll_corpus *corpus = context;
	unroll_settings settings = run_settings();
	unroll_model *made = NULL, *model = NULL;
	unroll_bytes file = {NULL, 0};
	unroll_predictor *predictor = NULL;
	unroll_prediction prediction;
	unroll_trace *trace = NULL;
	unroll_probe *probe = NULL;
	unroll_word_map *map = NULL;
	unroll_evaluator *evaluator = NULL;
	unroll_score score;
	unroll_status status = unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &made, error);
	if (!status) status = unroll_model_save(made, &file, error);
	if (!status) status = unroll_model_open(file.data, file.size, &model, error);
	if (!status) status = unroll_predictor_create(model, &predictor, error);
	if (!status) status = unroll_predictor_predict(predictor, text, sizeof text - 1, &prediction, error);
	if (!status) status = unroll_trace_create(model, &trace, error);
	if (!status) status = unroll_trace_read(trace, "good", 4, error);
	if (!status) {
		status = unroll_trace_read(trace, text, sizeof text - 1, error);
		/* A review that does not fit leaves the one before. */
		uint32_t words = unroll_trace_of_review(trace).word_count;
		if (words != (status ? 1 : 8)) fail_msg("the trace shows %u words", words);
		unroll_trace_compare(trace, 100, NULL);
	}
	if (!status) status = unroll_probe_create(model, corpus, 5, &probe, error);
	if (!status) unroll_probe_run(probe, NULL);
	if (!status) status = unroll_word_map_create(model, 9, &map, error);
	if (!status) unroll_word_map_run(map, NULL);
	if (!status) status = unroll_evaluator_create(model, corpus, UNROLL_TEST_SPLIT, &evaluator, error);
	if (!status) unroll_evaluator_step(evaluator, 10, &score);
	unroll_evaluator_destroy(evaluator);
	unroll_word_map_destroy(map);
	unroll_probe_destroy(probe);
	unroll_trace_destroy(trace);
	unroll_predictor_destroy(predictor);
	unroll_bytes_free(&file);
	unroll_model_destroy(model);
	unroll_model_destroy(made);
	return status;
}

static void every_failed_allocation_is_reported(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(60, 20, 1);
	assert_true(fail_each_allocation(train_and_resume, data.corpus) > 20);
	assert_true(fail_each_allocation(save_and_read, data.corpus) > 30);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_failed_allocation_is_reported)};
	return cmocka_run_group_tests_name("allocations of models", tests, NULL, NULL);
}

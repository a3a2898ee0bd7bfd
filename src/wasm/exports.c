/* What the page calls: thin functions over <unroll/unroll.h>.
 *
 * WebAssembly passes numbers only, so handles are pointers, texts are pointers to UTF-8 (with a final '\0'
 * where no size is given), and what the library returns as a struct is written as an array of doubles in
 * the order that the comment beside the function tells. A call that fails returns a null handle, or its
 * status where it returns one, and error_status(), error_subject() and error_message() then tell why. */
#include <stdint.h>
#include <stdlib.h>

#include <unroll/unroll.h>

#include "exports.h"

/* --- Memory -------------------------------------------------------------------------------------- */

void *memory_allocate(uint32_t size) {
	return malloc(size);
}

void memory_release(void *memory) {
	free(memory);
}

/* --- Errors -------------------------------------------------------------------------------------- */

unroll_error last_error;

uint32_t error_status(void) {
	return last_error.status;
}

const char *error_subject(void) {
	return last_error.subject;
}

const char *error_message(void) {
	return last_error.message;
}

/* --- Files that the library writes --------------------------------------------------------------- */

unroll_bytes last_file;

const uint8_t *file_data(void) {
	return last_file.data;
}

uint32_t file_size(void) {
	return last_file.size;
}

void file_release(void) {
	unroll_bytes_free(&last_file);
}

/* --- Settings ------------------------------------------------------------------------------------ */

unroll_settings *settings_create(void) {
	unroll_settings *settings = malloc(sizeof *settings);
	if (settings) *settings = unroll_default_settings();
	return settings;
}

void settings_release(unroll_settings *settings) {
	free(settings);
}

uint32_t setting_count(void) {
	return unroll_setting_count();
}

const char *setting_name(uint32_t index) {
	return unroll_setting_name(index);
}

uint32_t settings_set(unroll_settings *settings, const char *name, const char *text) {
	return unroll_settings_set(settings, name, text, &last_error);
}

uint32_t settings_get(const unroll_settings *settings, const char *name, char *text, uint32_t capacity) {
	return unroll_settings_get(settings, name, text, capacity, &last_error);
}

uint32_t settings_check(const unroll_settings *settings) {
	return unroll_settings_check(settings, &last_error);
}

uint32_t training_memory(const unroll_settings *settings, uint32_t reviews) {
	size_t bytes = 0;
	unroll_status status = unroll_training_memory(settings, reviews, &bytes, &last_error);
	return status == UNROLL_OK ? bytes : 0;
}

/* --- Corpus -------------------------------------------------------------------------------------- */

unroll_corpus *corpus_open(const uint8_t *bytes, uint32_t size) {
	unroll_corpus *corpus = NULL;
	unroll_status status = unroll_corpus_open(bytes, size, &corpus, &last_error);
	return status == UNROLL_OK ? corpus : NULL;
}

void corpus_close(unroll_corpus *corpus) {
	unroll_corpus_close(corpus);
}

uint32_t corpus_count(const unroll_corpus *corpus, uint32_t half) {
	return unroll_corpus_count(corpus, half == 0 ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF);
}

uint32_t corpus_words(const unroll_corpus *corpus) {
	return unroll_corpus_words(corpus);
}

uint32_t corpus_known_words(const unroll_corpus *corpus) {
	return unroll_vocabulary_count(unroll_corpus_vocabulary(corpus));
}

uint32_t corpus_tail(const unroll_corpus *corpus) {
	return unroll_corpus_tail(corpus);
}

const char *corpus_source(const unroll_corpus *corpus) {
	return unroll_corpus_source(corpus);
}

/* --- Statistics ---------------------------------------------------------------------------------- */

unroll_statistics *statistics_open(const uint8_t *bytes, uint32_t size) {
	unroll_statistics *statistics = NULL;
	unroll_status status = unroll_statistics_open(bytes, size, &statistics, &last_error);
	return status == UNROLL_OK ? statistics : NULL;
}

void statistics_close(unroll_statistics *statistics) {
	unroll_statistics_close(statistics);
}

uint32_t statistics_words(const unroll_statistics *statistics) {
	return unroll_statistics_words(statistics);
}

uint32_t statistics_tail(const unroll_statistics *statistics) {
	return unroll_statistics_tail(statistics);
}

uint32_t statistics_pairs(const unroll_statistics *statistics) {
	return unroll_statistics_pairs(statistics);
}

const char *statistics_source(const unroll_statistics *statistics) {
	return unroll_statistics_source(statistics);
}

uint32_t statistics_draw(const unroll_statistics *statistics, uint32_t reviews, uint32_t seed) {
	file_release();
	return unroll_statistics_draw(statistics, reviews, seed, &last_file, &last_error);
}

/* --- Model --------------------------------------------------------------------------------------- */

unroll_model *model_create(const unroll_settings *settings, const unroll_corpus *corpus) {
	unroll_model *model = NULL;
	unroll_status status =
	    unroll_model_create(settings, unroll_corpus_vocabulary(corpus), &model, &last_error);
	return status == UNROLL_OK ? model : NULL;
}

unroll_model *model_open(const uint8_t *bytes, uint32_t size) {
	unroll_model *model = NULL;
	unroll_status status = unroll_model_open(bytes, size, &model, &last_error);
	return status == UNROLL_OK ? model : NULL;
}

void model_destroy(unroll_model *model) {
	unroll_model_destroy(model);
}

uint32_t model_save(const unroll_model *model) {
	file_release();
	return unroll_model_save(model, &last_file, &last_error);
}

const unroll_settings *model_settings(const unroll_model *model) {
	return unroll_model_settings(model);
}

uint32_t model_layer_count(const unroll_model *model) {
	return unroll_model_layer_count(model);
}

const char *model_layer_name(const unroll_model *model, uint32_t index) {
	return unroll_model_layer(model, index).name;
}

const char *model_layer_type(const unroll_model *model, uint32_t index) {
	return unroll_model_layer(model, index).type;
}

void model_layer_shape(const unroll_model *model, uint32_t index, double values[3]) {
	unroll_layer_summary layer = unroll_model_layer(model, index);
	values[0] = layer.steps;
	values[1] = layer.features;
	values[2] = (double)layer.parameters;
}

uint32_t model_tensor_count(const unroll_model *model) {
	return unroll_model_tensor_count(model);
}

const char *model_tensor_name(unroll_model *model, uint32_t index) {
	return unroll_model_tensor(model, index).name;
}

float *model_tensor_values(unroll_model *model, uint32_t index, double shape[3]) {
	unroll_tensor tensor = unroll_model_tensor(model, index);
	shape[0] = tensor.rank;
	shape[1] = tensor.shape[0];
	shape[2] = tensor.shape[1];
	return tensor.values;
}

const char *model_fingerprint(const unroll_model *model) {
	static char text[65];
	unroll_model_fingerprint(model, text);
	return text;
}

unroll_predictor *predictor_create(const unroll_model *model) {
	unroll_predictor *predictor = NULL;
	unroll_status status = unroll_predictor_create(model, &predictor, &last_error);
	return status == UNROLL_OK ? predictor : NULL;
}

void predictor_destroy(unroll_predictor *predictor) {
	unroll_predictor_destroy(predictor);
}

uint32_t predictor_predict(unroll_predictor *predictor, const char *text, uint32_t size, double values[5]) {
	unroll_prediction prediction = {0};
	unroll_status status = unroll_predictor_predict(predictor, text, size, &prediction, &last_error);
	if (status != UNROLL_OK) return status;
	values[0] = (double)prediction.logit;
	values[1] = (double)prediction.probability;
	values[2] = prediction.label;
	values[3] = prediction.words;
	values[4] = prediction.unknown;
	return UNROLL_OK;
}

int32_t model_words_of(const unroll_model *model, const char *text, uint32_t size, uint32_t *places,
                       uint32_t capacity) {
	unroll_words words = unroll_words_of(text, size);
	uint32_t count = 0;
	for (;;) {
		unroll_word word;
		bool found = false;
		if (unroll_next_word(&words, &word, &found, &last_error) != UNROLL_OK) return -1;
		if (!found) return (int32_t)count;
		if (count < capacity) {
			places[3 * count] = word.start;
			places[3 * count + 1] = word.end;
			places[3 * count + 2] = unroll_model_word_id(model, word.lower, word.size);
		}
		count++;
	}
}

/* --- Trainer ------------------------------------------------------------------------------------- */

unroll_trainer *trainer_create(unroll_model *model, const unroll_corpus *corpus) {
	unroll_trainer *trainer = NULL;
	unroll_status status = unroll_trainer_create(model, corpus, &trainer, &last_error);
	return status == UNROLL_OK ? trainer : NULL;
}

void trainer_destroy(unroll_trainer *trainer) {
	unroll_trainer_destroy(trainer);
}

uint32_t trainer_step(unroll_trainer *trainer, uint32_t batches) {
	unroll_progress progress;
	return unroll_trainer_step(trainer, batches, &progress, &last_error);
}

void trainer_stop(unroll_trainer *trainer) {
	unroll_trainer_stop(trainer);
}

void trainer_progress(const unroll_trainer *trainer, double values[PROGRESS_VALUES]) {
	unroll_progress progress = unroll_trainer_progress(trainer);
	const double written[PROGRESS_VALUES] = {
	    progress.phase,
	    progress.epoch,
	    progress.batch,
	    progress.batches,
	    (double)progress.trained_batches,
	    progress.batch_loss,
	    progress.loss,
	    progress.accuracy,
	    progress.val_loss,
	    progress.val_accuracy,
	    progress.finished_epochs,
	    progress.best_epoch,
	    progress.best_val_loss,
	    progress.epochs_without_improvement,
	    progress.stopped_early,
	    progress.train_reviews,
	    progress.validation_reviews,
	};
	for (uint32_t i = 0; i < PROGRESS_VALUES; i++) values[i] = written[i];
}

void trainer_epoch(const unroll_trainer *trainer, uint32_t index, double values[4]) {
	unroll_epoch epoch = unroll_trainer_history(trainer)[index];
	values[0] = epoch.loss;
	values[1] = epoch.accuracy;
	values[2] = epoch.val_loss;
	values[3] = epoch.val_accuracy;
}

uint32_t trainer_save(unroll_trainer *trainer) {
	file_release();
	return unroll_trainer_save(trainer, &last_file, &last_error);
}

uint32_t trainer_resume(const uint8_t *bytes, uint32_t size, const unroll_corpus *corpus,
                        unroll_model **model, unroll_trainer **trainer) {
	return unroll_trainer_resume(bytes, size, corpus, model, trainer, &last_error);
}

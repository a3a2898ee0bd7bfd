/* Proves that a checkpoint of every position of a run is accepted, and that one of a position that no run can have is refused:
 * every count against what follows from the others, every value that is no number, and all of it before memory is taken. */
#include "little_memory.h"
#include "signed_file.h"
#include "small_corpus.h"

#include "training/trainer.h"

/* The places of a checkpoint's numbers: src/training/run_position.h. */
enum {
	PHASE,
	EPOCH,
	BATCH,
	TRAINED,
	FINISHED_EPOCHS,
	STOPPED_EARLY,
	CORRECT,
	VAL_CORRECT,
	BEST_EPOCH,
	WITHOUT,
	PATIENCE
};

typedef struct run {
	small_corpus data;
	unroll_model *model;
	unroll_trainer *trainer;
} run;

static run begin(const unroll_settings *settings) {
	run r = {.data = small_corpus_make(53, 0, 1)};
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

static unroll_bytes save(const run *r) {
	unroll_bytes file;
	assert_int_equal(unroll_trainer_save(r->trainer, &file, NULL), UNROLL_OK);
	return file;
}

/* Resumes, saves again what was resumed, and throws it away. */
static unroll_status try_file(const run *r, const unroll_bytes *file, unroll_error *error) {
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_status status =
	    unroll_trainer_resume(file->data, file->size, r->data.corpus, &model, &trainer, error);
	if (status == UNROLL_OK) {
		unroll_bytes again;
		assert_int_equal(unroll_trainer_save(trainer, &again, NULL), UNROLL_OK);
		assert_int_equal(again.size, file->size);
		assert_memory_equal(again.data, file->data, file->size);
		unroll_bytes_free(&again);
	} else {
		assert_null(model);
		assert_null(trainer);
	}
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	return status;
}

static void accept(const run *r) {
	unroll_bytes file = save(r);
	assert_int_equal(try_file(r, &file, NULL), UNROLL_OK);
	unroll_bytes_free(&file);
}

/* The checkpoint of the run with one count changed. */
static void refuse(const run *r, int index, uint64_t value) {
	unroll_bytes file = save(r);
	uint64_t *counts = tensor_data(&file, "counts");
	unroll_error error;
	if (counts[index] == value) fail_msg("count %d is %llu anyway", index, (unsigned long long)value);
	counts[index] = value;
	assert_int_equal(try_file(r, &file, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "sha256");
	sign_again(&file);
	if (try_file(r, &file, &error) != UNROLL_BAD_FILE)
		fail_msg("count %d may be %llu at epoch %u, batch %u", index, (unsigned long long)value,
		         unroll_trainer_progress(r->trainer).epoch, unroll_trainer_progress(r->trainer).batch);
	assert_string_equal(error.subject, "counts");
	unroll_bytes_free(&file);
}

static unroll_settings settings_of(uint32_t epochs, uint32_t patience) {
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	settings.batch = 10; /* 42 reviews in 5 batches, and 11 in 2 */
	settings.epochs = epochs, settings.patience = patience;
	return settings;
}

/* Counts that follow from the others may not be one more or less, nor at the ends of their range. */
static void refuse_neighbours(const run *r) {
	static const int derived[] = {EPOCH, BATCH, TRAINED, FINISHED_EPOCHS, BEST_EPOCH, WITHOUT, PATIENCE};
	unroll_bytes file = save(r);
	uint64_t counts[POSITION_COUNTS];
	memcpy(counts, tensor_data(&file, "counts"), sizeof counts);
	unroll_bytes_free(&file);
	for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
		int index = derived[i];
		/* One more batch of validation would be a position too, if all its losses were 0. */
		bool possible = index == BATCH && counts[PHASE] == UNROLL_VALIDATING && counts[BATCH] == 0;
		refuse(r, index, counts[index] + 1 + possible);
		refuse(r, index, counts[index] - 1);
		refuse(r, index, UINT64_MAX - 5);
		refuse(r, index, counts[index] + ((uint64_t)1 << 32));
		refuse(r, index, (uint64_t)1 << 63);
	}
	refuse(r, PHASE, 3);
	refuse(r, STOPPED_EARLY, 1 - counts[STOPPED_EARLY]);
	refuse(r, STOPPED_EARLY, 2);
	refuse(r, CORRECT, 43);
	refuse(r, VAL_CORRECT, 12);
}

static void every_position_is_accepted_and_its_neighbours_are_not(void **state) {
	(void)state;
	unroll_settings settings = settings_of(3, 2);
	settings.optimizer = UNROLL_ADAM;
	run r = begin(&settings);
	unroll_progress progress = unroll_trainer_progress(r.trainer);
	for (;;) {
		accept(&r);
		refuse_neighbours(&r);
		/* No more right answers than reviews so far: 10 to a batch. */
		if (progress.phase == UNROLL_TRAINING) refuse(&r, CORRECT, 10u * progress.batch + 1);
		if (progress.phase == UNROLL_TRAINING) refuse(&r, VAL_CORRECT, 1);
		if (progress.phase == UNROLL_VALIDATING) refuse(&r, VAL_CORRECT, 10u * progress.batch + 1);
		if (progress.phase == UNROLL_FINISHED) break;
		assert_int_equal(unroll_trainer_step(r.trainer, 1, &progress, NULL), UNROLL_OK);
	}
	end(&r);
}

static void a_run_that_was_stopped_anywhere_is_accepted(void **state) {
	(void)state;
	for (uint32_t batches = 0; batches < 15; batches++) {
		unroll_settings settings = settings_of(2, 0);
		run r = begin(&settings);
		if (batches) unroll_trainer_step(r.trainer, batches, NULL, NULL);
		unroll_trainer_stop(r.trainer);
		accept(&r);
		refuse(&r, TRAINED, unroll_trainer_progress(r.trainer).trained_batches + 6);
		refuse(&r, FINISHED_EPOCHS, 9);
		end(&r);
	}
}

static void a_run_that_stopped_early_or_diverged_is_accepted(void **state) {
	(void)state;
	unroll_settings settings = settings_of(40, 1);
	settings.learning_rate = 0.3;
	run r = begin(&settings);
	unroll_progress progress;
	do assert_int_equal(unroll_trainer_step(r.trainer, 1, &progress, NULL), UNROLL_OK);
	while (progress.phase != UNROLL_FINISHED);
	assert_true(progress.stopped_early);
	accept(&r);
	refuse_neighbours(&r);
	end(&r);

	r = begin(&settings);
	unroll_trainer_step(r.trainer, 9, &progress, NULL);
	unroll_model_tensor(r.model, 0).values[4] = __builtin_nanf("");
	assert_int_equal(unroll_trainer_step(r.trainer, 1, &progress, NULL), UNROLL_NOT_FINITE);
	accept(&r);
	end(&r);
}

/* A number that is none, wherever a checkpoint has numbers. */
static void what_is_no_number_is_refused_by_name(void **state) {
	(void)state;
	static const struct {
		const char *tensor, *subject;
		bool wide; /* F64 */
	} places[] = {
	    {"embedding/embeddings", "embedding/embeddings", false},
	    {"best/simple_rnn/kernel", "best/simple_rnn/kernel", false},
	    {"momentum/dense/bias", "momentum/dense/bias", false},
	    {"velocity/dense/kernel", "velocity/dense/kernel", false},
	    {"history", "counts", true},
	    {"sums", "counts", true},
	};
	unroll_settings settings = settings_of(3, 2);
	settings.optimizer = UNROLL_ADAM;
	run r = begin(&settings);
	unroll_trainer_step(r.trainer, 9, NULL, NULL);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		unroll_bytes file = save(&r);
		unroll_error error;
		float narrow = __builtin_nanf("");
		double wide = __builtin_inf();
		void *data = tensor_data(&file, places[i].tensor);
		memcpy(data, places[i].wide ? (void *)&wide : (void *)&narrow,
		       places[i].wide ? sizeof wide : sizeof narrow);
		sign_again(&file);
		assert_int_equal(try_file(&r, &file, &error), UNROLL_BAD_FILE);
		assert_string_equal(error.subject, places[i].subject);
		unroll_bytes_free(&file);
	}
	/* Nor is it written: a moment and a weight. */
	unroll_bytes none = {NULL, 0};
	unroll_error error;
	r.trainer->optimizer.moments[1][3] = __builtin_inff();
	assert_int_equal(unroll_trainer_save(r.trainer, &none, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "velocity/embedding/embeddings");
	unroll_model_tensor(r.model, 0).values[4] = __builtin_nanf("");
	assert_int_equal(unroll_trainer_save(r.trainer, &none, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "embedding/embeddings");
	assert_null(none.data);
	end(&r);
}

/* A kilobyte whose settings ask for gigabytes of weights and 10,000 epochs. */
static void a_small_file_takes_little_memory(void **state) {
	(void)state;
	static const char *const large[][2] = {{"units", "512,512,512,512,512,512,512,512"},
	                                       {"embedding", "512"},
	                                       {"words", "65536"},
	                                       {"length", "2000"},
	                                       {"batch", "4096"},
	                                       {"epochs", "10000"}};
	unroll_settings settings = settings_of(3, 2);
	run r = begin(&settings);
	for (size_t i = 0; i < sizeof large / sizeof *large; i++)
		assert_int_equal(unroll_settings_set(&settings, large[i][0], large[i][1], NULL), UNROLL_OK);
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "format", "unroll-checkpoint-1");
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		char value[UNROLL_SETTING_TEXT];
		unroll_settings_get(&settings, unroll_setting_name(i), value, sizeof value, NULL);
		safetensors_add_metadata(writer, unroll_setting_name(i), value);
	}
	uint64_t none = 0;
	safetensors_add_tensor(writer, "vocabulary", SAFETENSORS_U8, 1, &none, NULL);
	unroll_bytes file;
	unroll_error error;
	assert_int_equal(safetensors_finish(writer, &file, NULL), UNROLL_OK);
	assert_true(file.size < 1200);
	limit_memory(true);
	unroll_status status = try_file(&r, &file, &error);
	limit_memory(false);
	assert_int_equal(status, UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "embedding/embeddings");
	unroll_bytes_free(&file);
	end(&r);
}

static void a_file_that_is_cut_is_refused(void **state) {
	(void)state;
	unroll_settings settings = settings_of(3, 2);
	run r = begin(&settings);
	unroll_trainer_step(r.trainer, 15, NULL, NULL);
	unroll_bytes file = save(&r);
	for (size_t size = 0; size < file.size; size++) {
		/* In a block of its own, so that a read behind it shows. */
		unroll_bytes cut = {malloc(size + 8), size};
		memcpy(cut.data, file.data, size);
		assert_int_equal(try_file(&r, &cut, NULL), UNROLL_BAD_FILE);
		unroll_bytes_free(&cut);
	}
	unroll_bytes_free(&file);
	end(&r);
}

static void another_corpus_is_a_mismatch(void **state) {
	(void)state;
	unroll_settings settings = settings_of(3, 2);
	run r = begin(&settings);
	unroll_bytes file = save(&r);
	small_corpus other = small_corpus_make(53, 0, 2);
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_error error;
	assert_int_equal(unroll_trainer_resume(file.data, file.size, other.corpus, &model, &trainer, &error),
	                 UNROLL_MISMATCH);
	assert_string_equal(error.subject, "corpus");
	unroll_bytes_free(&file);
	small_corpus_free(&other);
	end(&r);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_position_is_accepted_and_its_neighbours_are_not),
	    cmocka_unit_test(a_run_that_was_stopped_anywhere_is_accepted),
	    cmocka_unit_test(a_run_that_stopped_early_or_diverged_is_accepted),
	    cmocka_unit_test(what_is_no_number_is_refused_by_name),
	    cmocka_unit_test(a_small_file_takes_little_memory),
	    cmocka_unit_test(a_file_that_is_cut_is_refused),
	    cmocka_unit_test(another_corpus_is_a_mismatch),
	};
	return cmocka_run_group_tests_name("checkpoint", tests, NULL, NULL);
}

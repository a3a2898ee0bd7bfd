/* Resuming a checkpoint, training on, and saving it again. "@corpus *" in an input is the digest of the corpus of reviews.h. */
#include "assembled.h"
#include "reviews.h"
#include "storage/safetensors.h"

enum { MOST_WORK = 1 << 16, MOST_STEPS = 6 }; /* what is larger, or longer, is not trained to its end */

static unroll_bytes corpus_file;
static unroll_corpus *corpus;
static char corpus_digest[SHA256_TEXT];

static void make_corpus(void) {
	unroll_corpus_builder *builder;
	unroll_corpus_options options = unroll_default_corpus_options();
	must(unroll_corpus_builder_create(&options, &builder, NULL) == UNROLL_OK);
	for (uint32_t i = 0; i < FUZZ_REVIEWS; i++) {
		const char *text = fuzz_reviews[i] + 2;
		unroll_review review = {UNROLL_TRAIN_HALF, *fuzz_reviews[i] == '+', i, text, strlen(text)};
		must(unroll_corpus_builder_add(builder, &review, NULL) == UNROLL_OK);
	}
	must(unroll_corpus_builder_finish(builder, "a fuzzer", &corpus_file, NULL) == UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	must(unroll_corpus_open(corpus_file.data, corpus_file.size, &corpus, NULL) == UNROLL_OK);
}

/* The digest of the corpus as a checkpoint has it. */
static void find_digest(void) {
	unroll_settings settings = unroll_default_settings();
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_bytes saved = {NULL, 0};
	safetensors_file *file;
	must(unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, NULL) == UNROLL_OK);
	must(unroll_trainer_create(model, corpus, &trainer, NULL) == UNROLL_OK);
	must(unroll_trainer_save(trainer, &saved, NULL) == UNROLL_OK);
	must(safetensors_open(saved.data, saved.size, &file, NULL) == UNROLL_OK);
	strcpy(corpus_digest, safetensors_metadata(file, "corpus"));
	safetensors_close(file);
	unroll_bytes_free(&saved);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
}

static void train(unroll_trainer *trainer) {
	unroll_progress progress = unroll_trainer_progress(trainer);
	unroll_error error;
	for (int step = 0; step < MOST_STEPS && progress.phase != UNROLL_FINISHED; step++) {
		if (!succeeded(unroll_trainer_step(trainer, 2, &progress, &error), &error))
			must(progress.phase == UNROLL_FINISHED);
		must(progress.finished_epochs <= progress.epoch && progress.best_epoch <= progress.finished_epochs);
	}
	sum_of(unroll_trainer_history(trainer), progress.finished_epochs * sizeof(unroll_epoch));
}

/* What is saved can be resumed, and stands where it stood. */
static void save(unroll_trainer *trainer) {
	unroll_bytes file = {NULL, 0};
	unroll_error error;
	if (succeeded(unroll_trainer_save(trainer, &file, &error), &error)) {
		unroll_model *model = NULL;
		unroll_trainer *resumed = NULL;
		must(unroll_trainer_resume(file.data, file.size, corpus, &model, &resumed, NULL) == UNROLL_OK);
		unroll_progress before = unroll_trainer_progress(trainer), after = unroll_trainer_progress(resumed);
		must(before.phase == after.phase && before.epoch == after.epoch && before.batch == after.batch);
		must(before.trained_batches == after.trained_batches &&
		     before.finished_epochs == after.finished_epochs);
		unroll_trainer_destroy(resumed);
		unroll_model_destroy(model);
	} else {
		must(error.status == UNROLL_NOT_FINITE);
	}
	unroll_bytes_free(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	if (!corpus) {
		make_corpus();
		find_digest();
	}
	assembled_corpus = corpus_digest;
	assembled_file file = assemble(data, size);
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_error error;
	if (succeeded(unroll_trainer_resume(file.bytes, file.size, corpus, &model, &trainer, &error), &error)) {
		save(trainer);
		if (work_of(unroll_model_settings(model)) <= MOST_WORK) {
			train(trainer);
			save(trainer);
		}
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
	}
	free(file.bytes);
	return 0;
}

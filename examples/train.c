/* Trains a small network on a few reviews in memory, then classifies two new ones. */
#include <stdio.h>
#include <string.h>

#include "unroll/unroll.h"

static const char *const positive[] = {
    "a wonderful film with great acting", "i loved the music and the beautiful ending",
    "great fun from start to end",        "the best story i have seen this year",
    "wonderful acting and a great story", "a beautiful film that i loved",
};
static const char *const negative[] = {
    "a boring film with terrible acting",    "i hated the music and the stupid ending",
    "terrible and boring from start to end", "the worst story i have seen this year",
    "stupid acting and a boring story",      "a terrible film that i hated",
};
enum { TEXTS = sizeof positive / sizeof *positive, COPIES = 20 };

static unroll_error error;

/* A corpus file: the reviews as word ids, with the vocabulary. */
static unroll_status build_corpus(unroll_bytes *file) {
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder = NULL;
	unroll_status status = unroll_corpus_builder_create(&options, &builder, &error);
	for (uint32_t i = 0; status == UNROLL_OK && i < 2 * TEXTS * COPIES; i++) {
		uint8_t label = i % 2;
		const char *text = (label ? positive : negative)[i / 2 % TEXTS];
		unroll_review review = {UNROLL_TRAIN_HALF, label, i, text, strlen(text)};
		status = unroll_corpus_builder_add(builder, &review, &error);
	}
	if (status == UNROLL_OK) status = unroll_corpus_builder_finish(builder, "example", file, &error);
	unroll_corpus_builder_destroy(builder);
	return status;
}

static unroll_status train(unroll_model *model, const unroll_corpus *corpus) {
	unroll_trainer *trainer = NULL;
	unroll_progress progress = {0};
	unroll_status status = unroll_trainer_create(model, corpus, &trainer, &error);
	while (status == UNROLL_OK && progress.phase != UNROLL_FINISHED) /* a step can also be a single batch */
		status = unroll_trainer_step(trainer, 100, &progress, &error);
	if (status == UNROLL_OK)
		printf("best epoch %u, validation loss %.4f\n", progress.best_epoch, progress.best_val_loss);
	unroll_trainer_destroy(trainer);
	return status;
}

static unroll_status predict(const unroll_model *model, const char *text) {
	unroll_predictor *predictor = NULL;
	unroll_prediction prediction;
	unroll_status status = unroll_predictor_create(model, &predictor, &error);
	if (status == UNROLL_OK)
		status = unroll_predictor_predict(predictor, text, strlen(text), &prediction, &error);
	if (status == UNROLL_OK) printf("%s: %s\n", text, prediction.label ? "positive" : "negative");
	unroll_predictor_destroy(predictor);
	return status;
}

int main(void) {
	unroll_bytes file = {0};
	unroll_corpus *corpus = NULL;
	unroll_model *model = NULL;
	unroll_settings settings = unroll_default_settings(); /* a GRU with 8 units */
	settings.length = 10;
	settings.learning_rate = 0.01;
	settings.epochs = 30;

	unroll_status status = build_corpus(&file);
	if (status == UNROLL_OK) status = unroll_corpus_open(file.data, file.size, &corpus, &error);
	if (status == UNROLL_OK)
		status = unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, &error);
	if (status == UNROLL_OK) status = train(model, corpus);
	if (status == UNROLL_OK) status = predict(model, "great music and a wonderful story");
	if (status == UNROLL_OK) status = predict(model, "boring music and a stupid story");
	if (status != UNROLL_OK) fprintf(stderr, "%s: %s\n", unroll_status_name(status), error.message);

	unroll_model_destroy(model);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	return status == UNROLL_OK ? 0 : 1;
}

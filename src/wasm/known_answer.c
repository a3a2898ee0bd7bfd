#include "wasm/known_answer.h"

#include <string.h>

#include <unroll/unroll.h>

static const char *const texts[] = {
    "a warm and wonderful film, i loved it",
    "a cold and boring film, i hated it",
    "wonderful acting and a story i loved",
    "boring acting and a story i hated",
    "one of the best",
    "one of the worst",
};
enum { TEXTS = sizeof texts / sizeof *texts }; /* the even ones are positive */

static unroll_status build_corpus(unroll_bytes *file) {
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder = NULL;
	unroll_status status = unroll_corpus_builder_create(&options, &builder, NULL);
	for (uint32_t i = 0; status == UNROLL_OK && i < TEXTS; i++) {
		unroll_review review = {UNROLL_TRAIN_HALF, i % 2 == 0, i / 2, texts[i], strlen(texts[i])};
		status = unroll_corpus_builder_add(builder, &review, NULL);
	}
	if (status == UNROLL_OK) status = unroll_corpus_builder_finish(builder, "made up", file, NULL);
	unroll_corpus_builder_destroy(builder);
	return status;
}

/* No size is a multiple of the lanes, so that the remainders of every kernel are computed too. */
static unroll_status choose_settings(unroll_settings *settings) {
	static const char *const chosen[][2] = {
	    {"units", "7,5"}, {"words", "20"},         {"length", "9"},
	    {"batch", "3"},   {"embedding", "6"},      {"epochs", "2"},
	    {"dropout", "0"}, {"validation", "0.334"}, {"learning-rate", "0.01"},
	};
	*settings = unroll_default_settings();
	unroll_status status = UNROLL_OK;
	for (size_t i = 0; status == UNROLL_OK && i < sizeof chosen / sizeof *chosen; i++)
		status = unroll_settings_set(settings, chosen[i][0], chosen[i][1], NULL);
	return status;
}

static void train(const unroll_settings *settings, const unroll_corpus *corpus, char answer[65]) {
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_progress progress;
	if (unroll_model_create(settings, unroll_corpus_vocabulary(corpus), &model, NULL) == UNROLL_OK &&
	    unroll_trainer_create(model, corpus, &trainer, NULL) == UNROLL_OK &&
	    unroll_trainer_step(trainer, 1000, &progress, NULL) == UNROLL_OK)
		unroll_model_fingerprint(model, answer);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
}

void known_answer(char answer[65]) {
	unroll_settings settings;
	unroll_bytes file = {0};
	unroll_corpus *corpus = NULL;
	answer[0] = '\0';
	if (choose_settings(&settings) == UNROLL_OK && build_corpus(&file) == UNROLL_OK &&
	    unroll_corpus_open(file.data, file.size, &corpus, NULL) == UNROLL_OK)
		train(&settings, corpus, answer);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

// What a C++ program needs of the library: its headers, one archive, and functions of any name of its own.
#include <cstdio>
#include <cstring>
#include <string>

#include <unroll/unroll.h>

// Names that the engine uses inside.
void fail() {}
int product = 0, arena = 0, network_plan = 0;

static bool is(unroll_status status, const unroll_error &error) {
	if (status != UNROLL_OK) std::printf("%s: %s: %s\n", unroll_status_name(status), error.subject, error.message);
	return status == UNROLL_OK;
}

int main() {
	unroll_error error;
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder = nullptr;
	if (!is(unroll_corpus_builder_create(&options, &builder, &error), error)) return 1;
	for (uint32_t i = 0; i < 40; i++) {
		const std::string text = i % 2 ? "a good film and good fun" : "a bad film and a bad joke";
		const unroll_review review = {UNROLL_TRAIN_HALF, static_cast<uint8_t>(i % 2), i / 2, text.data(), text.size()};
		if (!is(unroll_corpus_builder_add(builder, &review, &error), error)) return 1;
	}
	unroll_bytes file = {};
	if (!is(unroll_corpus_builder_finish(builder, "made up", &file, &error), error)) return 1;
	unroll_corpus_builder_destroy(builder);

	unroll_corpus *corpus = nullptr;
	unroll_model *model = nullptr;
	unroll_trainer *trainer = nullptr;
	unroll_predictor *predictor = nullptr;
	unroll_settings settings = unroll_default_settings();
	settings.words = 20;
	settings.length = 8;
	settings.epochs = 30;
	settings.learning_rate = 0.01;
	unroll_progress progress = {};
	unroll_prediction good = {}, bad = {};
	if (!is(unroll_corpus_open(file.data, file.size, &corpus, &error), error) ||
	    !is(unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, &error), error) ||
	    !is(unroll_trainer_create(model, corpus, &trainer, &error), error) ||
	    !is(unroll_trainer_step(trainer, 100000, &progress, &error), error) ||
	    !is(unroll_predictor_create(model, &predictor, &error), error) ||
	    !is(unroll_predictor_predict(predictor, "good fun", 8, &good, &error), error) ||
	    !is(unroll_predictor_predict(predictor, "bad joke", 8, &bad, &error), error))
		return 1;
	unroll_predictor_destroy(predictor);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	std::printf("%s %d %u %u\n", unroll_version(), progress.phase == UNROLL_FINISHED, good.label, bad.label);
	fail();
	return product + arena + network_plan;
}

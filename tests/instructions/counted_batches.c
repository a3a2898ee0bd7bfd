/* counted_batches BATCHES [NAME=VALUE …]: trains that many batches, all of them in one call of
 * unroll_trainer_step(), so that callgrind can be made to count this one function.
 * counted_batches: says by what it was compiled.
 *
 * The settings are those of unroll/settings.h, and the work hangs on them alone: the reviews come from a
 * seeded generator, and the vectors have four lanes, whatever the processor could do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unroll/unroll.h>

#include "kernels/random.h"
#include "training/model.h"

#define LANGUAGE    30000 /* words, of which the rarer get no id, as in real reviews */
#define LONGEST     400   /* words of a review; the shortest has an eighth of it */
#define REVIEW_SEED 7

#if defined(__clang__)
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

#if defined(__AVX__)
#define PROCESSOR "x86-64 with AVX"
#elif defined(__x86_64__)
#define PROCESSOR "x86-64"
#else
#define PROCESSOR "another processor"
#endif

static void die(const char *subject, const char *message) {
	fprintf(stderr, "counted_batches: %s: %s\n", subject, message);
	exit(1);
}

static void must(unroll_status status, const unroll_error *error) {
	if (status != UNROLL_OK) die(error->subject, error->message);
}

static void set(unroll_settings *settings, char *assignment) {
	char *equals = strchr(assignment, '=');
	if (!equals) die(assignment, "should be NAME=VALUE");
	*equals = '\0';
	unroll_error error;
	must(unroll_settings_set(settings, assignment, equals + 1, &error), &error);
}

/* Zipf's law: cumulative[i] is the sum of 1/rank up to rank i + 1. */
static void zipf_law(double cumulative[LANGUAGE]) {
	double sum = 0;
	for (uint32_t i = 0; i < LANGUAGE; i++) cumulative[i] = sum += 1.0 / (i + 1);
}

static uint32_t draw_word(const double cumulative[LANGUAGE], random_stream *stream) {
	double drawn = random_unit_double(random_next(stream)) * cumulative[LANGUAGE - 1];
	uint32_t low = 0, high = LANGUAGE - 1;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (cumulative[middle] > drawn)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Writes a word and the space behind it: its number in the digits a to z. */
static char *spell(char *text, uint32_t word) {
	for (; word >= 26; word /= 26) *text++ = (char)('a' + word % 26);
	*text++ = (char)('a' + word);
	*text++ = ' ';
	return text;
}

static void add_review(unroll_corpus_builder *builder, uint32_t number, const double cumulative[LANGUAGE]) {
	char text[LONGEST * 5];
	char *end = text;
	random_stream stream = random_stream_of(REVIEW_SEED, RANDOM_SHUFFLE, number);
	uint32_t words = LONGEST / 8 + random_below(&stream, LONGEST * 7 / 8);
	for (uint32_t i = 0; i < words; i++) end = spell(end, draw_word(cumulative, &stream));
	unroll_review review = {UNROLL_TRAIN_HALF, (uint8_t)(number % 2), number, text, (size_t)(end - text)};
	unroll_error error;
	must(unroll_corpus_builder_add(builder, &review, &error), &error);
}

/* The file of a corpus of made-up reviews. */
static unroll_bytes make_corpus(uint32_t words, uint32_t reviews) {
	static double cumulative[LANGUAGE];
	zipf_law(cumulative);
	unroll_corpus_options options = {.words = words};
	unroll_corpus_builder *builder;
	unroll_bytes file;
	unroll_error error;
	must(unroll_corpus_builder_create(&options, &builder, &error), &error);
	for (uint32_t i = 0; i < reviews; i++) add_review(builder, i, cumulative);
	must(unroll_corpus_builder_finish(builder, "drawn by Zipf's law", &file, &error), &error);
	unroll_corpus_builder_destroy(builder);
	return file;
}

static void train(const unroll_corpus *corpus, const unroll_settings *settings, uint32_t batches) {
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_progress progress;
	unroll_error error;
	must(unroll_model_create(settings, unroll_corpus_vocabulary(corpus), &model, &error), &error);
	network_use(&model->net, hot_functions_of(4));
	must(unroll_trainer_create(model, corpus, &trainer, &error), &error);
	must(unroll_trainer_step(trainer, batches, &progress, &error), &error);
	if (progress.trained_batches != batches) die("BATCHES", "are not what the epoch trained");
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
}

int main(int count, char **arguments) {
	if (count < 2) {
		puts(COMPILER ", " PROCESSOR);
		return 0;
	}
	long batches = strtol(arguments[1], NULL, 10);
	if (batches < 1 || batches > 1000) die("BATCHES", "must be 1 to 1000");
	unroll_settings settings = unroll_default_settings();
	for (int i = 2; i < count; i++) set(&settings, arguments[i]);

	/* An epoch trains exactly these batches: of five reviews one is held out. */
	settings.validation = 0.2;
	uint32_t reviews = (uint32_t)batches * settings.batch * 5 / 4;
	unroll_bytes file = make_corpus(settings.words, reviews);
	unroll_corpus *corpus;
	unroll_error error;
	must(unroll_corpus_open(file.data, file.size, &corpus, &error), &error);
	train(corpus, &settings, (uint32_t)batches);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
	return 0;
}

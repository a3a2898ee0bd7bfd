/* A corpus of made-up reviews for tests: words drawn from a seeded generator, more of the good ones in positive
 * reviews, so that a network can learn from it. */
#ifndef TESTS_SMALL_CORPUS_H
#define TESTS_SMALL_CORPUS_H

#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "kernels/random.h"
#include "unroll/unroll.h"

static const char *const small_words[] = {"good", "fine", "bright", "warm",  "bad", "dull",
                                          "grey", "cold", "film",   "story", "the", "a",
                                          "and",  "with", "it",     "was",   "of",  "cast"};

typedef struct small_corpus {
	unroll_bytes file;
	unroll_corpus *corpus;
} small_corpus;

/* Adds a review of 3 to 22 words with the label number mod `classes`. Words 0 to 3 praise, 4 to 7 blame, the others say nothing; of more
 * than two classes, each has two of the first eight, and with more than four some share them. */
static inline void small_class_review(unroll_corpus_builder *builder, uint32_t classes, unroll_half half,
                                      uint32_t number, uint32_t seed) {
	random_stream stream = random_stream_of(seed, RANDOM_SHUFFLE, number + 100000u * half);
	uint8_t label = (uint8_t)(number % classes);
	char text[512] = "";
	uint32_t words = 3 + random_below(&stream, 20);
	for (uint32_t i = 0; i < words; i++) {
		uint32_t word = random_below(&stream, 18);
		if (word < 8 && random_below(&stream, 4))
			word = classes > 2 ? (word % 2 + 2u * label) % 8 : word % 4 + (label ? 0 : 4);
		strcat(text, small_words[word]);
		strcat(text, i % 5 == 4 ? ", " : " ");
	}
	unroll_review review = {half, label, number, text, strlen(text)};
	assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
}

static inline void small_review(unroll_corpus_builder *builder, unroll_half half, uint32_t number,
                                uint32_t seed) {
	small_class_review(builder, 2, half, number, seed);
}

static inline small_corpus small_corpus_with(unroll_tokenizer tokenizer, uint32_t classes, uint32_t train,
                                             uint32_t test, uint32_t seed) {
	small_corpus made = {{NULL, 0}, NULL};
	unroll_corpus_builder *builder;
	unroll_corpus_options options = unroll_default_corpus_options();
	options.tokenizer = tokenizer;
	options.merges = 60;
	options.classes = classes;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < train; i++) small_class_review(builder, classes, UNROLL_TRAIN_HALF, i, seed);
	for (uint32_t i = 0; i < test; i++) small_class_review(builder, classes, UNROLL_TEST_HALF, i, seed);
	assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &made.file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(made.file.data, made.file.size, &made.corpus, NULL), UNROLL_OK);
	return made;
}

static inline small_corpus small_corpus_of(unroll_tokenizer tokenizer, uint32_t train, uint32_t test,
                                           uint32_t seed) {
	return small_corpus_with(tokenizer, 2, train, test, seed);
}

static inline small_corpus small_class_corpus(uint32_t classes, uint32_t train, uint32_t test,
                                              uint32_t seed) {
	return small_corpus_with(UNROLL_WORDS, classes, train, test, seed);
}

static inline small_corpus small_corpus_make(uint32_t train, uint32_t test, uint32_t seed) {
	return small_corpus_of(UNROLL_WORDS, train, test, seed);
}

static inline void small_corpus_free(small_corpus *made) {
	unroll_corpus_close(made->corpus);
	unroll_bytes_free(&made->file);
}

/* A network that learns such a corpus in a moment. */
static inline unroll_settings small_settings(unroll_cell cell) {
	unroll_settings settings = unroll_default_settings();
	settings.cell = cell;
	settings.units[0] = 5;
	settings.embedding = 3;
	settings.words = 20;
	settings.length = 11;
	settings.batch = 20;
	settings.epochs = 4;
	settings.learning_rate = 0.01;
	return settings;
}

#endif

/* Corpora for the tests of statistics: reviews of made-up texts, or of ids drawn at random. */
#ifndef TESTS_TEXT_DRAWN_CORPUS_H
#define TESTS_TEXT_DRAWN_CORPUS_H

#include <string.h>

#include "kernels/random.h"
#include "unroll/corpus.h"

typedef struct made_corpus {
	unroll_bytes file;
	unroll_corpus *corpus;
} made_corpus;

static inline made_corpus corpus_of_texts(const char *const *texts, uint32_t count, uint32_t words,
                                          uint32_t tail) {
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder;
	made_corpus made;
	options.words = words;
	options.tail = tail;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < count; i++) {
		/* The first letter specifies the label and the half: + and - are for training. */
		unroll_half half = texts[i][0] == '+' || texts[i][0] == '-' ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF;
		uint8_t label = texts[i][0] == '+' || texts[i][0] == 'P';
		unroll_review review = {half, label, i, texts[i] + 1, strlen(texts[i]) - 1};
		assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "tests", &made.file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(made.file.data, made.file.size, &made.corpus, NULL), UNROLL_OK);
	return made;
}

/* 60 reviews of up to 40 words out of 26, the frequent ones often; the labels prefer different words. */
static inline made_corpus corpus_of_random_words(uint32_t seed, uint32_t tail) {
	static char texts[60][100];
	const char *list[60];
	random_stream stream = random_stream_of(seed, RANDOM_SHUFFLE, 0);
	for (uint32_t r = 0; r < 60; r++) {
		uint32_t words = random_below(&stream, 41), at = 0;
		texts[r][at++] = "+-PN"[r % 4];
		for (uint32_t w = 0; w < words; w++) {
			uint32_t letter = random_below(&stream, 1 + random_below(&stream, 26));
			texts[r][at++] = (char)('a' + (r % 2 ? 25 - letter : letter));
			texts[r][at++] = ' ';
		}
		texts[r][at] = '\0';
		list[r] = texts[r];
	}
	return corpus_of_texts(list, 60, 30, tail);
}

static inline void corpus_release(made_corpus *made) {
	unroll_corpus_close(made->corpus);
	unroll_bytes_free(&made->file);
}

#endif

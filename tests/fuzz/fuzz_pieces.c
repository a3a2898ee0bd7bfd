/* Pieces learned from reviews, one a line, of which the first byte is the half and label: in steps, with pauses. The texts are cut by the
 * vocabulary as the corpus was, and their words come back. The whole input is tried as a vocabulary too. */
#include "fuzz.h"

enum { MOST_TEXTS = 64 };

static char *texts[MOST_TEXTS];
static size_t sizes[MOST_TEXTS];

/* Words of a text one after another, in lower case, with U+2581 before each: what pieces joined give. */
static char *joined_pieces(const unroll_vocabulary *vocabulary, const unroll_token *tokens, size_t count) {
	size_t used = 0, bytes;
	char *text = malloc(count * 300 + 1);
	must(text);
	for (size_t i = 0; i < count; i++) {
		must(tokens[i].id > UNROLL_INDEX_FROM);
		const char *piece = unroll_vocabulary_word(vocabulary, tokens[i].id - UNROLL_INDEX_FROM, &bytes);
		uint32_t byte = tokens[i].id - UNROLL_INDEX_FROM - 1;
		if (byte < 256) {
			text[used++] = (char)byte;
		} else {
			memcpy(text + used, piece, bytes);
			used += bytes;
		}
	}
	text[used] = '\0';
	return text;
}

static void check_text(const unroll_vocabulary *vocabulary, const char *text, size_t size) {
	unroll_bytes tokens;
	unroll_error error;
	if (!succeeded(unroll_tokenize(vocabulary, text, size, &tokens, &error), &error)) {
		must(utf8_valid_size(text, size) < size);
		return;
	}
	const unroll_token *token = (const unroll_token *)(const void *)tokens.data;
	size_t count = tokens.size / sizeof *token;
	for (size_t i = 0; i < count; i++) {
		must(token[i].start <= token[i].end && token[i].end <= size);
		must(token[i].word == (i ? token[i - 1].word : 0) || token[i].word == token[i - 1].word + 1);
		if (i) must(token[i].start >= token[i - 1].start && token[i].end >= token[i - 1].end);
	}
	char *joined = joined_pieces(vocabulary, token, count), *again;
	unroll_bytes retold;
	/* What is cut once more is the same: the mark is a blank, and lower case stays. */
	must(unroll_tokenize(vocabulary, joined, strlen(joined), &retold, NULL) == UNROLL_OK);
	again = joined_pieces(vocabulary, (const unroll_token *)(const void *)retold.data,
	                      retold.size / sizeof *token);
	must(strcmp(joined, again) == 0 && retold.size == tokens.size);
	free(again);
	free(joined);
	unroll_bytes_free(&retold);
	unroll_bytes_free(&tokens);
}

static void learn(unroll_corpus_builder *builder, uint32_t merges) {
	unroll_bytes file = {NULL, 0};
	unroll_error error;
	uint32_t left = 1, before = UINT32_MAX;
	while (left && merges) {
		if (!succeeded(unroll_corpus_builder_learn(builder, merges, &left, &error), &error)) break;
		must(left < before);
		before = left;
	}
	if (!succeeded(unroll_corpus_builder_finish(builder, "a fuzzer", &file, &error), &error)) return;
	unroll_corpus *corpus;
	must(unroll_corpus_open(file.data, file.size, &corpus, NULL) == UNROLL_OK);
	for (uint32_t i = 0; i < MOST_TEXTS && texts[i]; i++)
		check_text(unroll_corpus_vocabulary(corpus), texts[i], sizes[i]);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void read_vocabulary(fuzz_input input, unroll_tokenizer tokenizer) {
	unroll_vocabulary *vocabulary;
	unroll_error error;
	char *text = (char *)copy_of(input);
	if (succeeded(unroll_vocabulary_create_for(tokenizer, text, input.size, &vocabulary, &error), &error)) {
		must(unroll_vocabulary_tokenizer(vocabulary) == tokenizer);
		unroll_vocabulary_destroy(vocabulary);
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	unroll_corpus_options options = unroll_default_corpus_options();
	options.tokenizer = take_byte(&input) % 2 ? UNROLL_SUBWORDS : UNROLL_CHARACTERS;
	options.merges = 1 + take_byte(&input);
	options.tail = 0;
	uint32_t at_once = take_byte(&input);
	read_vocabulary(input, options.tokenizer);
	unroll_corpus_builder *builder;
	must(unroll_corpus_builder_create(&options, &builder, NULL) == UNROLL_OK);
	for (uint32_t number = 0; input.size && number < MOST_TEXTS; number++) {
		fuzz_input line = take_until(&input, '\n');
		uint8_t kind = take_byte(&line);
		texts[number] = (char *)copy_of(line);
		sizes[number] = line.size;
		unroll_review review = {kind & 2 ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF, kind & 1, number,
		                        texts[number], line.size};
		unroll_error error;
		if (!succeeded(unroll_corpus_builder_add(builder, &review, &error), &error))
			must(utf8_valid_size(texts[number], line.size) < line.size);
	}
	learn(builder, at_once);
	unroll_corpus_builder_destroy(builder);
	for (uint32_t i = 0; i < MOST_TEXTS && texts[i]; i++) {
		free(texts[i]);
		texts[i] = NULL;
	}
	return 0;
}

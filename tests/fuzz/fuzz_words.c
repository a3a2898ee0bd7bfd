/* Words of a typed text, and a vocabulary of its lines. */
#include "fuzz.h"

static void walk(fuzz_input input) {
	char *text = (char *)copy_of(input);
	unroll_words words = unroll_words_of(text, input.size);
	unroll_error error;
	size_t last = 0;
	for (;;) {
		unroll_word word;
		bool found = false;
		if (!succeeded(unroll_next_word(&words, &word, &found, &error), &error)) {
			must(utf8_valid_size(text, input.size) < input.size);
			break;
		}
		if (!found) break;
		must(word.start >= last && word.start < word.end && word.end <= input.size);
		must(word.size > 0 && word.size <= UNROLL_WORD_BYTES);
		must(utf8_valid_size(word.lower, word.size) == word.size);
		last = word.end;
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	walk(input);
	char *text = (char *)copy_of(input);
	unroll_vocabulary *vocabulary = NULL;
	unroll_error error;
	if (succeeded(unroll_vocabulary_create(text, size, &vocabulary, &error), &error)) {
		for (uint32_t rank = 1; rank <= unroll_vocabulary_count(vocabulary); rank++) {
			size_t bytes;
			const char *word = unroll_vocabulary_word(vocabulary, rank, &bytes);
			must(unroll_vocabulary_rank(vocabulary, word, bytes) == rank);
		}
		unroll_vocabulary_destroy(vocabulary);
	}
	free(text);
	return 0;
}

/* Opening a corpus, and reading all of it; counting statistics of what could be opened. */
#include "assembled.h"

static void look_up_words(const unroll_vocabulary *vocabulary) {
	for (uint32_t rank = 1; rank <= unroll_vocabulary_count(vocabulary); rank++) {
		size_t size;
		const char *word = unroll_vocabulary_word(vocabulary, rank, &size);
		must(unroll_vocabulary_rank(vocabulary, word, size) == rank);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	assembled_file file = assemble(data, size);
	unroll_corpus *corpus = NULL;
	unroll_error error;
	if (succeeded(unroll_corpus_open(file.bytes, file.size, &corpus, &error), &error)) {
		check_corpus_file(&(unroll_bytes){file.bytes, file.size});
		look_up_words(unroll_corpus_vocabulary(corpus));
		must(is_text_of(unroll_corpus_source(corpus), strlen(unroll_corpus_source(corpus)) + 1));
		unroll_statistics_options options = unroll_default_statistics_options();
		unroll_bytes counted = {NULL, 0};
		if (succeeded(unroll_statistics_count(corpus, &options, &counted, &error), &error)) {
			unroll_statistics *statistics = NULL;
			must(unroll_statistics_open(counted.data, counted.size, &statistics, NULL) == UNROLL_OK);
			unroll_statistics_close(statistics);
		}
		unroll_bytes_free(&counted);
		unroll_corpus_close(corpus);
	}
	free(file.bytes);
	return 0;
}

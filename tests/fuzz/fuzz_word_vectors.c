/* Word vectors in a text file: their dimensions, and what becomes of a model's embedding. */
#include "fuzz.h"

static unroll_model *new_model(void) {
	static const char words[] = "the\nof\nfilm\ngood\nbad";
	unroll_settings settings = unroll_default_settings();
	settings.words = 9;
	settings.embedding = 3;
	settings.units[0] = 1;
	settings.length = 2;
	unroll_vocabulary *vocabulary;
	unroll_model *model;
	must(unroll_vocabulary_create(words, sizeof words - 1, &vocabulary, NULL) == UNROLL_OK);
	must(unroll_model_create(&settings, vocabulary, &model, NULL) == UNROLL_OK);
	unroll_vocabulary_destroy(vocabulary);
	return model;
}

/* The first byte says in how large parts the file arrives. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	size_t part = 1 + take_byte(&input);
	unroll_error error;
	uint32_t dimensions;
	uint8_t *whole = copy_of(input);
	if (succeeded(unroll_word_vector_dimensions(whole, input.size, &dimensions, &error), &error))
		must(dimensions > 0);
	free(whole);
	unroll_model *model = new_model();
	unroll_word_vectors *vectors;
	must(unroll_word_vectors_create(model, &vectors, NULL) == UNROLL_OK);
	bool good = true;
	while (good && input.size) {
		fuzz_input taken = take_part(&input, part);
		uint8_t *bytes = copy_of(taken);
		good = succeeded(unroll_word_vectors_add(vectors, bytes, taken.size, &error), &error);
		free(bytes);
	}
	unroll_found_words found;
	char before[65], after[65];
	unroll_model_fingerprint(model, before);
	if (good && succeeded(unroll_word_vectors_finish(vectors, &found, &error), &error)) {
		must(found.found > 0 && found.found <= found.of && found.of == 5);
		unroll_bytes file;
		must(unroll_model_save(model, &file, NULL) == UNROLL_OK); /* all weights are finite */
		unroll_bytes_free(&file);
	} else {
		unroll_model_fingerprint(model, after);
		must(strcmp(before, after) == 0);
	}
	unroll_word_vectors_destroy(vectors);
	unroll_model_destroy(model);
	return 0;
}

/* Keras' word index, a JSON object of words and ranks. */
#include "keras_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	size_t piece = 1 + (size_t)take_byte(&input);
	unroll_import *import = begin_keras(1000);
	import_file(import, "imdb_word_index.json", input, piece);
	unroll_import_destroy(import);
	return 0;
}

/* The pickle of an array of lists; the first byte is how many lists the array says it has. */
#include "keras_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t count = take_byte(&input);
	size_t piece = 1 + (size_t)take_byte(&input);
	unroll_import *import = begin_keras(100);
	import_lists(import, "x_train.npy", count, input, piece);
	unroll_import_destroy(import);
	return 0;
}

/* A numpy array of labels or, where the first byte is odd, of lists: any bytes, or a head that the input has the dictionary of. */
#include "imported.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t how = take_byte(&input);
	size_t piece = 1 + (size_t)take_byte(&input);
	uint8_t *file = malloc(input.size + 16);
	must(file);
	size_t head = 0;
	if (how & 2) { /* magic, version, and the size of the dictionary, which ends at the first newline */
		fuzz_input rest = input;
		size_t dictionary = take_until(&rest, '\n').size + 1;
		uint8_t begin[] = {0x93,
		                   'N',
		                   'U',
		                   'M',
		                   'P',
		                   'Y',
		                   how & 4 ? 2 : 1,
		                   0,
		                   (uint8_t)dictionary,
		                   (uint8_t)(dictionary >> 8),
		                   0,
		                   0};
		head = how & 4 ? 12 : 10;
		memcpy(file, begin, head);
	}
	if (input.size) memcpy(file + head, input.data, input.size);
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import = begin_import(UNROLL_IMPORT_KERAS, &options);
	must(import);
	import_file(import, how & 1 ? "x_train.npy" : "y_train.npy", (fuzz_input){file, head + input.size},
	            piece);
	unroll_import_destroy(import);
	free(file);
	return 0;
}

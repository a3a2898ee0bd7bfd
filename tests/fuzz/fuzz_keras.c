/* A whole import from Keras, and calls in any order. Every step is a byte: which of the calls, and for which file; then its bytes. */
#include "keras_files.h"

static const char *const names[] = {"x_train.npy", "y_train.npy",          "x_test.npy",
                                    "y_test.npy",  "imdb_word_index.json", "README"};

/* One call; false where it fails, and where the import has been finished. */
static bool call(unroll_import *import, fuzz_input *input) {
	uint8_t what = take_byte(input), file = take_byte(input) % 6;
	unroll_error error;
	bool wanted;
	fuzz_input bytes;
	switch (what % 8) {
	case 0:
		return succeeded(unroll_import_begin(import, names[file], &wanted, &error), &error);
	case 1:
		return feed(import, take_part(input, take_byte(input)), 7, unroll_import_add);
	case 2:
		return succeeded(unroll_import_end(import, &error), &error);
	case 3:
		return feed(import, take_part(input, take_byte(input)), 600, unroll_import_unpack);
	case 4:
		bytes = take_part(input, file);
		return import_labels(import, names[1 + 2 * (what >> 7)], bytes, 64);
	case 5:
		bytes = take_part(input, take_number(input));
		return import_lists(import, names[2 * (what >> 7)], file, bytes, 64);
	case 6:
		bytes = take_part(input, take_number(input));
		return import_file(import, names[4], bytes, 64);
	default:
		finish_import(import);
		return false;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t options = take_byte(&input);
	unroll_import *import = begin_keras(4 + options * 4u);
	bool goes_on = true;
	while (input.size && goes_on) goes_on = call(import, &input);
	if (goes_on) finish_import(import);
	unroll_import_destroy(import);
	return 0;
}

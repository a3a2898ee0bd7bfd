/* Archives of any bytes: the files that Keras puts into one are found and read whole. */
#include "exchange/zip.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static const char *const names[] = {"metadata.json", "config.json", "model.weights.h5"};
	uint8_t *bytes = copy_of((fuzz_input){data, size});
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		zip_file file;
		unroll_error error;
		if (!succeeded(find_in_zip(bytes, size, names[i], &file, &error), &error) || !file.data) continue;
		must(file.data >= bytes && file.size <= size);
		sum_of(file.data, file.size);
	}
	free(bytes);
	return 0;
}

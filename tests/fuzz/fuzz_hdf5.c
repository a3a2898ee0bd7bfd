/* HDF5 files of any bytes behind the signature: their datasets are read whole. */
#include "exchange/hdf5.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t *bytes = copy_of(input);
	hdf5_file file;
	unroll_error error;
	if (size >= 8) memcpy(bytes, "\x89HDF\r\n\x1a\n", 8);
	if (succeeded(hdf5_open(bytes, size, &file, &error), &error)) {
		for (size_t i = 0; i < file.count; i++) {
			const hdf5_found *found = &file.datasets[i];
			must(is_text_of(found->path, sizeof found->path));
			if (found->type != HDF5_GROUP) sum_of(found->data, found->bytes);
			must(hdf5_find(&file, found->path) != NULL);
		}
		hdf5_close(&file);
	}
	free(bytes);
	return 0;
}

/* Opening word-pair statistics, and drawing reviews from them. */
#include "assembled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	assembled_file file = assemble(data, size);
	unroll_statistics *statistics = NULL;
	unroll_error error;
	if (succeeded(unroll_statistics_open(file.bytes, file.size, &statistics, &error), &error)) {
		unroll_bytes drawn = {NULL, 0};
		if (succeeded(unroll_statistics_draw(statistics, 8, (uint32_t)size, &drawn, &error), &error))
			check_corpus_file(&drawn);
		unroll_bytes_free(&drawn);
		unroll_statistics_close(statistics);
	}
	free(file.bytes);
	return 0;
}

/* A corpus built of reviews, one a line. The first bytes are the options, and the first of each line its half and label. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	unroll_corpus_options options = unroll_default_corpus_options();
	options.words = take_number(&input);
	options.tail = take_byte(&input);
	options.limit = take_byte(&input);
	unroll_corpus_builder *builder = NULL;
	unroll_error error;
	if (!succeeded(unroll_corpus_builder_create(&options, &builder, &error), &error)) return 0;
	for (uint32_t number = 0; input.size; number++) {
		fuzz_input line = take_until(&input, '\n');
		uint8_t kind = take_byte(&line);
		char *text = (char *)copy_of(line);
		unroll_review review = {kind & 2 ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF, kind & 1,
		                        kind & 4 ? 0 : number, text, line.size};
		if (!succeeded(unroll_corpus_builder_add(builder, &review, &error), &error))
			must(utf8_valid_size(text, line.size) < line.size);
		free(text);
	}
	unroll_bytes file = {NULL, 0};
	if (succeeded(unroll_corpus_builder_finish(builder, "a fuzzer", &file, &error), &error)) {
		check_corpus_file(&file);
		unroll_import_report report = unroll_corpus_builder_report(builder);
		must(report.known <= report.words && report.shortest <= report.longest);
	}
	unroll_bytes_free(&file);
	unroll_corpus_builder_destroy(builder);
	return 0;
}

/* Files of other libraries, imported by what they say or by settings: what is taken is exported and comes back as it was. */
#include "exchange/zip.h"
#include "fuzz.h"

static unroll_settings settings_of(uint8_t choice) {
	unroll_settings settings = unroll_default_settings();
	settings.words = 9, settings.embedding = 3, settings.length = 6, settings.units[0] = 2;
	settings.cell = (unroll_cell)(choice % 3);
	settings.convention = choice & 4 ? UNROLL_CONVENTION_PYTORCH : UNROLL_CONVENTION_KERAS;
	if (choice & 8) settings.bidirectional[0] = UNROLL_CONCAT;
	if (choice & 16) settings.dense = 2;
	return settings;
}

static void come_back(const unroll_model *model) {
	static const unroll_format formats[] = {UNROLL_FORMAT_PYTORCH, UNROLL_FORMAT_KERAS, UNROLL_FORMAT_ONNX};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		unroll_bytes file = {NULL, 0};
		unroll_model *back = NULL;
		unroll_error error;
		if (!succeeded(unroll_model_export(model, formats[i], &file, &error), &error)) continue;
		if (formats[i] != UNROLL_FORMAT_ONNX)
			must(unroll_model_import(file.data, file.size, NULL, NULL, &back, NULL) == UNROLL_OK);
		unroll_model_destroy(back);
		unroll_bytes_free(&file);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t choice = take_byte(&input);
	unroll_settings settings = settings_of(choice);
	uint8_t *bytes = copy_of(input);
	unroll_model *model = NULL;
	unroll_error error;
	zip_file found;
	if (succeeded(find_in_zip(bytes, input.size, "model.weights.h5", &found, &error), &error) && found.data)
		sum_of(found.data, found.size);
	if (succeeded(
	        unroll_model_import(bytes, input.size, choice & 32 ? NULL : &settings, NULL, &model, &error),
	        &error)) {
		come_back(model);
		unroll_model_destroy(model);
	}
	free(bytes);
	return 0;
}

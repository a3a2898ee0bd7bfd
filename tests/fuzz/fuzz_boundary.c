/* What the page hands over as numbers, with any values: options, layouts and indexes. Refused, or used without harm. */
#include "imported.h"

/* Four bytes, the lowest first. */
static uint32_t take_word(fuzz_input *input) {
	uint32_t low = take_number(input);
	return low | take_number(input) << 16;
}

static double take_real(fuzz_input *input) {
	uint64_t bits = take_word(input);
	double value;
	bits |= (uint64_t)take_word(input) << 32;
	memcpy(&value, &bits, sizeof value);
	return value;
}

static unroll_csv_layout take_layout(fuzz_input *input) {
	uint8_t flags = take_byte(input);
	return (unroll_csv_layout){.delimiter = (char)take_byte(input),
	                           .quotes = flags & 1,
	                           .header = flags & 2,
	                           .columns = take_word(input),
	                           .text = take_word(input),
	                           .label = take_word(input),
	                           .files = {.kind = flags >> 6 & 3, .divided = flags & 4, .folders = flags & 8},
	                           .dataset = flags >> 5 & 1};
}

static void check_table(fuzz_input input) {
	unroll_import_options options = unroll_default_import_options();
	options.csv = take_layout(&input);
	options.corpus = (unroll_corpus_options){
	    .words = take_word(&input), .tail = take_word(&input), .limit = take_word(&input)};
	options.test = take_real(&input);
	unroll_import_kind kind = (unroll_import_kind)(take_byte(&input) % 3);
	options.labels = (unroll_label_rule){
	    "1", "0", take_byte(&input) % 2, take_real(&input), take_real(&input), false, NULL};
	uint8_t *copy = copy_of(input);
	unroll_import *import = begin_import(kind, &options);
	if (import && import_file(import, "train/pos/1_9.txt", (fuzz_input){copy, input.size}, 100))
		finish_import(import);
	if (import) unroll_import_destroy(import);
	free(copy);
}

static void check_settings(fuzz_input input) {
	unroll_settings settings = unroll_default_settings();
	settings.cell = (unroll_cell)(take_byte(&input) % 3);
	settings.input = (unroll_input)(take_byte(&input) % 2);
	settings.optimizer = (unroll_optimizer)(take_byte(&input) % 5);
	settings.layers = take_byte(&input);
	for (size_t i = 0; i < UNROLL_MAX_LAYERS; i++) settings.units[i] = take_number(&input);
	settings.embedding = take_number(&input);
	settings.words = take_word(&input);
	settings.length = take_word(&input);
	settings.batch = take_word(&input);
	settings.epochs = take_word(&input);
	settings.dropout = take_real(&input);
	settings.validation = take_real(&input);
	unroll_error error;
	size_t bytes = 0;
	bool allowed = succeeded(unroll_settings_check(&settings, &error), &error);
	bool sized = succeeded(unroll_training_memory(&settings, take_word(&input), &bytes, &error), &error);
	must(allowed || !sized);
}

static void check_indexes(fuzz_input input) {
	uint32_t index = take_word(&input);
	const char *name = unroll_setting_name(index);
	must(index < unroll_setting_count() ? *name != '\0' : *name == '\0');
	must(*unroll_status_name((unroll_status)index) && *unroll_status_meaning((unroll_status)index));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t which = take_byte(&input);
	if (which % 3 == 0) check_table(input);
	if (which % 3 == 1) check_settings(input);
	if (which % 3 == 2) check_indexes(input);
	return 0;
}

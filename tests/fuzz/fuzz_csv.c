/* Tables, their layout guessed, shown and imported: the import is with that layout, or with the one that the input asks for. The
 * first byte says what is wished, the next four are a layout, the first line has texts ("text|label|positive|negative|source"),
 * and the rest is the file. */
#include "imported.h"

static const char delimiters[] = {0, ',', '\t', ';'};

static void preview(fuzz_input file, const unroll_csv_layout *layout) {
	unroll_bytes shown = {NULL, 0};
	unroll_error error;
	if (succeeded(unroll_csv_preview(file.data, file.size, layout, 5, &shown, &error), &error))
		must(utf8_valid_size((const char *)shown.data, shown.size) == shown.size);
	unroll_bytes_free(&shown);
}

static bool look(fuzz_input file, uint8_t wishes, const char *text, const char *label,
                 unroll_csv_layout *layout) {
	unroll_csv_wish wish = {delimiters[wishes & 3], (wishes >> 2 & 3) % 3 - 1, (wishes >> 4 & 3) % 3 - 1,
	                        *text ? text : NULL, *label ? label : NULL};
	unroll_csv_guess guess;
	unroll_error error;
	if (!succeeded(unroll_csv_look(file.data, file.size, wishes & 0x40, &wish, &guess, &error), &error))
		return false;
	must(guess.layout.columns >= 2 && guess.layout.text < guess.layout.columns &&
	     guess.layout.label < guess.layout.columns);
	must(guess.layout.text != guess.layout.label);
	for (uint32_t i = 0; i < UNROLL_CSV_VALUES; i++) sum_of(guess.values[i], strlen(guess.values[i]));
	*layout = guess.layout;
	unroll_csv_guess_release(&guess);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t wishes = take_byte(&input), columns = take_byte(&input), places = take_byte(&input),
	        corpus = take_byte(&input);
	size_t piece = 1 + (size_t)take_byte(&input) * 16;
	fuzz_input line = take_until(&input, '\n');
	char *text = text_of(take_until(&line, '|')), *label = text_of(take_until(&line, '|'));
	char *positive = text_of(take_until(&line, '|')), *negative = text_of(take_until(&line, '|')),
	     *source = text_of(line);
	unroll_import_options options = unroll_default_import_options();
	options.csv = (unroll_csv_layout){
	    delimiters[wishes & 3], wishes & 4, wishes & 8, columns, places & 15, places >> 4};
	uint8_t *copy = copy_of(input);
	fuzz_input file = {copy, input.size};
	bool imports = columns != 0 || look(file, wishes, text, label, &options.csv);
	if (imports) {
		preview(file, &options.csv);
		options.corpus.words = 4 + (corpus & 31u) * 100;
		options.corpus.limit = corpus >> 6;
		options.test = (corpus >> 4 & 3) / 4.0;
		options.positive = positive;
		options.negative = negative;
		options.source = source;
		unroll_import *import = begin_import(UNROLL_IMPORT_CSV, &options);
		if (import && import_file(import, "a.csv", file, piece)) finish_import(import);
		if (import) unroll_import_destroy(import);
	}
	free(copy);
	free(text);
	free(label);
	free(positive);
	free(negative);
	free(source);
	return 0;
}

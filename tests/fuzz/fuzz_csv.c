/* Tables, their layout guessed, shown and imported: the import is with that layout, or with the one that the input asks for. The
 * first byte says what is wished, the next four are a layout, the first line has texts ("text|label|positive|negative|source"),
 * and the rest is the file. */
#include "imported.h"

static const char delimiters[] = {0, ',', '\t', ';'};

static void check_label(const unroll_table *table, const unroll_csv_guess *guess, uint32_t index) {
	unroll_table_label label = unroll_table_label_at(table, index);
	must(utf8_valid_size(label.value, strlen(label.value)) == strlen(label.value));
	must(utf8_valid_size(label.example, strlen(label.example)) == strlen(label.example));
	must(label.rows <= guess->rows);
}

static void check_guess(const unroll_table *table, const unroll_csv_guess *guess) {
	unroll_bytes shown = {NULL, 0};
	unroll_error error;
	must(guess->layout.columns >= 2 && guess->layout.text < guess->layout.columns &&
	     guess->layout.label < guess->layout.columns);
	must(guess->layout.text != guess->layout.label);
	for (uint32_t i = 0; i <= guess->labels; i++) check_label(table, guess, i);
	if (succeeded(unroll_table_preview(table, &shown, &error), &error))
		must(utf8_valid_size((const char *)shown.data, shown.size) == shown.size);
	unroll_bytes_free(&shown);
}

/* Looks at the file in pieces; what is guessed of it is good for an import where nothing must be asked. */
static bool look(fuzz_input file, size_t piece, uint8_t wishes, const char *text, const char *label,
                 unroll_import_options *options, unroll_table **looked_at) {
	unroll_csv_wish wish = {.delimiter = wishes & 0x40 ? '|' : delimiters[wishes & 3],
	                        .quotes = (wishes >> 2 & 3) % 3 - 1,
	                        .header = (wishes >> 4 & 3) % 3 - 1,
	                        .text = *text ? text : NULL,
	                        .label = *label ? label : NULL,
	                        .labels = options->labels};
	unroll_csv_guess guess;
	unroll_error error;
	if (!succeeded(unroll_table_create(&wish, looked_at, &error), &error)) return false;
	bool fed = true;
	while (file.size && fed) {
		fuzz_input part = take_part(&file, piece);
		uint8_t *copy = copy_of(part);
		fed = succeeded(unroll_table_add(*looked_at, copy, part.size, &error), &error);
		free(copy);
	}
	if (!fed || !succeeded(unroll_table_end(*looked_at, &guess, &error), &error)) return false;
	check_guess(*looked_at, &guess);
	options->csv = guess.layout;
	options->labels = guess.rule;
	return succeeded(unroll_table_check(*looked_at, &error), &error);
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
	options.csv = (unroll_csv_layout){.delimiter = delimiters[wishes & 3],
	                                  .quotes = wishes & 4,
	                                  .header = wishes & 8,
	                                  .columns = columns,
	                                  .text = places & 15,
	                                  .label = places >> 4};
	uint8_t *copy = copy_of(input);
	fuzz_input file = {copy, input.size};
	unroll_table *looked_at = NULL;
	bool several = columns & 0x80;
	options.labels = (unroll_label_rule){several ? NULL : positive,
	                                     several ? NULL : negative,
	                                     !several && places & 0x80,
	                                     corpus % 8,
	                                     corpus % 8 + wishes % 4,
	                                     several,
	                                     positive};
	if (columns != 0 || look(file, piece, wishes, text, label, &options, &looked_at)) {
		options.corpus.words = 4 + (corpus & 31u) * 100;
		options.corpus.limit = corpus >> 6;
		options.test = (corpus >> 4 & 3) / 4.0;
		options.source = source;
		unroll_import *import = begin_import(UNROLL_IMPORT_CSV, &options);
		if (import && import_file(import, "a.csv", file, piece)) finish_import(import);
		if (import) unroll_import_destroy(import);
	}
	unroll_table_destroy(looked_at);
	free(copy);
	free(text);
	free(label);
	free(positive);
	free(negative);
	free(source);
	return 0;
}

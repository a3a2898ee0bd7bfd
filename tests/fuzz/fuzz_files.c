/* Several files: what they are by their names, their layout, guessed, and their import by it. The first byte is the size of pieces, names
 * are the lines before the first byte of zero, and after each further one a file begins. */
#include "imported.h"

/* Hands the files over to a table or else to an import; false where one fails. */
static bool hand_over(const char *names, fuzz_input contents, size_t piece, unroll_table *table,
                      unroll_import *import) {
	unroll_error error;
	char name[300];
	for (const char *line = names; *line;) {
		size_t size = strcspn(line, "\n"), kept = size < sizeof name - 1 ? size : sizeof name - 1;
		bool wanted = false;
		memcpy(name, line, kept);
		name[kept] = '\0';
		line += size + (line[size] == '\n');
		fuzz_input file = take_until(&contents, '\0');
		if (import) {
			if (!import_file(import, name, file, piece)) return false;
			continue;
		}
		if (!succeeded(unroll_table_begin(table, name, &wanted, &error), &error)) return false;
		while (wanted && file.size) {
			fuzz_input part = take_part(&file, piece);
			uint8_t *copy = copy_of(part);
			bool fed = succeeded(unroll_table_add(table, copy, part.size, &error), &error);
			free(copy);
			if (!fed) return false;
		}
	}
	return true;
}

static void import_files(const char *names, fuzz_input contents, size_t piece, const unroll_files *files) {
	unroll_csv_wish wish = {.quotes = -1, .header = -1, .files = *files};
	unroll_import_options options = unroll_default_import_options();
	unroll_csv_guess guess;
	unroll_error error;
	unroll_table *table = NULL;
	unroll_import *import = NULL;
	bool is_imdb = files->kind == UNROLL_FILES_IMDB;
	if (succeeded(unroll_table_create(&wish, &table, &error), &error)) {
		must(!is_imdb);
		if (hand_over(names, contents, piece, table, NULL) &&
		    succeeded(unroll_table_end(table, &guess, &error), &error) &&
		    succeeded(unroll_table_check(table, &error), &error)) {
			options.csv = guess.layout;
			options.labels = guess.rule;
			import = begin_import(UNROLL_IMPORT_CSV, &options);
		}
	}
	if (is_imdb) import = begin_import(UNROLL_IMPORT_IMDB, &options);
	if (import && hand_over(names, contents, piece, NULL, import)) finish_import(import);
	unroll_import_destroy(import);
	unroll_table_destroy(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	size_t piece = 1 + (size_t)take_byte(&input) * 16;
	char *names = text_of(take_until(&input, '\0'));
	unroll_files files;
	unroll_error error;
	if (succeeded(unroll_files_arrange(names, &files, &error), &error))
		import_files(names, input, piece, &files);
	free(names);
	return 0;
}

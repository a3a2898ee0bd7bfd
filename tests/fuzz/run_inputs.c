/* Runs a fuzzer on every input that is kept for it, whole and cut short, without libFuzzer: part of the C tests. */
#include <dirent.h>

#include "../cmocka_all.h"
#include "fuzz.h"

enum { CUTS = 16 };

static void run_file(const char *name) {
	char path[512];
	snprintf(path, sizeof path, "%s/%s", FUZZ_CORPUS, name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	static uint8_t bytes[1 << 18];
	size_t size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	assert_true(size < sizeof bytes);
	fprintf(stderr, "%s\n", path); /* so that the last line before a crash names the input */
	for (size_t cut = 1; cut <= CUTS; cut++) {
		fuzz_input part = {bytes, size * cut / CUTS};
		uint8_t *copy = copy_of(part);
		LLVMFuzzerTestOneInput(copy, part.size);
		free(copy);
	}
}

static void every_kept_input_is_answered(void **state) {
	(void)state;
	DIR *folder = opendir(FUZZ_CORPUS);
	assert_non_null(folder);
	uint32_t count = 0;
	for (struct dirent *entry; (entry = readdir(folder));)
		if (entry->d_name[0] != '.') {
			run_file(entry->d_name);
			count++;
		}
	closedir(folder);
	assert_true(count > 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_kept_input_is_answered)};
	return cmocka_run_group_tests_name("fuzz", tests, NULL, NULL);
}

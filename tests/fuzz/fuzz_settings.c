/* Settings by name and text, one a line: "units 8,4". What is set is written as text that sets the same, and settings that
 * pass the check have a size in memory. */
#include "fuzz.h"

static void set(unroll_settings *settings, fuzz_input line) {
	char *name = text_of(take_until(&line, ' ')), *text = text_of(line);
	unroll_settings before = *settings, again = *settings;
	unroll_error error;
	char written[UNROLL_SETTING_TEXT], rewritten[UNROLL_SETTING_TEXT], small[4];
	if (succeeded(unroll_settings_set(settings, name, text, &error), &error)) {
		must(unroll_settings_get(settings, name, written, sizeof written, NULL) == UNROLL_OK);
		must(unroll_settings_set(&again, name, written, NULL) == UNROLL_OK);
		must(unroll_settings_get(&again, name, rewritten, sizeof rewritten, NULL) == UNROLL_OK);
		must(strcmp(written, rewritten) == 0);
		succeeded(unroll_settings_get(settings, name, small, sizeof small, &error), &error);
	} else {
		must(memcmp(&before, settings, sizeof before) == 0);
	}
	free(name);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	unroll_settings settings = unroll_default_settings();
	unroll_error error;
	while (input.size) set(&settings, take_until(&input, '\n'));
	must(unroll_settings_check(&settings, &error) == UNROLL_OK);
	size_t bytes = 0;
	if (succeeded(unroll_training_memory(&settings, 25000, &bytes, &error), &error)) must(bytes > 0);
	return 0;
}

/* Numbers as text and back, the characters of JSON strings, and UTF-8. */
#include "base/json.h"
#include "base/number.h"
#include "fuzz.h"

static void check_number(double value) {
	char text[NUMBER_TEXT], again[NUMBER_TEXT];
	double read;
	format_number(value, text);
	must(memchr(text, '\0', sizeof text));
	if (!parse_number(text, &read)) return;
	format_number(read, again);
	must(strcmp(text, again) == 0);
}

static void read_number(fuzz_input input) {
	char *text = text_of(input);
	double value;
	uint32_t whole;
	if (parse_number(text, &value)) check_number(value);
	if (parse_integer(text, &whole)) {
		must(parse_number(text, &value));
		must(value == (double)whole);
	}
	free(text);
}

static void read_characters(fuzz_input input) {
	char *text = (char *)copy_of(input);
	uint32_t code_point;
	for (size_t at = 0, taken; at < input.size; at += taken) {
		taken = json_character(text + at, input.size - at, &code_point);
		must(taken <= input.size - at);
		if (taken == 0) break;
		char written[UTF8_BYTES];
		size_t bytes = utf8_encode(code_point, written);
		uint32_t again;
		must(code_point != 0 && utf8_decode(written, bytes, &again) == bytes && again == code_point);
	}
	must(utf8_valid_size(text, input.size) <= input.size);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	double value = 0;
	if (size >= sizeof value) memcpy(&value, data, sizeof value);
	check_number(value);
	read_number(input);
	read_characters(input);
	return 0;
}

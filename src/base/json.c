#include "base/json.h"

#include <string.h>

#include "base/utf8.h"

/* The value of "\uXXXX" at the start of `text`; false where it is not that. */
static bool read_unit(const char *text, size_t size, uint32_t *value) {
	if (size < 6 || text[0] != '\\' || text[1] != 'u') return false;
	*value = 0;
	for (size_t i = 2; i < 6; i++) {
		char lower = text[i] | 32;
		bool decimal = text[i] >= '0' && text[i] <= '9';
		if (!decimal && !(lower >= 'a' && lower <= 'f')) return false;
		*value = *value * 16 + (uint32_t)(decimal ? text[i] - '0' : lower - 'a' + 10);
	}
	return true;
}

/* \uXXXX, or two of them that are a surrogate pair. */
static size_t read_escape(const char *text, size_t size, uint32_t *code_point) {
	uint32_t value, low;
	if (!read_unit(text, size, &value) || value == 0) return 0;
	*code_point = value;
	if (value < 0xd800 || value > 0xdfff) return 6;
	if (value > 0xdbff || !read_unit(text + 6, size - 6, &low) || low < 0xdc00 || low > 0xdfff) return 0;
	*code_point = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
	return 12;
}

size_t json_character(const char *text, size_t size, uint32_t *code_point) {
	static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	if (size == 0) return 0;
	if (text[0] != '\\') {
		size_t length = utf8_decode(text, size, code_point);
		return length && *code_point >= 0x20 ? length : 0;
	}
	if (size < 2) return 0;
	if (text[1] == 'u') return read_escape(text, size, code_point);
	const char *escape = text[1] ? strchr(escapes, text[1]) : NULL;
	if (!escape) return 0;
	*code_point = (uint8_t)meanings[escape - escapes];
	return 2;
}

void json_skip_space(const char *json, size_t size, size_t *at) {
	while (*at < size && json[*at] && strchr(" \t\r\n", json[*at])) ++*at;
}

bool json_accept(const char *json, size_t size, size_t *at, char character) {
	json_skip_space(json, size, at);
	bool here = *at < size && json[*at] == character;
	*at += here;
	return here;
}

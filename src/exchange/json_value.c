#include "exchange/json_value.h"

#include <stdint.h>
#include <string.h>

#include "base/fail.h"
#include "base/json.h"

enum { MOST_LEVELS = 32 };

static const json_value none = {"", 0};

static bool skip_value(const char *json, size_t size, size_t *at, unsigned level);

static bool skip_string(const char *json, size_t size, size_t *at) {
	if (!json_accept(json, size, at, '"')) return false;
	while (*at < size && json[*at] != '"') {
		uint32_t code_point;
		size_t taken = json_character(json + *at, size - *at, &code_point);
		if (taken == 0) return false;
		*at += taken;
	}
	return *at < size && json[(*at)++] == '"';
}

/* true, null, -1.5e-3. */
static bool skip_word(const char *json, size_t size, size_t *at) {
	static const char others[] = "+-.";
	size_t start = *at;
	for (; *at < size; ++*at) {
		char byte = json[*at], lower = byte | 32;
		bool is_part =
		    (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') || (byte && strchr(others, byte));
		if (!is_part) break;
	}
	return *at > start;
}

/* What is between brackets: items, or with `keys` members. */
static bool skip_items(const char *json, size_t size, size_t *at, bool keys, unsigned level) {
	char close = keys ? '}' : ']';
	if (json_accept(json, size, at, close)) return true;
	do {
		if (keys && !(skip_string(json, size, at) && json_accept(json, size, at, ':'))) return false;
		if (!skip_value(json, size, at, level + 1)) return false;
	} while (json_accept(json, size, at, ','));
	return json_accept(json, size, at, close);
}

static bool skip_value(const char *json, size_t size, size_t *at, unsigned level) {
	if (level == MOST_LEVELS) return false;
	if (json_accept(json, size, at, '{')) return skip_items(json, size, at, true, level);
	if (json_accept(json, size, at, '[')) return skip_items(json, size, at, false, level);
	return *at < size && json[*at] == '"' ? skip_string(json, size, at) : skip_word(json, size, at);
}

/* The value at `*at`, which moves behind it. */
static json_value take(const char *json, size_t size, size_t *at) {
	json_skip_space(json, size, at);
	size_t start = *at;
	return skip_value(json, size, at, 0) ? (json_value){json + start, *at - start} : none;
}

json_value json_whole(const char *text, size_t size) {
	size_t at = 0;
	json_value value = take(text, size, &at);
	json_skip_space(text, size, &at);
	return at == size ? value : none;
}

json_value json_member(json_value object, const char *name) {
	size_t at = 0;
	if (!json_accept(object.text, object.size, &at, '{')) return none;
	for (;;) {
		json_value key = take(object.text, object.size, &at);
		if (key.size == 0 || !json_accept(object.text, object.size, &at, ':')) return none;
		json_value value = take(object.text, object.size, &at);
		if (json_is_string(key, name)) return value;
		if (!json_accept(object.text, object.size, &at, ',')) return none;
	}
}

json_value json_next(json_value array, size_t *at) {
	if (!json_accept(array.text, array.size, at, *at ? ',' : '[')) return none;
	return take(array.text, array.size, at);
}

bool json_is(json_value value, const char *text) {
	return value.size == strlen(text) && memcmp(value.text, text, value.size) == 0;
}

bool json_is_string(json_value value, const char *string) {
	size_t size = strlen(string);
	return value.size == size + 2 && value.text[0] == '"' && memcmp(value.text + 1, string, size) == 0;
}

void json_copy(json_value value, char *text, size_t capacity) {
	bool quoted = value.size >= 2 && value.text[0] == '"';
	size_t size = value.size - (quoted ? 2 : 0);
	if (size >= capacity) size = capacity - 1;
	if (size) memcpy(text, value.text + quoted, size);
	text[size] = '\0';
}

#include "import/csv_values.h"

#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/utf8.h"
#include "text/lower_case.h"

void csv_value_copy(char to[UNROLL_VALUE_BYTES], const char *text, size_t size) {
	if (size > UNROLL_VALUE_BYTES - 1) size = UNROLL_VALUE_BYTES - 1;
	size = utf8_valid_size(text, size);
	memcpy(to, text, size);
	to[size] = '\0';
}

uint32_t csv_values_add(csv_values *values, const char *text, size_t size) {
	char value[UNROLL_VALUE_BYTES];
	csv_value_copy(value, text, size);
	uint32_t known = values->count < UNROLL_CSV_VALUES ? values->count : UNROLL_CSV_VALUES;
	uint32_t at = 0;
	while (at < known && strcmp(values->values[at].text, value) != 0) at++;
	if (at == UNROLL_CSV_VALUES) {
		values->count = UNROLL_CSV_VALUES + 1;
		return at;
	}
	if (at == known) {
		memcpy(values->values[at].text, value, sizeof value);
		values->count++;
	}
	values->values[at].rows++;
	return at;
}

bool csv_is_one_of(const char *text, size_t size, const char *const *words) {
	for (; *words; words++) {
		const char *word = *words;
		size_t at = 0;
		while (at < size) {
			uint32_t code_point, wanted;
			size_t length = utf8_decode(text + at, size - at, &code_point);
			size_t step = utf8_decode(word, strlen(word), &wanted);
			if (length == 0 || step == 0 || lower_case(code_point) != wanted) break;
			at += length;
			word += step;
		}
		if (at == size && *word == '\0') return true;
	}
	return false;
}

/* What people call a good review and a bad one, in lower case. */
static const char *const positive_words[] = {"pos",  "positive", "good", "great", "like", "liked", "true",
                                             "yes",  "y",        "t",    "+",     "up",   "긍정",  "긍정적",
                                             "좋음", "좋아요",   "추천", "참",    NULL};
static const char *const negative_words[] = {
    "neg", "negative", "bad",  "poor",   "dislike", "disliked", "false",  "no",   "n", "f",
    "-",   "down",     "부정", "부정적", "나쁨",    "싫어요",   "비추천", "거짓", NULL};

static bool is_one_of(const char *text, const char *const *words) {
	return csv_is_one_of(text, strlen(text), words);
}

bool csv_second_is_positive(const char *first, const char *second) {
	double a, b;
	if (parse_number(first, &a) && parse_number(second, &b)) return b > a;
	bool first_positive = is_one_of(first, positive_words) || is_one_of(second, negative_words);
	bool second_positive = is_one_of(second, positive_words) || is_one_of(first, negative_words);
	if (first_positive != second_positive) return second_positive;
	return strcmp(second, first) > 0;
}

void csv_values_list(const csv_values *values, char *text, size_t capacity) {
	size_t size = 0;
	text[0] = '\0';
	for (uint32_t i = 0; i < values->count && i < UNROLL_CSV_VALUES; i++) {
		format_text(text + size, capacity - size, "%s\"%s\" (%u)", i ? ", " : "", values->values[i].text,
		            values->values[i].rows);
		size += strlen(text + size);
	}
	if (values->count > UNROLL_CSV_VALUES) format_text(text + size, capacity - size, " and more");
}

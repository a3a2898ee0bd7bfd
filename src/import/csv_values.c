#include "import/csv_values.h"

#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/utf8.h"
#include "text/lower_case.h"

void csv_values_release(csv_values *values) {
	word_table_free(&values->texts);
}

uint32_t csv_values_count(const csv_values *values) {
	return values->texts.count + values->more;
}

unroll_status csv_values_add(csv_values *values, const char *text, size_t size, uint32_t *index,
                             unroll_error *error) {
	bool full = values->texts.count == UNROLL_CSV_VALUES;
	*index = full ? word_table_find(&values->texts, text, size) : word_table_add(&values->texts, text, size);
	if (*index != WORD_TABLE_NONE) {
		values->rows[*index]++;
		return UNROLL_OK;
	}
	if (!full) return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for the labels.");
	values->more = true;
	*index = UNROLL_CSV_VALUES;
	return UNROLL_OK;
}

void csv_show_value(char shown[UNROLL_VALUE_BYTES], const char *text, size_t size) {
	size = utf8_cut(text, utf8_valid_size(text, size), UNROLL_VALUE_BYTES - 1);
	memcpy(shown, text, size);
	shown[size] = '\0';
}

void csv_show_value_at(char shown[UNROLL_VALUE_BYTES], const csv_values *values, uint32_t index) {
	size_t size;
	const char *text = word_table_word(&values->texts, index, &size);
	csv_show_value(shown, text, size);
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

/* A number that is longer than any value that is shown is none of a label. */
static bool is_number(const char *text, size_t size, double *number) {
	char copy[UNROLL_VALUE_BYTES];
	if (size >= sizeof copy || memchr(text, '\0', size)) return false;
	memcpy(copy, text, size);
	copy[size] = '\0';
	return parse_number(copy, number);
}

bool csv_second_is_positive(const csv_values *values) {
	size_t first_size, second_size;
	const char *first = word_table_word(&values->texts, 0, &first_size),
	           *second = word_table_word(&values->texts, 1, &second_size);
	double a, b;
	if (is_number(first, first_size, &a) && is_number(second, second_size, &b)) return b > a;
	bool first_positive = csv_is_one_of(first, first_size, positive_words) ||
	                      csv_is_one_of(second, second_size, negative_words);
	bool second_positive = csv_is_one_of(second, second_size, positive_words) ||
	                       csv_is_one_of(first, first_size, negative_words);
	if (first_positive != second_positive) return second_positive;
	int order = memcmp(second, first, first_size < second_size ? first_size : second_size);
	return order ? order > 0 : second_size > first_size;
}

void csv_list_values(const csv_values *values, char *text, size_t capacity) {
	size_t size = 0;
	uint32_t i = 0;
	text[0] = '\0';
	for (; i < values->texts.count; i++) {
		char shown[UNROLL_VALUE_BYTES], one[UNROLL_VALUE_BYTES + 24];
		csv_show_value_at(shown, values, i);
		format_text(one, sizeof one, "%s\"%s\" (%u)", i ? ", " : "", shown, values->rows[i]);
		if (size + strlen(one) + sizeof " and more" > capacity) break;
		format_text(text + size, capacity - size, "%s", one);
		size += strlen(one);
	}
	if (values->more || i < values->texts.count) format_text(text + size, capacity - size, " and more");
}

unroll_status csv_check_option(const char *text, const char *name, unroll_error *error) {
	size_t size = text ? strlen(text) : 0;
	if (utf8_valid_size(text, size) == size) return UNROLL_OK;
	return fail(error, UNROLL_BAD_SETTING, name,
	            "The option %s is not UTF-8. Give it as the table has it, in UTF-8.", name);
}

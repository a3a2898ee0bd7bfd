#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "text/lower_case.h"
#include "text/words.h"
#include "unroll/text.h"

unroll_words unroll_words_of(const char *text, size_t size) {
	return (unroll_words){text, size, 0};
}

bool separates_words(uint32_t code_point) {
	if (code_point >= 0x7f || code_point == '\'') return false;
	if (code_point <= ' ') return code_point == ' ' || code_point == '\t' || code_point == '\n';
	bool digit = code_point >= '0' && code_point <= '9';
	bool letter = (code_point | 32) >= 'a' && (code_point | 32) <= 'z';
	return !digit && !letter;
}

unroll_status fail_not_utf8(size_t position, unroll_error *error) {
	return fail(error, UNROLL_BAD_TEXT, "text",
	            "The text is not UTF-8 at byte %zu. Save it as UTF-8 and try again.", position);
}

/* Adds a character to the word, unless the word is cut already or is now: then `*cut`. */
static void add_character(unroll_word *word, uint32_t code_point, bool *cut) {
	char bytes[UTF8_BYTES];
	size_t length = utf8_encode(code_point, bytes);
	if (length > UNROLL_WORD_BYTES - word->size) *cut = true;
	if (*cut) return;
	memcpy(word->lower + word->size, bytes, length);
	word->size += length;
}

unroll_status unroll_next_word(unroll_words *words, unroll_word *word, bool *found, unroll_error *error) {
	bool inside = false, cut = false;
	size_t position = words->position;
	word->size = 0;
	while (position < words->size) {
		uint32_t code_point = (uint8_t)words->text[position];
		size_t length = 1;
		if (code_point >= 0x80)
			length = utf8_decode(words->text + position, words->size - position, &code_point);
		if (length == 0) return fail_not_utf8(position, error);
		bool separator = separates_words(code_point);
		if (separator && inside) break;
		if (!separator) {
			if (!inside) word->start = position;
			inside = true;
			if (code_point < 0x80 && !cut && word->size < UNROLL_WORD_BYTES)
				word->lower[word->size++] = (char)(code_point + (code_point - 'A' < 26u ? 'a' - 'A' : 0));
			else
				add_character(word, lower_case(code_point), &cut);
		}
		position += length;
	}
	words->position = word->end = position;
	*found = inside;
	return UNROLL_OK;
}

#include "cli/review_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char mark[] = "\xe2\x96\x81"; /* U+2581, of a word's beginning */

/* What stands for an id: before, the word or piece, and behind. */
typedef struct shown_token {
	const char *before, *text, *after;
	size_t size;
} shown_token;

static shown_token token_of(const unroll_vocabulary *vocabulary, uint32_t id, uint32_t words) {
	uint32_t known = unroll_vocabulary_count(vocabulary);
	size_t size;
	if (id <= UNROLL_START_ID) return (shown_token){"", "", "", 0};
	if (id == UNROLL_UNKNOWN_ID || id > known + UNROLL_INDEX_FROM) return (shown_token){" ", "[?]", "", 3};
	const char *text = unroll_vocabulary_word(vocabulary, id - UNROLL_INDEX_FROM, &size);
	if (unroll_vocabulary_tokenizer(vocabulary) == UNROLL_WORDS)
		return id < words ? (shown_token){" ", text, "", size} : (shown_token){" [?", text, "]", size};
	bool begins = size >= sizeof mark - 1 && memcmp(text, mark, sizeof mark - 1) == 0;
	size_t cut = begins ? sizeof mark - 1 : 0;
	return (shown_token){begins ? " " : "", text + cut, "", size - cut};
}

/* Writes a text to `to`, unless that is NULL, and returns how long it is. */
static size_t write_text(const unroll_corpus *corpus, const unroll_corpus_review *review, uint32_t words,
                         char *to) {
	size_t used = 0;
	for (uint32_t i = 0; i < review->count; i++) {
		shown_token token = token_of(unroll_corpus_vocabulary(corpus), review->ids[i], words);
		if (used == 0 && *token.before == ' ') token.before++;
		const char *parts[] = {token.before, token.text, token.after};
		const size_t sizes[] = {strlen(token.before), token.size, strlen(token.after)};
		for (size_t p = 0; p < 3; used += sizes[p++])
			if (to && sizes[p]) memcpy(to + used, parts[p], sizes[p]);
	}
	return used;
}

char *review_text(const unroll_corpus *corpus, const unroll_corpus_review *review, uint32_t words) {
	char *text = malloc(write_text(corpus, review, words, NULL) + 1);
	if (text) text[write_text(corpus, review, words, text)] = '\0';
	return text;
}

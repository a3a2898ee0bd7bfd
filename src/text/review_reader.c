#include "text/review_reader.h"

#include <string.h>

#include "base/fail.h"

unroll_status review_reader_open(review_reader *reader, const unroll_vocabulary *vocabulary,
                                 const unroll_settings *settings, const char *text, size_t size,
                                 unroll_error *error) {
	if (size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "The review is larger than 4 GB. Give a shorter one.");
	token_walk tokens = token_walk_of(vocabulary, settings->words, text, size);
	*reader = (review_reader){.vocabulary = vocabulary, .settings = settings, .tokens = tokens};
	for (;; reader->token_count++) {
		unroll_token token;
		bool found;
		unroll_status status = next_token(&tokens, &token, &found, error);
		reader->word_count = tokens.word_count;
		if (status || !found) return status;
	}
}

void review_reader_begin(review_reader *reader, uint16_t *row) {
	padding_rule rule = padding_rule_of(reader->settings);
	reader->row = row;
	reader->place = place_review(rule, (uint64_t)reader->token_count + 1);
	memset(row, UNROLL_PADDING_ID, rule.length * sizeof *row);
	if (reader->place.first == 0) row[reader->place.start] = UNROLL_START_ID;
}

review_token review_reader_next(review_reader *reader) {
	const padded_place *place = &reader->place;
	uint64_t index = ++reader->next; /* among the ids, of which the first is the start */
	review_token read;
	bool found;
	next_token(&reader->tokens, &read.token, &found, NULL);
	read.kept = index >= place->first && index - place->first < place->kept;
	read.timestep = read.kept ? place->start + (uint32_t)(index - place->first) : 0;
	if (read.kept) reader->row[read.timestep] = (uint16_t)read.token.id;
	return read;
}

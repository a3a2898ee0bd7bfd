#include "text/review_reader.h"

#include <string.h>

#include "base/fail.h"
#include "text/vocabulary.h"

unroll_status review_reader_open(review_reader *reader, const unroll_vocabulary *vocabulary,
                                 const unroll_settings *settings, const char *text, size_t size,
                                 unroll_error *error) {
	if (size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "The review has 4 GB. Give a shorter one.");
	unroll_words words = unroll_words_of(text, size);
	*reader = (review_reader){.vocabulary = vocabulary, .settings = settings, .words = words};
	for (;; reader->word_count++) {
		unroll_word word;
		bool found;
		unroll_status status = unroll_next_word(&words, &word, &found, error);
		if (status || !found) return status;
	}
}

void review_reader_begin(review_reader *reader, uint16_t *row) {
	padding_rule rule = padding_rule_of(reader->settings);
	reader->row = row;
	reader->place = place_review(rule, (uint64_t)reader->word_count + 1);
	memset(row, UNROLL_PADDING_ID, rule.length * sizeof *row);
	if (reader->place.first == 0) row[reader->place.start] = UNROLL_START_ID;
}

review_word review_reader_next(review_reader *reader) {
	const padded_place *place = &reader->place;
	uint64_t index = ++reader->next; /* among the ids, of which the first is the start */
	unroll_word word;
	bool found;
	unroll_next_word(&reader->words, &word, &found, NULL);
	review_word read = {.start = (uint32_t)word.start,
	                    .end = (uint32_t)word.end,
	                    .id = word_id(reader->vocabulary, reader->settings->words, word.lower, word.size),
	                    .kept = index >= place->first && index - place->first < place->kept};
	if (read.kept) {
		read.step = place->start + (uint32_t)(index - place->first);
		reader->row[read.step] = (uint16_t)read.id;
	}
	return read;
}

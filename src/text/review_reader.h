/* From the text of a review to its padded row of ids: words (unroll/text.h), their ids (text/vocabulary.h), padding and truncating
 * (text/padding.h). Whatever reads a typed review reads it this way. T timesteps. */
#ifndef TEXT_REVIEW_READER_H
#define TEXT_REVIEW_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "text/padding.h"
#include "unroll/text.h"

typedef struct review_reader {
	const unroll_vocabulary *vocabulary;
	const unroll_settings *settings;
	uint32_t word_count; /* of the whole review */
	uint32_t next;       /* the word that is read next */
	unroll_words words;
	padded_place place; /* of the start id and the words */
	uint16_t *row;
} review_reader;

/* One word of the review. */
typedef struct review_word {
	uint32_t start, end; /* its place in the text, in bytes */
	uint32_t id;
	bool kept;     /* it was not truncated */
	uint32_t step; /* its timestep, where it is kept */
} review_word;

/* Checks a text and counts its words, so that what follows cannot fail. Text, vocabulary and settings are borrowed. UNROLL_BAD_TEXT where
 * it is not UTF-8, UNROLL_TOO_LARGE where it has 4 GB. */
unroll_status review_reader_open(review_reader *reader, const unroll_vocabulary *vocabulary,
                                 const unroll_settings *settings, const char *text, size_t size,
                                 unroll_error *error);

/* Fills `row` (T) with padding and the start id, if that is kept. The words join it as they are read. */
void review_reader_begin(review_reader *reader, uint16_t *row);

/* Reads the next word, of which there are `word_count`. */
review_word review_reader_next(review_reader *reader);

#endif

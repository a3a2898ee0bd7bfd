/* From the text of a review to its padded row of ids: tokens and their ids (text/tokens.h), padding and truncating
 * (text/padding.h). Whatever reads a typed review reads it this way. T timesteps. */
#ifndef TEXT_REVIEW_READER_H
#define TEXT_REVIEW_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "text/padding.h"
#include "text/tokens.h"

typedef struct review_reader {
	const unroll_vocabulary *vocabulary;
	const unroll_settings *settings;
	uint32_t token_count, word_count; /* of the whole review */
	uint32_t next;                    /* the token that is read next */
	token_walk tokens;
	padded_place place; /* of the start id and the tokens */
	uint16_t *row;
} review_reader;

/* One token of the review: a word or a piece of one. */
typedef struct review_token {
	unroll_token token;
	bool kept;         /* it was not truncated */
	uint32_t timestep; /* its timestep, where it is kept */
} review_token;

/* Checks a text and counts its tokens, so that what follows cannot fail. Text, vocabulary and settings are borrowed. UNROLL_BAD_TEXT where
 * it is not UTF-8, UNROLL_TOO_LARGE where it is larger than 4 GB. */
unroll_status review_reader_open(review_reader *reader, const unroll_vocabulary *vocabulary,
                                 const unroll_settings *settings, const char *text, size_t size,
                                 unroll_error *error);

/* Fills `row` (T) with padding and the start id, if that is kept. The tokens join it as they are read. */
void review_reader_begin(review_reader *reader, uint16_t *row);

/* Reads the next token, of which there are `token_count`. */
review_token review_reader_next(review_reader *reader);

#endif

/* The tokens of a text: what the tokenizer of a vocabulary makes of it, and their ids. The one way from a text to ids. */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/pieces.h"
#include "unroll/text.h"

/* Walks over the tokens of a text. Text and vocabulary are borrowed. */
typedef struct token_walk {
	const unroll_vocabulary *vocabulary;
	uint32_t vocabulary_size; /* ids are below it */
	uint32_t word_count;      /* words that have begun so far */
	unroll_words words;       /* of the tokenizer words */
	chunk_walk chunks;        /* of the others, as all below */
	word_chunk chunk;
	word_piece pieces[PIECES_MOST]; /* of the chunk */
	uint32_t piece_count, next;
} token_walk;

/* The text has less than 4 GB. */
token_walk token_walk_of(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *text,
                         size_t size);

/* The next token, or `*found` false at the end of the text. UNROLL_BAD_TEXT where the text is not UTF-8. */
unroll_status next_token(token_walk *walk, unroll_token *token, bool *found, unroll_error *error);

#endif

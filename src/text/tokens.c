#include "text/tokens.h"

#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "text/vocabulary.h"

token_walk token_walk_of(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *text,
                         size_t size) {
	token_walk walk;
	walk.vocabulary = vocabulary;
	walk.vocabulary_size = vocabulary_size;
	walk.words = unroll_words_of(text, size);
	walk.chunks = chunk_walk_of(text, size);
	walk.word_count = walk.piece_count = walk.next = 0;
	return walk;
}

static unroll_status next_word(token_walk *walk, unroll_token *token, bool *found, unroll_error *error) {
	unroll_word word;
	unroll_status status = unroll_next_word(&walk->words, &word, found, error);
	if (status || !*found) return status;
	*token = (unroll_token){(uint32_t)word.start, (uint32_t)word.end, walk->word_count++,
	                        word_id(walk->vocabulary, walk->vocabulary_size, word.lower, word.size)};
	return UNROLL_OK;
}

static unroll_status next_piece(token_walk *walk, unroll_token *token, bool *found, unroll_error *error) {
	const word_chunk *chunk = &walk->chunk;
	*found = true;
	if (walk->next == walk->piece_count) {
		unroll_status status = next_chunk(&walk->chunks, &walk->chunk, found, error);
		if (status || !*found) return status;
		walk->piece_count =
		    cut_pieces(vocabulary_pieces(walk->vocabulary), chunk->key, chunk->size, walk->pieces);
		walk->next = 0;
		walk->word_count += chunk->begins;
	}
	const word_piece *piece = &walk->pieces[walk->next++];
	*token = (unroll_token){chunk->starts[piece->from],
	                        piece->to < chunk->characters ? chunk->starts[piece->to] : chunk->end,
	                        walk->word_count - 1, piece_id(piece->number, walk->vocabulary_size)};
	return UNROLL_OK;
}

unroll_status next_token(token_walk *walk, unroll_token *token, bool *found, unroll_error *error) {
	bool words = unroll_vocabulary_tokenizer(walk->vocabulary) == UNROLL_WORDS;
	return words ? next_word(walk, token, found, error) : next_piece(walk, token, found, error);
}

unroll_status unroll_tokenize(const unroll_vocabulary *vocabulary, const char *text, size_t size,
                              unroll_bytes *tokens, unroll_error *error) {
	if (size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "The text has 4 GB. Give a shorter one.");
	token_walk walk = token_walk_of(vocabulary, UINT32_MAX, text, size);
	unroll_token token;
	unroll_bytes made = {0};
	size_t capacity = 0;
	for (bool found;;) {
		unroll_status status = next_token(&walk, &token, &found, error);
		if (!status && !found) break;
		void *moved = status ? NULL : grown(made.data, &capacity, made.size + sizeof token, 1);
		if (!status && !moved)
			status = fail(error, UNROLL_OUT_OF_MEMORY, "text", "There is not enough memory for the tokens.");
		if (status) {
			unroll_bytes_free(&made);
			return status;
		}
		made.data = moved;
		memcpy(made.data + made.size, &token, sizeof token);
		made.size += sizeof token;
	}
	*tokens = made;
	return UNROLL_OK;
}

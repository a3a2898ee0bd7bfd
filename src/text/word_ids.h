/* The ids that the different words of a corpus become, by their numbers in the table of words: one each by Keras' rules, or those of
 * their pieces. */
#ifndef TEXT_WORD_IDS_H
#define TEXT_WORD_IDS_H

#include "text/pieces.h"
#include "unroll/text.h"

typedef struct word_ids {
	uint32_t *starts; /* (words + 1): the ids of word w are ids[starts[w]] … [starts[w + 1] - 1] */
	uint16_t *ids;
	uint32_t limit;   /* all ids are below it */
	uint32_t known;   /* words, or pieces, in the vocabulary */
	char *owned;      /* the vocabulary's text, where it belongs to this */
	const char *text; /* the vocabulary's, see unroll/corpus.h */
	size_t text_size;
} word_ids;

/* Ranks the words by `counts`, the most frequent first and equals by their bytes, so that no order of adding shows, and gives
 * those that occur ids below `limit`; the others are unknown. False where there is no memory, as below; either way the ids must be freed. */
bool rank_words(const word_table *words, const uint64_t *counts, uint32_t limit, word_ids *made);

/* Cuts the chunks (text/chunks.h) of a table into pieces, which are borrowed. */
bool cut_words(const word_table *chunks, const piece_table *pieces, word_ids *made);

/* Gives words the ids, below `limit`, that a vocabulary of words gives them; those that it does not have are unknown. It is borrowed. */
bool look_up_words(const word_table *words, const unroll_vocabulary *vocabulary, uint32_t limit,
                   word_ids *made);

void word_ids_free(word_ids *made);

#endif

/* Which words of a vocabulary get ids, and which ids: the one way from a word to its id. corpus_builder.c counts the words of a
 * corpus and ranks them. */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/text.h"

/* How many words have ids where all ids are below `vocabulary_size`, 4 at least. */
uint32_t words_with_ids(uint32_t vocabulary_size);

/* The id of a lower-case word, always below `vocabulary_size`; UNROLL_UNKNOWN_ID where it has none. */
uint32_t word_id(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *lower,
                 size_t size);

/* unroll_vocabulary_create() for the vocabulary of a file whose ids are below `vocabulary_size`. UNROLL_BAD_FILE also where
 * there are more words than that gives ids to; no memory is taken then. */
unroll_status read_file_vocabulary(const char *text, size_t size, uint32_t vocabulary_size,
                                   unroll_vocabulary **vocabulary, unroll_error *error);

#endif

/* Word vectors that others have trained, as the initial embedding of a model: from a text file as GloVe, fastText and word2vec publish
 * them, or from another model. Words that they do not have keep the values that were drawn, as do the ids that are no words. Whether training
 * changes the embedding then is the setting `embedding-trainable`.
 *
 * A text file has a line for each word: the word, and as many numbers as the embedding has dimensions, parted by blanks or tabs. fastText's and
 * word2vec's begin with a line of two numbers, how many words follow and how many dimensions they have. Words are compared as they stand, and
 * the vocabulary is in lower case; of two lines for a word the first counts. */
#ifndef UNROLL_WORD_VECTORS_H
#define UNROLL_WORD_VECTORS_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/model.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef struct unroll_word_vectors unroll_word_vectors;

/* What was found of a model's words. */
typedef struct unroll_found_words {
	uint32_t found; /* words of the model that have a vector */
	uint32_t of;    /* words of the model that have an id */
} unroll_found_words;

/* How many dimensions the vectors of a text file have, from its first bytes: a whole line at least, the second one where the first states how many
 * words follow. UNROLL_BAD_FILE where they are no word and numbers. */
unroll_status unroll_word_vector_dimensions(const uint8_t *bytes, size_t size, uint32_t *dimensions,
                                            unroll_error *error);

/* Begins to read vectors for the words of a model, which must outlive it. UNROLL_MISMATCH where the model has no embedding or no words. */
unroll_status unroll_word_vectors_create(unroll_model *model, unroll_word_vectors **vectors,
                                         unroll_error *error);
void unroll_word_vectors_destroy(unroll_word_vectors *vectors);

/* Takes the next bytes of the file, cut anywhere. UNROLL_BAD_FILE, with the number of the line, where a line has too few numbers or one that is
 * none; UNROLL_MISMATCH where there are other dimensions than the model's. Nothing more may be added then. */
unroll_status unroll_word_vectors_add(unroll_word_vectors *vectors, const uint8_t *bytes, size_t size,
                                      unroll_error *error);

/* Ends the file and writes what was found into the model, which has not changed before. UNROLL_MISMATCH where none of its words was found. */
unroll_status unroll_word_vectors_finish(unroll_word_vectors *vectors, unroll_found_words *found,
                                         unroll_error *error);

/* Takes the rows of another model for the words that both know, and for padding, start and unknown words. UNROLL_MISMATCH, and nothing has changed,
 * where one of them has no embedding, their dimensions or tokenizers differ, or they have no word in common. */
unroll_status unroll_model_embed_from(unroll_model *model, const unroll_model *other,
                                      unroll_found_words *found, unroll_error *error);

UNROLL_END

#endif

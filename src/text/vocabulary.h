/* Which tokens of a vocabulary get ids, which ids, and how a file keeps the vocabulary. Words are ranked in word_ids.c, pieces learned in
 * learn_pieces.c. */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "storage/safetensors.h"
#include "text/pieces.h"
#include "unroll/text.h"

/* How many words have ids where all ids are below `vocabulary_size`, 4 at least. */
uint32_t words_with_ids(uint32_t vocabulary_size);

/* The id of a lower-case word, always below `vocabulary_size`; UNROLL_UNKNOWN_ID where it has none. */
uint32_t word_id(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *lower,
                 size_t size);

/* The id of a piece (text/pieces.h), always below `vocabulary_size`; UNROLL_UNKNOWN_ID where it has none. */
uint32_t piece_id(uint32_t number, uint32_t vocabulary_size);

/* The pieces of a vocabulary whose tokenizer is not words. */
const piece_table *vocabulary_pieces(const unroll_vocabulary *vocabulary);

/* --- Files --------------------------------------------------------------------------------------- */

#define VOCABULARY_TENSOR    "vocabulary"
#define VOCABULARY_TOKENIZER "tokenizer" /* metadata, where it is not words */

/* Adds the text of a vocabulary to a file: the tensor "vocabulary" of words; of pieces the tensor "pieces", so that a program
 * that knows no pieces does not take them for words, and the name of the tokenizer. The text is borrowed. */
void add_vocabulary(safetensors_writer *writer, unroll_tokenizer tokenizer, const char *text, size_t size);

/* The vocabulary of a file whose ids are below `vocabulary_size`. UNROLL_BAD_FILE also where there are more words than that gives
 * ids to; no memory is taken then. */
unroll_status read_file_vocabulary(const safetensors_file *file, uint32_t vocabulary_size,
                                   unroll_vocabulary **vocabulary, unroll_error *error);

#endif

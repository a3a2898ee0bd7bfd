/* Keras' word index, imdb_word_index.json: one object that gives each word its rank, 1 for the most frequent. */
#ifndef IMPORT_WORD_INDEX_H
#define IMPORT_WORD_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/bytes.h"
#include "unroll/status.h"

/* The words of rank 1 to `most`, or all where it has fewer, in rank order, joined by '\n': a vocabulary's text. `*count` is
 * how many they are. UNROLL_BAD_FILE where the JSON is wrong, a rank is missing, a rank or
 * a word comes twice, or a word is impossible. */
unroll_status word_index_read(const uint8_t *json, size_t size, uint32_t most, unroll_bytes *words,
                              uint32_t *count, unroll_error *error);

#endif

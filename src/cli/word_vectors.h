/* The file of train --embedding-from: word vectors in a text file, packed or not, or a model. Failures are reported here. */
#ifndef CLI_WORD_VECTORS_H
#define CLI_WORD_VECTORS_H

#include <stdbool.h>
#include <stdint.h>
#include <unroll/unroll.h>

/* How many dimensions the vectors of a file have. */
bool word_vector_dimensions(const char *path, uint32_t *dimensions);

/* Takes them over into the embedding of a model. */
bool take_word_vectors(const char *path, unroll_model *model, unroll_found_words *found);

#endif

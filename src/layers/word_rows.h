/* The rows that words become, one for each distinct word of a batch. "A word is multiplied once per batch, not
 * once per place": with the embedding E and the first layer's kernel W and bias b,
 *
 *   row(w) = E[w]·W + b       embedding
 *   row(w) = W[w] + b         one-hot input: E is the identity
 *
 * and the gradients of E, W and b follow from the summed gradients of the rows. Rows have the engine's gate
 * order; V words, E dimensions, C = GH columns, D distinct words. */
#ifndef LAYERS_WORD_ROWS_H
#define LAYERS_WORD_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "kernels/width.h"

/* row(w) for the words `ids` (D): rows (D, padded(C)) from embeddings (V, E), kernel (E, padded(C)), bias (C). `copies`
 * (D, padded(E)) takes the words' embeddings one below the other. */
void embedded_rows(float *rows, float *copies, const uint32_t *ids, size_t distinct, const float *embeddings,
                   size_t dimensions, const float *kernel, const float *bias, size_t columns);

/* From d_rows (D, padded(C)), `copies` as above and the transposed kernel (C, padded(E)): writes the gradients of the
 * words' embeddings, one below the other, to d_copies (D, padded(E)), and adds to d_kernel (E, padded(C)). */
void embedded_rows_backward(float *d_copies, float *d_kernel, const float *d_rows, const float *copies,
                            const float *transposed_kernel, size_t distinct, size_t dimensions,
                            size_t columns);

/* Copies the rows `ids` of a table (V, width) one below the other, to rows (D, stride); the end of a row stays as it is. */
void copy_rows(float *rows, size_t stride, const uint32_t *ids, size_t distinct, const float *table,
               size_t width);

/* rows[d] += values for all distinct words. */
void add_to_rows(float *rows, size_t stride, size_t distinct, const float *values, size_t columns);

/* sums += Σ_d rows[d], in the order of d. */
void sum_rows(float *sums, const float *rows, size_t stride, size_t distinct, size_t columns);

#endif

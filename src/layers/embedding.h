/* The embedding, and with it the first layer's projection: one row for each distinct word of a batch. A word is
 * multiplied once per batch, not at each of its occurrences: with the embedding E and the first layer's kernel W and bias b,
 *
 *   row(w) = E[w]·W + b
 *
 * and the gradients of E, W and b follow from the summed gradients of the rows. Gates stand in the order of the slots
 * (layers/cell.h); V words, E dimensions, C = GH columns, D distinct words. layers/one_hot.h has the rows of one-hot input. */
#ifndef LAYERS_EMBEDDING_H
#define LAYERS_EMBEDDING_H

#include <stdint.h>

#include "kernels/product.h"

/* rows[d] = table[ids[d]], for a table (V, width) and rows (D, stride); the rest of each row is not changed. */
HOT_FUNCTION void embedding_lookup(float *rows, size_t stride, const uint32_t *ids, size_t distinct,
                                   const float *table, size_t width) {
	for (size_t d = 0; d < distinct; d++)
		memcpy(rows + d * stride, table + ids[d] * width, width * sizeof *rows);
}

/* row(w) for the words `ids` (D): rows (D, padded(C)) from embeddings (V, E), kernel (E, padded(C)), bias (C). The
 * words' embeddings are written to `embedded` (D, padded(E)). */
HOT_FUNCTION void embedding_forward(float *rows, float *embedded, const uint32_t *ids, size_t distinct,
                                    const float *embeddings, size_t dimensions, const float *kernel,
                                    const float *bias, size_t columns) {
	size_t stride = padded(columns), embedded_stride = padded(dimensions);
	embedding_lookup(embedded, embedded_stride, ids, distinct, embeddings, dimensions);
	for (size_t d = 0; d < distinct; d++) memcpy(rows + d * stride, bias, columns * sizeof *rows);
	product(rows, stride, (matrix_view){embedded, embedded_stride, 1}, kernel, stride, distinct, dimensions,
	        columns);
}

/* From d_rows (D, padded(C)), `embedded` as above and the transposed kernel (C, padded(E)): adds the gradients of the words'
 * embeddings to d_embedded (D, padded(E)), and to d_kernel (E, padded(C)). */
HOT_FUNCTION void embedding_backward(float *d_embedded, float *d_kernel, const float *d_rows,
                                     const float *embedded, const float *transposed_kernel, size_t distinct,
                                     size_t dimensions, size_t columns) {
	size_t stride = padded(columns), embedded_stride = padded(dimensions);
	product(d_embedded, embedded_stride, (matrix_view){d_rows, stride, 1}, transposed_kernel, embedded_stride,
	        distinct, columns, dimensions);
	product(d_kernel, stride, (matrix_view){embedded, 1, embedded_stride}, d_rows, stride, dimensions,
	        distinct, columns);
}

#endif

#include "layers/word_rows.h"

#include <string.h>

#include "kernels/block.h"
#include "kernels/product.h"

void copy_rows(float *rows, size_t stride, const uint32_t *ids, size_t distinct, const float *table,
               size_t width) {
	for (size_t d = 0; d < distinct; d++)
		memcpy(rows + d * stride, table + ids[d] * width, width * sizeof *rows);
}

void add_to_rows(float *rows, size_t stride, size_t distinct, const float *values, size_t columns) {
	for (size_t d = 0; d < distinct; d++)
		for (size_t c = 0; c < columns; c++) rows[d * stride + c] += values[c];
}

void sum_rows(float *sums, const float *rows, size_t stride, size_t distinct, size_t columns) {
	for (size_t d = 0; d < distinct; d++)
		for (size_t c = 0; c < columns; c++) sums[c] += rows[d * stride + c];
}

void embedded_rows(float *rows, float *copies, const uint32_t *ids, size_t distinct, const float *embeddings,
                   size_t dimensions, const float *kernel, const float *bias, size_t columns) {
	size_t stride = padded(columns), copy_stride = padded(dimensions);
	copy_rows(copies, copy_stride, ids, distinct, embeddings, dimensions);
	for (size_t d = 0; d < distinct; d++) memcpy(rows + d * stride, bias, columns * sizeof *rows);
	product(rows, stride, (matrix_view){copies, copy_stride, 1}, kernel, stride, distinct, dimensions,
	        columns);
}

void embedded_rows_backward(float *d_copies, float *d_kernel, const float *d_rows, const float *copies,
                            const float *transposed_kernel, size_t distinct, size_t dimensions,
                            size_t columns) {
	size_t stride = padded(columns), copy_stride = padded(dimensions);
	memset(d_copies, 0, distinct * copy_stride * sizeof *d_copies);
	product(d_copies, copy_stride, (matrix_view){d_rows, stride, 1}, transposed_kernel, copy_stride, distinct,
	        columns, dimensions);
	product(d_kernel, stride, (matrix_view){copies, 1, copy_stride}, d_rows, stride, dimensions, distinct,
	        columns);
}

#include "layers/dense.h"

#include "kernels/block.h"
#include "kernels/product.h"

void dense_forward(float *logits, const float *hidden, const float *kernel, const float *bias, size_t units) {
	fill_block(logits, bias, 1);
	product_of_block(logits, (matrix_view){kernel, units, 1}, hidden, 1, units);
}

void dense_backward(float *d_hidden, float *d_kernel, float *d_bias, const float *d_logits,
                    const float *hidden, const float *kernel, size_t units) {
	for (size_t u = 0; u < units; u++) {
		float *at = d_hidden + u * BLOCK;
		fill_block(at, kernel + u, 1);
		multiply(at, at, d_logits, BLOCK);
		float from_review[BLOCK];
		multiply(from_review, hidden + u * BLOCK, d_logits, BLOCK);
		add(d_kernel + u * BLOCK, from_review, BLOCK);
	}
	add(d_bias, d_logits, BLOCK);
}

/* Dense with one unit: logit = h·k + b for each review of a block. */
#ifndef LAYERS_DENSE_H
#define LAYERS_DENSE_H

#include "kernels/elementwise.h"
#include "kernels/product.h"

/* logits (16) from hidden (H, 16), kernel (H) and bias (1). */
HOT_FUNCTION void dense_forward(float *logits, const float *hidden, const float *kernel, const float *bias,
                                size_t units) {
	fill_block(logits, bias, 1);
	product_of_block(logits, (matrix_view){kernel, units, 1}, hidden, 1, units);
}

/* From d_logits (16): writes d_hidden (H, 16), and adds to d_kernel (H, 16) and d_bias (1, 16), which are not yet
 * summed over the reviews. */
HOT_FUNCTION void dense_backward(float *d_hidden, float *d_kernel, float *d_bias, const float *d_logits,
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

#endif

/* The softmax of a block's logits (K, 16), p_k = e^x_k / Σ_j e^x_j, as far as lanes are of use: what is summed over the classes, and the
 * loss, is a few doubles for each review (training/layer_softmax.c). */
#ifndef LAYERS_SOFTMAX_H
#define LAYERS_SOFTMAX_H

#include "kernels/activations.h"
#include "kernels/block.h"

/* powers (K, 16) = e^(x_k - m), where m, `largest` (16), is the largest logit of a review. The power of that one is exactly 1, and no sum
 * overflows or is 0. */
HOT_FUNCTION void softmax_powers(float *powers, float largest[BLOCK], const float *logits, size_t classes) {
	for (size_t i = 0; i < BLOCK; i += LANES) {
		lanes most = lanes_load(logits + i);
		for (size_t k = 1; k < classes; k++) {
			lanes x = lanes_load(logits + k * BLOCK + i);
			lane_bits larger = (lane_bits)(x > most);
			most = (lanes)(((lane_bits)x & larger) | ((lane_bits)most & ~larger));
		}
		lanes_store(largest + i, most);
		for (size_t k = 0; k < classes; k++)
			lanes_store(powers + k * BLOCK + i, lanes_exp(lanes_load(logits + k * BLOCK + i) - most));
	}
}

#endif

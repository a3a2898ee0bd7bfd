#include "layers/dropout.h"

#include "kernels/block.h"

float dropout_factor(random_stream mask, float rate, size_t review, size_t unit) {
	uint64_t value = random_at(random_substream(mask, review), unit);
	return random_unit(value) < rate ? 0.0f : 1.0f / (1.0f - rate);
}

void dropout_block(float *factors, random_stream mask, float rate, size_t first_review, size_t units) {
	for (size_t u = 0; u < units; u++)
		for (size_t r = 0; r < BLOCK; r++)
			factors[u * BLOCK + r] = dropout_factor(mask, rate, first_review + r, u);
}

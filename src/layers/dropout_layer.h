/* Dropout with a factor of its own for each timestep, unit and review of a block, as Keras' Dropout layer and PyTorch's dropout between
 * recurrent layers have it: 0 with probability `rate`, otherwise 1 / (1 - rate).
 *
 * A review has a key of 64 bits, low and high, and factor n of it is 0 where 24 bits of x, as a fraction of 1, are below the rate:
 *
 *   x ← low + (n + 1)·0x9e3779b9
 *   x ← (x ⊕ x >> 16)·0x7feb352d ⊕ high
 *   x ← (x ⊕ x >> 15)·0x846ca68b
 *   x ← x ⊕ x >> 16
 *
 * which is the mixing function lowbias32 of Wellons' hash prospector (2018) of a Weyl sequence, with the rest of the key in its middle.
 * kernels/random.h mixes 64 bits, which vectors cannot multiply; here these numbers would be a tenth of a batch. */
#ifndef LAYERS_DROPOUT_LAYER_H
#define LAYERS_DROPOUT_LAYER_H

#include "kernels/block.h"
#include "kernels/lanes.h"
#include "layers/hot_functions.h"

typedef int32_t lane_whole __attribute__((vector_size(4 * LANES)));

/* Factors `first` to before `first` + `count` of each review: drawn (count, 16). */
HOT_FUNCTION void draw_factors(float *drawn, const dropout_keys *keys, float rate, size_t first,
                               size_t count) {
	float scaled = rate * 0x1p24f, kept = 1 / (1 - rate);
	int32_t below = (int32_t)scaled;
	below += (float)below < scaled;
	lane_bits factor = (lane_bits)lanes_splat(kept);
	for (size_t r = 0; r < BLOCK; r += LANES) {
		lane_bits low, high;
		memcpy(&low, keys->low + r, sizeof low);
		memcpy(&high, keys->high + r, sizeof high);
		for (size_t i = 0; i < count; i++) {
			lane_bits x = low + (uint32_t)(first + i + 1) * 0x9e3779b9u;
			x = ((x ^ x >> 16) * 0x7feb352du) ^ high;
			x = (x ^ x >> 15) * 0x846ca68bu;
			x ^= x >> 16;
			lane_bits is_kept = (lane_bits)((lane_whole)(x >> 8) >= below);
			lanes_store(drawn + i * BLOCK + r, (lanes)(factor & is_kept));
		}
	}
}

#endif

/* Pooling over the timesteps of a block, as Keras' GlobalAveragePooling1D and GlobalMaxPooling1D: what a layer gives at T timesteps,
 * `values` (T, step / 16, 16) of which the first F units count, becomes y (F, 16):
 *
 *   mean  y = Σ_t x_t / n      maximum  y = max_t x_t
 *
 * over the n timesteps at which a review has a word, which are all where padding is not masked. A review without any word has y = 0, the
 * state before the first timestep.
 *
 * Keras' GlobalMaxPooling1D knows no mask: it also takes in what a layer gives at masked timesteps, which are zeros before the first
 * word and copies of a state behind a word. Zeros would be a floor for every unit, and the result would depend on the padding that is
 * masked, so here the maximum leaves out what the mean leaves out. */
#ifndef LAYERS_POOLING_H
#define LAYERS_POOLING_H

#include "kernels/elementwise.h"
#include "layers/recurrent_layer.h"

/* Also fills in shares (16): 1 / n of each review, or 0. */
HOT_FUNCTION void mean_forward(float *y, float shares[BLOCK], const float *values, size_t step,
                               size_t features, const word_mask *words) {
	uint32_t counted[BLOCK] = {0};
	memset(y, 0, features * BLOCK * sizeof *y);
	for (size_t t = words->first; t < words->end; t++) {
		uint32_t reviews = reviews_with_word(words, t);
		for (size_t r = 0; r < BLOCK; r++) counted[r] += reviews >> r & 1;
		for (size_t r = 0; r < BLOCK; r += LANES) {
			lane_bits counts = bits_of_reviews(reviews, r);
			for (size_t at = r; at < features * BLOCK; at += BLOCK) {
				lane_bits x = (lane_bits)lanes_load(values + t * step + at);
				lanes_store(y + at, lanes_load(y + at) + (lanes)(x & counts));
			}
		}
	}
	for (size_t r = 0; r < BLOCK; r++) shares[r] = counted[r] ? 1 / (float)counted[r] : 0;
	scale_reviews(y, shares, features);
}

/* Writes d_values (T, F, 16) at the timesteps that have words, from d_y (F, 16), which is overwritten. */
HOT_FUNCTION void mean_backward(float *d_values, float *d_y, const float shares[BLOCK], size_t features,
                                const word_mask *words) {
	size_t count = features * BLOCK;
	scale_reviews(d_y, shares, features);
	for (size_t t = words->first; t < words->end; t++)
		for (size_t r = 0; r < BLOCK; r += LANES) {
			lane_bits counts = bits_of_reviews(reviews_with_word(words, t), r);
			for (size_t at = r; at < count; at += BLOCK)
				lanes_store(d_values + t * count + at, (lanes)((lane_bits)lanes_load(d_y + at) & counts));
		}
}

/* `t` in all lanes. */
static inline lane_bits bits_of_timestep(size_t t) {
	uint32_t bits[LANES];
	for (size_t i = 0; i < LANES; i++) bits[i] = (uint32_t)t;
	lane_bits wide;
	memcpy(&wide, bits, sizeof wide);
	return wide;
}

/* Also fills in places (F, 16): the first timestep at which the maximum stands; of no use where a review has no word. NaN stays NaN. */
HOT_FUNCTION void max_forward(float *y, uint32_t *places, const float *values, size_t step, size_t features,
                              const word_mask *words) {
	uint32_t seen = 0;
	for (size_t i = 0; i < features * BLOCK; i++) y[i] = -__builtin_inff(), places[i] = 0;
	for (size_t t = words->first; t < words->end; t++) {
		lane_bits timestep = bits_of_timestep(t);
		uint32_t reviews = reviews_with_word(words, t);
		seen |= reviews;
		for (size_t r = 0; r < BLOCK; r += LANES) {
			lane_bits counts = bits_of_reviews(reviews, r);
			for (size_t at = r; at < features * BLOCK; at += BLOCK) {
				lanes x = lanes_load(values + t * step + at), most = lanes_load(y + at);
				lane_bits place, takes = counts & ~(lane_bits)(x <= most) & (lane_bits)(most == most);
				memcpy(&place, places + at, sizeof place);
				place = (timestep & takes) | (place & ~takes);
				memcpy(places + at, &place, sizeof place);
				lanes_store(y + at, (lanes)(((lane_bits)x & takes) | ((lane_bits)most & ~takes)));
			}
		}
	}
	for (size_t r = 0; r < BLOCK && seen != UINT16_MAX; r++)
		for (size_t u = 0; u < features && !(seen >> r & 1); u++) y[u * BLOCK + r] = 0;
}

/* Writes d_values (T, F, 16) at the timesteps that have words, from d_y (F, 16): each goes to one timestep. */
HOT_FUNCTION void max_backward(float *d_values, const float *d_y, const uint32_t *places, size_t features,
                               const word_mask *words) {
	size_t count = features * BLOCK;
	for (size_t t = words->first; t < words->end; t++) {
		lane_bits timestep = bits_of_timestep(t);
		for (size_t r = 0; r < BLOCK; r += LANES) {
			lane_bits counts = bits_of_reviews(reviews_with_word(words, t), r);
			for (size_t at = r; at < count; at += BLOCK) {
				lane_bits place;
				memcpy(&place, places + at, sizeof place);
				place = (lane_bits)(place == timestep) & counts;
				lanes_store(d_values + t * count + at, (lanes)((lane_bits)lanes_load(d_y + at) & place));
			}
		}
	}
}

#endif

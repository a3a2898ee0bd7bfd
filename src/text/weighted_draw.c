#include "text/weighted_draw.h"

weighted_draw weighted_draw_of(const uint32_t *weights, uint32_t count, draw_column *columns, uint64_t *left,
                               uint32_t *order) {
	/* left[i] is what item i has still to give, in units of 1 / count of its weight; a column takes `total`. Items that
	 * have too little to fill a column stand at the front of `order`, the others at its back. */
	uint32_t total = 0, small = 0, large = count;
	for (uint32_t i = 0; i < count; i++) total += weights[i];
	for (uint32_t i = 0; i < count; i++) {
		left[i] = (uint64_t)weights[i] * count;
		if (left[i] < total)
			order[small++] = i;
		else
			order[--large] = i;
	}
	/* Each small item gets its column, which a large one fills up; that may be small itself from then on. */
	while (small && large < count) {
		uint32_t item = order[--small], giver = order[large];
		columns[item] = (draw_column){(uint32_t)left[item], giver};
		left[giver] -= total - left[item];
		if (left[giver] < total) {
			large++;
			order[small++] = giver;
		}
	}
	/* Whole numbers leave no rest: who is left has exactly one column. */
	for (; large < count; large++) columns[order[large]] = (draw_column){total, order[large]};
	return (weighted_draw){columns, count, total};
}

#include "training/best_weights.h"

#include <string.h>

best_weights best_weights_layout(arena *memory, size_t count) {
	return (best_weights){arena_take(memory, count, sizeof(float)), count};
}

void best_weights_keep(best_weights *best, const float *weights) {
	memcpy(best->values, weights, best->count * sizeof *weights);
}

void best_weights_restore(const best_weights *best, float *weights) {
	memcpy(weights, best->values, best->count * sizeof *weights);
}

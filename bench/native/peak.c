#include "peak.h"

#include <stddef.h>

/* Twelve chains hide the latency of a multiplication and an addition, and stay in sixteen registers. */
#define CHAINS 12

typedef float four_lanes __attribute__((vector_size(16)));

float peak_run(uint32_t steps) {
	/* volatile, so that the compiler cannot know what the chains come to. The values stay below 1. */
	volatile float factor_in_memory = 0.75f, addend_in_memory = 0.125f;
	float f = factor_in_memory, a = addend_in_memory;
	four_lanes factor = {f, f, f, f}, addend = {a, a, a, a};
	four_lanes chains[CHAINS];
	for (size_t i = 0; i < CHAINS; i++) chains[i] = addend * (float)i;

	for (uint32_t step = 0; step < steps; step++) {
		for (size_t i = 0; i < CHAINS; i++) chains[i] = chains[i] * factor + addend;
	}

	four_lanes sum = chains[0];
	for (size_t i = 1; i < CHAINS; i++) sum += chains[i];
	return sum[0] + sum[1] + sum[2] + sum[3];
}

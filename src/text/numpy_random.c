#include "text/numpy_random.h"

enum { SIZE = NUMPY_RANDOM_STATE, MIDDLE = 397 };

void numpy_random_seed(numpy_random *random, uint32_t seed) {
	for (uint32_t i = 0; i < SIZE; i++) {
		random->state[i] = seed;
		seed = 1812433253u * (seed ^ seed >> 30) + i + 1;
	}
	random->position = SIZE;
}

static uint32_t twist(uint32_t upper, uint32_t lower) {
	uint32_t mixed = (upper & 0x80000000u) | (lower & 0x7fffffffu);
	return mixed >> 1 ^ (mixed & 1 ? 0x9908b0dfu : 0);
}

static void refill(numpy_random *random) {
	uint32_t *state = random->state;
	for (uint32_t i = 0; i < SIZE; i++)
		state[i] = state[(i + MIDDLE) % SIZE] ^ twist(state[i], state[(i + 1) % SIZE]);
	random->position = 0;
}

uint32_t numpy_random_next(numpy_random *random) {
	if (random->position == SIZE) refill(random);
	uint32_t y = random->state[random->position++];
	y ^= y >> 11;
	y ^= y << 7 & 0x9d2c5680u;
	y ^= y << 15 & 0xefc60000u;
	return y ^ y >> 18;
}

uint32_t numpy_random_interval(numpy_random *random, uint32_t most) {
	uint32_t mask = most;
	for (uint32_t shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
	uint32_t value;
	do value = numpy_random_next(random) & mask;
	while (value > most);
	return value;
}

void numpy_random_shuffle(numpy_random *random, uint32_t *values, uint32_t count) {
	for (uint32_t i = count; i > 1; i--) {
		uint32_t other = numpy_random_interval(random, i - 1), last = values[i - 1];
		values[i - 1] = values[other];
		values[other] = last;
	}
}

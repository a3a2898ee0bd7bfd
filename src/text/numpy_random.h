/* numpy's legacy generator, numpy.random.RandomState: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998)
 * and its shuffle (numpy/random/mtrand.pyx, _legacy_seeding and shuffle; legacy-distributions.c,
 * random_interval). */
#ifndef TEXT_NUMPY_RANDOM_H
#define TEXT_NUMPY_RANDOM_H

#include <stdint.h>

#define NUMPY_RANDOM_STATE 624

typedef struct numpy_random {
	uint32_t state[NUMPY_RANDOM_STATE];
	uint32_t position; /* of the next number in the state */
} numpy_random;

/* RandomState(seed). */
void numpy_random_seed(numpy_random *random, uint32_t seed);

/* The next 32 random bits. */
uint32_t numpy_random_next(numpy_random *random);

/* A whole number from 0 to `most`: bits under the smallest mask that covers `most`, drawn again while they are above it. */
uint32_t numpy_random_interval(numpy_random *random, uint32_t most);

/* RandomState.shuffle(values): from the last place down, each is exchanged with one drawn from those up to it. */
void numpy_random_shuffle(numpy_random *random, uint32_t *values, uint32_t count);

#endif

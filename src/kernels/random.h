/* Random numbers that are addressed rather than drawn from one sequence: every use has a stream of its own, identified by the
 * seed, the purpose and a number. So a run can be resumed from its position alone, and the order in which the parts of a batch
 * are computed does not show in a result. */
#ifndef KERNELS_RANDOM_H
#define KERNELS_RANDOM_H

#include <stdint.h>

typedef enum random_purpose {
	RANDOM_INITIAL_VALUES = 1,
	RANDOM_SHUFFLE,
	RANDOM_DROPOUT,
	RANDOM_SYNTHETIC,
	RANDOM_PASSAGES
} random_purpose;

/* SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): value i of a
 * stream is mixed from key + (i + 1)·golden ratio, so any of them can be computed without the others. */
typedef struct random_stream {
	uint64_t key;
	uint64_t next; /* number of the next value */
} random_stream;

random_stream random_stream_of(uint32_t seed, random_purpose purpose, uint64_t number);

/* A stream within a stream, for item `number` of it. */
random_stream random_substream(random_stream stream, uint64_t number);

/* Value `number` of a stream, wherever the stream stands. */
uint64_t random_at(random_stream stream, uint64_t number);

/* The next value of a stream, and three ways to read one. */
uint64_t random_next(random_stream *stream);

/* 24 bits as a float in [0, 1). */
float random_unit(uint64_t value);

/* 53 bits as a double in [0, 1). */
double random_unit_double(uint64_t value);

/* The next whole number below `limit` (above 0), all equally likely. */
uint32_t random_below(random_stream *stream, uint32_t limit);

/* The next number from the normal distribution of mean 0 and variance 1, by the polar method (Marsaglia and
 * Bray, 1964). */
double random_normal(random_stream *stream);

#endif

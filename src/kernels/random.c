#include "kernels/random.h"

#include "kernels/scalar_math.h"

#define GOLDEN_RATIO 0x9e3779b97f4a7c15u /* 2^64 divided by the golden ratio, made odd */

static uint64_t mix(uint64_t z) {
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint64_t random_at(random_stream stream, uint64_t number) {
	return mix(stream.key + (number + 1) * GOLDEN_RATIO);
}

uint64_t random_next(random_stream *stream) {
	return random_at(*stream, stream->next++);
}

random_stream random_substream(random_stream stream, uint64_t number) {
	/* Mixed once more, or stream and substream would share values. */
	return (random_stream){mix(random_at(stream, number) ^ GOLDEN_RATIO), 0};
}

random_stream random_stream_of(uint32_t seed, random_purpose purpose, uint64_t number) {
	random_stream root = {mix(seed + GOLDEN_RATIO), 0};
	return random_substream(random_substream(root, purpose), number);
}

float random_unit(uint64_t value) {
	return (float)(value >> 40) * 0x1p-24f;
}

double random_unit_double(uint64_t value) {
	return (double)(value >> 11) * 0x1p-53;
}

uint32_t random_below(random_stream *stream, uint32_t limit) {
	/* Values beyond the last whole multiple of the limit are drawn again. */
	uint64_t end = UINT64_MAX - UINT64_MAX % limit;
	uint64_t value;
	do value = random_next(stream);
	while (value >= end);
	return (uint32_t)(value % limit);
}

double random_normal(random_stream *stream) {
	double x, y, square;
	do {
		x = 2 * random_unit_double(random_next(stream)) - 1;
		y = 2 * random_unit_double(random_next(stream)) - 1;
		square = x * x + y * y;
	} while (square >= 1 || square < 1e-300);
	return x * scalar_sqrt(-2 * scalar_log(square) / square);
}

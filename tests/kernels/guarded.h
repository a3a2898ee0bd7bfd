/* Arrays with guards: sixteen known values before and after the room of an array, so that a kernel that
 * writes outside what its header allows is caught without a sanitizer. The guards, and all of a new array,
 * are one special NaN: what is read from outside shows as well, and what was never written is found. */
#ifndef TESTS_GUARDED_H
#define TESTS_GUARDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"

/* The width that hot functions are tested at, of the headers that are included after this one. */
#ifndef LANES
#define LANES 4
#endif

#define GUARDS      16
#define GUARD_BITS  0x7fc0beefu
#define MOST_FLOATS ((size_t)1 << 24) /* in one array of a test */

static inline uint32_t float_bits(float value) {
	uint32_t bits;
	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static inline float float_of_bits(uint32_t bits) {
	float value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

/* Whether nobody has written here. */
static inline bool is_untouched(float value) {
	return float_bits(value) == GUARD_BITS;
}

/* Equal bits; one NaN is as good as another. */
static inline bool same_float(float a, float b) {
	return float_bits(a) == float_bits(b) || (a != a && b != b);
}

/* Room for `count` floats between two guards; guarded_free() checks them. */
static inline float *guarded_new(size_t count) {
	if (count > MOST_FLOATS) abort(); /* shows gcc, too, that nothing overflows */
	float *room = malloc((count + 2 * GUARDS) * sizeof *room);
	if (!room) abort();
	for (size_t i = 0; i < count + 2 * GUARDS; i++) room[i] = float_of_bits(GUARD_BITS);
	return room + GUARDS;
}

static inline void guarded_free(float *values, size_t count) {
	for (size_t i = 0; i < GUARDS; i++) {
		assert_true(is_untouched(values[(ptrdiff_t)i - GUARDS]));
		assert_true(is_untouched(values[count + i]));
	}
	free(values - GUARDS);
}

/* Repeatable values in [-1, 1), from a generator of the tests' own (Knuth's MMIX constants). */
static inline float test_value(uint64_t *state) {
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (float)(int32_t)(*state >> 32) * 0x1p-31f;
}

static inline void fill_with_test_values(float *values, size_t count, uint64_t seed) {
	for (size_t i = 0; i < count; i++) values[i] = test_value(&seed);
}

static inline float *guarded_copy(const float *values, size_t count) {
	float *copy = guarded_new(count);
	memcpy(copy, values, count * sizeof *copy);
	return copy;
}

/* Values at the ends of what a float can be, in turn. */
static inline float extreme_value(size_t index) {
	static const uint32_t bits[] = {
	    0x00000000, /* 0 */
	    0x80000000, /* -0 */
	    0x7f800000, /* inf */
	    0x3f800000, /* 1 */
	    0xff800000, /* -inf */
	    0x00000001, /* the smallest denormal */
	    0x807fffff, /* the largest denormal, negative */
	    0x7f7fffff, /* the largest float */
	    0x7fc00000, /* NaN */
	    0x00800000, /* the smallest normal */
	    0xc1a00000, /* -20 */
	};
	return float_of_bits(bits[index % (sizeof bits / sizeof *bits)]);
}

static inline void fill_with_extremes(float *values, size_t count, size_t first) {
	for (size_t i = 0; i < count; i++) values[i] = extreme_value(first + i * i + i / 11);
}

/* Compares bit for bit and names the place. */
static inline void assert_same_floats(const float *actual, const float *expected, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (!same_float(actual[i], expected[i]))
			fail_msg("element %zu of %zu is %.9g, not %.9g", i, count, (double)actual[i],
			         (double)expected[i]);
}

/* Room that a kernel of this width needs for `count` floats. */
static inline size_t whole_vectors(size_t count) {
	return (count + LANES - 1) / LANES * LANES;
}

/* What a test program ends with that could not run here: skipped, as automake and CTest have it. */
#define SKIPPED 77

/* The tests of kernels are compiled for every width; where this processor does not have it, they say so and prove nothing. */
static inline bool processor_has_width(void) {
#if LANES == 16
	bool has = __builtin_cpu_supports("avx512f");
#elif LANES == 8
	bool has = __builtin_cpu_supports("avx2");
#else
	bool has = true;
#endif
	if (!has) print_message("[  SKIPPED ] this processor has no vectors of %d lanes\n", LANES);
	return has;
}

/* Below, at and above the width of a vector, of a cache line, and of the product's blocks. */
static const size_t sizes[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 33};
#define SIZES (sizeof sizes / sizeof *sizes)

#endif

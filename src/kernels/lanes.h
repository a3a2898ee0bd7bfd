/* A vector of LANES floats, by the compilers' vector extension. One source compiles to SSE, AVX, NEON and WebAssembly's simd128,
 * and without any of them to plain floats.
 *
 * Each lane is computed independently, by IEEE additions, multiplications, divisions and square roots, never contracted
 * (-ffp-contract=off), so results do not depend on the width of the vector. */
#ifndef KERNELS_LANES_H
#define KERNELS_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/assumptions.h"

#if defined(__SSE__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#ifndef LANES
#error "LANES, the floats in a vector, is defined by the file of a width, as layers/hot_functions_4.c."
#endif
_Static_assert(LANES == 4 || LANES == 8 || LANES == 16, "there are no such vectors");

/* Functions that are entered often, for each timestep or block, and hold the loops in which training spends its time. They are
 * compiled once for each width, so they belong to one file; and they are not inlined, since V8 never switches a function
 * that is already running to its better compiler. */
#define HOT_FUNCTION static __attribute__((noinline, unused))

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef uint32_t lane_bits __attribute__((vector_size(4 * LANES)));
typedef float quad __attribute__((vector_size(16))); /* four floats at any width, for transposing */

/* `from` and `to` need no alignment. */
static inline lanes lanes_load(const float *from) {
	lanes value;
	memcpy(&value, from, sizeof value);
	return value;
}

static inline void lanes_store(float *to, lanes value) {
	memcpy(to, &value, sizeof value);
}

static inline quad quad_load(const float *from) {
	quad value;
	memcpy(&value, from, sizeof value);
	return value;
}

static inline void quad_store(float *to, quad value) {
	memcpy(to, &value, sizeof value);
}

/* The same value in all lanes. */
static inline lanes lanes_splat(float value) {
#if LANES == 4
	return (lanes){value, value, value, value};
#elif LANES == 8
	return (lanes){value, value, value, value, value, value, value, value};
#else
	return (lanes){value, value, value, value, value, value, value, value,
	               value, value, value, value, value, value, value, value};
#endif
}

/* limit < x ? limit : x, and limit > x ? limit : x, so that NaN stays NaN. The vector extension has no such operation, and
 * what compilers make of compare and select is three times as long. */
static inline lanes lanes_at_most(lanes x, float limit) {
#if LANES == 16
	return (lanes)_mm512_min_ps((__m512)lanes_splat(limit), (__m512)x);
#elif LANES == 8
	return (lanes)_mm256_min_ps((__m256)lanes_splat(limit), (__m256)x);
#elif defined(__SSE__)
	return (lanes)_mm_min_ps((__m128)lanes_splat(limit), (__m128)x);
#elif defined(__wasm_simd128__)
	return (lanes)wasm_f32x4_pmin((v128_t)x, (v128_t)lanes_splat(limit));
#elif defined(__aarch64__)
	float32x4_t end = vdupq_n_f32(limit), values = (float32x4_t)x;
	return (lanes)vbslq_f32(vcltq_f32(end, values), end, values);
#else
	for (size_t i = 0; i < LANES; i++) x[i] = limit < x[i] ? limit : x[i];
	return x;
#endif
}

static inline lanes lanes_at_least(lanes x, float limit) {
#if LANES == 16
	return (lanes)_mm512_max_ps((__m512)lanes_splat(limit), (__m512)x);
#elif LANES == 8
	return (lanes)_mm256_max_ps((__m256)lanes_splat(limit), (__m256)x);
#elif defined(__SSE__)
	return (lanes)_mm_max_ps((__m128)lanes_splat(limit), (__m128)x);
#elif defined(__wasm_simd128__)
	return (lanes)wasm_f32x4_pmax((v128_t)x, (v128_t)lanes_splat(limit));
#elif defined(__aarch64__)
	float32x4_t end = vdupq_n_f32(limit), values = (float32x4_t)x;
	return (lanes)vbslq_f32(vcgtq_f32(end, values), end, values);
#else
	for (size_t i = 0; i < LANES; i++) x[i] = limit > x[i] ? limit : x[i];
	return x;
#endif
}

/* IEEE square root of each lane. */
static inline lanes lanes_sqrt(lanes x) {
#if LANES == 16
	return (lanes)_mm512_sqrt_ps((__m512)x);
#elif LANES == 8
	return (lanes)_mm256_sqrt_ps((__m256)x);
#elif defined(__SSE__)
	return (lanes)_mm_sqrt_ps((__m128)x);
#elif defined(__wasm_simd128__)
	return (lanes)wasm_f32x4_sqrt((v128_t)x);
#elif defined(__aarch64__)
	return (lanes)vsqrtq_f32((float32x4_t)x);
#else
	for (size_t i = 0; i < LANES; i++) x[i] = __builtin_sqrtf(x[i]);
	return x;
#endif
}

#endif

/* tanh, the logistic sigmoid and the exponential function on lanes, without the C library: the same bits on every machine. */
#ifndef KERNELS_ACTIVATIONS_H
#define KERNELS_ACTIVATIONS_H

#include "kernels/lanes.h"

/* Beyond this tanh is 1 to within 2.3e-7, and the quotient below stays at 1. */
#define TANH_LIMIT 8.0f

/* Both follow from the hyperbolic tangent of half the argument: with tanh(½x) ≈ n / q,
 *
 *   tanh(x) = 2·n·q / (q² + n²)      σ(2x) = ½ + n·q / (q² + n²)
 *
 * n = x·P(x²), q = Q(x²), both of degree 2, the minimax fit of tanh(x) by relative error (1.8e-7 before rounding; fitted by
 * tools/fit_tanh.py). Near 1 tanh is insensitive to an error of n / q, so this low a degree is enough; and as 2nq ≤ q² + n²,
 * the quotient cannot exceed ±1. */
typedef struct half_tangent {
	lanes n, q;
} half_tangent;

/* The same for x / k, where k is a power of two: n and q are multiplied by k⁵, which scales the coefficients without rounding. */
static inline half_tangent lanes_half_tangent(lanes x, const float k) {
	x = lanes_at_least(lanes_at_most(x, k * TANH_LIMIT), -k * TANH_LIMIT);
	lanes s = x * x;
	lanes p = (s + k * k * 486.917786f) * s + k * k * k * k * 18000.2871f;
	lanes q = (s * (k * 33.175106f) + k * k * k * 3973.85742f) * s + k * k * k * k * k * 36000.5742f;
	return (half_tangent){x * p, q};
}

/* Within 4.2e-7 of tanh, relative, for every float; odd; never beyond ±1; NaN stays NaN. */
static inline lanes lanes_tanh(lanes x) {
	half_tangent t = lanes_half_tangent(x, 1);
	return (t.n + t.n) * t.q / (t.q * t.q + t.n * t.n);
}

/* 1 / (1 + e⁻ˣ) = ½ + ½·tanh(½x): within 2.4e-7, absolute; 0 and 1 beyond ±16. */
static inline lanes lanes_sigmoid(lanes x) {
	half_tangent t = lanes_half_tangent(x, 2);
	return t.n * t.q / (t.q * t.q + t.n * t.n) + 0.5f;
}

/* eˣ for x ≤ 0: within 1e-7, relative, down to -86, below which it stays e⁻⁸⁶ ≈ 4e-38; exactly 1 for 0; NaN stays NaN.
 *
 *   eˣ = 2ⁿ·eʳ        n = x / log 2 rounded, r = x - n·log 2, |r| ≤ ½·log 2
 *
 * eʳ is its Taylor series to r⁷, which is within 6e-9. log 2 is subtracted in two parts, of which n times the first is exact. 1.5·2²³ + y
 * has no room for a fraction, so that adding it rounds y, and the last bits of the sum are n. */
static inline lanes lanes_exp(lanes x) {
	const float round = 12582912.0f;
	x = lanes_at_least(x, -86);
	lanes rounded = x * 1.44269504f + round, n = rounded - round;
	lanes r = x - n * 0.693359375f + n * 2.12194440e-4f;
	lanes power = r * (1.0f / 5040) + 1.0f / 720;
	power = power * r + 1.0f / 120;
	power = power * r + 1.0f / 24;
	power = power * r + 1.0f / 6;
	power = power * r + 0.5f;
	power = power * r + 1.0f;
	power = power * r + 1.0f;
	return (lanes)((lane_bits)power + ((lane_bits)rounded << 23)); /* adds n to the exponent */
}

/* Activations that do not wait for one another are computed in loops of their own. An activation is a long chain, and the
 * processor hides it behind those of the next vectors only as far as it looks ahead: a few dozen operations. */

/* σ of each value, in place. */
static inline void sigmoids(float *values, size_t count) {
	for (size_t n = 0; n < count; n += LANES) lanes_store(values + n, lanes_sigmoid(lanes_load(values + n)));
}

/* tanh of each value; `out` may be `values`. */
static inline void tanhs(float *out, const float *values, size_t count) {
	for (size_t n = 0; n < count; n += LANES) lanes_store(out + n, lanes_tanh(lanes_load(values + n)));
}

#endif

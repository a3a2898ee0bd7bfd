#include "kernels/scalar_math.h"

#include <stdint.h>
#include <string.h>

#include "base/assumptions.h"

static uint64_t bits_of(double x) {
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static double from_bits(uint64_t bits) {
	double x;
	memcpy(&x, &bits, sizeof x);
	return x;
}

bool scalar_is_finite(double x) {
	return (bits_of(x) >> 52 & 0x7ff) != 0x7ff;
}

double scalar_sqrt(double x) {
	return __builtin_sqrt(x);
}

/* log 2 in two parts: the first has 21 zero bits at its end, so that n times it is exact. */
static const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;

double scalar_exp(double x) {
	if (x != x) return x;
	if (x < -708) return 0;
	if (x > 709) return from_bits(0x7ff0000000000000);
	/* e^x = 2^n · e^r, |r| ≤ ½·log 2, and e^r by its Taylor series: r^14/14! is below 1e-17. */
	double scaled = x * 1.4426950408889634;
	int n = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
	double r = (x - n * ln2_high) - n * ln2_low;
	double sum = 1;
	for (int i = 13; i >= 1; i--) sum = 1 + sum * r / i;
	/* The power of two in two halves, as 2^1024 is no double. */
	int half = n / 2;
	return sum * from_bits((uint64_t)(half + 1023) << 52) * from_bits((uint64_t)(n - half + 1023) << 52);
}

double scalar_cos_pi(double x) {
	if (x > 0.5) return -scalar_cos_pi(1 - x);
	/* The Taylor series up to (πx)^26 / 26!, for πx of at most π/2. */
	double square = -(x * x) * 9.869604401089358, sum = 1;
	for (int i = 26; i >= 2; i -= 2) sum = 1 + sum * square / (i * (i - 1));
	return sum;
}

double scalar_power(double base, uint64_t exponent) {
	double result = 1;
	for (; exponent; exponent /= 2, base *= base)
		if (exponent % 2) result *= base;
	return result;
}

/* 2·artanh(s) = 2·(s + s³/3 + s⁵/5 + …) for |s| ≤ ⅓; the term left out is below 1e-18. */
static double twice_artanh(double s) {
	double square = s * s, sum = 0;
	for (int i = 35; i >= 1; i -= 2) sum = sum * square + 1.0 / i;
	return 2 * s * sum;
}

double scalar_log1p(double x) {
	return twice_artanh(x / (2 + x));
}

double scalar_log(double x) {
	/* x = m · 2^n with m in [¾, 1½), and log m = 2·artanh((m - 1) / (m + 1)). */
	uint64_t bits = bits_of(x);
	int n = (int)(bits >> 52 & 0x7ff) - 1023;
	double m = from_bits((bits & 0xfffffffffffff) | (uint64_t)1023 << 52);
	if (m >= 1.5) m /= 2, n++;
	return n * ln2_high + (n * ln2_low + twice_artanh((m - 1) / (m + 1)));
}

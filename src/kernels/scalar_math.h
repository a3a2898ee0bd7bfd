/* Logarithm, exponential and the like of single doubles, without the C library: the same bits on every machine. Used
 * where speed does not matter: the loss of a review, and initial values. */
#ifndef KERNELS_SCALAR_MATH_H
#define KERNELS_SCALAR_MATH_H

#include <stdbool.h>
#include <stdint.h>

/* e to the power of x, within 4e-16 relative; 0 below -708, infinity above 709, NaN for NaN. */
double scalar_exp(double x);

/* Natural logarithm of a normal number above 0, within 4e-16 relative or absolute. */
double scalar_log(double x);

/* log(1 + x) for x in [0, 1], within 5e-16 relative. */
double scalar_log1p(double x);

/* cos(π·x) for x in [0, 1], within 3e-16. */
double scalar_cos_pi(double x);

/* base to the power of a whole `exponent`, by squaring. */
double scalar_power(double base, uint64_t exponent);

/* Square root; IEEE rounds it correctly, so it is the same everywhere. */
double scalar_sqrt(double x);

/* Whether x is neither infinite nor NaN. */
bool scalar_is_finite(double x);

#endif

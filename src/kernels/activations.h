/* tanh and the logistic sigmoid on lanes, without the C library: the same bits on every machine. */
#ifndef KERNELS_ACTIVATIONS_H
#define KERNELS_ACTIVATIONS_H

#include "kernels/lanes.h"

/* Beyond this tanh is 1 to within 2.3e-7. There the quotient below stays at 1 - 2.4e-7. */
#define TANH_LIMIT 8.0f

/* tanh(x) ≈ x · P(x²) / Q(x²), both of degree 4, the minimax quotient for relative error on [-8, 8] (6.4e-9
 * before rounding; fitted by tools/fit_tanh.py). Within 4e-7 of tanh, relative, for every float; odd; never
 * beyond ±1; NaN stays NaN. */
static inline lanes lanes_tanh(lanes x) {
	x = lanes_at_least(lanes_at_most(x, TANH_LIMIT), -TANH_LIMIT);
	lanes s = x * x;
	lanes p = s * 1.523036762711e-08f + 2.189462618913e-05f;
	p = p * s + 3.571595858964e-03f;
	p = p * s + 1.344449615667e-01f;
	p = p * s + 9.999999935692e-01f;
	lanes q = s * 8.522426251847e-07f + 3.411288472341e-04f;
	q = q * s + 2.616443470003e-02f;
	q = q * s + 4.677782347558e-01f;
	q = q * s + 1.0f;
	return x * p / q;
}

/* 1 / (1 + e⁻ˣ) = ½ + ½·tanh(½x): within 2.4e-7, absolute; 1.2e-7 and 1 - 1.2e-7 beyond ±16. */
static inline lanes lanes_sigmoid(lanes x) {
	return lanes_tanh(x * 0.5f) * 0.5f + 0.5f;
}

#endif

/* L-BFGS: the minimum of a smooth convex function of many variables (Nocedal and Wright, "Numerical Optimization", 2006, algorithms 7.4 and
 * 7.5), with a line search that halves the step until the function has fallen enough (algorithm 3.1, c = 1e-4). */
#ifndef EVALUATION_MINIMIZER_H
#define EVALUATION_MINIMIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define MINIMIZER_MEMORY 8

typedef struct minimizer {
	size_t count;                     /* variables, N */
	double *at, *gradient;            /* (N): where it is, and the derivatives there */
	double *next, *next_gradient;     /* (N): where a step leads */
	double *direction;                /* (N) */
	double *scale;                    /* (N): about how far a variable has to move for a derivative of 1 */
	double *moved[MINIMIZER_MEMORY];  /* (N): the last steps, */
	double *turned[MINIMIZER_MEMORY]; /* (N): and how the gradient has changed in each */
	double inverse[MINIMIZER_MEMORY]; /* 1 / (moved · turned) */
	double value;                     /* of the function */
	uint32_t iterations;
	uint32_t remembered; /* steps since the beginning, of which the last MINIMIZER_MEMORY are kept */
	bool stuck;          /* no step makes the value smaller */
} minimizer;

/* The function: its value at `at`, and its derivatives. */
typedef double (*minimized)(void *context, const double *at, double *gradient);

minimizer minimizer_layout(arena *memory, size_t count);

/* Begins at `at`; the caller has filled that in, and `scale`: the closer it is to the inverse of the second derivatives, the fewer the
 * iterations. */
void minimizer_begin(minimizer *m, minimized function, void *context);

/* One iteration; none where it is stuck. */
void minimizer_step(minimizer *m, minimized function, void *context);

/* The largest derivative, without its sign. */
double minimizer_gradient(const minimizer *m);

#endif

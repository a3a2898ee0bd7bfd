/* The functions in which training spends its time, compiled for each width of vector (kernels/width.h). */
#ifndef TRAINING_HOT_FUNCTIONS_H
#define TRAINING_HOT_FUNCTIONS_H

#include "training/optimizer.h"
#include "training/pass.h"

typedef struct hot_functions {
	unsigned lanes; /* 4, 8 or 16 */
	void (*pass_run)(pass *p, const float *parameters, const batch *reviews, random_stream masks,
	                 float *gradient, const unroll_parallel *parallel);
	void (*optimizer_step)(optimizer *o, float *weights, float *gradient, uint64_t step,
	                       const unroll_parallel *parallel);
} hot_functions;

/* Those of the width that this compilation is for. */
extern const hot_functions hot_functions_of_width;

/* Those of a width, or NULL where this build or this processor does not have it. */
const hot_functions *hot_functions_of(unsigned lanes);

/* The widest that this processor has. */
const hot_functions *widest_hot_functions(void);

#endif

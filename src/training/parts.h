/* Work in parts that may run at the same time. */
#ifndef TRAINING_PARTS_H
#define TRAINING_PARTS_H

#include "unroll/parallel.h"

/* Runs the UNROLL_PARTS parts of some work: by `parallel`, or one after another where it is NULL. */
static inline void run_parts(const unroll_parallel *parallel, unroll_part *part, void *work) {
	if (parallel)
		parallel->run(parallel->context, part, work, UNROLL_PARTS);
	else
		for (uint32_t i = 0; i < UNROLL_PARTS; i++) part(work, i);
}

#endif

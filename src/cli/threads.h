/* Threads that work on the parts of a batch at the same time. */
#ifndef CLI_THREADS_H
#define CLI_THREADS_H

#include <stdbool.h>
#include <stdint.h>

#include <unroll/unroll.h>

typedef struct threads threads;

/* `count` threads, 1 to UNROLL_PARTS, of which the caller is one. Complains and returns NULL where the system gives no more. */
threads *threads_start(uint32_t count);

/* What a trainer or an evaluator uses them through; valid until they end. NULL for one thread. */
const unroll_parallel *threads_parallel(const threads *pool);

/* NULL is allowed. */
void threads_end(threads *pool);

/* How many processors there are, at least 1. */
uint32_t processors(void);

#endif

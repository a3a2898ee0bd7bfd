/* Helpers: further workers of the page that work on the parts of a batch, in the build with shared memory.
 *
 * The worker that calls everything else owns the engine. A helper is another worker with an instance of the same
 * module on the same memory. It calls helper_run() and nothing else, once, and never comes back from it: it ends with its
 * worker. A helper touches memory that the owner allocates, resets or frees only within a part. The owner must be a worker
 * too, since it waits for the parts that helpers have taken; threads/exports.txt lists what is exported beside exports.txt. */
#ifndef WASM_HELPERS_H
#define WASM_HELPERS_H

#include <stdint.h>

#include <unroll/unroll.h>

/* The stack of one more helper, for helper_run(). Null where there is no memory. The owner calls it. */
uint8_t *helper_create(void);

/* A helper's life: works on parts whenever there are any, and sleeps in between. `stack` is of helper_create(). */
void helper_run(uint8_t *stack);

/* Lets the helpers that there are, or will be, work for a trainer. Where the memory for that is missing the trainer stays
 * with one thread. */
void trainer_use_helpers(unroll_trainer *trainer);

/* The same for an evaluator. */
void evaluator_use_helpers(unroll_evaluator *evaluator);

/* How many helpers there are, how many of them sleep, and how many parts they have worked on. */
uint32_t helper_count(void);
uint32_t helper_sleeping(void);
uint32_t helper_parts(void);

#endif

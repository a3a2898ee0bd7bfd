/* Working on several processors. The library starts no threads of its own: the caller lends it some. */
#ifndef UNROLL_PARALLEL_H
#define UNROLL_PARALLEL_H

#include <stdint.h>

#include "unroll/api.h"

UNROLL_BEGIN

/* One part of some work. */
typedef void unroll_part(void *work, uint32_t index);

/* Calls part(work, 0) … part(work, parts - 1), each once, in any order and as many at the same time as it likes, and returns when
 * all have returned. The results do not depend on how: work is always cut into the same parts, and what they yield is put
 * together in the same order. At most UNROLL_PARTS parts are ever asked for. */
typedef struct unroll_parallel {
	void *context;
	void (*run)(void *context, unroll_part *part, void *work, uint32_t parts);
} unroll_parallel;

#define UNROLL_PARTS 4

UNROLL_END

#endif

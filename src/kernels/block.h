/* The layout of activations. A block is sixteen reviews side by side: activations lie as (unit, review), one cache line of
 * sixteen floats per unit, so that lanes do reviews and no count of units is ever awkward. A batch is padded to whole blocks
 * with empty reviews that weigh nothing.
 *
 * Kernels load and store vectors at any address. Arrays still begin on a cache line, as every piece of an arena does, and so
 * do the rows of a block and of a padded matrix: a vector of up to sixteen lanes never straddles two. */
#ifndef KERNELS_BLOCK_H
#define KERNELS_BLOCK_H

#include <stddef.h>

#include "base/arena.h"

#define BLOCK 16 /* reviews */
_Static_assert(BLOCK * sizeof(float) == ARENA_ALIGNMENT, "a row of a block is not a cache line");

/* Room for `count` floats in a row of a matrix whose rows are read by lanes. */
static inline size_t padded(size_t count) {
	return (count + BLOCK - 1) / BLOCK * BLOCK;
}

/* Units in a block that is written by whole 4 by 4 squares. */
static inline size_t padded_units(size_t count) {
	return (count + 3) / 4 * 4;
}

#endif

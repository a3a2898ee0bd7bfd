/* An arena: one block of memory, handed out piece by piece and freed as a whole.
 *
 * What an object needs is laid out by one function that is run twice: first on an arena without memory,
 * which only counts, then on one with the counted memory. So the size is known, and checked for overflow,
 * before anything is taken, and the two can never disagree. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every piece starts on a cache line: aligned for any type, and for whole vectors. */
#define ARENA_ALIGNMENT 64
_Static_assert(ARENA_ALIGNMENT % _Alignof(max_align_t) == 0,
               "a piece of an arena is not aligned for every type");

typedef struct arena {
	uint8_t *memory; /* NULL while counting */
	size_t used;     /* bytes handed out so far, each piece rounded up to the alignment */
	bool overflow;   /* a size was beyond size_t: the counts are wrong */
} arena;

/* An arena that only counts. */
arena arena_counting(void);

/* A piece for `count` elements of `size` bytes, filled with zeros, or NULL while counting. */
void *arena_take(arena *a, size_t count, size_t size);

/* An arena with `bytes` of zeroed memory (at least one piece); false where there is not so much. */
bool arena_open(arena *a, size_t bytes);

/* Frees all its pieces at once. An arena that counts or was closed is left as it is. */
void arena_close(arena *a);

#endif

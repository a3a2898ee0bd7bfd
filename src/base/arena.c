#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

arena arena_counting(void) {
	return (arena){NULL, 0, false};
}

void *arena_take(arena *a, size_t count, size_t size) {
	size_t room = SIZE_MAX - a->used;
	if (size && count > (room - (room < ARENA_ALIGNMENT ? room : ARENA_ALIGNMENT)) / size) {
		a->overflow = true;
		return NULL;
	}
	size_t bytes = (count * size + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
	void *piece = a->memory ? a->memory + a->used : NULL;
	a->used += bytes;
	return piece;
}

bool arena_open(arena *a, size_t bytes) {
	size_t rounded = (bytes / ARENA_ALIGNMENT + 1) * ARENA_ALIGNMENT;
	*a = arena_counting();
	if (rounded < bytes) return false;
	a->memory = aligned_alloc(ARENA_ALIGNMENT, rounded);
	if (!a->memory) return false;
	memset(a->memory, 0, rounded);
	return true;
}

void arena_close(arena *a) {
	free(a->memory);
	*a = arena_counting();
}

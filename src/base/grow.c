#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *grown(void *array, size_t *capacity, size_t needed, size_t size) {
	if (array && needed <= *capacity) return array;
	size_t wanted = *capacity <= SIZE_MAX / 2 ? *capacity * 2 : needed;
	if (wanted < 16) wanted = 16;
	if (wanted < needed) wanted = needed;
	if (wanted > SIZE_MAX / size) return NULL;
	void *moved = realloc(array, wanted * size);
	if (moved) *capacity = wanted;
	return moved;
}

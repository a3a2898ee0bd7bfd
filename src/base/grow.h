/* Arrays that grow. */
#ifndef BASE_GROW_H
#define BASE_GROW_H

#include <stddef.h>

/* Makes room in `array` (NULL at first) for at least `needed` elements of `size` bytes: returns the array, moved
 * perhaps, and raises `*capacity`; at least doubles it, so that adding one by one stays cheap. NULL where there is
 * not so much memory; the array is then as it was. */
void *grown(void *array, size_t *capacity, size_t needed, size_t size);

#endif

/* A block of bytes that the library hands to its caller: a file to be written, whole. */
#ifndef UNROLL_BYTES_H
#define UNROLL_BYTES_H

#include <stddef.h>
#include <stdint.h>

typedef struct unroll_bytes {
	uint8_t *data; /* owned by whoever holds the struct; NULL where there is nothing */
	size_t size;
} unroll_bytes;

/* Frees the block and empties the struct. An empty struct is left as it is. */
void unroll_bytes_free(unroll_bytes *bytes);

#endif

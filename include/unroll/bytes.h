/* A block of bytes that the library returns: the contents of a file to write. */
#ifndef UNROLL_BYTES_H
#define UNROLL_BYTES_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"

UNROLL_BEGIN

typedef struct unroll_bytes {
	uint8_t *data; /* owned by the struct's owner; NULL where there are none */
	size_t size;
} unroll_bytes;

/* Frees the block and empties the struct. An empty struct is left as it is. */
void unroll_bytes_free(unroll_bytes *bytes);

UNROLL_END

#endif

/* SHA-256 (FIPS 180-4). */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_TEXT  65 /* bytes of the digest as text: 64 lower-case hexadecimal digits and '\0' */
#define SHA256_BLOCK 64

typedef struct sha256 {
	uint32_t state[8];
	uint64_t size;              /* bytes so far */
	uint8_t rest[SHA256_BLOCK]; /* the last of them that do not fill a block */
} sha256;

/* The digest of bytes that come piece by piece. Ending it ends it. */
void sha256_begin(sha256 *hash);
void sha256_add(sha256 *hash, const void *bytes, size_t size);
void sha256_end(sha256 *hash, char text[SHA256_TEXT]);

/* The digest of `size` bytes. */
void sha256_hexadecimal(const void *bytes, size_t size, char text[SHA256_TEXT]);

#endif

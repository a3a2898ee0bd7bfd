#include "base/sha256.h"

#include <string.h>

enum { BLOCK = SHA256_BLOCK, ROUNDS = 64, WORDS = 8, LENGTH = 8 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2). */
static const uint32_t round_constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate_right(uint32_t word, unsigned bits) {
	return word >> bits | word << (32 - bits);
}

/* Section 6.2.2: the message schedule W, then 64 rounds over the working variables a … h. Never inlined: in a browser a
 * function gets its better machine code only when it is entered anew, and here it is for every block. */
__attribute__((noinline)) static void digest_block(uint32_t hash[WORDS], const uint8_t block[BLOCK]) {
	uint32_t schedule[ROUNDS];
	for (size_t t = 0; t < 16; t++, block += 4)
		schedule[t] =
		    (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 | block[3];
	for (size_t t = 16; t < ROUNDS; t++) {
		uint32_t early = schedule[t - 15], late = schedule[t - 2];
		uint32_t small0 = rotate_right(early, 7) ^ rotate_right(early, 18) ^ early >> 3;
		uint32_t small1 = rotate_right(late, 17) ^ rotate_right(late, 19) ^ late >> 10;
		schedule[t] = small1 + schedule[t - 7] + small0 + schedule[t - 16];
	}
	uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6],
	         h = hash[7];
	for (size_t t = 0; t < ROUNDS; t++) {
		uint32_t large1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
		uint32_t choose = (e & f) ^ (~e & g);
		uint32_t first = h + large1 + choose + round_constants[t] + schedule[t];
		uint32_t large0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
		uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
		h = g, g = f, f = e, e = d + first;
		d = c, c = b, b = a, a = first + large0 + majority;
	}
	const uint32_t v[WORDS] = {a, b, c, d, e, f, g, h};
	for (size_t i = 0; i < WORDS; i++) hash[i] += v[i];
}

void sha256_begin(sha256 *hash) {
	/* Square roots of the first 8 primes (section 5.3.3). */
	static const uint32_t start[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	memcpy(hash->state, start, sizeof start);
	hash->size = 0;
}

void sha256_add(sha256 *hash, const void *bytes, size_t size) {
	const uint8_t *from = bytes;
	while (size) {
		size_t used = hash->size % BLOCK, room = BLOCK - used, count = size < room ? size : room;
		if (count == BLOCK) {
			digest_block(hash->state, from);
		} else {
			memcpy(hash->rest + used, from, count);
			if (count == room) digest_block(hash->state, hash->rest);
		}
		hash->size += count;
		from += count;
		size -= count;
	}
}

void sha256_end(sha256 *hash, char text[SHA256_TEXT]) {
	/* A 1 bit, zeros, and the length in bits, big-endian, fill the last block (section 5.1.1). */
	uint64_t bits = hash->size * 8;
	uint8_t end[BLOCK + LENGTH] = {0x80};
	size_t size = 1 + (2 * BLOCK - LENGTH - 1 - hash->size % BLOCK) % BLOCK + LENGTH;
	for (size_t i = 1; i <= LENGTH; i++, bits >>= 8) end[size - i] = (uint8_t)bits;
	sha256_add(hash, end, size);
	for (size_t i = 0; i < 64; i++) text[i] = "0123456789abcdef"[hash->state[i / 8] >> (28 - i % 8 * 4) & 15];
	text[64] = '\0';
}

void sha256_hexadecimal(const void *bytes, size_t size, char text[SHA256_TEXT]) {
	sha256 hash;
	sha256_begin(&hash);
	sha256_add(&hash, bytes, size);
	sha256_end(&hash, text);
}

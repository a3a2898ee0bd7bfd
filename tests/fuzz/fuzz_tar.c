/* A tar archive of reviews, in pieces. Where the first byte is even, the checksum of every header is made right. */
#include "imported.h"

enum { BLOCK = 512, SIZE = 124, SIZE_DIGITS = 11, CHECKSUM = 148, CHECKSUM_DIGITS = 8 };

static void make_right(uint8_t *header) {
	uint32_t sum = 0;
	memset(header + CHECKSUM, ' ', CHECKSUM_DIGITS);
	for (size_t i = 0; i < BLOCK; i++) sum += header[i];
	char digits[CHECKSUM_DIGITS];
	snprintf(digits, sizeof digits, "%06o", sum);
	memcpy(header + CHECKSUM, digits, 7);
}

static void make_checksums_right(uint8_t *tar, size_t size) {
	for (size_t at = 0; size - at >= BLOCK;) {
		size_t contents = 0;
		for (size_t i = 0; i < SIZE_DIGITS; i++) {
			uint8_t digit = tar[at + SIZE + i];
			if (digit >= '0' && digit <= '7') contents = contents * 8 + (digit - '0');
		}
		if (tar[at]) make_right(tar + at); /* a block of zeros is the end */
		size_t blocks = 1 + (contents + BLOCK - 1) / BLOCK;
		if (blocks > (size - at) / BLOCK) return;
		at += blocks * BLOCK;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	uint8_t how = take_byte(&input);
	unroll_import_options options = unroll_default_import_options();
	options.train_only = how & 2;
	size_t piece = how >> 2 == 1 ? 1 : 100 + (size_t)(how >> 2) * 16; /* mostly few, as each takes time */
	uint8_t *tar = copy_of(input);
	if (how % 2 == 0) make_checksums_right(tar, input.size);
	unroll_import *import = begin_import(UNROLL_IMPORT_IMDB, &options);
	unroll_error error;
	must(import);
	if (feed(import, (fuzz_input){tar, input.size}, piece, unroll_import_unpack) &&
	    succeeded(unroll_import_unpack(import, NULL, 0, &error), &error))
		finish_import(import);
	unroll_import_destroy(import);
	free(tar);
	return 0;
}

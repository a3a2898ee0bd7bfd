/* Files that were changed on purpose, with a digest that fits, so that readers have to find what is wrong themselves. */
#ifndef TESTS_SIGNED_FILE_H
#define TESTS_SIGNED_FILE_H

#include <stdint.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/sha256.h"
#include "storage/safetensors.h"

/* Writes the digest of the data as they are now. */
static inline void sign_again(unroll_bytes *file) {
	uint64_t header;
	memcpy(&header, file->data, 8);
	static const char key[] = "\"sha256\":\"";
	for (size_t at = 8; at + 64 < 8 + header; at++) {
		if (memcmp(file->data + at, key, sizeof key - 1) != 0) continue;
		char digest[SHA256_TEXT];
		sha256_hexadecimal(file->data + 8 + header, file->size - 8 - header, digest);
		memcpy(file->data + at + sizeof key - 1, digest, 64);
		return;
	}
	fail_msg("the file has no digest");
}

/* Where the data of a tensor lie in the file, to be changed. */
static inline void *tensor_data(const unroll_bytes *file, const char *name) {
	safetensors_file *container;
	assert_int_equal(safetensors_open(file->data, file->size, &container, NULL), UNROLL_OK);
	const safetensors_tensor *tensor = safetensors_find(container, name);
	if (!tensor) fail_msg("the file has no tensor %s", name);
	void *data = (void *)(uintptr_t)tensor->data;
	safetensors_close(container);
	return data;
}

#endif

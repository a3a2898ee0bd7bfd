/* Files as numpy and others write them, made in memory, and an import that is fed with them. */
#ifndef TESTS_IMPORT_MADE_UP_H
#define TESTS_IMPORT_MADE_UP_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "unroll/import.h"

typedef struct bytes_of_test {
	uint8_t data[1 << 16];
	size_t size;
} bytes_of_test;

static inline void put(bytes_of_test *to, const void *bytes, size_t size) {
	memcpy(to->data + to->size, bytes, size);
	to->size += size;
}

static inline void put_text(bytes_of_test *to, const char *text) {
	put(to, text, strlen(text));
}

/* The head of numpy's file of an array. */
static inline void put_npy(bytes_of_test *to, const char *dictionary) {
	uint8_t head[] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (uint8_t)strlen(dictionary), 0};
	put(to, head, sizeof head);
	put_text(to, dictionary);
}

/* The file of an array of labels, of 8 bytes each; "011" for three. */
static inline void put_labels(bytes_of_test *to, const char *labels) {
	char dictionary[128] = "{'descr': '<i8', 'fortran_order': False, 'shape': (0,), }\n";
	*strchr(dictionary, '0') = (char)('0' + strlen(labels));
	put_npy(to, dictionary);
	for (; *labels; labels++) {
		uint8_t number[8] = {(uint8_t)(*labels - '0')};
		put(to, number, sizeof number);
	}
}

/* The file of an array of `count` (below 10) lists; `lists` are the opcodes that append them, in a pickle of protocol 2. */
static inline void put_lists(bytes_of_test *to, const char *lists, size_t size, uint8_t count) {
	static const uint8_t zero[] = {0x00, 0x85};
	static const char bytes_b[] = "c_codecs\nencode\nX\x01\0\0\0bX\x06\0\0\0latin1\x86R\x87R(K\x01K";
	static const char dtype[] = "\x85"
	                            "cnumpy\ndtype\nX\x02\0\0\0O8K\0K\x01\x87R(K\x03X\x01\0\0\0|"
	                            "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89]";
	char dictionary[128] = "{'descr': '|O', 'fortran_order': False, 'shape': (0,), }\n";
	*strchr(dictionary, '0') = (char)('0' + count);
	put_npy(to, dictionary);
	put_text(to, "\x80\x02"
	             "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK");
	put(to, zero, sizeof zero);
	put(to, bytes_b, sizeof bytes_b - 1);
	put(to, &count, 1);
	put(to, dtype, sizeof dtype - 1);
	put(to, lists, size);
	put_text(to, "tb.");
}

/* A tar header for a regular file, or for whatever `type` says. */
static inline void put_tar_header(bytes_of_test *to, const char *name, size_t size, char type) {
	uint8_t block[512] = {0};
	uint32_t sum = 0;
	strncpy((char *)block, name, 100);
	for (int digit = 10; digit >= 0; digit--, size /= 8) block[124 + digit] = (uint8_t)('0' + size % 8);
	block[156] = (uint8_t)type;
	memcpy(block + 257, "ustar\00000", 8);
	memset(block + 148, ' ', 8);
	for (size_t i = 0; i < sizeof block; i++) sum += block[i];
	for (int digit = 5; digit >= 0; digit--, sum /= 8) block[148 + digit] = (uint8_t)('0' + sum % 8);
	block[154] = '\0';
	put(to, block, sizeof block);
}

static inline void put_tar_file(bytes_of_test *to, const char *name, const char *text) {
	static const uint8_t zeros[512];
	put_tar_header(to, name, strlen(text), '0');
	put_text(to, text);
	put(to, zeros, -strlen(text) % 512);
}

static inline void put_tar_end(bytes_of_test *to) {
	static const uint8_t zeros[1024];
	put(to, zeros, sizeof zeros);
}

/* Begins a file, adds its bytes in pieces of `piece` bytes (each in memory of its own, so that a sanitizer sees a read beyond
 * it), and ends it. */
static inline unroll_status feed(unroll_import *import, const char *name, const uint8_t *bytes, size_t size,
                                 size_t piece, unroll_error *error) {
	bool wanted;
	unroll_status status = unroll_import_begin(import, name, &wanted, error);
	for (size_t at = 0; at < size && status == UNROLL_OK; at += piece) {
		size_t count = size - at < piece ? size - at : piece;
		uint8_t *copy = malloc(count);
		memcpy(copy, bytes + at, count);
		status = unroll_import_add(import, copy, count, error);
		free(copy);
	}
	return status == UNROLL_OK ? unroll_import_end(import, error) : status;
}

/* The same for the bytes of a tar. */
static inline unroll_status unpack(unroll_import *import, const uint8_t *bytes, size_t size, size_t piece,
                                   unroll_error *error) {
	unroll_status status = UNROLL_OK;
	for (size_t at = 0; at < size && status == UNROLL_OK; at += piece) {
		size_t count = size - at < piece ? size - at : piece;
		uint8_t *copy = malloc(count);
		memcpy(copy, bytes + at, count);
		status = unroll_import_unpack(import, copy, count, error);
		free(copy);
	}
	return status == UNROLL_OK ? unroll_import_unpack(import, NULL, 0, error) : status;
}

#endif

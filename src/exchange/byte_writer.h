/* A file that grows as it is written: numbers are little-endian. Memory that is not there is reported once, by finish_bytes(), so
 * that what is put needs no checks. */
#ifndef EXCHANGE_BYTE_WRITER_H
#define EXCHANGE_BYTE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/bytes.h"
#include "unroll/status.h"

typedef struct byte_writer {
	uint8_t *data;
	size_t size, capacity;
	bool failed; /* there was not enough memory: nothing more is written */
} byte_writer;

/* Each of these adds to the end. The text is written without its '\0'. */
void put_bytes(byte_writer *out, const void *data, size_t size);
void put_text(byte_writer *out, const char *text);
void put_number(byte_writer *out, uint64_t value, size_t bytes);
void put_zeros(byte_writer *out, size_t count);

/* Writes a number over what stands at `at`. */
void set_number(byte_writer *out, size_t at, uint64_t value, size_t bytes);

/* Hands over what was written, or UNROLL_OUT_OF_MEMORY. The writer is empty afterwards in any case. */
unroll_status finish_bytes(byte_writer *out, unroll_bytes *file, unroll_error *error);

#endif

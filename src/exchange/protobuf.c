#include "exchange/protobuf.h"

#include <string.h>

enum { VARINT = 0, LENGTH_DELIMITED = 2 };

/* A length whose value comes later takes five bytes: a varint may end in groups of zeros. */
enum { LENGTH_BYTES = 5 };

static void put_varint(byte_writer *out, uint64_t value) {
	for (; value >= 0x80; value >>= 7) put_number(out, 0x80 | (value & 0x7f), 1);
	put_number(out, value, 1);
}

static void put_key(byte_writer *out, uint32_t field, uint32_t type) {
	put_varint(out, field << 3 | type);
}

void put_varint_field(byte_writer *out, uint32_t field, uint64_t value) {
	put_key(out, field, VARINT);
	put_varint(out, value);
}

void put_bytes_field(byte_writer *out, uint32_t field, const void *data, size_t size) {
	put_key(out, field, LENGTH_DELIMITED);
	put_varint(out, size);
	put_bytes(out, data, size);
}

void put_text_field(byte_writer *out, uint32_t field, const char *text) {
	put_bytes_field(out, field, text, strlen(text));
}

size_t begin_message(byte_writer *out, uint32_t field) {
	put_key(out, field, LENGTH_DELIMITED);
	put_zeros(out, LENGTH_BYTES);
	return out->size;
}

void end_message(byte_writer *out, size_t message) {
	uint64_t size = out->size - message;
	if (size > INT32_MAX) out->failed = true;
	for (size_t i = 0; i < LENGTH_BYTES; i++)
		set_number(out, message - LENGTH_BYTES + i,
		           (size >> 7 * i & 0x7f) | (i + 1 < LENGTH_BYTES ? 0x80 : 0), 1);
}

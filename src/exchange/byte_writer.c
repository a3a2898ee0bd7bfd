#include "exchange/byte_writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"

static bool make_room(byte_writer *out, size_t size) {
	if (!out->failed && size <= SIZE_MAX - out->size) {
		if (out->size + size <= out->capacity) return true;
		uint8_t *data = grown(out->data, &out->capacity, out->size + size, 1);
		if (data) out->data = data;
		if (data) return true;
	}
	out->failed = true;
	return false;
}

void put_bytes(byte_writer *out, const void *data, size_t size) {
	if (size == 0 || !make_room(out, size)) return;
	memcpy(out->data + out->size, data, size);
	out->size += size;
}

void put_text(byte_writer *out, const char *text) {
	put_bytes(out, text, strlen(text));
}

void put_number(byte_writer *out, uint64_t value, size_t bytes) {
	if (!make_room(out, bytes)) return;
	out->size += bytes;
	set_number(out, out->size - bytes, value, bytes);
}

void put_zeros(byte_writer *out, size_t count) {
	if (count == 0 || !make_room(out, count)) return;
	memset(out->data + out->size, 0, count);
	out->size += count;
}

void set_number(byte_writer *out, size_t at, uint64_t value, size_t bytes) {
	if (out->failed) return;
	for (size_t i = 0; i < bytes; i++) out->data[at + i] = (uint8_t)(value >> 8 * i);
}

unroll_status finish_bytes(byte_writer *out, unroll_bytes *file, unroll_error *error) {
	byte_writer written = *out;
	memset(out, 0, sizeof *out);
	if (!written.failed) {
		*file = (unroll_bytes){written.data, written.size};
		return UNROLL_OK;
	}
	free(written.data);
	return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
}

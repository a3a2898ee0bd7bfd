#include <stdbool.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/crc32.h"
#include "exchange/zip.h"

enum { LOCAL_BYTES = 30, ENTRY_BYTES = 46, END_BYTES = 22, MOST_COMMENT = 65535, MOST_FILES = 1000 };

static unroll_status damaged(unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, "zip", "The zip archive is damaged or cut short.");
}

static uint32_t number(const uint8_t *at, size_t bytes) {
	uint32_t value = 0;
	for (size_t i = 0; i < bytes; i++) value |= (uint32_t)at[i] << 8 * i;
	return value;
}

/* The record at the end, which only a comment follows; NULL where there is none. */
static const uint8_t *find_end(const uint8_t *bytes, size_t size) {
	for (size_t comment = 0; comment <= MOST_COMMENT && size >= END_BYTES + comment; comment++) {
		const uint8_t *end = bytes + size - END_BYTES - comment;
		if (number(end, 4) == 0x06054b50 && number(end + 20, 2) == comment) return end;
	}
	return NULL;
}

/* The data of a file, by its entry in the directory. */
static unroll_status open_entry(const uint8_t *bytes, size_t size, const uint8_t *entry, zip_file *file,
                                unroll_error *error) {
	size_t start = number(entry + 42, 4), stored = number(entry + 20, 4);
	if (number(entry + 10, 2) != 0 || number(entry + 24, 4) != stored || number(entry + 8, 2) & 1)
		return fail(error, UNROLL_BAD_FILE, file->name,
		            "%s is compressed or encrypted in the archive. Keras stores it as it is: pack it again "
		            "without compression.",
		            file->name);
	if (start > size || size - start < LOCAL_BYTES || number(bytes + start, 4) != 0x04034b50)
		return damaged(error);
	size_t data = start + LOCAL_BYTES + number(bytes + start + 26, 2) + number(bytes + start + 28, 2);
	if (data > size || stored > size - data) return damaged(error);
	if (crc32_of(bytes + data, stored) != number(entry + 16, 4)) return damaged(error);
	file->data = bytes + data;
	file->size = stored;
	return UNROLL_OK;
}

unroll_status find_in_zip(const uint8_t *bytes, size_t size, const char *name, zip_file *file,
                          unroll_error *error) {
	const uint8_t *end = find_end(bytes, size);
	*file = (zip_file){.name = name};
	if (!end) return damaged(error);
	size_t count = number(end + 10, 2), at = number(end + 16, 4), last = (size_t)(end - bytes);
	for (size_t i = 0; i < count && i < MOST_FILES; i++) {
		if (at > last || last - at < ENTRY_BYTES || number(bytes + at, 4) != 0x02014b50)
			return damaged(error);
		size_t name_size = number(bytes + at + 28, 2);
		size_t entry_size = ENTRY_BYTES + name_size + number(bytes + at + 30, 2) + number(bytes + at + 32, 2);
		if (entry_size > last - at) return damaged(error);
		if (name_size == strlen(name) && memcmp(bytes + at + ENTRY_BYTES, name, name_size) == 0)
			return open_entry(bytes, size, bytes + at, file, error);
		at += entry_size;
	}
	return UNROLL_OK;
}

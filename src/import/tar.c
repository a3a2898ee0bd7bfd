#include "import/tar.h"

#include <string.h>

#include "base/fail.h"

/* Where a header has what (POSIX.1-1988, tar.h). */
enum {
	NAME = 0,
	NAME_SIZE = 100,
	SIZE = 124,
	SIZE_SIZE = 12,
	CHECKSUM = 148,
	CHECKSUM_SIZE = 8,
	TYPE = 156,
	MAGIC = 257,
	PREFIX = 345,
	PREFIX_SIZE = 155,
};

static unroll_status damaged(unroll_error *error, const char *why) {
	return fail(error, UNROLL_BAD_FILE, "archive", "The tar in it %s.", why);
}

/* A number in octal digits between spaces, ended by a space, '\0' or the field; or, where the first bit is set, in the bytes
 * that follow, most significant first (GNU). False where it is none. */
static bool read_number(const uint8_t *field, size_t size, uint64_t *value) {
	*value = 0;
	if (field[0] & 0x80) {
		for (size_t i = 1; i < size; i++) {
			if (*value >> 56) return false;
			*value = *value << 8 | field[i];
		}
		return field[0] == 0x80;
	}
	size_t at = 0;
	while (at < size && field[at] == ' ') at++;
	for (; at < size && field[at] >= '0' && field[at] <= '7'; at++) *value = *value * 8 + (field[at] - '0');
	return at == size || field[at] == ' ' || field[at] == '\0';
}

/* The sum of the header's bytes, with spaces for its own field. Some old programs summed signed bytes. */
static bool checksum_matches(const uint8_t *block) {
	uint64_t stated;
	uint32_t sum = 0, high = 0;
	if (!read_number(block + CHECKSUM, CHECKSUM_SIZE, &stated)) return false;
	for (size_t i = 0; i < TAR_BLOCK; i++) {
		uint8_t byte = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_SIZE ? ' ' : block[i];
		sum += byte;
		high += byte >> 7;
	}
	return stated == sum || (sum >= high * 256 && stated == sum - high * 256);
}

static bool is_zero(const uint8_t *block) {
	for (size_t i = 0; i < TAR_BLOCK; i++)
		if (block[i]) return false;
	return true;
}

/* Puts a field behind the name; it ends at its first '\0'. */
static void append_field(char *name, const uint8_t *field, size_t size) {
	const uint8_t *end = memchr(field, '\0', size);
	size_t length = end ? (size_t)(end - field) : size, at = strlen(name);
	memcpy(name + at, field, length);
	name[at + length] = '\0';
}

/* The member's name, unless a header before it gave one. */
static void read_name(tar_reader *tar) {
	if (tar->name[0]) return;
	if (memcmp(tar->block + MAGIC, "ustar", 6) == 0 && tar->block[PREFIX]) {
		append_field(tar->name, tar->block + PREFIX, PREFIX_SIZE);
		append_field(tar->name, (const uint8_t *)"/", 1);
	}
	append_field(tar->name, tar->block + NAME, NAME_SIZE);
}

static tar_member member_of_type(uint8_t type) {
	if (type == '0' || type == '\0' || type == '7') return TAR_FILE;
	if (type == 'L') return TAR_LONG_NAME;
	return type == 'x' ? TAR_PAX : TAR_SKIPPED;
}

/* The header is complete: what comes next? */
static unroll_status read_header(tar_reader *tar, const file_sink *sink, void *state, unroll_error *error) {
	tar->filled = 0;
	if (is_zero(tar->block)) {
		if (!tar->begun) return damaged(error, "begins with zeros");
		tar->ended = true;
		return UNROLL_OK;
	}
	if (!checksum_matches(tar->block)) return damaged(error, "has a header that does not match its checksum");
	if (!read_number(tar->block + SIZE, SIZE_SIZE, &tar->left))
		return damaged(error, "has a size that is no number");
	tar->begun = true;
	tar->padding = (uint32_t)(-tar->left % TAR_BLOCK);
	tar->member = member_of_type(tar->block[TYPE]);
	tar->contents_size = 0;
	if (tar->member == TAR_LONG_NAME || tar->member == TAR_PAX) {
		if (tar->left >= TAR_NAME) return damaged(error, "has a name that is longer than any");
		return UNROLL_OK;
	}
	read_name(tar);
	bool wanted = false;
	unroll_status status = UNROLL_OK;
	size_t length = strlen(tar->name);
	bool folder = length && tar->name[length - 1] == '/'; /* as the oldest archives mark one */
	if (tar->member == TAR_FILE && !folder) status = sink->begin(state, tar->name, &wanted, error);
	if (!wanted) tar->member = TAR_SKIPPED;
	tar->name[0] = '\0';
	return status;
}

/* A pax header has records "LENGTH KEY=VALUE\n"; of them the path matters, and no size may differ from the header's. */
static bool read_pax(tar_reader *tar) {
	const char *at = tar->contents, *end = tar->contents + tar->contents_size;
	while (at < end && *at) {
		size_t length = 0;
		const char *key = at;
		for (; key < end && *key >= '0' && *key <= '9' && length < TAR_NAME; key++)
			length = length * 10 + (size_t)(*key - '0');
		if (length < 5 || length > (size_t)(end - at) || *key != ' ' || at[length - 1] != '\n') return false;
		key++;
		size_t size = (size_t)(at + length - key);
		if (size > 5 && memcmp(key, "path=", 5) == 0) {
			size -= 6; /* the key, and the newline */
			memcpy(tar->name, key + 5, size);
			tar->name[size] = '\0';
		}
		if (size > 5 && memcmp(key, "size=", 5) == 0) return false;
		at += length;
	}
	return true;
}

static unroll_status end_member(tar_reader *tar, const file_sink *sink, void *state, unroll_error *error) {
	tar_member member = tar->member;
	tar->member = TAR_SKIPPED;
	tar->contents[tar->contents_size] = '\0';
	if (member == TAR_FILE) return sink->end(state, error);
	if (member == TAR_LONG_NAME) memcpy(tar->name, tar->contents, tar->contents_size + 1);
	if (member == TAR_PAX && !read_pax(tar)) return damaged(error, "has a pax header that is not understood");
	return UNROLL_OK;
}

/* Takes what it can of a member's contents, and returns how many bytes that was. */
static unroll_status read_contents(tar_reader *tar, const file_sink *sink, void *state, const uint8_t *bytes,
                                   size_t size, unroll_error *error) {
	unroll_status status = UNROLL_OK;
	if (tar->member == TAR_FILE) status = sink->add(state, bytes, size, error);
	if (tar->member == TAR_LONG_NAME || tar->member == TAR_PAX) {
		memcpy(tar->contents + tar->contents_size, bytes, size);
		tar->contents_size += size;
	}
	tar->left -= size;
	return status;
}

static unroll_status read_end(const tar_reader *tar, unroll_error *error) {
	if (tar->ended) return UNROLL_OK;
	return damaged(error, tar->begun ? "ends too early" : "has no files");
}

unroll_status tar_read(tar_reader *tar, const file_sink *sink, void *state, const uint8_t *bytes, size_t size,
                       unroll_error *error) {
	unroll_status status = UNROLL_OK;
	if (size == 0) return read_end(tar, error);
	while (size && status == UNROLL_OK && !tar->ended) {
		size_t taken;
		if (tar->left) {
			taken = size < tar->left ? size : (size_t)tar->left;
			status = read_contents(tar, sink, state, bytes, taken, error);
			if (status == UNROLL_OK && tar->left == 0) status = end_member(tar, sink, state, error);
		} else if (tar->padding) {
			taken = size < tar->padding ? size : tar->padding;
			tar->padding -= (uint32_t)taken;
		} else {
			size_t room = TAR_BLOCK - tar->filled;
			taken = size < room ? size : room;
			memcpy(tar->block + tar->filled, bytes, taken);
			tar->filled += taken;
			if (tar->filled == TAR_BLOCK) status = read_header(tar, sink, state, error);
			if (status == UNROLL_OK && tar->filled == 0 && tar->left == 0 && !tar->ended)
				status = end_member(tar, sink, state, error); /* a file of no bytes */
		}
		bytes += taken;
		size -= taken;
	}
	return status;
}

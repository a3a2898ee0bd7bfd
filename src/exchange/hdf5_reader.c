#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "exchange/hdf5.h"

enum { DATASPACE = 0x01, DATATYPE = 0x03, LAYOUT = 0x08, CONTINUATION = 0x10, SYMBOL_TABLE = 0x11 };
enum { ADDRESS = 8, ENTRY_BYTES = 40, SUPERBLOCK_BYTES = 96, ROOT_HEADER = 64, MESSAGE = 8, PREFIX = 16 };
enum { MOST_MESSAGES = 256, MOST_BLOCKS = 16, MOST_LEVELS = 8 };

/* A file that is being read. `objects` counts what was looked at, so that a tree that leads back to itself ends. */
typedef struct reader {
	const uint8_t *bytes;
	size_t size, objects;
	hdf5_file *file;
	unroll_error *error;
} reader;

static unroll_status damaged(const reader *r, const char *what) {
	return fail(r->error, UNROLL_BAD_FILE, "HDF5", "The HDF5 file is damaged or cut short: %s.", what);
}

/* Whether so many bytes are in the file there. */
static bool has(const reader *r, uint64_t at, uint64_t size) {
	return at <= r->size && size <= r->size - at;
}

/* A number of at most 8 bytes, which are there. */
static uint64_t number(const reader *r, uint64_t at, size_t bytes) {
	uint64_t value = 0;
	for (size_t i = 0; i < bytes; i++) value |= (uint64_t)r->bytes[at + i] << 8 * i;
	return value;
}

static bool is(const reader *r, uint64_t at, const char *signature) {
	return memcmp(r->bytes + at, signature, strlen(signature)) == 0;
}

/* --- Headers of objects -------------------------------------------------------------------------- */

/* What the messages of an object say. */
typedef struct object_facts {
	bool group, space, type, layout;
	uint64_t tree, heap;
	hdf5_found found;
} object_facts;

static void read_space(const reader *r, uint64_t at, uint64_t size, object_facts *facts) {
	uint64_t version = number(r, at, 1), rank = number(r, at + 1, 1),
	         dimensions = at + (version == 1 ? 8 : 4);
	if ((version != 1 && version != 2) || rank == 0 || rank > HDF5_RANK ||
	    dimensions - at + rank * ADDRESS > size)
		return;
	facts->found.rank = (uint32_t)rank;
	facts->found.shape[1] = 1;
	for (uint64_t i = 0; i < rank; i++) {
		uint64_t dimension = number(r, dimensions + i * ADDRESS, ADDRESS);
		if (dimension == 0 || dimension > UINT32_MAX) return;
		facts->found.shape[i] = (uint32_t)dimension;
	}
	facts->space = true;
}

/* IEEE binary32, or an unsigned byte, little-endian: all of their descriptions but what is padding. */
static void read_type(const reader *r, uint64_t at, uint64_t size, object_facts *facts) {
	static const uint8_t floats[] = {0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0};
	static const uint8_t bytes[] = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0};
	if (size >= sizeof floats && memcmp(r->bytes + at, floats, sizeof floats) == 0)
		facts->found.type = HDF5_FLOATS;
	if (size >= sizeof bytes && memcmp(r->bytes + at, bytes, sizeof bytes) == 0)
		facts->found.type = HDF5_BYTES;
	facts->type = facts->found.type != HDF5_GROUP;
}

static void read_layout(const reader *r, uint64_t at, uint64_t size, object_facts *facts) {
	if (size < 2 + 2 * ADDRESS || number(r, at, 1) != 3 || number(r, at + 1, 1) != 1) return;
	uint64_t data = number(r, at + 2, ADDRESS), bytes = number(r, at + 2 + ADDRESS, ADDRESS);
	if (!has(r, data, bytes)) return;
	facts->found.data = r->bytes + data;
	facts->found.bytes = (size_t)bytes;
	facts->layout = true;
}

typedef struct blocks {
	uint64_t at[MOST_BLOCKS], size[MOST_BLOCKS];
	size_t count;
} blocks;

static unroll_status read_message(const reader *r, uint64_t type, uint64_t at, uint64_t size,
                                  object_facts *facts, blocks *all) {
	if (type == SYMBOL_TABLE && size >= 2 * ADDRESS) {
		facts->group = true;
		facts->tree = number(r, at, ADDRESS);
		facts->heap = number(r, at + ADDRESS, ADDRESS);
	} else if (type == DATASPACE && size >= 4) {
		read_space(r, at, size, facts);
	} else if (type == DATATYPE) {
		read_type(r, at, size, facts);
	} else if (type == LAYOUT) {
		read_layout(r, at, size, facts);
	} else if (type == CONTINUATION && size >= 2 * ADDRESS) {
		if (all->count == MOST_BLOCKS) return damaged(r, "an object has too many parts");
		all->at[all->count] = number(r, at, ADDRESS);
		all->size[all->count++] = number(r, at + ADDRESS, ADDRESS);
	}
	return UNROLL_OK;
}

static unroll_status read_header(const reader *r, uint64_t at, object_facts *facts) {
	memset(facts, 0, sizeof *facts);
	if (!has(r, at, PREFIX)) return damaged(r, "an object lies beyond its end");
	if (number(r, at, 1) != 1)
		return fail(r->error, UNROLL_BAD_FILE, "HDF5",
		            "The HDF5 file is of a newer layout. Save it with h5py's default, libver='earliest'.");
	blocks all = {.at = {at + PREFIX}, .size = {number(r, at + 8, 4)}, .count = 1};
	unroll_status status = UNROLL_OK;
	for (size_t block = 0, messages = 0; !status && block < all.count; block++) {
		if (!has(r, all.at[block], all.size[block])) return damaged(r, "an object lies beyond its end");
		uint64_t here = all.at[block], end = here + all.size[block];
		while (!status && end - here >= MESSAGE) {
			uint64_t type = number(r, here, 2), size = number(r, here + 2, 2);
			here += MESSAGE;
			if (size > end - here || messages++ == MOST_MESSAGES)
				return damaged(r, "a message is longer than its object");
			status = read_message(r, type, here, size, facts, &all);
			here += size;
		}
	}
	return status;
}

/* --- Groups -------------------------------------------------------------------------------------- */

static unroll_status read_object(reader *r, uint64_t at, const char *path, unsigned depth);

static unroll_status read_entry(reader *r, uint64_t entry, uint64_t names, uint64_t names_size,
                                const char *path, unsigned depth) {
	uint64_t place = number(r, entry, ADDRESS), header = number(r, entry + ADDRESS, ADDRESS);
	if (place >= names_size || !memchr(r->bytes + names + place, '\0', (size_t)(names_size - place)))
		return damaged(r, "a name lies beyond its end");
	const char *name = (const char *)r->bytes + names + place;
	char inner[HDF5_PATH];
	if (strlen(path) + strlen(name) + 2 > sizeof inner) return damaged(r, "a name is too long");
	format_text(inner, sizeof inner, "%s%s%s", path, *path ? "/" : "", name);
	return read_object(r, header, inner, depth + 1);
}

static unroll_status read_tree(reader *r, uint64_t at, uint64_t names, uint64_t names_size, const char *path,
                               unsigned depth, unsigned levels) {
	if (++r->objects > HDF5_OBJECTS || levels == MOST_LEVELS) return damaged(r, "a group has too many parts");
	if (has(r, at, 24) && is(r, at, "TREE") && number(r, at + 4, 1) == 0) {
		uint64_t count = number(r, at + 6, 2);
		if (!has(r, at + 24, (2 * count + 1) * ADDRESS)) return damaged(r, "a group lies beyond its end");
		unroll_status status = UNROLL_OK;
		for (uint64_t i = 0; !status && i < count; i++)
			status = read_tree(r, number(r, at + 24 + (2 * i + 1) * ADDRESS, ADDRESS), names, names_size,
			                   path, depth, levels + 1);
		return status;
	}
	if (!has(r, at, 8) || !is(r, at, "SNOD")) return damaged(r, "a group has no list of names");
	uint64_t count = number(r, at + 6, 2);
	if (!has(r, at + 8, count * ENTRY_BYTES)) return damaged(r, "a group lies beyond its end");
	unroll_status status = UNROLL_OK;
	for (uint64_t i = 0; !status && i < count; i++)
		status = read_entry(r, at + 8 + i * ENTRY_BYTES, names, names_size, path, depth);
	return status;
}

static unroll_status read_group(reader *r, const object_facts *facts, const char *path, unsigned depth) {
	uint64_t heap = facts->heap;
	if (!has(r, heap, 32) || !is(r, heap, "HEAP")) return damaged(r, "a group has no names");
	uint64_t size = number(r, heap + 8, ADDRESS), names = number(r, heap + 24, ADDRESS);
	if (!has(r, names, size)) return damaged(r, "a group's names lie beyond its end");
	return read_tree(r, facts->tree, names, size, path, depth, 0);
}

static unroll_status add_dataset(reader *r, object_facts *facts, const char *path) {
	hdf5_found *found = &facts->found;
	size_t element = found->type == HDF5_FLOATS ? sizeof(float) : 1;
	bool fits = facts->space && facts->type && facts->layout &&
	            (uint64_t)found->shape[0] * found->shape[1] <= SIZE_MAX / element &&
	            found->bytes == (size_t)((uint64_t)found->shape[0] * found->shape[1]) * element;
	if (!fits) found->type = HDF5_GROUP;
	format_text(found->path, sizeof found->path, "%s", path);
	hdf5_found *datasets = grown(r->file->datasets, &r->file->capacity, r->file->count + 1, sizeof *datasets);
	if (!datasets)
		return fail(r->error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory to read the file.");
	r->file->datasets = datasets;
	datasets[r->file->count++] = *found;
	return UNROLL_OK;
}

static unroll_status read_object(reader *r, uint64_t at, const char *path, unsigned depth) {
	object_facts facts;
	if (++r->objects > HDF5_OBJECTS || depth > HDF5_DEPTH)
		return damaged(r, "it has too many groups and datasets");
	unroll_status status = read_header(r, at, &facts);
	if (status) return status;
	return facts.group ? read_group(r, &facts, path, depth) : add_dataset(r, &facts, path);
}

unroll_status hdf5_open(const uint8_t *bytes, size_t size, hdf5_file *file, unroll_error *error) {
	static const char signature[] = "\x89HDF\r\n\x1a\n";
	reader r = {bytes, size, 0, file, error};
	memset(file, 0, sizeof *file);
	if (!has(&r, 0, SUPERBLOCK_BYTES) || !is(&r, 0, signature))
		return fail(error, UNROLL_BAD_FILE, "HDF5", "This is not an HDF5 file.");
	if (number(&r, 8, 1) != 0 || number(&r, 13, 1) != ADDRESS || number(&r, 14, 1) != ADDRESS ||
	    number(&r, 24, ADDRESS) != 0)
		return fail(error, UNROLL_BAD_FILE, "HDF5",
		            "The HDF5 file is of another layout. Save it with h5py's default, libver='earliest'.");
	unroll_status status = read_object(&r, number(&r, ROOT_HEADER, ADDRESS), "", 0);
	if (status) hdf5_close(file);
	return status;
}

void hdf5_close(hdf5_file *file) {
	free(file->datasets);
	memset(file, 0, sizeof *file);
}

const hdf5_found *hdf5_find(const hdf5_file *file, const char *path) {
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->datasets[i].path, path) == 0) return &file->datasets[i];
	return NULL;
}

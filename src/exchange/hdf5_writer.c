#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "exchange/byte_writer.h"
#include "exchange/hdf5.h"

/* Sizes of nodes, in entries: a group has one node of names, which takes twice LEAF of them, and a tree of one node. */
enum { LEAF = HDF5_CHILDREN / 2, INTERNAL = 1 };
enum { ADDRESS = 8, ALIGNMENT = 8, ENTRY_BYTES = 40, END_OF_FILE = 40 };
enum { DATASPACE = 0x01, DATATYPE = 0x03, FILL_VALUE = 0x05, LAYOUT = 0x08, SYMBOL_TABLE = 0x11 };
#define NO_ADDRESS UINT64_MAX
#define NO_GROUP   SIZE_MAX /* of the root group */

typedef struct object {
	char name[HDF5_NAME];
	size_t group; /* that it is in */
	hdf5_type type;
	uint32_t rank, shape[HDF5_RANK];
	const void *data;
} object;

struct hdf5_writer {
	object *objects; /* the first is the root group; each stands behind its group */
	size_t count, capacity;
	unroll_status status; /* of the first failure */
	unroll_error error;
};

/* --- Collecting ---------------------------------------------------------------------------------- */

static object *add_object(hdf5_writer *writer, size_t group, const char *name, hdf5_type type) {
	if (!writer || writer->status) return NULL;
	size_t together = 0;
	for (size_t i = 0; i < writer->count; i++) together += writer->objects[i].group == group;
	if (together == HDF5_CHILDREN) {
		writer->status = fail(&writer->error, UNROLL_TOO_LARGE, name,
		                      "More than %u objects would be in one group.", HDF5_CHILDREN);
		return NULL;
	}
	object *objects = grown(writer->objects, &writer->capacity, writer->count + 1, sizeof *objects);
	if (!objects) {
		writer->status =
		    fail(&writer->error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
		return NULL;
	}
	writer->objects = objects;
	object *added = &objects[writer->count++];
	memset(added, 0, sizeof *added);
	format_text(added->name, sizeof added->name, "%s", name);
	added->group = group;
	added->type = type;
	return added;
}

hdf5_writer *hdf5_begin(void) {
	hdf5_writer *writer = calloc(1, sizeof *writer);
	add_object(writer, NO_GROUP, "", HDF5_GROUP);
	return writer;
}

/* The group of that name in a group, made where it is not there. */
static size_t group_in(hdf5_writer *writer, size_t group, const char *name) {
	for (size_t i = 0; writer && i < writer->count; i++)
		if (writer->objects[i].group == group && strcmp(writer->objects[i].name, name) == 0) return i;
	return add_object(writer, group, name, HDF5_GROUP) ? writer->count - 1 : 0;
}

/* The group of all of a path but its last name, which is copied. */
static size_t group_of_path(hdf5_writer *writer, const char *path, char last[HDF5_NAME]) {
	size_t group = 0;
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		format_text(last, HDF5_NAME, "%s", path);
		if ((size_t)(slash - path) < HDF5_NAME) last[slash - path] = '\0';
		group = group_in(writer, group, last);
	}
	format_text(last, HDF5_NAME, "%s", path);
	return group;
}

void hdf5_add_group(hdf5_writer *writer, const char *path) {
	char name[HDF5_NAME];
	size_t group = group_of_path(writer, path, name);
	group_in(writer, group, name);
}

void hdf5_add_dataset(hdf5_writer *writer, const char *path, hdf5_type type, uint32_t rank,
                      const uint32_t *shape, const void *data) {
	char name[HDF5_NAME];
	size_t group = group_of_path(writer, path, name);
	object *added = add_object(writer, group, name, type);
	if (!added) return;
	added->rank = rank;
	memcpy(added->shape, shape, rank * sizeof *shape);
	added->data = data;
}

/* --- Writing ------------------------------------------------------------------------------------- */

static void align(byte_writer *out) {
	put_zeros(out, (ALIGNMENT - out->size % ALIGNMENT) % ALIGNMENT);
}

/* The name of an object in a group's heap, its header, and nothing cached. */
static void put_entry(byte_writer *out, uint64_t name, uint64_t header) {
	put_number(out, name, ADDRESS);
	put_number(out, header, ADDRESS);
	put_zeros(out, ENTRY_BYTES - 2 * ADDRESS);
}

static void begin_header(byte_writer *out, uint64_t messages, uint64_t bytes) {
	put_number(out, 1, 2); /* version */
	put_number(out, messages, 2);
	put_number(out, 1, 4); /* references */
	put_number(out, bytes, 8);
}

static void begin_header_message(byte_writer *out, uint64_t type, uint64_t bytes) {
	put_number(out, type, 2);
	put_number(out, bytes, 2);
	put_zeros(out, 4);
}

/* IEEE binary32, or an unsigned byte. */
static void put_datatype(byte_writer *out, hdf5_type type) {
	static const uint8_t floats[] = {0x11, 0x20, 31, 0,  4,   0, 0, 0, 0, 0, 32, 0,
	                                 23,   8,    0,  23, 127, 0, 0, 0, 0, 0, 0,  0};
	static const uint8_t bytes[] = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0};
	size_t size = type == HDF5_FLOATS ? sizeof floats : sizeof bytes;
	begin_header_message(out, DATATYPE, size);
	put_bytes(out, type == HDF5_FLOATS ? floats : bytes, size);
}

/* The data, and then the header, whose place is returned. */
static uint64_t put_dataset(byte_writer *out, const object *dataset) {
	static const uint8_t default_fill[] = {2, 2, 2, 1, 0, 0, 0, 0}; /* written late, where set, as zeros */
	enum { MESSAGE = 8, FILL_BYTES = sizeof default_fill, LAYOUT_BYTES = 24, DIMENSION = 8 };
	uint64_t size = dataset->type == HDF5_FLOATS ? sizeof(float) : 1, data = out->size;
	uint64_t space_bytes = DIMENSION + dataset->rank * DIMENSION,
	         type_bytes = dataset->type == HDF5_FLOATS ? 24 : 16;
	for (uint32_t i = 0; i < dataset->rank; i++) size *= dataset->shape[i];
	put_bytes(out, dataset->data, (size_t)size);
	align(out);
	uint64_t header = out->size;
	begin_header(out, 4, 4 * MESSAGE + space_bytes + type_bytes + FILL_BYTES + LAYOUT_BYTES);
	begin_header_message(out, DATASPACE, space_bytes);
	put_number(out, 1, 1); /* version */
	put_number(out, dataset->rank, 7);
	for (uint32_t i = 0; i < dataset->rank; i++) put_number(out, dataset->shape[i], DIMENSION);
	put_datatype(out, dataset->type);
	begin_header_message(out, FILL_VALUE, FILL_BYTES);
	put_bytes(out, default_fill, FILL_BYTES);
	begin_header_message(out, LAYOUT, LAYOUT_BYTES);
	put_number(out, 3, 1); /* version */
	put_number(out, 1, 1); /* contiguous */
	put_number(out, data, ADDRESS);
	put_number(out, size, ADDRESS);
	put_zeros(out, LAYOUT_BYTES - 2 - 2 * ADDRESS);
	return header;
}

/* The objects of a group in the order of their names; how many. */
static size_t children_of(const hdf5_writer *writer, size_t group, size_t children[HDF5_CHILDREN]) {
	size_t count = 0;
	for (size_t i = 1; i < writer->count; i++) {
		if (writer->objects[i].group != group) continue;
		size_t at = count++;
		for (; at && strcmp(writer->objects[children[at - 1]].name, writer->objects[i].name) > 0; at--)
			children[at] = children[at - 1];
		children[at] = i;
	}
	return count;
}

/* The heap of a group's names; `places` (count) are theirs in it. */
static uint64_t put_heap(byte_writer *out, const hdf5_writer *writer, const size_t *children, size_t count,
                         uint64_t *places) {
	uint64_t data = out->size;
	put_zeros(out, ALIGNMENT); /* the empty name */
	for (size_t i = 0; i < count; i++) {
		const char *name = writer->objects[children[i]].name;
		places[i] = out->size - data;
		put_bytes(out, name, strlen(name) + 1);
		align(out);
	}
	uint64_t heap = out->size, size = heap - data;
	put_text(out, "HEAP");
	put_zeros(out, 4);
	put_number(out, size, ADDRESS);
	put_number(out, 1, ADDRESS); /* no free space */
	put_number(out, data, ADDRESS);
	return heap;
}

/* The tree of a group, whose only node has its names; none where it is empty. */
static uint64_t put_tree(byte_writer *out, const uint64_t *places, const uint64_t *headers, size_t count) {
	uint64_t names = out->size;
	if (count) {
		put_text(out, "SNOD");
		put_number(out, 1, 2); /* version */
		put_number(out, count, 2);
		for (size_t i = 0; i < count; i++) put_entry(out, places[i], headers[i]);
		put_zeros(out, (2 * LEAF - count) * ENTRY_BYTES);
	}
	uint64_t tree = out->size;
	put_text(out, "TREE");
	put_zeros(out, 2); /* of a group, a leaf */
	put_number(out, count > 0, 2);
	put_number(out, NO_ADDRESS, ADDRESS);
	put_number(out, NO_ADDRESS, ADDRESS);
	put_number(out, 0, ADDRESS); /* between the names here and there lies the child */
	put_number(out, count ? names : 0, ADDRESS);
	put_number(out, count ? places[count - 1] : 0, ADDRESS);
	put_zeros(out, (2 * INTERNAL - 1) * 2 * ADDRESS);
	return tree;
}

/* The group's tree, heap and header. `headers` has the places of what is in it. */
static uint64_t put_group(byte_writer *out, const hdf5_writer *writer, size_t group,
                          const uint64_t *headers) {
	size_t children[HDF5_CHILDREN], count = children_of(writer, group, children);
	uint64_t places[HDF5_CHILDREN], of_children[HDF5_CHILDREN];
	for (size_t i = 0; i < count; i++) of_children[i] = headers[children[i]];
	uint64_t heap = put_heap(out, writer, children, count, places);
	uint64_t tree = put_tree(out, places, of_children, count);
	uint64_t header = out->size;
	begin_header(out, 1, 24);
	begin_header_message(out, SYMBOL_TABLE, 2 * ADDRESS);
	put_number(out, tree, ADDRESS);
	put_number(out, heap, ADDRESS);
	return header;
}

static void put_superblock(byte_writer *out) {
	static const uint8_t signature[] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
	put_bytes(out, signature, sizeof signature);
	put_zeros(out, 5); /* versions */
	put_number(out, ADDRESS, 1);
	put_number(out, ADDRESS, 2); /* of lengths */
	put_number(out, LEAF, 2);
	put_number(out, INTERNAL, 2);
	put_zeros(out, 4 + ADDRESS);
	put_number(out, NO_ADDRESS, ADDRESS);
	put_number(out, 0, ADDRESS); /* END_OF_FILE */
	put_number(out, NO_ADDRESS, ADDRESS);
	put_entry(out, 0, 0); /* the root group */
}

static unroll_status write_objects(const hdf5_writer *writer, unroll_bytes *file, unroll_error *error) {
	byte_writer out = {0};
	uint64_t *headers = calloc(writer->count, sizeof *headers);
	if (!headers)
		return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	put_superblock(&out);
	size_t root = out.size - ENTRY_BYTES + ADDRESS;
	for (size_t i = writer->count; i-- > 0;) { /* what is in a group before it */
		align(&out);
		headers[i] = writer->objects[i].type == HDF5_GROUP ? put_group(&out, writer, i, headers)
		                                                   : put_dataset(&out, &writer->objects[i]);
	}
	set_number(&out, root, headers[0], ADDRESS);
	set_number(&out, END_OF_FILE, out.size, ADDRESS);
	free(headers);
	return finish_bytes(&out, file, error);
}

unroll_status hdf5_finish(hdf5_writer *writer, unroll_bytes *file, unroll_error *error) {
	if (!writer) return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	unroll_status status = writer->status;
	if (status && error) *error = writer->error;
	if (!status) status = write_objects(writer, file, error);
	free(writer->objects);
	free(writer);
	return status;
}

#include "import/npy.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"

enum { MAGIC_SIZE = 6, VERSION_SIZE = 2, LARGEST_ITEM = 8 };

void npy_begin(npy_reader *reader, npy_kind kind, uint32_t words) {
	memset(reader, 0, sizeof *reader);
	reader->kind = kind;
	reader->lists.words = words;
	reader->pickle.lists = &reader->lists;
}

void npy_release(npy_reader *reader) {
	id_lists_release(&reader->lists);
	pickle_release(&reader->pickle);
	free(reader->labels);
	reader->labels = NULL;
	reader->label_count = reader->label_capacity = 0;
}

static unroll_status refuse(unroll_error *error, const char *why) {
	return fail(error, UNROLL_BAD_FILE, "npy", "The array %s.", why);
}

/* --- The header ---------------------------------------------------------------------------------- */

/* The value of a key in the header, which is a Python dictionary: what follows "'key':", or NULL. */
static const char *find_value(const char *header, const char *key) {
	for (const char *at = strchr(header, '\''); at; at = strchr(at + 1, '\'')) {
		size_t size = strlen(key);
		if (strncmp(at + 1, key, size) != 0 || at[size + 1] != '\'') continue;
		at += size + 2;
		while (*at == ' ') at++;
		if (*at != ':') return NULL;
		for (at++; *at == ' ';) at++;
		return at;
	}
	return NULL;
}

/* 'descr': '|O' for objects, '<i8' for whole numbers of 8 bytes; '|b1' truths. */
static unroll_status read_type(npy_reader *reader, const char *text, unroll_error *error) {
	if (!text || *text != '\'') return refuse(error, "has a type that is none of numpy's simple ones");
	char type[5] = ""; /* what follows the quote; zeros where the header ends before */
	for (size_t i = 0; i < sizeof type && text[i + 1]; i++) type[i] = text[i + 1];
	char order = type[0], kind = type[1], size = type[2];
	if (kind == 'O' && size == '\'') {
		if (reader->kind == NPY_LISTS) return UNROLL_OK;
		return refuse(error, "has objects where whole numbers are wanted");
	}
	bool simple = order && strchr("<>|=", order) && kind && strchr("iub", kind) && size &&
	              strchr("1248", size) && type[3] == '\'';
	if (!simple || (kind == 'b' && size != '1'))
		return refuse(error, "has neither whole numbers nor lists of them");
	if (reader->kind == NPY_LISTS)
		return refuse(error,
		              "has numbers where lists of whole numbers are wanted, as Keras' imdb.npz has them");
	reader->item.size = (size_t)(size - '0');
	reader->item.big_endian = order == '>';
	return UNROLL_OK;
}

/* 'shape': (25000,) */
static unroll_status read_shape(npy_reader *reader, const char *text, unroll_error *error) {
	static const char why[] = "does not have exactly one dimension";
	if (!text || *text++ != '(') return refuse(error, why);
	const char *digits = text;
	for (; *text >= '0' && *text <= '9'; text++)
		if (reader->count <= UINT32_MAX) reader->count = reader->count * 10 + (uint64_t)(*text - '0');
	if (text == digits || *text++ != ',') return refuse(error, why);
	while (*text == ' ') text++;
	if (*text != ')') return refuse(error, why);
	if (reader->count >= UINT32_MAX) return refuse(error, "has more items than there can be reviews");
	return UNROLL_OK;
}

static unroll_status read_dictionary(npy_reader *reader, const char *text, unroll_error *error) {
	const char *fortran = find_value(text, "fortran_order");
	if (*text != '{' || !fortran) return refuse(error, "has a header that is not understood");
	unroll_status status = read_type(reader, find_value(text, "descr"), error);
	return status == UNROLL_OK ? read_shape(reader, find_value(text, "shape"), error) : status;
}

/* "\x93NUMPY", the version's two bytes, the size of the header in 2 bytes (version 1) or 4, and the header. */
static unroll_status read_header(npy_reader *reader, const uint8_t *bytes, size_t size, size_t *taken,
                                 unroll_error *error) {
	static const char magic[] = "\x93NUMPY";
	char text[NPY_HEADER + 1];
	*taken = 0;
	if (memcmp(bytes, magic, size < MAGIC_SIZE ? size : MAGIC_SIZE) != 0)
		return refuse(error, "is not a file of numpy's");
	if (size < MAGIC_SIZE + VERSION_SIZE + 4) return UNROLL_OK;
	uint8_t version = bytes[MAGIC_SIZE];
	if (version < 1 || version > 3)
		return refuse(error, "has a version of numpy's format other than 1, 2 and 3");
	const uint8_t *field = bytes + MAGIC_SIZE + VERSION_SIZE;
	size_t start = MAGIC_SIZE + VERSION_SIZE + (version == 1 ? 2 : 4),
	       length = field[0] | (size_t)field[1] << 8;
	if (version > 1) length |= (size_t)field[2] << 16 | (size_t)field[3] << 24;
	if (length > NPY_HEADER) return refuse(error, "has a header that is longer than numpy allows");
	if (size < start + length) return UNROLL_OK;
	memcpy(text, bytes + start, length);
	text[length] = '\0';
	*taken = start + length;
	reader->header_read = true;
	return read_dictionary(reader, text, error);
}

/* --- The data ------------------------------------------------------------------------------------ */

static unroll_status read_label(npy_reader *reader, const uint8_t *bytes, unroll_error *error) {
	uint64_t value = 0;
	for (size_t i = 0; i < reader->item.size; i++)
		value = value << 8 | bytes[reader->item.big_endian ? i : reader->item.size - 1 - i];
	if (value > 1) return refuse(error, "has labels other than 0 and 1");
	if (reader->label_count == reader->count) return refuse(error, "has more items than its header states");
	uint8_t *labels = grown(reader->labels, &reader->label_capacity, reader->label_count + 1, 1);
	if (!labels)
		return fail(error, UNROLL_OUT_OF_MEMORY, "npy", "There is not enough memory for the labels.");
	reader->labels = labels;
	labels[reader->label_count++] = (uint8_t)value;
	return UNROLL_OK;
}

/* Takes as many whole things as there are. */
static unroll_status read_some(npy_reader *reader, const uint8_t *bytes, size_t size, size_t *taken,
                               unroll_error *error) {
	unroll_status status = UNROLL_OK;
	*taken = 0;
	if (!reader->header_read) {
		status = read_header(reader, bytes, size, taken, error);
		if (status != UNROLL_OK || !reader->header_read) return status;
	}
	if (reader->kind == NPY_LISTS) {
		size_t more;
		status = pickle_read(&reader->pickle, bytes + *taken, size - *taken, &more, error);
		*taken += more;
		return status;
	}
	for (; size - *taken >= reader->item.size && status == UNROLL_OK; *taken += reader->item.size)
		status = read_label(reader, bytes + *taken, error);
	return status;
}

/* What is left of a piece is kept and put before the next one. */
unroll_status npy_read(npy_reader *reader, const uint8_t *bytes, size_t size, unroll_error *error) {
	unroll_status status = UNROLL_OK;
	while (reader->rest_size && size && status == UNROLL_OK) {
		size_t before = reader->rest_size, room = sizeof reader->rest - before,
		       added = size < room ? size : room, taken;
		memcpy(reader->rest + before, bytes, added);
		status = read_some(reader, reader->rest, before + added, &taken, error);
		if (taken > before) { /* what remains of the rest is in the piece */
			reader->rest_size = 0;
			bytes += taken - before;
			size -= taken - before;
		} else {
			if (added == 0) return refuse(error, "is damaged");
			reader->rest_size = before + added - taken;
			memmove(reader->rest, reader->rest + taken, reader->rest_size);
			bytes += added;
			size -= added;
		}
	}
	if (size == 0 || status != UNROLL_OK) return status;
	size_t taken;
	status = read_some(reader, bytes, size, &taken, error);
	if (status != UNROLL_OK) return status;
	reader->rest_size = size - taken;
	if (reader->rest_size > sizeof reader->rest) return refuse(error, "is damaged");
	memcpy(reader->rest, bytes + taken, reader->rest_size);
	return UNROLL_OK;
}

unroll_status npy_end(npy_reader *reader, unroll_error *error) {
	if (!reader->header_read || reader->rest_size) return refuse(error, "ends too early");
	if (reader->kind == NPY_LISTS) return pickle_end(&reader->pickle, reader->count, error);
	return reader->label_count == reader->count ? UNROLL_OK : refuse(error, "ends too early");
}

#include "storage/safetensors.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/number.h"
#include "base/sha256.h"
#include "base/utf8.h"

enum { LENGTH_BYTES = 8, DATA_ALIGNMENT = 64 };

typedef struct written_tensor {
	char *name;
	safetensors_type type;
	uint32_t rank;
	uint64_t shape[SAFETENSORS_RANK];
	const void *data;
	size_t bytes;
} written_tensor;

typedef struct written_metadata {
	char *key, *value;
} written_metadata;

struct safetensors_writer {
	written_tensor *tensors;
	written_metadata *metadata;
	size_t tensor_count, tensor_capacity, metadata_count, metadata_capacity;
	bool digest;          /* wanted */
	unroll_status status; /* of the first failure */
	unroll_error error;
};

safetensors_writer *safetensors_begin(void) {
	return calloc(1, sizeof(safetensors_writer));
}

/* fail() for a writer: keeps the first failure only. */
#define FAIL(writer, ...)                                                                                    \
	do {                                                                                                     \
		if ((writer)->status == UNROLL_OK) (writer)->status = fail(&(writer)->error, __VA_ARGS__);           \
	} while (0)

static void fail_memory(safetensors_writer *writer) {
	FAIL(writer, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory to make the file.");
}

/* A copy of a text that the file will hold; NULL, and the failure kept, where it cannot be had. */
static char *copy_text(safetensors_writer *writer, const char *text) {
	size_t size = strlen(text);
	if (utf8_valid_size(text, size) != size) {
		FAIL(writer, UNROLL_BAD_TEXT, "file", "A name or text for the file is not UTF-8.");
		return NULL;
	}
	char *copy = malloc(size + 1);
	if (copy)
		memcpy(copy, text, size + 1);
	else
		fail_memory(writer);
	return copy;
}

void safetensors_add_metadata(safetensors_writer *writer, const char *key, const char *value) {
	if (!writer || writer->status != UNROLL_OK) return;
	for (size_t i = 0; i < writer->metadata_count; i++)
		if (strcmp(writer->metadata[i].key, key) == 0)
			FAIL(writer, UNROLL_MISMATCH, key, "Metadata \"%s\" are given twice.", key);
	if (writer->metadata_count == SAFETENSORS_ENTRIES)
		FAIL(writer, UNROLL_TOO_LARGE, key, "The file would have more than %u metadata.",
		     SAFETENSORS_ENTRIES);
	if (writer->status != UNROLL_OK) return;
	written_metadata *metadata = grown(writer->metadata, &writer->metadata_capacity,
	                                   writer->metadata_count + 1, sizeof *writer->metadata);
	if (!metadata) {
		fail_memory(writer);
		return;
	}
	writer->metadata = metadata;
	metadata[writer->metadata_count++] = (written_metadata){copy_text(writer, key), copy_text(writer, value)};
}

void safetensors_add_number(safetensors_writer *writer, const char *key, uint32_t value) {
	char text[NUMBER_TEXT];
	format_text(text, sizeof text, "%u", value);
	safetensors_add_metadata(writer, key, text);
}

void safetensors_add_digest(safetensors_writer *writer) {
	if (writer) writer->digest = true;
}

static size_t tensor_bytes(safetensors_writer *writer, const char *name, safetensors_type type, uint32_t rank,
                           const uint64_t *shape) {
	size_t bytes = safetensors_type_size(type);
	for (uint32_t i = 0; i < rank; i++) {
		if (shape[i] && bytes > SIZE_MAX / shape[i])
			FAIL(writer, UNROLL_TOO_LARGE, name, "Tensor \"%s\" is larger than the memory can be.", name);
		bytes *= (size_t)shape[i];
	}
	return bytes;
}

void safetensors_add_tensor(safetensors_writer *writer, const char *name, safetensors_type type,
                            uint32_t rank, const uint64_t *shape, const void *data) {
	if (!writer || writer->status != UNROLL_OK) return;
	for (size_t i = 0; i < writer->tensor_count; i++)
		if (strcmp(writer->tensors[i].name, name) == 0)
			FAIL(writer, UNROLL_MISMATCH, name, "Tensor \"%s\" is given twice.", name);
	if (strcmp(name, SAFETENSORS_METADATA) == 0)
		FAIL(writer, UNROLL_MISMATCH, name, "No tensor can have the name %s.", name);
	if (rank > SAFETENSORS_RANK)
		FAIL(writer, UNROLL_TOO_LARGE, name, "Tensor \"%s\" has more than %u dimensions.", name,
		     SAFETENSORS_RANK);
	if (writer->tensor_count == SAFETENSORS_ENTRIES)
		FAIL(writer, UNROLL_TOO_LARGE, name, "The file would have more than %u tensors.",
		     SAFETENSORS_ENTRIES);
	if (writer->status != UNROLL_OK) return;
	size_t bytes = tensor_bytes(writer, name, type, rank, shape);
	written_tensor *tensors =
	    grown(writer->tensors, &writer->tensor_capacity, writer->tensor_count + 1, sizeof *writer->tensors);
	if (!tensors) {
		fail_memory(writer);
		return;
	}
	writer->tensors = tensors;
	written_tensor *tensor = &tensors[writer->tensor_count++];
	*tensor = (written_tensor){copy_text(writer, name), type, rank, {0}, data, bytes};
	if (rank) memcpy(tensor->shape, shape, rank * sizeof *shape);
}

/* Text that is counted while `text` is NULL, and written when it is there. */
typedef struct output {
	char *text;
	size_t size;
} output;

static void put(output *out, const char *piece) {
	size_t size = strlen(piece);
	if (out->text) memcpy(out->text + out->size, piece, size);
	out->size += size;
}

/* A JSON string: quotes, backslashes and control characters are escaped, all else stands as it is. */
static void put_string(output *out, const char *string) {
	put(out, "\"");
	for (; *string; string++) {
		uint8_t byte = (uint8_t)*string;
		char plain[2] = {*string, '\0'}, escaped[3] = {'\\', *string, '\0'}, control[7] = "\\u0000";
		control[4] = (char)('0' + byte / 16);
		control[5] = "0123456789abcdef"[byte % 16];
		put(out, byte < 0x20 ? control : byte == '"' || byte == '\\' ? escaped : plain);
	}
	put(out, "\"");
}

static void put_integer(output *out, uint64_t value) {
	char text[24];
	format_text(text, sizeof text, "%llu", (unsigned long long)value);
	put(out, text);
}

static void put_tensor(output *out, const written_tensor *tensor, uint64_t begin) {
	put_string(out, tensor->name);
	put(out, ":{\"dtype\":");
	put_string(out, safetensors_type_name(tensor->type));
	put(out, ",\"shape\":[");
	for (uint32_t i = 0; i < tensor->rank; i++) {
		if (i) put(out, ",");
		put_integer(out, tensor->shape[i]);
	}
	put(out, "],\"data_offsets\":[");
	put_integer(out, begin);
	put(out, ",");
	put_integer(out, begin + tensor->bytes);
	put(out, "]}");
}

/* The header, padded with spaces so that the data after it are aligned. */
static void put_header(output *out, const safetensors_writer *writer) {
	const char *comma = "";
	uint64_t begin = 0;
	put(out, "{");
	if (writer->metadata_count) put(out, "\"" SAFETENSORS_METADATA "\":{");
	for (size_t i = 0; i < writer->metadata_count; i++) {
		if (i) put(out, ",");
		put_string(out, writer->metadata[i].key);
		put(out, ":");
		put_string(out, writer->metadata[i].value);
		comma = ",";
	}
	if (writer->metadata_count) put(out, "}");
	for (size_t i = 0; i < writer->tensor_count; i++) {
		put(out, comma);
		put_tensor(out, &writer->tensors[i], begin);
		begin += writer->tensors[i].bytes;
		comma = ",";
	}
	put(out, "}");
	while ((LENGTH_BYTES + out->size) % DATA_ALIGNMENT) put(out, " ");
}

/* Moves larger elements to the front, and keeps the order of adding among equals. */
static void sort_tensors(safetensors_writer *writer) {
	written_tensor *tensors = writer->tensors;
	for (size_t i = 1; i < writer->tensor_count; i++) {
		written_tensor moved = tensors[i];
		size_t at = i;
		for (; at && safetensors_type_size(tensors[at - 1].type) < safetensors_type_size(moved.type); at--)
			tensors[at] = tensors[at - 1];
		tensors[at] = moved;
	}
}

/* Of the data in the order in which they are written. */
static void digest_data(safetensors_writer *writer) {
	sha256 hash;
	char text[SHA256_TEXT];
	sha256_begin(&hash);
	for (size_t i = 0; i < writer->tensor_count; i++)
		if (writer->tensors[i].bytes) sha256_add(&hash, writer->tensors[i].data, writer->tensors[i].bytes);
	sha256_end(&hash, text);
	safetensors_add_metadata(writer, SAFETENSORS_DIGEST, text);
}

static void write_file(safetensors_writer *writer, unroll_bytes *file) {
	output counted = {NULL, 0};
	sort_tensors(writer);
	if (writer->digest) digest_data(writer);
	if (writer->status != UNROLL_OK) return;
	put_header(&counted, writer);
	size_t size = LENGTH_BYTES + counted.size;
	if (counted.size > SAFETENSORS_HEADER)
		FAIL(writer, UNROLL_TOO_LARGE, "header", "The file's header is too large.");
	for (size_t i = 0; i < writer->tensor_count; i++) {
		if (writer->tensors[i].bytes > SIZE_MAX - size)
			FAIL(writer, UNROLL_TOO_LARGE, "file", "The file is larger than the memory can be.");
		size += writer->tensors[i].bytes;
	}
	if (writer->status != UNROLL_OK) return;
	uint8_t *bytes = malloc(size);
	if (!bytes) {
		fail_memory(writer);
		return;
	}
	for (size_t i = 0; i < LENGTH_BYTES; i++) bytes[i] = (uint8_t)((uint64_t)counted.size >> (8 * i));
	output header = {(char *)bytes + LENGTH_BYTES, 0};
	put_header(&header, writer);
	uint8_t *at = bytes + LENGTH_BYTES + counted.size;
	for (size_t i = 0; i < writer->tensor_count; i++) {
		const written_tensor *tensor = &writer->tensors[i];
		if (tensor->bytes) memcpy(at, tensor->data, tensor->bytes);
		at += tensor->bytes;
	}
	*file = (unroll_bytes){bytes, size};
}

unroll_status safetensors_finish(safetensors_writer *writer, unroll_bytes *file, unroll_error *error) {
	if (!writer)
		return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory to make the file.");
	if (writer->status == UNROLL_OK) write_file(writer, file);
	unroll_status status = writer->status;
	if (status != UNROLL_OK && error) *error = writer->error;
	safetensors_abandon(writer);
	return status;
}

void safetensors_abandon(safetensors_writer *writer) {
	if (!writer) return;
	for (size_t i = 0; i < writer->tensor_count; i++) free(writer->tensors[i].name);
	for (size_t i = 0; i < writer->metadata_count; i++) {
		free(writer->metadata[i].key);
		free(writer->metadata[i].value);
	}
	free(writer->tensors);
	free(writer->metadata);
	free(writer);
}

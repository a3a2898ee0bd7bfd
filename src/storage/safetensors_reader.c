#include "storage/safetensors.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/sha256.h"
#include "storage/header.h"

enum { LENGTH_BYTES = 8 };

struct safetensors_file {
	file_header *header;
	safetensors_tensor tensors[]; /* (header->tensor_count) */
};

/* The size of a tensor's data by its shape; false where it does not fit 64 bits. */
static bool shape_bytes(const header_tensor *tensor, uint64_t *bytes) {
	*bytes = safetensors_type_size(tensor->type);
	for (uint32_t i = 0; i < tensor->rank; i++) {
		if (tensor->shape[i] && *bytes > UINT64_MAX / tensor->shape[i]) return false;
		*bytes *= tensor->shape[i];
	}
	return true;
}

/* Makes a view of a tensor whose data must start at `begin`. */
static unroll_status view_tensor(const header_tensor *tensor, const uint8_t *data, size_t size,
                                 uint64_t begin, safetensors_tensor *view, unroll_error *error) {
	uint64_t bytes;
	if (tensor->begin != begin)
		return fail(error, UNROLL_BAD_FILE, tensor->name,
		            "The data of tensor \"%s\" do not start where those before it end. Save the file again "
		            "with its tensors in the order of their data.",
		            tensor->name);
	if (tensor->end < begin || tensor->end > size)
		return fail(error, UNROLL_BAD_FILE, tensor->name,
		            "The data of tensor \"%s\" go beyond the end of the file, which seems to be cut short.",
		            tensor->name);
	if (!shape_bytes(tensor, &bytes) || bytes != tensor->end - begin)
		return fail(error, UNROLL_BAD_FILE, tensor->name,
		            "The shape of tensor \"%s\" disagrees with its data.", tensor->name);
	if ((uintptr_t)(data + begin) % safetensors_type_size(tensor->type))
		return fail(
		    error, UNROLL_BAD_FILE, tensor->name,
		    "The data of tensor \"%s\" do not lie at a multiple of %zu bytes. Save the file again with "
		    "its header padded with spaces.",
		    tensor->name, safetensors_type_size(tensor->type));
	*view = (safetensors_tensor){tensor->name, tensor->type, tensor->rank, {0}, data + begin, (size_t)bytes};
	memcpy(view->shape, tensor->shape, sizeof view->shape);
	return UNROLL_OK;
}

static unroll_status view_tensors(safetensors_file *file, const uint8_t *data, size_t size,
                                  unroll_error *error) {
	uint64_t begin = 0;
	for (uint32_t i = 0; i < file->header->tensor_count; i++) {
		const header_tensor *tensor = &file->header->tensors[i];
		unroll_status status = view_tensor(tensor, data, size, begin, &file->tensors[i], error);
		if (status != UNROLL_OK) return status;
		begin = tensor->end;
	}
	if (begin != size)
		return fail(error, UNROLL_BAD_FILE, "data", "%zu bytes at the end of the file belong to no tensor.",
		            size - (size_t)begin);
	return UNROLL_OK;
}

static unroll_status check_digest(const safetensors_file *file, const uint8_t *data, size_t size,
                                  unroll_error *error) {
	const char *expected = safetensors_metadata(file, SAFETENSORS_DIGEST);
	char digest[SHA256_TEXT];
	if (!expected) return UNROLL_OK;
	sha256_hexadecimal(data, size, digest);
	if (strcmp(expected, digest) == 0) return UNROLL_OK;
	return fail(error, UNROLL_BAD_FILE, SAFETENSORS_DIGEST,
	            "The file is damaged: its data are not those it was written with. Get or make it again.");
}

unroll_status safetensors_open(const uint8_t *bytes, size_t size, safetensors_file **file,
                               unroll_error *error) {
	uint64_t header_size = 0;
	if ((uintptr_t)bytes % SAFETENSORS_ALIGNMENT)
		return fail(error, UNROLL_BAD_FILE, "bytes",
		            "The file lies at an address that is no multiple of %d, so its tensors cannot be read "
		            "where they are. "
		            "Copy it into memory from malloc().",
		            SAFETENSORS_ALIGNMENT);
	if (size < LENGTH_BYTES)
		return fail(error, UNROLL_BAD_FILE, "header", "The file is too short to be a safetensors file.");
	for (size_t i = LENGTH_BYTES; i-- > 0;) header_size = header_size << 8 | bytes[i];
	if (header_size > SAFETENSORS_HEADER || header_size > size - LENGTH_BYTES)
		return fail(error, UNROLL_BAD_FILE, "header",
		            "The file is not a safetensors file, or it is truncated.");
	file_header *header;
	unroll_status status =
	    read_header((const char *)bytes + LENGTH_BYTES, (size_t)header_size, &header, error);
	if (status != UNROLL_OK) return status;
	safetensors_file *opened = malloc(sizeof *opened + header->tensor_count * sizeof *opened->tensors);
	if (!opened) {
		free(header);
		return fail(error, UNROLL_OUT_OF_MEMORY, "header", "There is not enough memory to open the file.");
	}
	opened->header = header;
	size_t start = LENGTH_BYTES + (size_t)header_size;
	status = view_tensors(opened, bytes + start, size - start, error);
	if (status == UNROLL_OK) status = check_digest(opened, bytes + start, size - start, error);
	if (status != UNROLL_OK)
		safetensors_close(opened);
	else
		*file = opened;
	return status;
}

void safetensors_close(safetensors_file *file) {
	if (!file) return;
	free(file->header);
	free(file);
}

uint32_t safetensors_count(const safetensors_file *file) {
	return file->header->tensor_count;
}

const safetensors_tensor *safetensors_at(const safetensors_file *file, uint32_t index) {
	return &file->tensors[index];
}

const safetensors_tensor *safetensors_find(const safetensors_file *file, const char *name) {
	for (uint32_t i = 0; i < file->header->tensor_count; i++)
		if (strcmp(file->tensors[i].name, name) == 0) return &file->tensors[i];
	return NULL;
}

unroll_status safetensors_require(const safetensors_file *file, const char *name, safetensors_type type,
                                  uint32_t rank, const safetensors_tensor **tensor, unroll_error *error) {
	const safetensors_tensor *found = safetensors_find(file, name);
	if (!found) return fail(error, UNROLL_BAD_FILE, name, "The file has no tensor \"%s\".", name);
	if (found->type != type || found->rank != rank)
		return fail(error, UNROLL_BAD_FILE, name,
		            "Tensor \"%s\" is %s with %u dimensions; it must be %s with %u.", name,
		            safetensors_type_name(found->type), found->rank, safetensors_type_name(type), rank);
	*tensor = found;
	return UNROLL_OK;
}

const char *safetensors_metadata(const safetensors_file *file, const char *key) {
	for (uint32_t i = 0; i < file->header->metadata_count; i++)
		if (strcmp(file->header->metadata[i].key, key) == 0) return file->header->metadata[i].value;
	return NULL;
}

unroll_status safetensors_require_number(const safetensors_file *file, const char *key, uint32_t least,
                                         uint32_t most, uint32_t *value, unroll_error *error) {
	const char *text = safetensors_metadata(file, key);
	if (!text || !parse_integer(text, value) || *value < least || *value > most)
		return fail(error, UNROLL_BAD_FILE, key,
		            "The file lacks its metadata \"%s\", or they are no number from %u to %u.", key, least,
		            most);
	return UNROLL_OK;
}

/* The JSON header of a safetensors file: its grammar only. What the numbers mean for the data is the reader's. */
#ifndef STORAGE_HEADER_H
#define STORAGE_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include "storage/safetensors.h"

typedef struct header_tensor {
	const char *name;
	safetensors_type type;
	uint32_t rank;
	uint64_t shape[SAFETENSORS_RANK];
	uint64_t begin, end; /* its data, in bytes from the start of all data */
} header_tensor;

typedef struct header_metadata {
	const char *key, *value;
} header_metadata;

typedef struct file_header {
	header_tensor tensors[SAFETENSORS_ENTRIES];
	header_metadata metadata[SAFETENSORS_ENTRIES];
	uint32_t tensor_count, metadata_count;
	char strings[]; /* every name, key and value, each with its '\0' */
} file_header;

/* Reads a header of `size` bytes, at most SAFETENSORS_HEADER. `*result` is the caller's to free(). UNROLL_BAD_FILE, with
 * the place in the header, for all that is not strict JSON of the expected form, or that is there twice. */
unroll_status read_header(const char *json, size_t size, file_header **result, unroll_error *error);

#endif

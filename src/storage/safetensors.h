/* The safetensors format (https://github.com/huggingface/safetensors): 8 bytes, little-endian, with the size of a
 * JSON header; the header, which names each tensor with its type, shape and place; the tensors' data, little-endian
 * and in C order. The data are used where they lie, so machines are little-endian too.
 *
 * Reader and writer agree on the strict reading of the format: every byte of the file belongs to something, tensors
 * stand in the header in the order of their data, and each lies at a multiple of its element size. A foreign file
 * that is valid but misaligned or unordered is refused with a message that says so; Python's own writer makes none. */
#ifndef STORAGE_SAFETENSORS_H
#define STORAGE_SAFETENSORS_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/bytes.h"
#include "unroll/status.h"

/* Element types: name, the format's own name, bytes. Its other types are refused. */
#define SAFETENSORS_TYPE_MAP(X)                                                                              \
	X(U8, "U8", 1)                                                                                           \
	X(U16, "U16", 2)                                                                                         \
	X(U32, "U32", 4)                                                                                         \
	X(U64, "U64", 8)                                                                                         \
	X(F32, "F32", 4)                                                                                         \
	X(F64, "F64", 8)

typedef enum safetensors_type {
#define SAFETENSORS_TYPE_ENTRY(name, text, bytes) SAFETENSORS_##name,
	SAFETENSORS_TYPE_MAP(SAFETENSORS_TYPE_ENTRY)
#undef SAFETENSORS_TYPE_ENTRY
	    SAFETENSORS_TYPES
} safetensors_type;

/* The format's name of a type, and the bytes of one element. */
const char *safetensors_type_name(safetensors_type type);
size_t safetensors_type_size(safetensors_type type);

/* Limits, far above what any file of ours needs, so that a hostile one cannot ask for much memory or time. */
#define SAFETENSORS_RANK     4          /* dimensions of a tensor */
#define SAFETENSORS_ENTRIES  1000       /* tensors of a file, and metadata strings */
#define SAFETENSORS_HEADER   (1u << 20) /* bytes of the header */
#define SAFETENSORS_METADATA "__metadata__"

/* The metadata key of the SHA-256 of all data of a file, in hexadecimal. The reader checks it where it is there, so that no
 * wrong bit of a number goes unnoticed. */
#define SAFETENSORS_DIGEST "sha256"

/* --- Reading ------------------------------------------------------------------------------------- */

typedef struct safetensors_tensor {
	const char *name; /* '\0'-terminated, belongs to the file */
	safetensors_type type;
	uint32_t rank;
	uint64_t shape[SAFETENSORS_RANK];
	const void *data; /* a view into the bytes the file was opened on */
	size_t bytes;
} safetensors_tensor;

typedef struct safetensors_file safetensors_file;

/* Tensors are read where they lie, so a file begins at a multiple of its largest element. */
#define SAFETENSORS_ALIGNMENT 8

/* Opens a file that lies in memory, aligned as malloc() gives it. The bytes are borrowed and must outlive the file.
 * UNROLL_BAD_FILE for anything that is not exactly right. */
unroll_status safetensors_open(const uint8_t *bytes, size_t size, safetensors_file **file,
                               unroll_error *error);

/* NULL is allowed. */
void safetensors_close(safetensors_file *file);

/* The tensors, in the order of the file. */
uint32_t safetensors_count(const safetensors_file *file);
const safetensors_tensor *safetensors_at(const safetensors_file *file, uint32_t index);

/* The tensor of that name, or NULL. */
const safetensors_tensor *safetensors_find(const safetensors_file *file, const char *name);

/* The tensor of that name, type and rank; UNROLL_BAD_FILE where the file has no such tensor. */
unroll_status safetensors_require(const safetensors_file *file, const char *name, safetensors_type type,
                                  uint32_t rank, const safetensors_tensor **tensor, unroll_error *error);

/* The metadata string of that key, '\0'-terminated UTF-8 that belongs to the file, or NULL. */
const char *safetensors_metadata(const safetensors_file *file, const char *key);

/* A whole number from `least` to `most` that stands in the metadata; UNROLL_BAD_FILE where it does not. */
unroll_status safetensors_require_number(const safetensors_file *file, const char *key, uint32_t least,
                                         uint32_t most, uint32_t *value, unroll_error *error);

/* --- Writing ------------------------------------------------------------------------------------- */

/* Collects what is to be written. The first failure is kept and reported by safetensors_finish(), so that adding needs
 * no checks. */
typedef struct safetensors_writer safetensors_writer;

/* NULL where there is no memory; the functions below then report that. */
safetensors_writer *safetensors_begin(void);

/* Key and value are '\0'-terminated UTF-8 and copied. */
void safetensors_add_metadata(safetensors_writer *writer, const char *key, const char *value);

/* A whole number among the metadata. */
void safetensors_add_number(safetensors_writer *writer, const char *key, uint32_t value);

/* Adds the digest of the data, after all other metadata. */
void safetensors_add_digest(safetensors_writer *writer);

/* The name is '\0'-terminated UTF-8 and copied, as is the shape (rank); the data are borrowed until the writer is
 * finished, and may be NULL where a dimension is 0. */
void safetensors_add_tensor(safetensors_writer *writer, const char *name, safetensors_type type,
                            uint32_t rank, const uint64_t *shape, const void *data);

/* Writes the file, and frees the writer in any case. Metadata stand in the order of adding; so do the tensors, but
 * those of larger elements come first, which keeps every tensor aligned; the data begin at a multiple of 64. The
 * same calls give the same bytes. UNROLL_BAD_TEXT for a name that is not UTF-8, UNROLL_MISMATCH for one that was added
 * twice, UNROLL_TOO_LARGE beyond the limits above. */
unroll_status safetensors_finish(safetensors_writer *writer, unroll_bytes *file, unroll_error *error);

/* Frees a writer without finishing it. NULL is allowed. */
void safetensors_abandon(safetensors_writer *writer);

#endif

/* A tar archive that comes piece by piece (POSIX.1-1988 ustar, GNU's long names, POSIX.1-2001 pax). Its regular files go to a sink;
 * folders, links and devices are skipped. */
#ifndef IMPORT_TAR_H
#define IMPORT_TAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/file_sink.h"

#define TAR_BLOCK 512
#define TAR_NAME  4096 /* bytes of the longest name, and of a header that has one */

typedef enum tar_member { TAR_SKIPPED, TAR_FILE, TAR_LONG_NAME, TAR_PAX } tar_member;

typedef struct tar_reader {
	uint8_t block[TAR_BLOCK]; /* the header that is being read */
	size_t filled;            /* bytes of it */
	tar_member member;        /* what follows the header that was read last */
	uint64_t left;            /* bytes of that which are still to come */
	uint32_t padding;         /* bytes after it, up to a whole block */
	bool ended;               /* a block of zeros has come */
	bool begun;               /* a header has come */
	char contents[TAR_NAME];  /* of a long name or pax header */
	size_t contents_size;
	char name[TAR_NAME]; /* of the next member where such a header gave it, or "" */
} tar_reader;

/* All zeros is a reader at the beginning of an archive. `size` 0 is the end of it. */
unroll_status tar_read(tar_reader *tar, const file_sink *sink, void *state, const uint8_t *bytes, size_t size,
                       unroll_error *error);

#endif

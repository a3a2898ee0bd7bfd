/* The archive of reviews. zlib unpacks it and compares what it unpacked with the checksum in the file; the import reads the tar
 * inside. */
#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "cli/console.h"
#include "cli/import_files.h"

/* Why zlib stopped, or NULL where it did not. */
static const char *unpacking_failure(gzFile file) {
	int code;
	gzerror(file, &code);
	switch (code) {
	case Z_OK:
	case Z_STREAM_END:
		return NULL;
	case Z_BUF_ERROR:
		return "It ends too early.";
	case Z_ERRNO:
		return strerror(errno);
	default:
		return "Its contents do not match its checksum.";
	}
}

static bool complain_damaged(const char *path, const char *reason) {
	complain("%s is damaged or is no archive of reviews: %s Please fetch it again.", path, reason);
	return false;
}

static bool unpack(const char *path, unroll_import *import, const uint8_t *bytes, size_t size) {
	unroll_error error;
	unroll_status status = unroll_import_unpack(import, bytes, size, &error);
	if (status == UNROLL_BAD_FILE) return complain_damaged(path, error.message);
	return import_succeeded(NULL, status, &error);
}

static bool read_all(const char *path, gzFile file, unroll_import *import) {
	unsigned char block[1 << 16];
	for (;;) {
		int size = gzread(file, block, sizeof block);
		const char *failure = size <= 0 ? unpacking_failure(file) : NULL;
		if (failure) return complain_damaged(path, failure);
		if (!unpack(path, import, block, (size_t)size)) return false;
		if (size == 0) return true;
		if (!import_goes_on(import)) return false;
	}
}

bool import_imdb_archive(const char *path, unroll_import *import) {
	errno = ENOMEM; /* zlib sets it where the file cannot be opened, and leaves it where memory is lacking */
	gzFile file = gzopen(path, "rb");
	if (!file) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	bool done = read_all(path, file, import);
	gzclose(file);
	return done;
}

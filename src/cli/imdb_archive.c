/* The archive of reviews. zlib unpacks it and compares what it unpacked with the checksum in the file; the import reads the tar
 * inside. */
#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "cli/console.h"
#include "cli/import_files.h"

static bool complain_damaged(const char *path, const char *reason) {
	complain("%s is damaged or not an archive of reviews: %s Please fetch it again.", path, reason);
	return false;
}

/* Whether zlib could unpack what it was asked for; otherwise complains. */
static bool unpacked(const char *path, gzFile file) {
	int code;
	gzerror(file, &code);
	if (code == Z_OK || code == Z_STREAM_END) return true;
	if (code == Z_BUF_ERROR) return complain_damaged(path, "It ends too early.");
	if (code == Z_ERRNO || code == Z_MEM_ERROR)
		complain("%s cannot be read: %s.", path, strerror(code == Z_ERRNO ? errno : ENOMEM));
	else
		complain_damaged(path, "Its contents do not match its checksum.");
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
		if (size <= 0 && !unpacked(path, file)) return false;
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

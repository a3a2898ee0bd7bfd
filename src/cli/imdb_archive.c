/* The archive of reviews. zlib unpacks it, because it compares what it unpacked with the checksum in the
 * file, which libarchive does not; libarchive reads the tar inside. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "cli/console.h"
#include "cli/imdb.h"

typedef struct unpacking {
	gzFile file;
	unsigned char block[1 << 16];
} unpacking;

/* Why zlib stopped, or NULL where it did not. */
static const char *unpacking_failure(gzFile file) {
	int code;
	gzerror(file, &code);
	switch (code) {
	case Z_OK:
	case Z_STREAM_END:
		return NULL;
	case Z_BUF_ERROR:
		return "it ends too early";
	case Z_ERRNO:
		return strerror(errno);
	default:
		return "its contents do not match its checksum";
	}
}

static la_ssize_t next_block(struct archive *archive, void *context, const void **block) {
	unpacking *from = context;
	int size = gzread(from->file, from->block, sizeof from->block);
	const char *failure = size <= 0 ? unpacking_failure(from->file) : NULL;
	*block = from->block;
	if (!failure) return size;
	archive_set_error(archive, EIO, "%s", failure);
	return ARCHIVE_FATAL;
}

static bool complain_damaged(const char *path, const char *reason) {
	complain("%s is damaged or is no archive of reviews: %s. Please fetch it again.", path,
	         reason ? reason : "unknown reason");
	return false;
}

static bool add_entry(const char *path, struct archive *archive, struct archive_entry *entry,
                      imdb_reviews *reviews) {
	unroll_review review = {0};
	const char *name = archive_entry_pathname(entry);
	if (!name || archive_entry_filetype(entry) != AE_IFREG || !is_imdb_review(name, &review)) return true;
	size_t size = 0;
	while (size <= LARGEST_REVIEW) {
		la_ssize_t got = archive_read_data(archive, reviews->text + size, LARGEST_REVIEW + 1 - size);
		if (got < 0) return complain_damaged(path, archive_error_string(archive));
		if (got == 0) break;
		size += (size_t)got;
	}
	return add_imdb_review(reviews, name, &review, size);
}

/* The rest of the file, beyond the end of the tar: the checksum stands there. */
static bool read_to_end(const char *path, unpacking *from) {
	while (gzread(from->file, from->block, sizeof from->block) > 0) {}
	const char *failure = unpacking_failure(from->file);
	return failure ? complain_damaged(path, failure) : true;
}

static bool add_entries(const char *path, struct archive *archive, unpacking *from, imdb_reviews *reviews) {
	archive_read_support_format_tar(archive);
	int status = archive_read_open(archive, from, NULL, next_block, NULL);
	while (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
		struct archive_entry *entry;
		status = archive_read_next_header(archive, &entry);
		if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
			if (!add_entry(path, archive, entry, reviews)) return false;
	}
	if (status != ARCHIVE_EOF) return complain_damaged(path, archive_error_string(archive));
	return read_to_end(path, from);
}

bool read_imdb_archive(const char *path, imdb_reviews *reviews) {
	unpacking from;
	from.file = gzopen(path, "rb");
	if (!from.file) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	struct archive *archive = archive_read_new();
	bool done = archive && add_entries(path, archive, &from, reviews);
	if (!archive) complain("There is not enough memory to read %s.", path);
	archive_read_free(archive);
	gzclose(from.file);
	return done;
}

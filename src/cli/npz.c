/* Keras' imdb.npz: a zip of numpy's files of arrays, which libarchive reads and compares with its checksums. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

#include "cli/console.h"
#include "cli/files.h"
#include "cli/import_files.h"

/* Why libarchive stopped. */
static bool complain_unreadable(const char *path, struct archive *archive) {
	const char *reason = archive_error_string(archive);
	if (archive_errno(archive) == ENOMEM)
		complain("There is not enough memory to read %s.", path);
	else
		complain("%s is damaged or is not an npz file: %s. Please fetch it again.", path,
		         reason ? reason : "it has no arrays");
	return false;
}

static bool add_contents(const char *path, struct archive *archive, unroll_import *import) {
	unsigned char block[1 << 16];
	unroll_error error;
	for (;;) {
		la_ssize_t got = archive_read_data(archive, block, sizeof block);
		if (got < 0) return complain_unreadable(path, archive);
		if (got == 0) return import_succeeded(path, unroll_import_end(import, &error), &error);
		if (!import_succeeded(path, unroll_import_add(import, block, (size_t)got, &error), &error))
			return false;
		if (!import_goes_on(import)) return false;
	}
}

static bool add_entries(const char *path, struct archive *archive, unroll_import *import) {
	int status = archive_read_support_format_zip(archive);
	if (status == ARCHIVE_OK) status = archive_read_open_filename(archive, path, 1 << 16);
	while (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
		struct archive_entry *entry;
		unroll_error error;
		bool wanted = false;
		status = archive_read_next_header(archive, &entry);
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
		const char *name = archive_entry_pathname(entry);
		if (!name || archive_entry_filetype(entry) != AE_IFREG) continue;
		if (!import_succeeded(path, unroll_import_begin(import, name, &wanted, &error), &error)) return false;
		if (wanted && !add_contents(path, archive, import)) return false;
	}
	return status == ARCHIVE_EOF || complain_unreadable(path, archive);
}

static bool add_word_index(const char *path, unroll_import *import) {
	unroll_bytes bytes;
	unroll_error error;
	bool wanted;
	if (!read_file(path, &bytes)) return false;
	bool added =
	    import_succeeded(path, unroll_import_begin(import, "word_index.json", &wanted, &error), &error) &&
	    import_succeeded(path, unroll_import_add(import, bytes.data, bytes.size, &error), &error) &&
	    import_succeeded(path, unroll_import_end(import, &error), &error);
	unroll_bytes_free(&bytes);
	return added;
}

bool import_npz(const char *path, const char *word_index, unroll_import *import) {
	if (word_index && !add_word_index(word_index, import)) return false;
	struct archive *archive = archive_read_new();
	bool added = archive && add_entries(path, archive, import);
	if (!archive) complain("There is not enough memory to read %s.", path);
	archive_read_free(archive);
	return added;
}

/* zlib unpacks gzip, libarchive reads archives, and both compare what they unpacked with the checksums in the file. */
#define _XOPEN_SOURCE 700
#include "cli/file_set.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "cli/console.h"
#include "cli/transcode.h"

enum { BLOCK = 1 << 16 };

static bool complain_unreadable(const char *path) {
	complain("%s cannot be read: %s.", path, strerror(errno));
	return false;
}

static bool no_memory(void) {
	complain("There is not enough memory for the names of the files.");
	return false;
}

/* --- Names --------------------------------------------------------------------------------------- */

static void *grown(void *array, size_t *capacity, size_t needed, size_t size) {
	if (needed <= *capacity) return array;
	size_t more = 2 * needed;
	void *moved = realloc(array, more * size);
	if (moved) *capacity = more;
	return moved;
}

static char *joined(const char *folder, const char *name) {
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = malloc(size);
	if (path) snprintf(path, size, "%s%s%s", folder, *folder && *name ? "/" : "", name);
	return path;
}

static char *composed_name(const char *name) {
	size_t size = strlen(name);
	return composed(name, &size);
}

static const char *base_of(const char *path) {
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

static bool add_name(file_set *set, const char *name) {
	size_t size = strlen(name);
	char *names = grown(set->names, &set->names_capacity, set->names_size + size + 2, 1);
	if (!names) return no_memory();
	memcpy(names + set->names_size, name, size);
	memcpy(names + set->names_size + size, "\n", 2);
	set->names = names;
	set->names_size += size + 1;
	return true;
}

/* --- On the disk --------------------------------------------------------------------------------- */

static bool add_file(file_set *set, const char *path, const char *name, int copy) {
	disk_file *files = grown(set->files, &set->capacity, set->count + 1, sizeof *files);
	if (!files) return no_memory();
	set->files = files;
	disk_file *file = &files[set->count++];
	*file = (disk_file){composed_name(name), joined("", path), copy};
	return (file->name && file->path) || no_memory();
}

static bool add_folder(file_set *set, const char *path, const char *name);

static bool add_path(file_set *set, const char *path, const char *name) {
	struct stat what;
	if (stat(path, &what) != 0) return complain_unreadable(path);
	if (S_ISDIR(what.st_mode)) return add_folder(set, path, name);
	return !S_ISREG(what.st_mode) || add_file(set, path, name, -1);
}

/* Whether it is a link to nowhere or to a folder, which may be one above: such entries of a folder are passed over, as is what is neither a
 * file nor a folder. */
static bool leads_away(const char *path) {
	struct stat link, what;
	return lstat(path, &link) == 0 && S_ISLNK(link.st_mode) &&
	       (stat(path, &what) != 0 || S_ISDIR(what.st_mode));
}

static bool add_folder(file_set *set, const char *path, const char *name) {
	DIR *folder = opendir(path);
	bool added = folder || complain_unreadable(path);
	while (added) {
		errno = 0;
		struct dirent *entry = readdir(folder);
		if (!entry) {
			added = errno == 0 || complain_unreadable(path);
			break;
		}
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
		char *below = joined(path, entry->d_name), *its_name = joined(name, entry->d_name);
		added = below && its_name ? leads_away(below) || add_path(set, below, its_name) : no_memory();
		free(below);
		free(its_name);
	}
	if (folder) closedir(folder);
	return added;
}

/* What cannot be read twice, such as a pipe, goes to a temporary file first. */
static int spool(const char *path, int pipe) {
	unsigned char block[BLOCK];
	FILE *copy = tmpfile();
	if (!copy) {
		complain("%s cannot be copied to a temporary file: %s.", path, strerror(errno));
		return -1;
	}
	ssize_t got;
	do {
		got = read(pipe, block, sizeof block);
		if (got < 0 && errno == EINTR) continue;
	} while (got > 0 && fwrite(block, 1, (size_t)got, copy) == (size_t)got);
	int file = got == 0 && fflush(copy) == 0 ? dup(fileno(copy)) : -1;
	if (file < 0) complain_unreadable(path);
	fclose(copy);
	return file;
}

static bool add_pipe(file_set *set, const char *path, const char *name) {
	int pipe = open(path, O_RDONLY | O_CLOEXEC);
	if (pipe < 0) return complain_unreadable(path);
	int copy = spool(path, pipe);
	close(pipe);
	return copy >= 0 && add_file(set, path, name, copy);
}

static int compare_files(const void *left, const void *right) {
	return strcmp(((const disk_file *)left)->name, ((const disk_file *)right)->name);
}

/* Kinds of files that are often given, by how they begin, and what to do with them where a table is wanted. Of what is packed that is the
 * same whatever is wanted, and stands with the kind. */
static bool is_readable(const char *path, const unsigned char *start, size_t size, const char *wanted) {
	static const struct {
		const char *start, *kind, *remedy;
	} others[] = {
	    {"PAR1", "a Parquet file",
	     "import it in the page, or save it as CSV (pandas: read_parquet, then to_csv)"},
	    {"PK\3\4", "a zip, or an Excel file, among others", "unpack it, or save it as \"CSV UTF-8\""},
	    {"\xd0\xcf\x11\xe0", "a file of an old Office program", "save it as \"CSV UTF-8\""},
	    {"ARROW1", "an Arrow or Feather file", "save it as CSV (pandas: read_feather, then to_csv)"},
	    {"FEA1", "a Feather file", "save it as CSV (pandas: read_feather, then to_csv)"},
	    {"\x89HDF", "an HDF5 file", "save the table in it as CSV (pandas: read_hdf, then to_csv)"},
	    {"\x80\x04\x95", "a pickle of Python", "save it as CSV (pandas: read_pickle, then to_csv)"},
	    {"\x80\x05\x95", "a pickle of Python", "save it as CSV (pandas: read_pickle, then to_csv)"},
	    {"<!DOCTYPE html", "a web page, whatever it is called",
	     "open it in Excel and save it as \"CSV UTF-8\""},
	    {"<html", "a web page, whatever it is called", "open it in Excel and save it as \"CSV UTF-8\""},
	    {"%PDF", "a PDF, from which no rows can be read", "use the table that it was made of"},
	    {"SQLite format 3", "a database of SQLite", "export the table as CSV"},
	    {"7z\xbc\xaf", "packed with 7-Zip: unpack it", NULL},
	    {"Rar!", "packed with RAR: unpack it", NULL},
	    {"\xfd"
	     "7zXZ",
	     "packed with xz: unpack it", NULL},
	    {"BZh", "packed with bzip2: unpack it", NULL},
	    {"\x28\xb5\x2f\xfd", "packed with Zstandard: unpack it", NULL}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		size_t length = strlen(others[i].start);
		if (size < length || memcmp(start, others[i].start, length) != 0) continue;
		const char *remedy = others[i].remedy && wanted ? wanted : others[i].remedy;
		complain("%s is %s%s%s.", path, others[i].kind, remedy ? ": " : "", remedy ? remedy : "");
		return false;
	}
	return true;
}

static bool read_disk_file(const disk_file *file, const file_taker *taker) {
	unsigned char block[BLOCK];
	int code, descriptor = file->copy >= 0 ? dup(file->copy) : open(file->path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0) return complain_unreadable(file->path);
	if (file->copy >= 0) lseek(descriptor, 0, SEEK_SET);
	gzFile packed = gzdopen(descriptor, "rb");
	if (!packed) {
		close(descriptor);
		return no_memory();
	}
	bool goes_on = true, begins = true;
	int size = 1;
	while (goes_on && size > 0) {
		size = gzread(packed, block, sizeof block);
		const char *reason = gzerror(packed, &code);
		if (size < 0 || (size == 0 && code != Z_OK && code != Z_STREAM_END)) {
			goes_on = code == Z_ERRNO ? complain_unreadable(file->path) : false;
			if (code != Z_ERRNO)
				complain("%s is damaged: %s. Please fetch it again.", file->path,
				         code == Z_BUF_ERROR ? "it ends too early" : reason);
		} else if (size > 0) {
			if (begins) goes_on = is_readable(file->path, block, (size_t)size, taker->wanted);
			begins = false;
			goes_on = goes_on && taker->add(taker->context, block, (size_t)size);
		}
	}
	gzclose(packed);
	return goes_on;
}

static bool read_disk_files(const file_set *set, const file_taker *taker) {
	for (size_t i = 0; i < set->count; i++) {
		bool wanted = false;
		if (!taker->begin(taker->context, set->files[i].name, &wanted)) return false;
		if (!wanted) continue;
		if (!read_disk_file(&set->files[i], taker) || !taker->end(taker->context)) return false;
	}
	return true;
}

/* --- In an archive ------------------------------------------------------------------------------- */

/* libarchive converts names by the locale of the process, which is "C" unless somebody says otherwise. */
static void read_names_as_utf8(void) {
	if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
}

static struct archive *open_archive(const char *path) {
	read_names_as_utf8();
	struct archive *archive = archive_read_new();
	if (!archive) return NULL;
	archive_read_support_format_zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_filter_gzip(archive);
	if (archive_read_open_filename(archive, path, BLOCK) == ARCHIVE_OK) return archive;
	archive_read_free(archive);
	return NULL;
}

/* The name of the next file, in NFC; NULL after the last, or where the archive is damaged: then `*whole` is false. */
static char *next_file(struct archive *archive, bool *whole) {
	for (;;) {
		struct archive_entry *entry;
		int status = archive_read_next_header(archive, &entry);
		*whole = status == ARCHIVE_OK || status == ARCHIVE_WARN || status == ARCHIVE_EOF;
		if (!*whole || status == ARCHIVE_EOF) return NULL;
		const char *name = archive_entry_pathname_utf8(entry);
		if (!name) name = archive_entry_pathname(entry);
		if (archive_entry_filetype(entry) != AE_IFREG) continue;
		char *found = composed_name(name ? name : "?");
		*whole = found != NULL;
		return found;
	}
}

static bool is_archive(const char *path) {
	struct archive *archive = open_archive(path);
	struct archive_entry *entry;
	int status = archive ? archive_read_next_header(archive, &entry) : ARCHIVE_FATAL;
	archive_read_free(archive);
	if (status == ARCHIVE_OK || status == ARCHIVE_WARN) return true;
	unsigned char start[4] = {0}; /* a damaged zip is one still */
	FILE *file = fopen(path, "rb");
	bool zip = file && fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, "PK\3\4", 4) == 0;
	if (file) fclose(file);
	return zip;
}

static bool complain_damaged(const char *path, struct archive *archive) {
	const char *reason = archive ? archive_error_string(archive) : NULL;
	complain("%s is damaged or not an archive: %s. Please fetch it again.", path,
	         reason ? reason : "it is empty");
	return false;
}

static bool read_entry(const char *path, struct archive *archive, const file_taker *taker) {
	unsigned char block[BLOCK];
	for (;;) {
		la_ssize_t got = archive_read_data(archive, block, sizeof block);
		if (got < 0) return complain_damaged(path, archive);
		if (got == 0) return taker->end(taker->context);
		if (!taker->add(taker->context, block, (size_t)got)) return false;
	}
}

static bool read_archive(const char *path, const file_taker *taker) {
	struct archive *archive = open_archive(path);
	bool whole = archive != NULL, goes_on = whole;
	if (!whole) complain_damaged(path, NULL);
	for (char *name; goes_on && (name = next_file(archive, &whole));) {
		bool wanted = false;
		goes_on = taker->begin(taker->context, name, &wanted);
		if (goes_on && wanted) goes_on = read_entry(path, archive, taker);
		free(name);
	}
	if (archive && !whole) goes_on = complain_damaged(path, archive);
	archive_read_free(archive);
	return goes_on;
}

static bool take_name(void *context, const char *name, bool *wanted) {
	*wanted = false;
	return add_name(context, name);
}

/* --- The set ------------------------------------------------------------------------------------- */

/* A file, a folder or a pipe that was given. */
static bool add_given(file_set *set, const char *given, const char *folder) {
	struct stat what;
	char *path = joined("", given);
	for (size_t end = path ? strlen(path) : 0; end > 1 && path[end - 1] == '/'; end--) path[end - 1] = '\0';
	char *name = path ? joined(folder, base_of(path)) : NULL;
	bool is_pipe = name && stat(path, &what) == 0 && !S_ISREG(what.st_mode) && !S_ISDIR(what.st_mode);
	bool added = !name ? no_memory() : is_pipe ? add_pipe(set, path, name) : add_path(set, path, name);
	free(path);
	free(name);
	return added;
}

bool file_set_open(file_set *set, const char *const *paths, const char *const *folders, size_t count) {
	struct stat what;
	*set = (file_set){.archive = NULL};
	if (count == 1 && stat(paths[0], &what) == 0 && S_ISREG(what.st_mode) && is_archive(paths[0])) {
		set->archive = paths[0];
		return read_archive(paths[0], &(file_taker){.begin = take_name, .context = set});
	}
	for (size_t i = 0; i < count; i++)
		if (!add_given(set, paths[i], folders ? folders[i] : "")) return false;
	if (set->count) qsort(set->files, set->count, sizeof *set->files, compare_files);
	for (size_t i = 0; i < set->count; i++)
		if (!add_name(set, set->files[i].name)) return false;
	return set->names || add_name(set, "");
}

void file_set_close(file_set *set) {
	for (size_t i = 0; i < set->count; i++) {
		free(set->files[i].name);
		free(set->files[i].path);
		if (set->files[i].copy >= 0) close(set->files[i].copy);
	}
	free(set->files);
	free(set->names);
	*set = (file_set){.archive = NULL};
}

bool file_set_read(const file_set *set, const file_taker *taker) {
	return set->archive ? read_archive(set->archive, taker) : read_disk_files(set, taker);
}

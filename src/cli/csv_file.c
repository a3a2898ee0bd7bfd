/* Tables from the disk, which are read twice: looked at, then imported. zlib unpacks those in gzip. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "cli/console.h"
#include "cli/import_files.h"

/* What takes the pieces of a table. */
typedef struct piece_sink {
	unroll_table *table; /* or else */
	unroll_import *import;
} piece_sink;

static bool complain_unreadable(const char *path, gzFile file) {
	int code;
	const char *reason = gzerror(file, &code);
	if (code == Z_ERRNO)
		complain("%s cannot be read: %s.", path, strerror(errno));
	else
		complain("%s is damaged: %s. Please fetch it again.", path,
		         code == Z_BUF_ERROR ? "it ends too early" : reason);
	return false;
}

static bool put_piece(const char *path, const piece_sink *sink, const uint8_t *bytes, size_t size) {
	unroll_error error;
	unroll_status status = sink->table ? unroll_table_add(sink->table, bytes, size, &error)
	                                   : unroll_import_add(sink->import, bytes, size, &error);
	return import_succeeded(path, status, &error) && import_goes_on(sink->import);
}

static bool read_pieces(const csv_file *csv, const piece_sink *sink) {
	unsigned char block[1 << 16];
	for (;;) {
		int size = gzread(csv->file, block, sizeof block), code;
		if (size < 0 || (size == 0 && (gzerror(csv->file, &code), code != Z_OK && code != Z_STREAM_END)))
			return complain_unreadable(csv->path, csv->file);
		if (size == 0) return true;
		if (!put_piece(csv->path, sink, block, (size_t)size)) return false;
	}
}

/* What cannot be read twice, such as a pipe, goes to a temporary file first. */
static int spooled(const char *path, int file) {
	unsigned char block[1 << 16];
	FILE *copy = tmpfile();
	if (!copy) return -1;
	int again = dup(fileno(copy));
	for (ssize_t got = 1; again >= 0 && got > 0;) {
		got = read(file, block, sizeof block);
		if (got < 0 && errno == EINTR) {
			got = 1;
		} else if (got < 0 || fwrite(block, 1, (size_t)got, copy) != (size_t)got) {
			complain("%s cannot be read: %s.", path, strerror(errno));
			close(again);
			again = -1;
		}
	}
	fclose(copy);
	if (again >= 0) lseek(again, 0, SEEK_SET);
	return again;
}

bool csv_file_open(const char *path, csv_file *csv) {
	struct stat what;
	*csv = (csv_file){.path = path};
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	if (fstat(file, &what) == 0 && S_ISDIR(what.st_mode)) {
		complain("%s cannot be read: %s.", path, strerror(EISDIR));
		close(file);
		return false;
	}
	if (lseek(file, 0, SEEK_SET) < 0) {
		int copy = spooled(path, file);
		close(file);
		if (copy < 0) return false;
		file = copy;
	}
	csv->file = gzdopen(file, "rb");
	if (!csv->file) {
		complain("There is not enough memory to read %s.", path);
		close(file);
	}
	return csv->file != NULL;
}

bool csv_file_look(const csv_file *csv, unroll_table *table) {
	return read_pieces(csv, &(piece_sink){.table = table});
}

bool csv_file_import(const csv_file *csv, unroll_import *import) {
	unroll_error error;
	bool wanted;
	if (gzrewind(csv->file) != 0) return complain_unreadable(csv->path, csv->file);
	if (!import_succeeded(csv->path, unroll_import_begin(import, csv->path, &wanted, &error), &error))
		return false;
	return read_pieces(csv, &(piece_sink){.import = import}) &&
	       import_succeeded(csv->path, unroll_import_end(import, &error), &error);
}

void csv_file_close(csv_file *csv) {
	gzclose(csv->file);
	csv->file = NULL;
}

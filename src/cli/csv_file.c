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
#include "cli/transcode.h"
#include "cli/zip_table.h"

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

/* The failure of a piece, and whether reading goes on. */
typedef struct piece_reader {
	const csv_file *csv;
	piece_sink sink;
	unroll_status status;
	unroll_error error;
} piece_reader;

static bool put_piece(void *context, const uint8_t *bytes, size_t size) {
	piece_reader *reader = context;
	const piece_sink *sink = &reader->sink;
	reader->status = sink->table ? unroll_table_add(sink->table, bytes, size, &reader->error)
	                             : unroll_import_add(sink->import, bytes, size, &reader->error);
	return reader->status == UNROLL_OK && import_goes_on(sink->import);
}

/* Reads the file from its beginning, in UTF-8. False where it cannot be read or an interrupt has arrived; otherwise the reader has the
 * status of what took it. */
static bool read_pieces(piece_reader *reader, transcoder *t) {
	unsigned char block[1 << 16];
	const csv_file *csv = reader->csv;
	if (gzrewind(csv->file) != 0) return complain_unreadable(csv->path, csv->file);
	for (;;) {
		int size = gzread(csv->file, block, sizeof block), code;
		if (size < 0 || (size == 0 && (gzerror(csv->file, &code), code != Z_OK && code != Z_STREAM_END)))
			return complain_unreadable(csv->path, csv->file);
		if (!transcode(t, block, (size_t)size, size == 0, put_piece, reader))
			return reader->status != UNROLL_OK;
		if (size == 0) return true;
	}
}

static bool read_file_of(piece_reader *reader) {
	transcoder *t = transcoder_create(reader->csv->encoding);
	if (!t) {
		complain("%s cannot be read as %s on this computer.", reader->csv->path,
		         encoding_name(reader->csv->encoding));
		return false;
	}
	bool read_it = read_pieces(reader, t);
	transcoder_destroy(t);
	return read_it;
}

/* What cannot be read twice, such as a pipe, goes to a temporary file first. `read_on` reads the next bytes: 0 at the end, negative where
 * that fails, which it complains about. */
typedef ssize_t byte_source(void *context, uint8_t *bytes, size_t size);

static int spool(const char *path, byte_source *read_on, void *context) {
	unsigned char block[1 << 16];
	FILE *copy = tmpfile();
	if (!copy) {
		complain("%s cannot be copied to a temporary file: %s.", path, strerror(errno));
		return -1;
	}
	ssize_t got;
	bool copied = true;
	while (copied && (got = read_on(context, block, sizeof block)) != 0)
		copied = got > 0 && fwrite(block, 1, (size_t)got, copy) == (size_t)got;
	if (copied && fflush(copy) != 0) copied = false;
	int file = copied ? dup(fileno(copy)) : -1;
	fclose(copy);
	if (file >= 0) lseek(file, 0, SEEK_SET);
	return file;
}

static ssize_t read_pipe(void *context, uint8_t *bytes, size_t size) {
	ssize_t got;
	do got = read(*(int *)context, bytes, size);
	while (got < 0 && errno == EINTR);
	if (got < 0) complain("a pipe cannot be read: %s.", strerror(errno));
	return got;
}

/* Opens what is to be read: the file itself, or a copy of the table in a zip or of what comes through a pipe. */
static int open_table(const char *path) {
	struct stat what;
	uint8_t start[4];
	int file = open(path, O_RDONLY | O_CLOEXEC), copy;
	if (file < 0) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return -1;
	}
	if (fstat(file, &what) == 0 && S_ISDIR(what.st_mode)) {
		complain("%s cannot be read: %s.", path, strerror(EISDIR));
	} else if (lseek(file, 0, SEEK_SET) < 0) {
		copy = spool(path, read_pipe, &file);
		close(file);
		return copy;
	} else if (pread(file, start, sizeof start, 0) == 4 && memcmp(start, "PK\3\4", 4) == 0) {
		close(file);
		struct zip_table zip;
		copy = zip_table_open(path, &zip) ? spool(path, zip_table_read, &zip) : -1;
		zip_table_close(&zip);
		return copy;
	} else {
		return file;
	}
	close(file);
	return -1;
}

bool csv_file_open(const char *path, csv_file *csv) {
	*csv = (csv_file){.path = path};
	int file = open_table(path);
	if (file < 0) return false;
	csv->file = gzdopen(file, "rb");
	if (!csv->file) {
		complain("There is not enough memory to read %s.", path);
		close(file);
	}
	return csv->file != NULL;
}

bool csv_file_look(const csv_file *csv, unroll_table *table, unroll_csv_guess *guess, unroll_error *error,
                   unroll_status *status) {
	piece_reader reader = {.csv = csv, .sink = {.table = table}};
	if (!read_file_of(&reader)) return false;
	*status = reader.status;
	*error = reader.error;
	if (*status == UNROLL_OK) *status = unroll_table_end(table, guess, error);
	return true;
}

bool csv_file_import(const csv_file *csv, unroll_import *import) {
	unroll_error error;
	bool wanted;
	piece_reader reader = {.csv = csv, .sink = {.import = import}};
	if (!import_succeeded(csv->path, unroll_import_begin(import, csv->path, &wanted, &error), &error))
		return false;
	return read_file_of(&reader) && import_succeeded(csv->path, reader.status, &reader.error) &&
	       import_succeeded(csv->path, unroll_import_end(import, &error), &error);
}

void csv_file_close(csv_file *csv) {
	gzclose(csv->file);
	csv->file = NULL;
}

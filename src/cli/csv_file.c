#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/import_files.h"

/* Reads until the room is full or the file ends; false with errno set. */
static bool fill(int file, uint8_t *bytes, size_t room, size_t *size) {
	*size = 0;
	while (*size < room) {
		ssize_t got = read(file, bytes + *size, room - *size);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return false;
		if (got == 0) break;
		*size += (size_t)got;
	}
	return true;
}

bool csv_file_open(const char *path, csv_file *csv) {
	*csv = (csv_file){.path = path, .file = open(path, O_RDONLY | O_CLOEXEC)};
	if (csv->file < 0) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	csv->sample = malloc(CSV_SAMPLE);
	bool read_it = csv->sample && fill(csv->file, csv->sample, CSV_SAMPLE, &csv->sample_size);
	csv->whole = csv->sample_size < CSV_SAMPLE;
	if (!csv->sample)
		complain("There is not enough memory to read %s.", path);
	else if (!read_it)
		complain("%s cannot be read: %s.", path, strerror(errno));
	if (!read_it) csv_file_close(csv);
	return read_it;
}

bool csv_file_import(const csv_file *csv, unroll_import *import) {
	uint8_t block[1 << 16];
	unroll_error error;
	bool wanted;
	if (!import_succeeded(csv->path, unroll_import_begin(import, csv->path, &wanted, &error), &error))
		return false;
	size_t size = csv->sample_size;
	for (const uint8_t *bytes = csv->sample; size; bytes = block) {
		if (!import_succeeded(csv->path, unroll_import_add(import, bytes, size, &error), &error))
			return false;
		if (!import_goes_on(import)) return false;
		if (!fill(csv->file, block, sizeof block, &size)) {
			complain("%s cannot be read: %s.", csv->path, strerror(errno));
			return false;
		}
	}
	return import_succeeded(csv->path, unroll_import_end(import, &error), &error);
}

void csv_file_close(csv_file *csv) {
	if (csv->file >= 0) close(csv->file);
	free(csv->sample);
	*csv = (csv_file){.file = -1};
}

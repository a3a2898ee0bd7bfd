/* libarchive reads the zip and compares what it unpacks with the checksums in it. */
#include "cli/zip_table.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/console.h"

static bool complain_unreadable(const zip_table *zip) {
	const char *reason = archive_error_string(zip->archive);
	complain("%s is damaged or not a zip: %s. Please fetch it again.", zip->path,
	         reason ? reason : "it is empty");
	return false;
}

static bool begin(zip_table *zip, const char *path) {
	*zip = (zip_table){.path = path, .archive = archive_read_new()};
	if (!zip->archive) {
		complain("There is not enough memory to read %s.", path);
		return false;
	}
	return (archive_read_support_format_zip(zip->archive) == ARCHIVE_OK &&
	        archive_read_open_filename(zip->archive, path, 1 << 16) == ARCHIVE_OK) ||
	       complain_unreadable(zip);
}

/* The next file that a person put in; NULL after the last, or where the zip is damaged: then `*whole` is false. */
static const char *next_file(zip_table *zip, bool *whole) {
	for (;;) {
		struct archive_entry *entry;
		int status = archive_read_next_header(zip->archive, &entry);
		*whole = status == ARCHIVE_OK || status == ARCHIVE_WARN || status == ARCHIVE_EOF;
		if (!*whole || status == ARCHIVE_EOF) return NULL;
		const char *name = archive_entry_pathname(entry);
		const char *base = name && strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
		bool hidden = !name || base[0] == '.' || strncmp(name, "__MACOSX/", 9) == 0;
		if (!hidden && archive_entry_filetype(entry) == AE_IFREG) return name;
	}
}

static bool is_name_of_table(const char *name) {
	static const char *const endings[] = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
		if (strcasecmp(dot, endings[i]) == 0) return true;
	return false;
}

/* Which file it is, counted from 0: in a first reading. */
static bool find_table(const char *path, size_t *place) {
	zip_table zip;
	size_t files = 0, tables = 0, table = 0;
	char names[200] = "";
	bool whole = begin(&zip, path);
	for (const char *name; whole && (name = next_file(&zip, &whole)); files++) {
		if (!is_name_of_table(name)) continue;
		if (tables++ == 0) table = files;
		size_t size = strlen(names);
		snprintf(names + size, sizeof names - size, "%s%s", size ? ", " : "", name);
	}
	if (!whole && zip.archive && archive_errno(zip.archive)) complain_unreadable(&zip);
	zip_table_close(&zip);
	*place = tables == 1 ? table : 0;
	if (!whole || tables == 1 || files == 1) return whole;
	if (tables)
		complain("%s has several tables in it: %s. Unpack it and give one of them.", path, names);
	else
		complain("%s is a zip without a table in it.", path);
	return false;
}

bool zip_table_open(const char *path, zip_table *zip) {
	size_t place;
	bool whole = true;
	*zip = (zip_table){.path = path};
	if (!find_table(path, &place) || !begin(zip, path)) return false;
	for (size_t i = 0; i <= place && whole; i++) whole = next_file(zip, &whole) != NULL;
	return whole;
}

void zip_table_close(zip_table *zip) {
	archive_read_free(zip->archive);
	zip->archive = NULL;
}

ssize_t zip_table_read(void *context, uint8_t *bytes, size_t size) {
	zip_table *zip = context;
	la_ssize_t got = archive_read_data(zip->archive, bytes, size);
	if (got < 0) complain_unreadable(zip);
	return got < 0 ? -1 : (ssize_t)got;
}

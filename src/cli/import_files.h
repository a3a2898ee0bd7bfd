/* Files from the disk into an import. Each function complains and returns false where something is damaged, cannot be read, or an
 * interrupt has arrived; progress is shown meanwhile. */
#ifndef CLI_IMPORT_FILES_H
#define CLI_IMPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

/* The reviews of an archive (tar, plain or packed with gzip) or of the folder that it unpacks to. */
bool import_imdb_archive(const char *path, unroll_import *import);
bool import_imdb_folder(const char *path, unroll_import *import);

/* The arrays of a file imdb.npz, and a word index where `word_index` is not NULL. */
bool import_npz(const char *path, const char *word_index, unroll_import *import);

/* A table, packed with gzip or not. It is looked at whole, and then imported. */
typedef struct csv_file {
	const char *path;
	struct gzFile_s *file;
	unroll_encoding encoding; /* UTF-8 until it is known to be another */
} csv_file;

bool csv_file_open(const char *path, csv_file *csv);
/* False where the file cannot be read; otherwise `*status` is that of the table. */
bool csv_file_look(const csv_file *csv, unroll_table *table, unroll_csv_guess *guess, unroll_error *error,
                   unroll_status *status);
bool csv_file_import(const csv_file *csv, unroll_import *import);
void csv_file_close(csv_file *csv);

/* Whether a call of the import succeeded. Otherwise complains, with the path before the message unless that is NULL. */
bool import_succeeded(const char *path, unroll_status status, const unroll_error *error);

/* To be asked between two pieces: shows how many reviews there are so far, unless `import` is NULL; false where an interrupt has arrived, which it
 * complains about. */
bool import_goes_on(const unroll_import *import);

#endif

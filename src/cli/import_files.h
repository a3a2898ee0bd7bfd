/* Files from the disk into an import. Each function complains and returns false where something is damaged, cannot be read, or an
 * interrupt has arrived; progress is shown meanwhile. */
#ifndef CLI_IMPORT_FILES_H
#define CLI_IMPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

#include "cli/file_set.h"

/* The reviews of an archive (tar, plain or packed with gzip) or of the folder that it unpacks to. */
bool import_imdb_archive(const char *path, unroll_import *import);
bool import_imdb_folder(const char *path, unroll_import *import);

/* The arrays of a file imdb.npz, and a word index where `word_index` is not NULL. */
bool import_npz(const char *path, const char *word_index, unroll_import *import);

/* Rows of text and label in a table or in several files. They are looked at whole, and then imported. */
typedef struct row_files {
	file_set set;
	unroll_encoding encoding; /* UTF-8 until it is known to be another */
} row_files;

/* False where a file cannot be read; otherwise `*status` is that of the table. */
bool row_files_look(const row_files *files, unroll_table *table, unroll_csv_guess *guess, unroll_error *error,
                    unroll_status *status);
/* `path` is for complaints. */
bool row_files_import(const row_files *files, const char *path, unroll_import *import);

/* Whether a call of the import succeeded. Otherwise complains, with the path before the message unless that is NULL. */
bool import_succeeded(const char *path, unroll_status status, const unroll_error *error);

/* To be asked between two pieces: shows how many reviews there are so far, unless `import` is NULL; false where an interrupt has arrived, which it
 * complains about. */
bool import_goes_on(const unroll_import *import);

#endif

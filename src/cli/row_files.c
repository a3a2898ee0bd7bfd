/* Files of rows into a table that is looked at, and into an import. */
#include "cli/console.h"
#include "cli/import_files.h"
#include "cli/transcode.h"

/* What takes the texts of files, in UTF-8. */
typedef struct row_taker {
	unroll_encoding encoding;
	unroll_table *table; /* or else */
	unroll_import *import;
	transcoder *transcoder; /* of the file that is read */
	unroll_status status;
	unroll_error error;
} row_taker;

static bool begin(void *context, const char *name, bool *wanted) {
	row_taker *taker = context;
	taker->status = taker->table ? unroll_table_begin(taker->table, name, wanted, &taker->error)
	                             : unroll_import_begin(taker->import, name, wanted, &taker->error);
	if (taker->status != UNROLL_OK || !*wanted) return taker->status == UNROLL_OK;
	taker->transcoder = transcoder_create(taker->encoding);
	if (!taker->transcoder)
		complain("%s cannot be read as %s on this computer.", name, encoding_name(taker->encoding));
	return taker->transcoder != NULL;
}

static bool put(void *context, const uint8_t *bytes, size_t size) {
	row_taker *taker = context;
	taker->status = taker->table ? unroll_table_add(taker->table, bytes, size, &taker->error)
	                             : unroll_import_add(taker->import, bytes, size, &taker->error);
	return taker->status == UNROLL_OK && import_goes_on(taker->import);
}

static bool add(void *context, const uint8_t *bytes, size_t size) {
	return transcode(((row_taker *)context)->transcoder, bytes, size, false, put, context);
}

static bool end(void *context) {
	row_taker *taker = context;
	bool done = transcode(taker->transcoder, NULL, 0, true, put, taker);
	transcoder_destroy(taker->transcoder);
	taker->transcoder = NULL;
	if (done && taker->import) taker->status = unroll_import_end(taker->import, &taker->error);
	return done && taker->status == UNROLL_OK && import_goes_on(taker->import);
}

static bool read_files(const row_files *files, row_taker *taker) {
	bool done = file_set_read(&files->set, &(file_taker){begin, add, end, taker, NULL});
	transcoder_destroy(taker->transcoder);
	return done || taker->status != UNROLL_OK;
}

bool row_files_look(const row_files *files, unroll_table *table, unroll_csv_guess *guess, unroll_error *error,
                    unroll_status *status) {
	row_taker taker = {.encoding = files->encoding, .table = table};
	if (!read_files(files, &taker)) return false;
	*status = taker.status;
	*error = taker.error;
	if (*status == UNROLL_OK) *status = unroll_table_end(table, guess, error);
	return true;
}

bool row_files_import(const row_files *files, const char *path, unroll_import *import) {
	row_taker taker = {.encoding = files->encoding, .import = import};
	return read_files(files, &taker) && import_succeeded(path, taker.status, &taker.error);
}

/* Zip archives whose files are stored as they are (APPNOTE.TXT 6.3.10, https://support.pkware.com/pkzip/appnote): what Keras makes of a
 * model. */
#ifndef EXCHANGE_ZIP_H
#define EXCHANGE_ZIP_H

#include "exchange/byte_writer.h"

#define ZIP_FILES 8 /* of an archive that is written */

typedef struct zip_file {
	const char *name;
	const uint8_t *data;
	size_t size;
} zip_file;

/* Adds an archive of up to ZIP_FILES to the end. All files have the date 1980-01-01, so that the same files give the same bytes.
 * UNROLL_TOO_LARGE beyond 4 GB. */
unroll_status write_zip(byte_writer *out, const zip_file *files, size_t count, unroll_error *error);

/* Finds a file in an archive that lies in memory, a view into its bytes; `file->data` is NULL where there is none of that name. UNROLL_BAD_FILE
 * for what is no archive, is cut or damaged, and where the file is compressed or its CRC is wrong. */
unroll_status find_in_zip(const uint8_t *bytes, size_t size, const char *name, zip_file *file,
                          unroll_error *error);

#endif

/* The table in a zip. */
#ifndef CLI_ZIP_TABLE_H
#define CLI_ZIP_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct archive;
typedef struct zip_table {
	const char *path;
	struct archive *archive;
} zip_table;

/* Opens the only file of a zip, or of several the only one whose name is that of a table. Complains where there is none. To be closed in
 * any case. */
bool zip_table_open(const char *path, zip_table *zip);
void zip_table_close(zip_table *zip);

/* The next bytes of a zip_table: 0 at the end, negative where it is damaged, which it complains about. */
ssize_t zip_table_read(void *zip, uint8_t *bytes, size_t size);

#endif

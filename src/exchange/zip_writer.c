#include <string.h>

#include "base/fail.h"
#include "exchange/crc32.h"
#include "exchange/zip.h"

enum { VERSION = 20, FIRST_DAY = 1 << 5 | 1 };

/* What the header of a file and its entry in the directory have in common. */
static void put_facts(byte_writer *out, const zip_file *file) {
	put_number(out, VERSION, 2);
	put_number(out, 0, 2); /* flags */
	put_number(out, 0, 2); /* stored */
	put_number(out, 0, 2); /* time */
	put_number(out, FIRST_DAY, 2);
	put_number(out, crc32_of(file->data, file->size), 4);
	put_number(out, file->size, 4);
	put_number(out, file->size, 4);
	put_number(out, strlen(file->name), 2);
	put_number(out, 0, 2); /* extra */
}

unroll_status write_zip(byte_writer *out, const zip_file *files, size_t count, unroll_error *error) {
	size_t starts[ZIP_FILES], start = out->size;
	for (size_t i = 0; i < count; i++) {
		starts[i] = out->size - start;
		put_number(out, 0x04034b50, 4);
		put_facts(out, &files[i]);
		put_text(out, files[i].name);
		put_bytes(out, files[i].data, files[i].size);
	}
	size_t directory = out->size - start;
	if (directory > UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "file", "The file would be larger than 4 GB.");
	for (size_t i = 0; i < count; i++) {
		put_number(out, 0x02014b50, 4);
		put_number(out, VERSION, 2);
		put_facts(out, &files[i]);
		put_zeros(out, 2 + 2 + 2 + 4); /* comment, disk, attributes */
		put_number(out, starts[i], 4);
		put_text(out, files[i].name);
	}
	size_t end = out->size - start;
	put_number(out, 0x06054b50, 4);
	put_zeros(out, 4); /* disks */
	put_number(out, count, 2);
	put_number(out, count, 2);
	put_number(out, end - directory, 4);
	put_number(out, directory, 4);
	put_zeros(out, 2); /* comment */
	return UNROLL_OK;
}

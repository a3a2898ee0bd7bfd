/* Files that are imported together: those that are named, those of a folder, or those in an archive (zip, tar). */
#ifndef CLI_FILE_SET_H
#define CLI_FILE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file on the disk. */
typedef struct disk_file {
	char *name, *path; /* its name with the folders below what was given, in NFC */
	int copy;          /* what came through a pipe; otherwise -1 */
} disk_file;

typedef struct file_set {
	const char *archive; /* the path of the archive that has all files; otherwise NULL, and: */
	disk_file *files;    /* (count), by their names */
	size_t count, capacity;
	char *names; /* of all files, each with '\n' behind it */
	size_t names_size, names_capacity;
} file_set;

/* Takes the files of one; each returns false where no more is to be read. */
typedef struct file_taker {
	bool (*begin)(void *context, const char *name, bool *wanted);
	bool (*add)(void *context, const uint8_t *bytes, size_t size);
	bool (*end)(void *context);
	void *context;
	const char
	    *wanted; /* what to do where a file is of another kind than text; NULL where a table is wanted */
} file_taker;

/* Finds the files of one or several paths, which may be folders, or of an archive alone. `folders` has for each path a folder that its
 * files are named as in, or is NULL. Complains where that fails; to be closed in any case. */
bool file_set_open(file_set *set, const char *const *paths, const char *const *folders, size_t count);
void file_set_close(file_set *set);

/* Hands over all files, unpacked where they are packed with gzip, as often as it is called. Complains where one cannot be read; false
 * then, and where the taker returned false. */
bool file_set_read(const file_set *set, const file_taker *taker);

#endif

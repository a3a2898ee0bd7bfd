/* The unpacked folder of reviews. */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/import_files.h"

static const char *const parts[] = {"train/pos", "train/neg", "test/pos", "test/neg"};

static bool complain_unreadable(const char *path) {
	complain("%s cannot be read: %s.", path, strerror(errno));
	return false;
}

static bool add_contents(const char *path, int file, unroll_import *import) {
	unsigned char block[1 << 14];
	unroll_error error;
	for (;;) {
		ssize_t got = read(file, block, sizeof block);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return complain_unreadable(path);
		if (got == 0) return import_succeeded(NULL, unroll_import_end(import, &error), &error);
		if (!import_succeeded(NULL, unroll_import_add(import, block, (size_t)got, &error), &error))
			return false;
	}
}

/* O_NONBLOCK: a pipe that bears the name of a review must not stop the program. */
static bool add_file(const char *path, unroll_import *import) {
	struct stat what;
	unroll_error error;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0) return complain_unreadable(path);
	bool wanted = false, right = fstat(file, &what) == 0 || complain_unreadable(path);
	if (right && S_ISREG(what.st_mode))
		right = import_succeeded(NULL, unroll_import_begin(import, path, &wanted, &error), &error);
	if (right && wanted) right = add_contents(path, file, import);
	close(file);
	return right && import_goes_on(import);
}

static bool add_files(const char *folder, DIR *directory, unroll_import *import) {
	char path[PATH_MAX];
	for (;;) {
		errno = 0;
		struct dirent *entry = readdir(directory);
		if (!entry) return errno == 0 || complain_unreadable(folder);
		int size = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (size >= PATH_MAX) {
			errno = ENAMETOOLONG;
			return complain_unreadable(folder);
		}
		if (!add_file(path, import)) return false;
	}
}

static bool add_part(const char *folder, unroll_import *import) {
	DIR *directory = opendir(folder);
	if (!directory) return errno == ENOENT || complain_unreadable(folder);
	bool added = add_files(folder, directory, import);
	closedir(directory);
	return added;
}

bool import_imdb_folder(const char *path, unroll_import *import) {
	char folder[PATH_MAX];
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (snprintf(folder, sizeof folder, "%s/%s", path, parts[i]) >= PATH_MAX) {
			errno = ENAMETOOLONG;
			return complain_unreadable(path);
		}
		if (!add_part(folder, import)) return false;
	}
	return true;
}

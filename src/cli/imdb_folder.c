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
#include "cli/imdb.h"

static const char *const parts[] = {"train/pos", "train/neg", "test/pos", "test/neg"};

static bool complain_unreadable(const char *path) {
	complain("%s cannot be read: %s.", path, strerror(errno));
	return false;
}

/* Reads an open file into reviews->text; false with errno set. */
static bool read_text(int file, imdb_reviews *reviews, size_t *size) {
	*size = 0;
	while (*size <= LARGEST_REVIEW) {
		ssize_t got = read(file, reviews->text + *size, LARGEST_REVIEW + 1 - *size);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return false;
		if (got == 0) break;
		*size += (size_t)got;
	}
	return true;
}

/* O_NONBLOCK: a pipe that bears the name of a review must not stop the program. */
static bool add_file(const char *path, const unroll_review *review, imdb_reviews *reviews) {
	struct stat what;
	size_t size;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0) return complain_unreadable(path);
	bool done = true;
	if (fstat(file, &what) != 0 || (S_ISREG(what.st_mode) && !read_text(file, reviews, &size)))
		done = complain_unreadable(path);
	else if (S_ISREG(what.st_mode))
		done = add_imdb_review(reviews, path, review, size);
	close(file);
	return done;
}

static bool add_files(const char *folder, DIR *directory, imdb_reviews *reviews) {
	char path[PATH_MAX];
	unroll_review review = {0};
	for (;;) {
		errno = 0;
		struct dirent *entry = readdir(directory);
		if (!entry) return errno == 0 || complain_unreadable(folder);
		int size = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (size >= PATH_MAX) {
			errno = ENAMETOOLONG;
			return complain_unreadable(folder);
		}
		if (is_imdb_review(path, &review) && !add_file(path, &review, reviews)) return false;
	}
}

static bool add_part(const char *folder, imdb_reviews *reviews) {
	DIR *directory = opendir(folder);
	if (!directory) return errno == ENOENT || complain_unreadable(folder);
	bool done = add_files(folder, directory, reviews);
	closedir(directory);
	return done;
}

bool read_imdb_folder(const char *path, imdb_reviews *reviews) {
	char folder[PATH_MAX];
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (snprintf(folder, sizeof folder, "%s/%s", path, parts[i]) >= PATH_MAX) {
			errno = ENAMETOOLONG;
			return complain_unreadable(path);
		}
		if (!add_part(folder, reviews)) return false;
	}
	return true;
}

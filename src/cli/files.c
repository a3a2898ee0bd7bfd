#define _XOPEN_SOURCE 700
#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/console.h"

/* --- Reading ------------------------------------------------------------------------------------- */

/* Room for more bytes; false where the file is too large or the memory too small. */
static bool grow(const char *path, unroll_bytes *bytes, size_t *capacity) {
	if (*capacity > LARGEST_FILE) {
		complain("%s is larger than the limit of %llu bytes. Please give another file.", path, LARGEST_FILE);
		return false;
	}
	size_t larger = *capacity * 2;
	uint8_t *data = realloc(bytes->data, larger);
	if (!data) {
		complain("%s does not fit into memory.", path);
		return false;
	}
	bytes->data = data;
	*capacity = larger;
	return true;
}

static bool read_all(const char *path, int file, unroll_bytes *bytes) {
	size_t capacity = 1u << 16;
	bytes->data = malloc(capacity);
	if (!bytes->data) {
		complain("%s does not fit into memory.", path);
		return false;
	}
	for (;;) {
		ssize_t got = read(file, bytes->data + bytes->size, capacity - bytes->size);
		if (got == 0) return true;
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) {
			complain("%s cannot be read: %s.", path, strerror(errno));
			return false;
		}
		bytes->size += (size_t)got;
		if (bytes->size == capacity && !grow(path, bytes, &capacity)) return false;
	}
}

bool read_file(const char *path, unroll_bytes *bytes) {
	*bytes = (unroll_bytes){NULL, 0};
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		complain("%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	bool done = read_all(path, file, bytes);
	if (!done) unroll_bytes_free(bytes);
	close(file);
	return done;
}

/* --- Writing ------------------------------------------------------------------------------------- */

static bool write_all(int file, const unroll_bytes *bytes) {
	for (size_t written = 0; written < bytes->size;) {
		ssize_t put = write(file, bytes->data + written, bytes->size - written);
		if (put < 0 && errno == EINTR) continue;
		if (put < 0) return false;
		written += (size_t)put;
	}
	return true;
}

/* The file that a path stands for, links followed; the path itself where there is no such file yet. */
static void resolve(const char *path, char target[PATH_MAX]) {
	if (!realpath(path, target)) snprintf(target, PATH_MAX, "%s", path);
}

static bool write_directly(const char *path, const unroll_bytes *bytes) {
	int file = open(path, O_WRONLY | O_CLOEXEC);
	bool done = file >= 0 && write_all(file, bytes);
	if (!done) complain("%s cannot be written: %s.", path, strerror(errno));
	if (file >= 0) close(file);
	return done;
}

/* The permissions that a new file of this process gets; mkstemp() gives the owner alone access. */
static mode_t new_file_mode(void) {
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static bool write_temporary(char *temporary, const unroll_bytes *bytes, mode_t mode) {
	int file = mkstemp(temporary);
	if (file < 0) return false;
	bool written = write_all(file, bytes) && fchmod(file, mode) == 0 && fsync(file) == 0;
	int reason = errno;
	if (close(file) != 0 && written) {
		written = false;
		reason = errno;
	}
	if (!written) unlink(temporary);
	errno = reason;
	return written;
}

bool write_file(const char *path, const unroll_bytes *bytes) {
	char target[PATH_MAX], temporary[PATH_MAX + sizeof ".XXXXXX"];
	resolve(path, target);
	struct stat there;
	bool exists = stat(target, &there) == 0;
	if (exists && !S_ISREG(there.st_mode)) return write_directly(path, bytes);
	snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
	if (!write_temporary(temporary, bytes, exists ? there.st_mode & 0777 : new_file_mode())) {
		complain("%s cannot be written: %s. Nothing was written.", path, strerror(errno));
		return false;
	}
	if (rename(temporary, target) != 0) {
		complain("%s cannot be written: %s. Nothing was written.", path, strerror(errno));
		unlink(temporary);
		return false;
	}
	return true;
}

bool can_write_file(const char *path) {
	char target[PATH_MAX];
	struct stat there;
	if (strlen(path) == 0 || strlen(path) >= PATH_MAX) {
		complain("\"%s\" cannot be the name of a file.", path);
		return false;
	}
	resolve(path, target);
	bool exists = stat(target, &there) == 0;
	if (exists && S_ISDIR(there.st_mode)) {
		complain("%s is a folder. Please name a file to write.", path);
		return false;
	}
	if (exists && !S_ISREG(there.st_mode)) return true; /* a device or a pipe */
	const char *folder = dirname(target);
	if (access(folder, W_OK | X_OK) != 0) {
		complain("%s cannot be written, for its folder %s: %s.", path, folder, strerror(errno));
		return false;
	}
	return true;
}

/* --- Corpora and models -------------------------------------------------------------------------- */

/* A safetensors file has the length of its header first, and the header begins with a brace. */
bool looks_like_table(const char *path) {
	char begin[9] = "";
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(begin, 1, sizeof begin, file) : 0;
	if (file) fclose(file);
	return size == sizeof begin && (begin[7] != 0 || begin[8] != '{');
}

bool open_corpus_file(const char *path, unroll_bytes *bytes, unroll_corpus **corpus) {
	unroll_error error;
	if (!read_file(path, bytes)) return false;
	if (unroll_corpus_open(bytes->data, bytes->size, corpus, &error) == UNROLL_OK) return true;
	complain("%s is not a corpus: %s", path, error.message);
	unroll_bytes_free(bytes);
	return false;
}

bool open_model_file(const char *path, unroll_model **model) {
	unroll_error error;
	unroll_bytes bytes;
	if (!read_file(path, &bytes)) return false;
	unroll_status status = unroll_model_open(bytes.data, bytes.size, model, &error);
	if (status != UNROLL_OK) complain("%s is not a model: %s", path, error.message);
	unroll_bytes_free(&bytes);
	return status == UNROLL_OK;
}

void settings_for_corpus(unroll_settings *settings, const unroll_corpus *corpus, bool words_given) {
	bool pieces = unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(corpus)) != UNROLL_WORDS;
	if (pieces && !words_given) settings->words = unroll_corpus_words(corpus);
	if (settings->classes == 2) settings->classes = unroll_corpus_classes(corpus);
}

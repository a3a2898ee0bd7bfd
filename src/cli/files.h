/* Files, read and written whole. Failures are reported here, with the name of the file. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stdbool.h>

#include <unroll/unroll.h>

/* The largest file that is read: far above any corpus or model, far below what would stall a computer. */
#define LARGEST_FILE (1ull << 30)

/* Reads a whole file. The bytes belong to the caller: unroll_bytes_free(). */
bool read_file(const char *path, unroll_bytes *bytes);

/* Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed
 * over it. A symbolic link is followed. What is no regular file (/dev/stdout, a pipe) is written directly. */
bool write_file(const char *path, const unroll_bytes *bytes);

/* Whether write_file() can succeed: the folder exists and is writable. Checked before long work. */
bool can_write_file(const char *path);

/* Whether a file is neither a corpus nor a model, nor anything else of safetensors, so that it may be a table. */
bool looks_like_table(const char *path);

/* A corpus or a model from its file. The bytes of a corpus must outlive it. */
bool open_corpus_file(const char *path, unroll_bytes *bytes, unroll_corpus **corpus);
bool open_model_file(const char *path, unroll_model **model);

/* Settings that follow from the corpus where they were not given: as many classes as it has, and of pieces, which are many, all. */
void settings_for_corpus(unroll_settings *settings, const unroll_corpus *corpus, bool words_given);

#endif

/* Where files go that come piece by piece: `begin`, then, where it says that the file is wanted, `add` for each piece and `end`. */
#ifndef IMPORT_FILE_SINK_H
#define IMPORT_FILE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/status.h"

/* `state` is the sink's own. The functions are those of unroll/import.h. */
typedef struct file_sink {
	unroll_status (*begin)(void *state, const char *name, bool *wanted, unroll_error *error);
	unroll_status (*add)(void *state, const uint8_t *bytes, size_t size, unroll_error *error);
	unroll_status (*end)(void *state, unroll_error *error);
} file_sink;

#endif

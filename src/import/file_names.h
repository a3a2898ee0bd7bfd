/* What the names of files say: which half they belong to, and what their reviews are labelled. */
#ifndef IMPORT_FILE_NAMES_H
#define IMPORT_FILE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "unroll/import.h"

enum { LABEL_BYTES = 96 };

/* What a file is among the others. */
typedef struct file_role {
	bool wanted;
	bool has_half; /* otherwise its reviews are divided by share */
	unroll_half half;
	char
	    label[LABEL_BYTES]; /* lines and texts: of its reviews; '\0'-terminated, without tabs and line ends */
} file_role;

file_role role_of_file(const unroll_files *files, const char *name);

#endif

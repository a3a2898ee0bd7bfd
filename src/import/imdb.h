/* What the files of the Large Movie Review Dataset are called. */
#ifndef IMPORT_IMDB_H
#define IMPORT_IMDB_H

#include "unroll/corpus.h"

/* Whether a file of this name is a labelled review; then fills its half, label and number. */
bool imdb_is_review(const char *path, unroll_review *review);

#endif

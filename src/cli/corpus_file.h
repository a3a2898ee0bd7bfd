/* Writing a corpus that was imported or drawn. */
#ifndef CLI_CORPUS_FILE_H
#define CLI_CORPUS_FILE_H

#include <stdbool.h>

#include <unroll/unroll.h>

/* Opens a corpus that was just made, writes it, and shows what it contains, as JSON or for a person, with the report of an import
 * where there is one. `began` is when the work did (seconds_now()). Complains where that fails; returns the exit code. */
int write_corpus_file(const char *path, const unroll_bytes *bytes, const unroll_import_report *report,
                      double began, bool json);

#endif

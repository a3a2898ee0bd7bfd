/* What the kinds of corpora have in common for the program. */
#ifndef CLI_CORPUS_H
#define CLI_CORPUS_H

#include <stdbool.h>

#include <unroll/unroll.h>

/* Opens a corpus that was just made, writes it, and says what it holds, as JSON or for a person, with the account of an
 * import where there is one. `began` is when the
 * work did (seconds_now()). Complains where that fails; returns the exit code. */
int write_corpus_file(const char *path, const unroll_bytes *bytes, const unroll_account *account,
                      double began, bool json);

/* unroll corpus imdb, keras and csv: takes the arguments from the kind on. */
int import_corpus_command(int argc, char **argv);

/* unroll corpus synthetic: takes the arguments after that. */
int synthetic_corpus_command(int argc, char **argv);

#endif

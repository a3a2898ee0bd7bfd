/* unroll corpus: finds the kind of corpus. */
#include "cli/corpus.h"

#include <stdbool.h>
#include <string.h>

#include "cli/commands.h"

int corpus_command(int argc, char **argv) {
	bool synthetic = argc > 0 && strcmp(argv[0], "synthetic") == 0;
	return synthetic ? synthetic_corpus_command(argc - 1, argv + 1) : import_corpus_command(argc, argv);
}

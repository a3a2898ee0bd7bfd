/* The program `unroll`: finds the command and runs it. */
#include <stdio.h>
#include <string.h>

#include <unroll/unroll.h>

#include "cli/commands.h"
#include "cli/console.h"

typedef struct entry {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *purpose;
} entry;

static const entry entries[] = {
    {"corpus", corpus_command, "make a corpus file of reviews"},
    {"statistics", statistics_command, "count word pairs, for synthetic reviews"},
    {"train", train_command, "train a network on a corpus"},
    {"find-rate", find_rate_command, "find a learning rate for a network"},
    {"sweep", sweep_command, "train many networks: several seeds, varied settings"},
    {"evaluate", evaluate_command, "score a model on a corpus"},
    {"predict", predict_command, "classify reviews"},
    {"tokenize", tokenize_command, "show what texts are cut into, and the ids"},
    {"summary", summary_command, "show the layers of a model and their parameters"},
    {"export", export_command, "write a model as a file of Keras, PyTorch or ONNX"},
    {"import-model", import_model_command, "make a model of a file of Keras or PyTorch"},
    {"chapter", chapter_command, "train the textbook's six runs, beside its own figures"},
};
enum { ENTRIES = sizeof entries / sizeof *entries };

static void show_help(void) {
	printf("unroll trains recurrent networks that classify texts, such as reviews of films.\n\n"
	       "usage: unroll COMMAND …\n\n");
	for (size_t i = 0; i < ENTRIES; i++) printf("  %-14s%s\n", entries[i].name, entries[i].purpose);
	printf("\nunroll COMMAND --help describes a command. unroll --version prints the version.\n"
	       "Exit codes: 0 success, 1 failure, 2 wrong usage.\n");
}

static int run(int argc, char **argv) {
	const char *name = argc > 1 ? argv[1] : "";
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
		show_help();
		return DONE;
	}
	if (strcmp(name, "--version") == 0) {
		printf("unroll %s\n", unroll_version());
		return DONE;
	}
	for (size_t i = 0; i < ENTRIES; i++)
		if (strcmp(name, entries[i].name) == 0) return entries[i].run(argc - 2, argv + 2);
	if (*name)
		complain("there is no command \"%s\". unroll --help lists the commands.", name);
	else
		complain("a command is missing. unroll --help lists the commands.");
	return WRONG_USAGE;
}

int main(int argc, char **argv) {
	int code = run(argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("the standard output could not be written.");
		return code == DONE ? FAILED : code;
	}
	return code;
}

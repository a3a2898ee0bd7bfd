/* The arguments of a command: options and words in any order. "--name value", "--name=value" and "-o value"
 * are understood; "--" ends the options. Where an option comes twice, the last one counts, unless it takes a list. */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

typedef struct option {
	const char *name; /* "--words" or "-o" */
	const char *
	    value; /* what the help calls its value, "N"; NULL for a switch; "N …" where all that are given count */
	const char *meaning; /* its line in the help */
	const char **
	    text; /* set to the value; for a switch, to its name; where all count, the first member of a value_list */
} option;

/* The values of an option that may be given several times. */
typedef struct value_list {
	const char *all; /* with '\n' between them; NULL where there is none */
	char text[4096];
} value_list;

typedef struct command_syntax {
	const char *usage;   /* "evaluate MODEL CORPUS [--split …]" */
	const char *details; /* the help's text */
	const option *options;
	size_t option_count;
	bool takes_settings;  /* every setting of unroll/settings.h is an option too */
	size_t least, most;   /* words */
	const char *complete; /* what the words are, "a model and a corpus" */
} command_syntax;

typedef struct arguments {
	char **words;
	size_t count;
	unroll_settings settings;  /* the defaults, and what was given */
	const char *first_setting; /* the first setting that was given, or NULL */
	uint64_t given;            /* the bit of each setting that was given, by its place in the table */
	bool words_given;          /* whether the setting "words" was */
	bool embedding_given;      /* and "embedding" */
} arguments;

/* Reads them, or shows the help. False where the command is to end with *exit_code. Values and words are
 * views of `argv`, which is reordered. */
bool read_arguments(const command_syntax *command, int argc, char **argv, arguments *given, int *exit_code);

/* Sets the settings that were given, and no others. */
void set_given(const arguments *given, unroll_settings *settings);

/* Complains, points to the help of the command, and returns WRONG_USAGE. */
__attribute__((format(printf, 2, 3))) int wrong_usage(const command_syntax *command, const char *format, ...);

/* A whole number without sign that fits 32 bits. */
bool whole_number(const char *text, uint32_t *value);

/* The number that an option was given, where it was given: `text` is NULL otherwise, and *number as it was. False where
 * it is no whole number; the command is then to end with *exit_code. */
bool number_option(const command_syntax *command, const char *name, const char *text, uint32_t *number,
                   int *exit_code);

/* The number that --threads was given, where it was given: `text` is NULL otherwise, and *count as it was. False where it is none
 * from 1 to UNROLL_PARTS; the command is then to end with *exit_code. */
bool threads_option(const command_syntax *command, const char *text, uint32_t *count, int *exit_code);

#endif

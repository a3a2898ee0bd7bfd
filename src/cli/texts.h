/* The texts that a command is given: its words, or without any the lines of the standard input. */
#ifndef CLI_TEXTS_H
#define CLI_TEXTS_H

#include "cli/arguments.h"

/* What is done with a text; `place` and `number` say which it is, "text" 1 or "line" 1. Returns an exit code. */
typedef int text_use(void *context, const char *text, size_t size, const char *place, size_t number);

/* Uses the words behind the first one or, where there is none, each line of the standard input; until one fails. Returns an exit code. */
int use_texts(const arguments *given, text_use *use, void *context);

#endif

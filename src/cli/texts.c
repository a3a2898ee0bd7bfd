#define _POSIX_C_SOURCE 200809L
#include "cli/texts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/transcode.h"

/* Uses a text in NFC: decomposed Hangul, as macOS writes it, is Hangul. */
static int use_composed(text_use *use, void *context, const char *text, size_t size, const char *place,
                        size_t number) {
	char *nfc = composed(text, &size);
	int code = FAILED;
	if (nfc)
		code = use(context, nfc, size, place, number);
	else
		complain("There is not enough memory for %s %zu.", place, number);
	free(nfc);
	return code;
}

static int use_lines(text_use *use, void *context) {
	char *line = NULL;
	size_t capacity = 0;
	int code = DONE;
	if (isatty(STDIN_FILENO)) remark("One review per line; Ctrl-D ends.");
	for (size_t number = 1; code == DONE; number++) {
		ssize_t size = getline(&line, &capacity, stdin);
		if (size < 0) break;
		/* The line's end, also that of a file from Windows, is no part of the review. */
		if (size > 0 && line[size - 1] == '\n') size--;
		if (size > 0 && line[size - 1] == '\r') size--;
		code = use_composed(use, context, line, (size_t)size, "line", number);
	}
	if (code == DONE && !feof(stdin)) {
		complain("the standard input cannot be read: %s.", strerror(errno));
		code = FAILED;
	}
	free(line);
	return code;
}

int use_texts(const arguments *given, text_use *use, void *context) {
	int code = given->count == 1 ? use_lines(use, context) : DONE;
	for (size_t i = 1; i < given->count && code == DONE; i++)
		code = use_composed(use, context, given->words[i], strlen(given->words[i]), "text", i);
	return code;
}

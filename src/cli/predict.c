/* unroll predict: verdicts on reviews. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

static const char usage[] = "predict MODEL [TEXT …]";
static const char details[] =
    "Classifies reviews: each TEXT is one, or, without any, each line of the standard input.\n"
    "For each it prints the probability that the review is positive, the label, the number of\n"
    "words, and how many of them the model does not know.\n\n"
    "--json prints one object per review: probability, label (\"positive\" or \"negative\"), words,\n"
    "unknown.";

static void show_verdict(const unroll_verdict *verdict, bool json) {
	const char *label = verdict->probability > 0.5f ? "positive" : "negative";
	if (!json) {
		printf("%.4f  %s  %u words, %u unknown\n", (double)verdict->probability, label, verdict->words,
		       verdict->unknown);
		fflush(stdout);
		return;
	}
	json_begin();
	json_float("probability", verdict->probability);
	json_text("label", label);
	json_count("words", verdict->words);
	json_count("unknown", verdict->unknown);
	json_end();
}

/* `place` and `number` tell which review it is, where it cannot be read. */
static int predict(unroll_model *model, const char *text, size_t size, bool json, const char *place,
                   size_t number) {
	unroll_verdict verdict;
	unroll_error error;
	if (unroll_model_predict(model, text, size, &verdict, &error) != UNROLL_OK) {
		complain("%s %zu: %s", place, number, error.message);
		return FAILED;
	}
	show_verdict(&verdict, json);
	return DONE;
}

static int predict_lines(unroll_model *model, bool json) {
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
		code = predict(model, line, (size_t)size, json, "line", number);
	}
	if (code == DONE && !feof(stdin)) {
		complain("the standard input cannot be read: %s.", strerror(errno));
		code = FAILED;
	}
	free(line);
	return code;
}

int predict_command(int argc, char **argv) {
	const char *json = NULL;
	const option options[] = {{"--json", NULL, "print JSON, one object per line", &json}};
	const command_syntax command = {usage, details, options, 1, false, 1, (size_t)-1, "a model"};
	arguments given;
	unroll_model *model;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!open_model_file(given.words[0], &model)) return FAILED;
	if (given.count == 1) code = predict_lines(model, json != NULL);
	for (size_t i = 1; i < given.count && code == DONE; i++)
		code = predict(model, given.words[i], strlen(given.words[i]), json != NULL, "text", i);
	unroll_model_destroy(model);
	return code;
}

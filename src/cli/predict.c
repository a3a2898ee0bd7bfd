/* unroll predict: classifies reviews. */
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
    "--json prints one object per review: probability, label (\"positive\" or \"negative\", or as the\n"
    "table that it was trained on calls them), words, unknown.";

static void show_prediction(const unroll_model *model, const unroll_prediction *prediction, bool json) {
	char label[UNROLL_VALUE_BYTES];
	snprintf(label, sizeof label, "%s", unroll_model_class(model, prediction->label));
	if (!json) {
		printf("%.4f  %s  %u words, %u unknown\n", (double)prediction->probability, without_controls(label),
		       prediction->words, prediction->unknown);
		fflush(stdout);
		return;
	}
	json_begin();
	json_float("probability", prediction->probability);
	json_text("label", label);
	json_count("words", prediction->words);
	json_count("unknown", prediction->unknown);
	json_end();
}

/* `place` and `number` say which review it is, where it cannot be read. */
static int predict(const unroll_model *model, unroll_predictor *predictor, const char *text, size_t size,
                   bool json, const char *place, size_t number) {
	unroll_prediction prediction;
	unroll_error error;
	if (unroll_predictor_predict(predictor, text, size, &prediction, &error) != UNROLL_OK) {
		complain("%s %zu: %s", place, number, error.message);
		return FAILED;
	}
	show_prediction(model, &prediction, json);
	return DONE;
}

static int predict_lines(const unroll_model *model, unroll_predictor *predictor, bool json) {
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
		code = predict(model, predictor, line, (size_t)size, json, "line", number);
	}
	if (code == DONE && !feof(stdin)) {
		complain("the standard input cannot be read: %s.", strerror(errno));
		code = FAILED;
	}
	free(line);
	return code;
}

/* The texts, or without any the lines of the standard input. */
static int predict_all(const unroll_model *model, const arguments *given, bool json) {
	unroll_predictor *predictor;
	unroll_error error;
	if (unroll_predictor_create(model, &predictor, &error) != UNROLL_OK) {
		complain("%s: %s", given->words[0], error.message);
		return FAILED;
	}
	int code = given->count == 1 ? predict_lines(model, predictor, json) : DONE;
	for (size_t i = 1; i < given->count && code == DONE; i++)
		code = predict(model, predictor, given->words[i], strlen(given->words[i]), json, "text", i);
	unroll_predictor_destroy(predictor);
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
	code = predict_all(model, &given, json != NULL);
	unroll_model_destroy(model);
	return code;
}

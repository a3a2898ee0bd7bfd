/* unroll predict: classifies reviews. */
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/texts.h"

static const char usage[] = "predict MODEL [TEXT …]";
static const char details[] =
    "Classifies reviews: each TEXT is one, or, without any, each line of the standard input.\n"
    "For each it prints the probability that the review is positive, the label, the number of\n"
    "words, and how many of them the model does not know. With a model of more than two classes the\n"
    "probability is that of the label, and those of all classes follow.\n\n"
    "--json prints one object per review: probability, label (\"positive\" or \"negative\", or as the\n"
    "table that it was trained on calls them), words, unknown; with more than two classes also classes\n"
    "and probabilities, in the same order.";

static void show_classes(const unroll_model *model, const unroll_prediction *prediction, bool json) {
	const char *names[UNROLL_MOST_CLASSES];
	char name[UNROLL_VALUE_BYTES];
	for (uint32_t label = 0; label < prediction->classes; label++)
		names[label] = unroll_model_class(model, label);
	if (json) {
		json_texts("classes", names, prediction->classes);
		json_floats("probabilities", prediction->probabilities, prediction->classes);
		return;
	}
	for (uint32_t label = 0; label < prediction->classes; label++) {
		snprintf(name, sizeof name, "%s", names[label]);
		printf("        %.4f  %s\n", (double)prediction->probabilities[label], without_controls(name));
	}
}

static void show_prediction(const unroll_model *model, const unroll_prediction *prediction, bool json) {
	char label[UNROLL_VALUE_BYTES];
	snprintf(label, sizeof label, "%s", unroll_model_class(model, prediction->label));
	if (!json) {
		printf("%.4f  %s  %u words, %u unknown\n", (double)prediction->probability, without_controls(label),
		       prediction->words, prediction->unknown);
		if (prediction->classes > 2) show_classes(model, prediction, json);
		fflush(stdout);
		return;
	}
	json_begin();
	json_float("probability", prediction->probability);
	json_text("label", label);
	json_count("words", prediction->words);
	json_count("unknown", prediction->unknown);
	if (prediction->classes > 2) show_classes(model, prediction, json);
	json_end();
}

typedef struct prediction_output {
	const unroll_model *model;
	unroll_predictor *predictor;
	bool json;
} prediction_output;

static int predict(void *context, const char *text, size_t size, const char *place, size_t number) {
	const prediction_output *to = context;
	unroll_prediction prediction;
	unroll_error error;
	if (unroll_predictor_predict(to->predictor, text, size, &prediction, &error) != UNROLL_OK) {
		complain("%s %zu: %s", place, number, error.message);
		return FAILED;
	}
	show_prediction(to->model, &prediction, to->json);
	return DONE;
}

static int predict_all(const unroll_model *model, const arguments *given, bool json) {
	prediction_output to = {model, NULL, json};
	unroll_error error;
	if (unroll_predictor_create(model, &to.predictor, &error) != UNROLL_OK) {
		complain("%s: %s", given->words[0], error.message);
		return FAILED;
	}
	int code = use_texts(given, predict, &to);
	unroll_predictor_destroy(to.predictor);
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

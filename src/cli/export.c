/* unroll export: a model as a file of another library. */
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

static const char usage[] = "export MODEL --to FORMAT [-o FILE]";
static const char details[] =
    "Writes a model as a file of another library, to predict or go on training there. FORMAT is\n\n"
    "  keras       the network and its weights, as Keras 3 saves a model (.keras)\n"
    "  weights-h5  the weights alone, for load_weights() of Keras 3\n"
    "  pytorch     the state_dict of the PyTorch program that the page writes, as safetensors\n"
    "  onnx        a graph from word ids to probabilities\n\n"
    "Without -o the file is written beside the model, under its name: gru.onnx of gru.safetensors.\n"
    "It also has the settings, the tokenizer and the vocabulary. docs/export.md says how to read it.\n\n"
    "--json prints one object: file, format, bytes.";

/* Whether `text` names a format. */
static bool find_format(const char *text, unroll_format *format) {
	for (unsigned i = 0; i < UNROLL_FORMATS; i++) {
		*format = (unroll_format)i;
		if (strcmp(text, unroll_format_name(*format)) == 0) return true;
	}
	return false;
}

/* The model's path with the ending of the format instead of its own. False where it is too long. */
static bool name_file(const char *model, unroll_format format, char *path, size_t capacity) {
	static const char ending[] = ".safetensors";
	size_t size = strlen(model);
	if (size > strlen(ending) && strcmp(model + size - strlen(ending), ending) == 0) size -= strlen(ending);
	int written = snprintf(path, capacity, "%.*s%s", (int)size, model, unroll_format_ending(format));
	return written > 0 && (size_t)written < capacity;
}

static void show_file(const char *path, unroll_format format, size_t bytes, bool json) {
	char size[COUNT_TEXT];
	if (!json) {
		printf("%s: %s\n", path, size_text(bytes, size));
		return;
	}
	json_begin();
	json_text("file", path);
	json_text("format", unroll_format_name(format));
	json_count("bytes", bytes);
	json_end();
}

static int export_model(const char *from, unroll_format format, const char *to, bool json) {
	unroll_model *model;
	unroll_error error;
	unroll_bytes bytes = {0};
	if (!can_write_file(to) || !open_model_file(from, &model)) return FAILED;
	unroll_status status = unroll_model_export(model, format, &bytes, &error);
	if (status) complain("%s: %s", from, error.message);
	bool written = !status && write_file(to, &bytes);
	if (written) show_file(to, format, bytes.size, json);
	unroll_bytes_free(&bytes);
	unroll_model_destroy(model);
	return written ? DONE : FAILED;
}

int export_command(int argc, char **argv) {
	const char *to = NULL, *name = NULL, *json = NULL;
	const option options[] = {{"--to", "FORMAT", "keras, weights-h5, pytorch or onnx", &name},
	                          {"-o", "FILE", "the file to write", &to},
	                          {"--json", NULL, "print JSON", &json}};
	const command_syntax command = {usage, details, options, 3, false, 1, 1, "a model"};
	char path[4096];
	arguments given;
	unroll_format format;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!name) return wrong_usage(&command, "--to FORMAT is needed.");
	if (!find_format(name, &format)) return wrong_usage(&command, "there is no format \"%s\".", name);
	if (!to && !name_file(given.words[0], format, path, sizeof path))
		return wrong_usage(&command, "the name of the model is too long. Name the file with -o.");
	return export_model(given.words[0], format, to ? to : path, json != NULL);
}

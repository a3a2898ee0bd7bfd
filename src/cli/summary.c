/* unroll summary: the layers of a model, with the facts of Keras' Model.summary(). */
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

static const char usage[] = "summary MODEL";
static const char details[] =
    "Shows the layers of a model with their output shapes (None is the number of reviews) and numbers\n"
    "of parameters, as summary() of Keras does; then the SHA-256 of the weights.\n\n"
    "--json prints one object per layer (layer, type, output_shape, parameters) and a last one\n"
    "(parameters, sha256).";

/* The columns of Keras' table on a terminal of 80 columns, between a space on either side. */
enum { LAYER_WIDTH = 31, SHAPE_WIDTH = 22, COUNT_WIDTH = 13 };

static void draw_line(const char *left, const char *cross, const char *right, const char *bar) {
	static const int widths[] = {LAYER_WIDTH + 2, SHAPE_WIDTH + 2, COUNT_WIDTH + 2};
	for (int column = 0; column < 3; column++) {
		fputs(column ? cross : left, stdout);
		for (int i = 0; i < widths[column]; i++) fputs(bar, stdout);
	}
	puts(right);
}

static void draw_row(const char *bar, const char *layer, const char *shape, const char *count) {
	printf("%s %-*s %s %-*s %s %*s %s\n", bar, LAYER_WIDTH, layer, bar, SHAPE_WIDTH, shape, bar, COUNT_WIDTH,
	       count, bar);
}

/* Keras' readable_memory_size(): powers of 1024, two digits. */
static void show_parameters(const char *what, uint64_t parameters) {
	static const char *const units[] = {"B", "KB", "MB", "GB"};
	char count[COUNT_TEXT];
	double size = (double)parameters * sizeof(float);
	int unit = 0;
	for (; size >= 1024 && unit < 3; unit++) size /= 1024;
	printf(" %s: %s (%.2f %s)\n", what, count_text(parameters, count), size, units[unit]);
}

static const char *shape_text(const unroll_layer_summary *layer, char *text, size_t capacity) {
	if (layer->steps)
		snprintf(text, capacity, "(None, %u, %u)", layer->steps, layer->features);
	else
		snprintf(text, capacity, "(None, %u)", layer->features);
	return text;
}

static void show_table(const unroll_model *model, const char *fingerprint) {
	char name[64], shape[64], count[COUNT_TEXT];
	puts("Model: \"sequential\"");
	draw_line("┏", "┳", "┓", "━");
	draw_row("┃", "Layer (type)", "Output Shape", "Param #");
	draw_line("┡", "╇", "┩", "━");
	for (uint32_t i = 0; i < unroll_model_layer_count(model); i++) {
		unroll_layer_summary layer = unroll_model_layer(model, i);
		bool fits = strlen(layer.name) + strlen(layer.type) + 3 <= LAYER_WIDTH;
		snprintf(name, sizeof name, fits ? "%s (%s)" : "%s", layer.name, layer.type);
		if (i > 0) draw_line("├", "┼", "┤", "─");
		draw_row("│", name, shape_text(&layer, shape, sizeof shape), count_text(layer.parameters, count));
		snprintf(name, sizeof name, "(%s)", layer.type);
		if (!fits) draw_row("│", name, "", "");
	}
	draw_line("└", "┴", "┘", "─");
	show_parameters("Total params", unroll_model_parameters(model));
	show_parameters("Trainable params", unroll_model_parameters(model));
	show_parameters("Non-trainable params", 0);
	printf("\nWeights: SHA-256 %s\n", fingerprint);
}

static void show_json(const unroll_model *model, const char *fingerprint) {
	char shape[64];
	for (uint32_t i = 0; i < unroll_model_layer_count(model); i++) {
		unroll_layer_summary layer = unroll_model_layer(model, i);
		json_begin();
		json_text("layer", layer.name);
		json_text("type", layer.type);
		json_text("output_shape", shape_text(&layer, shape, sizeof shape));
		json_count("parameters", layer.parameters);
		json_end();
	}
	json_begin();
	json_count("parameters", unroll_model_parameters(model));
	json_text("sha256", fingerprint);
	json_end();
}

int summary_command(int argc, char **argv) {
	const char *json = NULL;
	const option options[] = {{"--json", NULL, "print JSON, one object per line", &json}};
	const command_syntax command = {usage, details, options, 1, false, 1, 1, "a model"};
	arguments given;
	unroll_model *model;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!open_model_file(given.words[0], &model)) return FAILED;
	char fingerprint[65];
	unroll_model_fingerprint(model, fingerprint);
	if (json)
		show_json(model, fingerprint);
	else
		show_table(model, fingerprint);
	unroll_model_destroy(model);
	return DONE;
}

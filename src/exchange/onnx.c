#include "exchange/onnx.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/description.h"
#include "exchange/gates.h"
#include "exchange/onnx_graph.h"
#include "training/layer_kind.h"

#define VALUE_NAME_BYTES 96

/* A graph that is being made. T timesteps, N reviews. */
typedef struct graph {
	byte_writer out;
	const network *net;
	const float *parameters;
	uint32_t used;            /* constants, a bit for each */
	float *scratch;           /* for the weights of one recurrent layer */
	char x[VALUE_NAME_BYTES]; /* the newest value: (T, N, features), or (N, features) */
} graph;

/* --- Constants ----------------------------------------------------------------------------------- */

/* What nodes may name as an input; those that one names are written. */
static const struct {
	const char *name;
	uint32_t rank, count;
	int64_t numbers[3];
	float value; /* where `count` is 0 */
} constants[] = {
    {"zero", 0, 1, {0}, 0},
    {"one", 0, 1, {1}, 0},
    {"axis_0", 1, 1, {0}, 0},
    {"axis_1", 1, 1, {1}, 0},
    {"axis_2", 1, 1, {2}, 0},
    {"sequence_shape", 1, 3, {0, 0, -1}, 0}, /* the first two dimensions as they are */
    {"state_shape", 1, 2, {0, -1}, 0},
    {"nothing", 0, 0, {0}, 0},
    {"least", 0, 0, {0}, -__builtin_inff()},
};
enum { CONSTANTS = sizeof constants / sizeof *constants };

static void note_constants(graph *g, const char *inputs) {
	while (*inputs) {
		size_t size = strcspn(inputs, " ");
		for (size_t i = 0; i < CONSTANTS; i++)
			if (strlen(constants[i].name) == size && memcmp(constants[i].name, inputs, size) == 0)
				g->used |= 1u << i;
		inputs += size + (inputs[size] == ' ');
	}
}

static void add_constants(graph *g) {
	for (size_t i = 0; i < CONSTANTS; i++) {
		if (!(g->used >> i & 1)) continue;
		if (constants[i].count)
			onnx_numbers(&g->out, constants[i].name, constants[i].numbers, constants[i].count,
			             constants[i].rank);
		else
			onnx_floats(&g->out, constants[i].name, &constants[i].value, NULL, 0);
	}
}

/* --- Nodes --------------------------------------------------------------------------------------- */

static size_t begin(graph *g, const char *operator_name, const char *inputs, const char *outputs) {
	note_constants(g, inputs);
	return begin_node(&g->out, operator_name, inputs, outputs);
}

static void node(graph *g, const char *operator_name, const char *inputs, const char *outputs) {
	end_node(&g->out, begin(g, operator_name, inputs, outputs));
}

/* Names the newest value after a layer. */
static const char *name_x(graph *g, const char *layer, const char *what) {
	format_text(g->x, sizeof g->x, "%s/%s", layer, what);
	return g->x;
}

/* A node with a single input, the newest value, which gives the next one. */
static void apply(graph *g, const char *operator_name, const char *layer, const char *what) {
	char input[VALUE_NAME_BYTES];
	format_text(input, sizeof input, "%s", g->x);
	node(g, operator_name, input, name_x(g, layer, what));
}

/* The same with a constant beside it. */
static void apply_with(graph *g, const char *operator_name, const char *constant, const char *layer,
                       const char *what) {
	char inputs[2 * VALUE_NAME_BYTES];
	format_text(inputs, sizeof inputs, "%s %s", g->x, constant);
	node(g, operator_name, inputs, name_x(g, layer, what));
}

static void add_floats(graph *g, const char *name, size_t offset, size_t rows, size_t columns) {
	const uint64_t shape[] = {rows, columns};
	onnx_floats(&g->out, name, g->parameters + offset, shape, columns ? 2 : 1);
}

/* --- Input --------------------------------------------------------------------------------------- */

static void reduce(graph *g, const char *operator_name, const char *inputs, const char *output) {
	size_t made = begin(g, operator_name, inputs, output);
	onnx_whole(&g->out, "keepdims", 0);
	end_node(&g->out, made);
}

static void cast(graph *g, const char *input, const char *output, onnx_type type) {
	size_t made = begin(g, "Cast", input, output);
	onnx_whole(&g->out, "to", type);
	end_node(&g->out, made);
}

/* Moves the padding of each review from the front to the end: with n words, timestep t has the id of t + T - n, modulo T. */
static void add_move(graph *g) {
	node(g, "Shape", "ids", "shape");
	node(g, "Gather", "shape one", "timesteps");
	node(g, "Range", "zero timesteps one", "t");
	node(g, "Sub", "timesteps words", "padding");
	node(g, "Unsqueeze", "padding axis_1", "padding_column");
	node(g, "Add", "padding_column t", "t_of_ids");
	node(g, "Mod", "t_of_ids timesteps", "places");
	size_t made = begin(g, "GatherElements", "ids places", "moved_ids");
	onnx_whole(&g->out, "axis", 1);
	end_node(&g->out, made);
}

/* Of reviews whose padding is masked: "lengths" (N) INT32, "word_at" (T, N, 1) and "some_word" (N, 1) BOOL. */
static void add_mask(graph *g) {
	bool moved = g->net->settings.padding == UNROLL_PRE;
	node(g, "Equal", "ids zero", "is_padding");
	node(g, "Not", "is_padding", "is_word");
	cast(g, "is_word", "is_word_number", ONNX_INT64);
	reduce(g, "ReduceSum", "is_word_number axis_1", "words");
	cast(g, "words", "lengths", ONNX_INT32);
	if (moved) add_move(g);
	node(g, "Transpose", moved ? "moved_ids" : "ids", "x_ids");
	node(g, "Equal", "x_ids zero", "no_word_at_t");
	node(g, "Not", "no_word_at_t", "word_at_t");
	node(g, "Unsqueeze", "word_at_t axis_2", "word_at");
	node(g, "Unsqueeze", "words axis_1", "words_column");
	node(g, "Greater", "words_column zero", "some_word");
}

static void add_input(graph *g) {
	byte_writer *out = &g->out;
	const network *net = g->net;
	onnx_value(out, ONNX_INPUT, "ids", ONNX_INT64, "reviews", "timesteps");
	if (network_masks(net))
		add_mask(g);
	else
		node(g, "Transpose", "ids", "x_ids");
	if (net->embedded) {
		add_floats(g, "embedding/embeddings", net->embeddings, net->settings.words, net->settings.embedding);
		node(g, "Gather", "embedding/embeddings x_ids", name_x(g, "embedding", "output"));
		return;
	}
	const int64_t words = net->settings.words;
	static const float values[] = {0, 1};
	const uint64_t two = 2;
	onnx_numbers(out, "vocabulary_size", &words, 1, 0);
	onnx_floats(out, "off_on", values, &two, 1);
	node(g, "OneHot", "x_ids vocabulary_size off_on", name_x(g, "one_hot", "output"));
}

/* --- Recurrent layers ---------------------------------------------------------------------------- */

/* The three weights of a node: W (D, GH, inputs), R (D, GH, H), B (D, 2·GH), for D directions. */
static void add_weights(graph *g, const network_layer *layer) {
	const network_recurrent *first = &g->net->recurrent[layer->recurrent];
	size_t columns = shape_columns(first->shape), inputs = first->shape.inputs, units = first->shape.units;
	size_t directions = layer->directions;
	float *w = g->scratch, *r = w + directions * columns * inputs, *b = r + directions * columns * units;
	char name[VALUE_NAME_BYTES];
	for (size_t d = 0; d < directions; d++) {
		const network_recurrent *recurrent = first + d;
		gate_columns order = columns_for_onnx(recurrent);
		float *biases = b + d * 2 * columns;
		transpose_from_keras(w + d * columns * inputs, g->parameters + recurrent->kernel, inputs, order);
		transpose_from_keras(r + d * columns * units, g->parameters + recurrent->recurrent_kernel, units,
		                     order);
		transpose_from_keras(biases, g->parameters + recurrent->bias, 1, order);
		for (size_t i = 0; i < columns; i++) biases[columns + i] = 0;
		if (recurrent->two_biases)
			transpose_from_keras(biases + columns, g->parameters + recurrent->bias + columns, 1, order);
	}
	format_text(name, sizeof name, "%s/W", layer->summary.name);
	onnx_floats(&g->out, name, w, (uint64_t[]){directions, columns, inputs}, 3);
	format_text(name, sizeof name, "%s/R", layer->summary.name);
	onnx_floats(&g->out, name, r, (uint64_t[]){directions, columns, units}, 3);
	format_text(name, sizeof name, "%s/B", layer->summary.name);
	onnx_floats(&g->out, name, b, (uint64_t[]){directions, 2 * columns}, 2);
}

static void add_node(graph *g, const network_layer *layer) {
	static const char *const operators[] = {
	    [UNROLL_SIMPLE_RNN] = "RNN", [UNROLL_LSTM] = "LSTM", [UNROLL_GRU] = "GRU"};
	const network_recurrent *recurrent = &g->net->recurrent[layer->recurrent];
	const char *name = layer->summary.name;
	char inputs[5 * VALUE_NAME_BYTES], outputs[2 * VALUE_NAME_BYTES];
	format_text(inputs, sizeof inputs, "%s %s/W %s/R %s/B%s", g->x, name, name, name,
	            network_masks(g->net) ? " lengths" : "");
	format_text(outputs, sizeof outputs, "%s/Y %s/Y_h", name, name);
	size_t made = begin(g, operators[recurrent->cell], inputs, outputs);
	onnx_whole(&g->out, "hidden_size", (int64_t)recurrent->shape.units);
	if (layer->directions == 2) onnx_choice(&g->out, "direction", "bidirectional");
	if (recurrent->shape.cell->reset_after) onnx_whole(&g->out, "linear_before_reset", 1);
	end_node(&g->out, made);
}

/* (T, 2, N, H) to (T, N, 2H), or the last states (2, N, H) to (N, 2H). */
static void concatenate(graph *g, const char *name, bool sequence) {
	static const int64_t of_sequence[] = {0, 2, 1, 3}, of_state[] = {1, 0, 2};
	char input[VALUE_NAME_BYTES];
	format_text(input, sizeof input, "%s", g->x);
	size_t made = begin(g, "Transpose", input, name_x(g, name, "transposed"));
	onnx_wholes(&g->out, "perm", sequence ? of_sequence : of_state, sequence ? 4 : 3);
	end_node(&g->out, made);
	apply_with(g, "Reshape", sequence ? "sequence_shape" : "state_shape", name, "output");
}

static void average(graph *g, const char *name, int64_t axis) {
	char input[VALUE_NAME_BYTES];
	format_text(input, sizeof input, "%s", g->x);
	size_t made = begin(g, "ReduceMean", input, name_x(g, name, "output"));
	onnx_whole(&g->out, "keepdims", 0);
	onnx_wholes(&g->out, "axes", &axis, 1);
	end_node(&g->out, made);
}

/* What a layer gives: of the sequence Y (T, D, N, H) or of the last states Y_h (D, N, H). */
static void add_output(graph *g, const network_layer *layer) {
	const char *name = layer->summary.name;
	bool sequence = layer->summary.steps > 0;
	const char *axis = sequence ? "axis_1" : "axis_0";
	name_x(g, name, sequence ? "Y" : "Y_h");
	if (layer->merge == UNROLL_CONCAT) {
		concatenate(g, name, sequence);
	} else if (layer->merge == UNROLL_AVERAGE) {
		average(g, name, sequence);
	} else if (layer->merge == UNROLL_SUM) {
		char inputs[2 * VALUE_NAME_BYTES];
		format_text(inputs, sizeof inputs, "%s %s", g->x, axis);
		reduce(g, "ReduceSum", inputs, name_x(g, name, "output"));
	} else {
		apply_with(g, "Squeeze", axis, name, "output");
	}
}

/* --- Behind them --------------------------------------------------------------------------------- */

/* Mean or maximum over the timesteps that have words; 0 where a review has none. */
static void put_pooling(graph *g, const network_layer *layer) {
	const char *name = layer->summary.name;
	bool mean = g->net->settings.pooling == UNROLL_POOLING_MEAN, masked = network_masks(g->net);
	char inputs[2 * VALUE_NAME_BYTES];
	static const int64_t timesteps = 0;
	if (masked) {
		format_text(inputs, sizeof inputs, "word_at %s %s", g->x, mean ? "nothing" : "least");
		node(g, "Where", inputs, name_x(g, name, "words"));
	}
	if (mean && masked) {
		format_text(inputs, sizeof inputs, "%s axis_0", g->x);
		reduce(g, "ReduceSum", inputs, name_x(g, name, "sum"));
		node(g, "Max", "words_column one", "divisor");
		cast(g, "divisor", "divisor_float", ONNX_FLOAT);
		apply_with(g, "Div", "divisor_float", name, "output");
		return;
	}
	format_text(inputs, sizeof inputs, "%s", g->x);
	size_t made =
	    begin(g, mean ? "ReduceMean" : "ReduceMax", inputs, name_x(g, name, masked ? "max" : "output"));
	onnx_whole(&g->out, "keepdims", 0);
	onnx_wholes(&g->out, "axes", &timesteps, 1);
	end_node(&g->out, made);
	if (!masked) return;
	format_text(inputs, sizeof inputs, "some_word %s nothing", g->x);
	node(g, "Where", inputs, name_x(g, name, "output"));
}

static void put_dense(graph *g, const network_layer *layer, size_t kernel, size_t bias) {
	const char *name = layer->summary.name;
	size_t units = layer->summary.features;
	char value[VALUE_NAME_BYTES], weights[2 * VALUE_NAME_BYTES];
	format_text(value, sizeof value, "%s/kernel", name);
	add_floats(g, value, kernel, layer[-1].summary.features, units);
	format_text(value, sizeof value, "%s/bias", name);
	add_floats(g, value, bias, units, 0);
	format_text(weights, sizeof weights, "%s/kernel %s/bias", name, name);
	apply_with(g, "Gemm", weights, name, "sum");
}

static void add_last(graph *g) {
	const network *net = g->net;
	char columns[16];
	put_dense(g, &net->layers[net->layer_count - 1], net->dense_kernel, net->dense_bias);
	node(g, "Identity", g->x, "logits");
	node(g, net->outputs > 1 ? "Softmax" : "Sigmoid", g->x, "probabilities");
	format_text(columns, sizeof columns, "%zu", net->outputs);
	onnx_value(&g->out, ONNX_OUTPUT, "logits", ONNX_FLOAT, "reviews", columns);
	onnx_value(&g->out, ONNX_OUTPUT, "probabilities", ONNX_FLOAT, "reviews", columns);
}

static void add_layers(graph *g) {
	const network *net = g->net;
	for (uint32_t i = 0; i < net->layer_count; i++) {
		const network_layer *layer = &net->layers[i];
		if (layer->kind == &recurrent_layers) {
			add_weights(g, layer);
			add_node(g, layer);
			add_output(g, layer);
		} else if (layer->kind == &pooling_layer) {
			put_pooling(g, layer);
		} else if (layer->kind == &hidden_dense_layer) {
			put_dense(g, layer, net->hidden_kernel, net->hidden_bias);
			apply(g, net->settings.dense_activation == UNROLL_TANH ? "Tanh" : "Relu", layer->summary.name,
			      "output");
		}
	}
}

static void add_entry(void *g, const char *key, const char *value) {
	onnx_metadata(&((graph *)g)->out, key, value);
}

/* Floats of the largest recurrent layer with two biases. */
static size_t most_floats(const network *net) {
	size_t most = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape shape = net->recurrent[i].shape;
		size_t floats = 2 * (shape.inputs + shape.units + 2) * shape_columns(shape);
		if (floats > most) most = floats;
	}
	return most;
}

unroll_status write_onnx(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	graph g = {.net = &model->net, .parameters = model->parameters};
	size_t message;
	g.scratch = calloc(most_floats(g.net), sizeof *g.scratch);
	if (!g.scratch)
		return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	begin_onnx(&g.out, &message);
	add_input(&g);
	add_layers(&g);
	add_last(&g);
	add_constants(&g);
	end_onnx(&g.out, message);
	free(g.scratch);
	unroll_status status = describe_model(model, add_entry, &g, error);
	if (!status) return finish_bytes(&g.out, file, error);
	free(g.out.data);
	return status;
}

#include "training/network.h"

#include <string.h>

#include "base/fail.h"
#include "layers/initial_values.h"

static unroll_layer_summary *add_layer(network *net, const char *base, uint32_t repeat, const char *type,
                                       uint32_t steps, size_t features) {
	unroll_layer_summary *layer = &net->layers[net->layer_count++];
	if (repeat == 0)
		format_text(layer->name, sizeof layer->name, "%s", base);
	else
		format_text(layer->name, sizeof layer->name, "%s_%u", base, repeat);
	layer->type = type;
	layer->steps = steps;
	layer->features = (uint32_t)features;
	return layer;
}

/* Adds a tensor of the newest layer and returns its offset. `columns` is 0 for a vector. */
static size_t add_tensor(network *net, const char *name, size_t rows, size_t columns) {
	unroll_layer_summary *layer = &net->layers[net->layer_count - 1];
	network_tensor *tensor = &net->tensors[net->tensor_count++];
	format_text(tensor->name, sizeof tensor->name, "%s/%s", layer->name, name);
	tensor->rank = columns ? 2 : 1;
	tensor->shape[0] = (uint32_t)rows;
	tensor->shape[1] = columns ? (uint32_t)columns : 1;
	tensor->offset = net->parameters;
	net->parameters += tensor_floats(tensor);
	layer->parameters += tensor_floats(tensor);
	return tensor->offset;
}

size_t network_row_width(const network *net) {
	return net->tensors[0].shape[1];
}

size_t tensor_floats(const network_tensor *tensor) {
	return (size_t)tensor->shape[0] * tensor->shape[1];
}

static void add_recurrent(network *net, uint32_t index, size_t inputs) {
	const unroll_settings *settings = &net->settings;
	const cell_description *cell = net->hot->cells[settings->cell];
	size_t units = settings->units[index], columns = cell->gates * units;
	bool last = index + 1 == settings->layers;
	add_layer(net, cell->name, index, cell->type, last ? 0 : settings->length, units);
	network_recurrent *recurrent = &net->recurrent[net->recurrent_count++];
	recurrent->shape = (recurrent_shape){cell, inputs, units};
	recurrent->kernel = add_tensor(net, "kernel", inputs, columns);
	recurrent->recurrent_kernel = add_tensor(net, "recurrent_kernel", units, columns);
	recurrent->bias =
	    cell->reset_after ? add_tensor(net, "bias", 2, columns) : add_tensor(net, "bias", columns, 0);
}

network network_of(const unroll_settings *settings) {
	network net;
	memset(&net, 0, sizeof net);
	net.settings = *settings;
	net.hot = widest_hot_functions();
	net.embedded = settings->input == UNROLL_EMBEDDING;
	size_t inputs = net.embedded ? settings->embedding : settings->words;
	if (net.embedded) {
		add_layer(&net, "embedding", 0, "Embedding", settings->length, inputs);
		net.embeddings = add_tensor(&net, "embeddings", settings->words, inputs);
	}
	for (uint32_t i = 0; i < settings->layers; i++) {
		add_recurrent(&net, i, inputs);
		inputs = settings->units[i];
	}
	add_layer(&net, "dense", 0, "Dense", 0, 1);
	net.dense_kernel = add_tensor(&net, "kernel", inputs, 1);
	net.dense_bias = add_tensor(&net, "bias", 1, 0);
	return net;
}

void network_use(network *net, const hot_functions *hot) {
	net->hot = hot;
	for (size_t i = 0; i < net->recurrent_count; i++)
		net->recurrent[i].shape.cell = hot->cells[net->settings.cell];
}

size_t network_scratch(const network *net) {
	size_t most = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape shape = net->recurrent[i].shape;
		size_t needed = shape.units * shape_columns(shape);
		if (needed > most) most = needed;
	}
	return most;
}

void network_initialize(const network *net, float *parameters, double *scratch) {
	random_stream all = random_stream_of(net->settings.seed, RANDOM_INITIAL_VALUES, 0);
	uint64_t tensor = 0; /* each tensor draws from a stream of its own */
	memset(parameters, 0, net->parameters * sizeof *parameters);
	if (net->embedded) {
		size_t count = (size_t)net->settings.words * net->settings.embedding;
		initial_uniform(parameters + net->embeddings, count, 0.05, random_substream(all, tensor++));
	}
	for (size_t i = 0; i < net->recurrent_count; i++) {
		const network_recurrent *layer = &net->recurrent[i];
		size_t units = layer->shape.units, columns = shape_columns(layer->shape);
		initial_glorot_uniform(parameters + layer->kernel, layer->shape.inputs, columns,
		                       random_substream(all, tensor++));
		initial_orthogonal(parameters + layer->recurrent_kernel, units, columns,
		                   random_substream(all, tensor++), scratch);
		if (layer->shape.cell->forget_gate)
			for (size_t u = 0; u < units; u++) parameters[layer->bias + units + u] = 1;
	}
	size_t units = net->recurrent[net->recurrent_count - 1].shape.units;
	initial_glorot_uniform(parameters + net->dense_kernel, units, 1, random_substream(all, tensor));
}

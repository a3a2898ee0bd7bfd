#include "training/network.h"

#include <string.h>

#include "base/fail.h"

void network_name(char name[UNROLL_LAYER_NAME_BYTES], const char *base, uint32_t before) {
	if (before)
		format_text(name, UNROLL_LAYER_NAME_BYTES, "%s_%u", base, before);
	else
		format_text(name, UNROLL_LAYER_NAME_BYTES, "%s", base);
}

network_layer *network_add_layer(network *net, const layer_kind *kind, const char *name, const char *type,
                                 uint32_t steps, size_t features) {
	network_layer *layer = &net->layers[net->layer_count++];
	layer->kind = kind;
	format_text(layer->summary.name, sizeof layer->summary.name, "%s", name);
	layer->summary.type = type;
	layer->summary.steps = steps;
	layer->summary.features = (uint32_t)features;
	return layer;
}

size_t network_add_tensor(network *net, const char *owner, const char *name, size_t rows, size_t columns) {
	unroll_layer_summary *layer = &net->layers[net->layer_count - 1].summary;
	network_tensor *tensor = &net->tensors[net->tensor_count++];
	format_text(tensor->name, sizeof tensor->name, "%s/%s", owner, name);
	tensor->rank = columns ? 2 : 1;
	tensor->shape[0] = (uint32_t)rows;
	tensor->shape[1] = columns ? (uint32_t)columns : 1;
	tensor->offset = net->parameters;
	net->parameters += tensor_floats(tensor);
	layer->parameters += tensor_floats(tensor);
	return tensor->offset;
}

size_t network_features(const network *net) {
	return net->layer_count ? net->layers[net->layer_count - 1].summary.features : net->settings.words;
}

const char *network_inner_name(const network_recurrent *recurrent) {
	const char *slash = strchr(recurrent->name, '/');
	return slash ? strchr(slash, '_') + 1 : recurrent->name;
}

size_t network_row_width(const network *net) {
	return net->tensors[0].shape[1];
}

size_t tensor_floats(const network_tensor *tensor) {
	return (size_t)tensor->shape[0] * tensor->shape[1];
}

void network_use(network *net, const hot_functions *hot) {
	net->hot = hot;
	for (size_t i = 0; i < net->recurrent_count; i++)
		net->recurrent[i].shape.cell = hot->cells[net->recurrent[i].cell];
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

#include "exchange/keras_variables.h"

#include <string.h>

#include "base/fail.h"
#include "training/layer_kind.h"

bool pools_masked_maximum(const network *net) {
	return net->settings.pooling == UNROLL_POOLING_MAX && network_masks(net);
}

/* The name of a layer's class in snake case. */
static const char *class_of(const network *net, const network_layer *layer) {
	if (layer->kind == &embedding_layer) return "embedding";
	if (layer->kind == &dropout_layer) return "dropout";
	if (layer->kind == &pooling_layer)
		return pools_masked_maximum(net) ? "masked_max_pooling1d" : layer->summary.name;
	if (layer->kind == &recurrent_layers)
		return layer->directions == 2 ? "bidirectional" : net->recurrent[layer->recurrent].shape.cell->name;
	return "dense";
}

void keras_layer_path(const network *net, uint32_t layer, char path[KERAS_PATH]) {
	const char *class = class_of(net, &net->layers[layer]);
	uint32_t before = 0;
	for (uint32_t i = 0; i < layer; i++) before += strcmp(class_of(net, &net->layers[i]), class) == 0;
	char name[UNROLL_LAYER_NAME_BYTES];
	network_name(name, class, before);
	format_text(path, KERAS_PATH, "layers/%s", name);
}

static keras_variable *add(keras_variables *all, const char *owner, const char *part, uint32_t number,
                           size_t offset, size_t rows, size_t columns) {
	keras_variable *variable = &all->of[all->count++];
	format_text(variable->path, sizeof variable->path, "%s%s/vars/%u", owner, part, number);
	variable->rank = columns ? 2 : 1;
	variable->shape[0] = (uint32_t)rows;
	variable->shape[1] = columns ? (uint32_t)columns : 1;
	variable->offset = offset;
	return variable;
}

static void add_cell(keras_variables *all, const char *owner, const char *part,
                     const network_recurrent *recurrent) {
	size_t columns = shape_columns(recurrent->shape);
	add(all, owner, part, 0, recurrent->kernel, recurrent->shape.inputs, columns);
	add(all, owner, part, 1, recurrent->recurrent_kernel, recurrent->shape.units, columns);
	if (recurrent->shape.cell->reset_after)
		add(all, owner, part, 2, recurrent->bias, 2, columns);
	else
		add(all, owner, part, 2, recurrent->bias, columns, 0)->sum = recurrent->two_biases;
}

static void add_dense_variables(keras_variables *all, const char *path, const network_layer *layer,
                                size_t kernel, size_t bias) {
	add(all, path, "", 0, kernel, layer[-1].summary.features, layer->summary.features);
	add(all, path, "", 1, bias, layer->summary.features, 0);
}

keras_variables keras_variables_of(const network *net) {
	keras_variables all;
	memset(&all, 0, sizeof all);
	for (uint32_t i = 0; i < net->layer_count; i++) {
		const network_layer *layer = &net->layers[i];
		char path[KERAS_PATH];
		keras_layer_path(net, i, path);
		if (layer->kind == &embedding_layer) {
			add(&all, path, "", 0, net->embeddings, net->settings.words, layer->summary.features);
		} else if (layer->kind == &recurrent_layers) {
			const network_recurrent *recurrent = &net->recurrent[layer->recurrent];
			add_cell(&all, path, layer->directions == 2 ? "/forward_layer/cell" : "/cell", recurrent);
			if (layer->directions == 2) add_cell(&all, path, "/backward_layer/cell", recurrent + 1);
		} else if (layer->kind == &hidden_dense_layer) {
			add_dense_variables(&all, path, layer, net->hidden_kernel, net->hidden_bias);
		} else if (i + 1 == net->layer_count) {
			add_dense_variables(&all, path, layer, net->dense_kernel, net->dense_bias);
		}
	}
	return all;
}

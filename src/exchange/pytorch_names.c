#include "exchange/pytorch_names.h"

#include <string.h>

#include "base/fail.h"
#include "training/layer_kind.h"

size_t torch_floats(const torch_tensor *tensor) {
	return (size_t)(tensor->shape[0] * tensor->shape[1]);
}

/* Adds "OWNER.NAME", which is Keras' (rows, columns) transposed; of one row a vector. */
static torch_tensor *add(torch_tensors *all, const char *owner, const char *name, size_t offset, size_t rows,
                         gate_columns columns) {
	torch_tensor *tensor = &all->of[all->count++];
	*tensor = (torch_tensor){.offset = offset, .rows = rows, .columns = columns};
	format_text(tensor->name, sizeof tensor->name, "%s.%s", owner, name);
	tensor->rank = 2;
	tensor->shape[0] = columns.gates * columns.units;
	tensor->shape[1] = rows;
	return tensor;
}

static torch_tensor *add_vector(torch_tensors *all, const char *owner, const char *name, size_t offset,
                                gate_columns columns) {
	torch_tensor *tensor = add(all, owner, name, offset, 1, columns);
	tensor->rank = 1;
	return tensor;
}

static void add_linear(torch_tensors *all, const network_layer *layer, size_t kernel, size_t bias) {
	gate_columns columns = dense_columns(layer->summary.features);
	add(all, layer->summary.name, "weight", kernel, layer[-1].summary.features, columns);
	add_vector(all, layer->summary.name, "bias", bias, columns);
}

/* Whether one layer of PyTorch can be all recurrent layers: nothing stands between them but its own dropout. */
static bool are_alike(const network *net) {
	const unroll_settings *settings = &net->settings;
	unroll_bidirectional merge = settings->bidirectional[0];
	if (settings->dropout > 0 || merge == UNROLL_SUM || merge == UNROLL_AVERAGE) return false;
	for (uint32_t i = 1; i < settings->layers; i++)
		if (settings->units[i] != settings->units[0] || settings->bidirectional[i] != merge) return false;
	for (size_t i = 1; i < net->recurrent_count; i++)
		if (net->recurrent[i].cell != net->recurrent[0].cell) return false;
	return true;
}

/* PyTorch calls a simple RNN an RNN. */
static const char *attribute_of(const network_recurrent *recurrent) {
	static const char simple[] = "simple_";
	const char *name = network_inner_name(recurrent);
	return strncmp(name, simple, sizeof simple - 1) == 0 ? name + sizeof simple - 1 : name;
}

static void add_direction(torch_tensors *all, const network_recurrent *recurrent, const char *owner,
                          uint32_t level) {
	gate_columns columns = columns_for_pytorch(recurrent);
	const char *end = recurrent->backward ? "_reverse" : "";
	char name[32];
	format_text(name, sizeof name, "weight_ih_l%u%s", level, end);
	add(all, owner, name, recurrent->kernel, recurrent->shape.inputs, columns);
	format_text(name, sizeof name, "weight_hh_l%u%s", level, end);
	add(all, owner, name, recurrent->recurrent_kernel, recurrent->shape.units, columns);
	format_text(name, sizeof name, "bias_ih_l%u%s", level, end);
	add_vector(all, owner, name, recurrent->bias, columns);
	format_text(name, sizeof name, "bias_hh_l%u%s", level, end);
	size_t second = recurrent->two_biases ? shape_columns(recurrent->shape) : 0;
	add_vector(all, owner, name, recurrent->bias + second, columns)->added = !recurrent->two_biases;
}

torch_tensors torch_tensors_of(const network *net) {
	torch_tensors all;
	memset(&all, 0, sizeof all);
	bool alike = are_alike(net);
	uint32_t level = 0;
	for (uint32_t i = 0; i < net->layer_count; i++) {
		const network_layer *layer = &net->layers[i];
		if (layer->kind == &embedding_layer) {
			torch_tensor *table = add(&all, layer->summary.name, "weight", net->embeddings,
			                          net->settings.words, dense_columns(layer->summary.features));
			table->shape[0] = net->settings.words;
			table->shape[1] = layer->summary.features;
			table->as_it_is = true;
		} else if (layer->kind == &recurrent_layers) {
			for (size_t d = 0; d < layer->directions; d++) {
				const network_recurrent *recurrent = &net->recurrent[layer->recurrent + d];
				add_direction(&all, recurrent, attribute_of(alike ? &net->recurrent[0] : recurrent), level);
			}
			level += alike;
		} else if (layer->kind == &hidden_dense_layer) {
			add_linear(&all, layer, net->hidden_kernel, net->hidden_bias);
		}
	}
	add_linear(&all, &net->layers[net->layer_count - 1], net->dense_kernel, net->dense_bias);
	return all;
}

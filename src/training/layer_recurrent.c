/* A recurrent layer (layers/recurrent.h) of a network, in one direction or in both (directions.h). */
#include <string.h>

#include "base/fail.h"
#include "layers/initial_values.h"
#include "layers/one_hot.h"
#include "training/directions.h"
#include "training/layer_input.h"
#include "training/layer_kind.h"

static unroll_cell cell_of_layer(const unroll_settings *settings, uint32_t index) {
	unroll_upper_cell upper = index ? settings->upper_cells[index - 1] : UNROLL_UPPER_SAME;
	return upper == UNROLL_UPPER_SAME ? settings->cell : (unroll_cell)(upper - UNROLL_UPPER_SIMPLE_RNN);
}

_Static_assert(UNROLL_UPPER_GRU - UNROLL_UPPER_SIMPLE_RNN == UNROLL_GRU && UNROLL_SIMPLE_RNN == 0,
               "upper cells are not in the order of cells");

/* How many layers of the plan have a cell, or are bidirectional: Keras numbers them so. */
static uint32_t layers_with(const network *net, unroll_cell cell, bool bidirectional) {
	uint32_t count = 0;
	for (size_t i = 0; i < net->recurrent_count; i++)
		count += bidirectional ? net->recurrent[i].backward
		                       : net->recurrent[i].cell == cell && !net->recurrent[i].backward;
	return count;
}

/* Adds a recurrent layer or one direction of one; `direction` is "forward_" or "backward_", or "" for the one of a layer that has but
 * one. */
static void add_direction(network *net, const network_layer *layer, network_recurrent recurrent,
                          const char *direction, const char *name) {
	recurrent_shape shape = recurrent.shape;
	size_t columns = shape_columns(shape);
	if (*direction)
		format_text(recurrent.name, sizeof recurrent.name, "%s/%s%s", layer->summary.name, direction, name);
	else
		format_text(recurrent.name, sizeof recurrent.name, "%s", name);
	recurrent.kernel = network_add_tensor(net, recurrent.name, "kernel", shape.inputs, columns);
	recurrent.recurrent_kernel =
	    network_add_tensor(net, recurrent.name, "recurrent_kernel", shape.units, columns);
	recurrent.two_biases = shape.cell->reset_after || network_by_pytorch(net);
	recurrent.bias = recurrent.two_biases ? network_add_tensor(net, recurrent.name, "bias", 2, columns)
	                                      : network_add_tensor(net, recurrent.name, "bias", columns, 0);
	net->recurrent[net->recurrent_count++] = recurrent;
}

void add_recurrent(network *net, uint32_t index) {
	const unroll_settings *settings = &net->settings;
	unroll_cell kind = cell_of_layer(settings, index);
	unroll_bidirectional merge = settings->bidirectional[index];
	const cell_description *cell = net->hot->cells[kind];
	bool both = merge != UNROLL_ONE_DIRECTION;
	size_t units = settings->units[index];
	network_recurrent forward = {.cell = kind,
	                             .shape = {cell, network_features(net), units},
	                             .layer = net->layer_count,
	                             .masks = index};
	char name[UNROLL_LAYER_NAME_BYTES];
	network_name(name, cell->name, layers_with(net, kind, false));
	bool last_alone = index + 1 == settings->layers && settings->pooling == UNROLL_POOLING_LAST;
	network_layer *layer =
	    network_add_layer(net, &recurrent_layers, name, cell->type, last_alone ? 0 : settings->length,
	                      merged_features(merge, units));
	layer->recurrent = net->recurrent_count;
	layer->directions = both ? 2 : 1;
	layer->merge = merge;
	if (!both) {
		add_direction(net, layer, forward, "", name);
		return;
	}
	network_recurrent backward = forward;
	backward.backward = true;
	backward.masks += UNROLL_MAX_LAYERS;
	layer->summary.type = "Bidirectional";
	network_name(layer->summary.name, "bidirectional", layers_with(net, kind, true));
	add_direction(net, layer, forward, "forward_", name);
	add_direction(net, layer, backward, "backward_", name);
}

/* Whether a layer of the list gives the states of all timesteps, not the last alone. */
static bool gives_sequence(const network *net, size_t layer) {
	return net->layers[layer].summary.steps > 0;
}

/* PyTorch's (torch/nn/modules/rnn.py): weights and biases are uniform in ±1/√H. */
static void initialize_by_pytorch(const network_recurrent *recurrent, initial_draw *draw) {
	size_t units = recurrent->shape.units, columns = shape_columns(recurrent->shape);
	draw_uniform(draw, recurrent->kernel, recurrent->shape.inputs * columns, units);
	draw_uniform(draw, recurrent->recurrent_kernel, units * columns, units);
	draw_uniform(draw, recurrent->bias, 2 * columns, units);
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	for (size_t i = 0; i < layer->directions; i++) {
		const network_recurrent *recurrent = &net->recurrent[layer->recurrent + i];
		size_t units = recurrent->shape.units, columns = shape_columns(recurrent->shape);
		if (network_by_pytorch(net)) {
			initialize_by_pytorch(recurrent, draw);
			continue;
		}
		initial_glorot_uniform(draw->parameters + recurrent->kernel, recurrent->shape.inputs, columns,
		                       random_substream(draw->all, draw->drawn++));
		initial_orthogonal(draw->parameters + recurrent->recurrent_kernel, units, columns,
		                   random_substream(draw->all, draw->drawn++), draw->scratch);
		if (recurrent->shape.cell->forget_gate)
			for (size_t u = 0; u < units; u++) draw->parameters[recurrent->bias + units + u] = 1;
	}
}

/* --- Memory --------------------------------------------------------------------------------------- */

static recurrent_memory states_layout(arena *memory, recurrent_shape shape, size_t steps) {
	recurrent_memory states;
	memset(&states, 0, sizeof states);
	size_t count = shape.units * BLOCK, slots = shape.cell->slots;
	states.hidden = arena_take(memory, (steps + 1) * count, sizeof(float));
	states.slots = arena_take(memory, steps * padded_units(slots * shape.units) * BLOCK, sizeof(float));
	if (!shape.cell->has_cell_state) return states;
	states.cell_state = arena_take(memory, (steps + 1) * count, sizeof(float));
	states.cell_tanh = arena_take(memory, steps * count, sizeof(float));
	return states;
}

static void add_backward_layout(arena *memory, const network *net, recurrent_shape shape,
                                recurrent_memory *states) {
	size_t count = shape.units * BLOCK, slots = shape.cell->slots;
	states->d_slots = arena_take(memory, slots * count, sizeof(float));
	states->transposed = arena_take(memory, STEPS_TOGETHER * BLOCK * transposed_stride(shape), sizeof(float));
	if (network_masks(net)) states->d_past = arena_take(memory, 2 * count, sizeof(float));
	states->d_hidden = arena_take(memory, count, sizeof(float));
	if (shape.cell->has_cell_state) states->d_cell = arena_take(memory, count, sizeof(float));
	if (net->settings.recurrent_dropout > 0) {
		states->mask = arena_take(memory, count, sizeof(float));
		states->masked = arena_take(memory, STEPS_TOGETHER * count, sizeof(float));
	}
}

/* Whether the layer below wants the gradient of what it gives: an embedding only where dropout masks it. */
static bool wants_input_gradient(const network *net, size_t layer) {
	return layer > 1 || (layer == 1 && (!net->embedded || net->settings.dropout > 0));
}

static void lay_out_direction(arena *memory, const network *net, const network_recurrent *recurrent,
                              block_memory *block, bool training) {
	recurrent_block *own = &block->recurrent[recurrent - net->recurrent];
	recurrent_shape shape = recurrent->shape;
	size_t steps = net->settings.length, inputs = padded_units(shape.inputs), layer = recurrent->layer;
	own->memory = states_layout(memory, shape, steps);
	if (!training) return;
	add_backward_layout(memory, net, shape, &own->memory);
	if (net->settings.dropout > 0 && layer == 0) {
		own->scale = arena_take(memory, steps * BLOCK, sizeof(float));
	} else if (net->settings.dropout > 0) {
		own->input_mask = arena_take(memory, inputs * BLOCK, sizeof(float));
		own->masked_input = arena_take(memory, steps * inputs * BLOCK, sizeof(float));
	}
	if (!wants_input_gradient(net, layer)) return;
	own->d_input = recurrent->backward ? arena_take(memory, steps * shape.inputs * BLOCK, sizeof(float))
	                                   : block->layers[layer - 1].gradient;
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	const network_layer *plan = &net->layers[layer];
	layer_values *values = &block->layers[layer];
	size_t features = plan->summary.features, floats = features * BLOCK;
	if (gives_sequence(net, layer)) floats *= net->settings.length;
	for (size_t i = 0; i < plan->directions; i++)
		lay_out_direction(memory, net, &net->recurrent[plan->recurrent + i], block, training);
	if (plan->directions == 2) values->output = arena_take(memory, floats, sizeof(float));
	if (!training) return;
	values->gradient = plan->directions == 2 || gives_sequence(net, layer)
	                       ? arena_take(memory, floats, sizeof(float))
	                       : block->recurrent[plan->recurrent].memory.d_hidden;
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	for (size_t i = 0; i < net->layers[layer].directions; i++) {
		size_t index = net->layers[layer].recurrent + i, columns = layer_columns(net, index);
		recurrent_shape shape = net->recurrent[index].shape;
		recurrent_sums *own = &sums->recurrent[index];
		own->gradients.recurrent_kernel = arena_take(memory, shape.units * padded(columns), sizeof(float));
		if (layer > 0) own->kernel = arena_take(memory, shape.inputs * padded(columns), sizeof(float));
		own->bias = arena_take(memory, columns * BLOCK, sizeof(float));
		if (shape.cell->reset_after)
			own->gradients.recurrent_bias = arena_take(memory, shape.units * BLOCK, sizeof(float));
	}
}

/* --- A block -------------------------------------------------------------------------------------- */

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	const network_layer *plan = &p->net->layers[layer];
	for (size_t i = plan->recurrent; i < plan->recurrent + plan->directions; i++) {
		memory->recurrent[i].running = layer_for_block(p, memory, i, block, sums);
		p->net->hot->recurrent_forward(&memory->recurrent[i].running);
	}
	if (plan->directions == 2) {
		merge_block(p, memory, layer);
		return;
	}
	const recurrent_layer *running = &memory->recurrent[plan->recurrent].running;
	size_t step = running->shape.units * BLOCK, first = gives_sequence(p->net, layer) ? 1 : p->steps;
	memory->layers[layer].values = running->memory.hidden + first * step;
	memory->layers[layer].step = step;
}

/* Adds the gradient that the backward direction has of what the layer below gives to that of the forward one. */
static void add_input_gradients(pass *p, block_memory *memory, const network_layer *plan) {
	recurrent_block *own = &memory->recurrent[plan->recurrent];
	const word_mask *words = &memory->words[0];
	size_t step = own->running.shape.inputs * BLOCK, first = words->first * step;
	if (own[0].d_input)
		p->net->hot->add(own[0].d_input + first, own[1].d_input + first, (words->end - words->first) * step);
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block;
	const network_layer *plan = &p->net->layers[layer];
	recurrent_block *own = &memory->recurrent[plan->recurrent];
	sequence_gradient sequences[2] = {{NULL, 0}, {NULL, 0}};
	if (plan->directions == 2) {
		split_block_gradient(p, memory, layer, sequences);
	} else if (gives_sequence(p->net, layer)) {
		sequences[0] =
		    (sequence_gradient){memory->layers[layer].gradient, (ptrdiff_t)memory->layers[layer].step};
		memset(own->memory.d_hidden, 0, memory->layers[layer].step * sizeof *own->memory.d_hidden);
	}
	for (size_t i = 0; i < plan->directions; i++) {
		size_t index = plan->recurrent + i;
		p->net->hot->recurrent_backward(&own[i].running, sequences[i], &sums->recurrent[index].gradients);
		if (p->dropping && !own[i].running.input.by_rows) mask_input_gradients(p, memory, index);
	}
	if (plan->directions == 2) add_input_gradients(p, memory, plan);
}

/* Sums the gradients of biases over the reviews; where the input comes by word rows, over the words. */
static void write_direction(pass *p, size_t index, const shard *sums, float *gradient) {
	const hot_functions *hot = p->net->hot;
	const network_recurrent *recurrent = &p->net->recurrent[index];
	const recurrent_sums *own = &sums->recurrent[index];
	size_t columns = shape_columns(recurrent->shape), units = recurrent->shape.units;
	memset(p->d_bias, 0, columns * sizeof *p->d_bias);
	memset(p->d_recurrent_bias, 0, units * sizeof *p->d_recurrent_bias);
	hot->sum_reviews(p->d_bias, own->bias, columns); /* zeros where it comes from the word rows */
	if (own->gradients.recurrent_bias)
		hot->sum_reviews(p->d_recurrent_bias, own->gradients.recurrent_bias, units);
	if (reads_words(p->net, recurrent) && !p->dropping)
		for (uint32_t part = 0; part < SHARDS; part++)
			hot->sum_rows(p->d_bias, p->d_word_bias[index][part], columns, 1, columns);
	unpack_gradients(gradient, p->net, index, own->kernel, p->d_bias, own->gradients.recurrent_kernel,
	                 p->d_recurrent_bias);
	if (recurrent->layer > 0) return;
	pass_clear_rows(p, gradient + recurrent->kernel, columns); /* of a one-hot input */
	one_hot_backward(gradient + recurrent->kernel, p->batch->distinct, p->batch->distinct_count,
	                 sums->d_rows[index], recurrent->shape);
}

static void write_recurrent_gradients(pass *p, size_t layer, const shard *sums, float *gradient) {
	const network_layer *plan = &p->net->layers[layer];
	for (size_t i = 0; i < plan->directions; i++) write_direction(p, plan->recurrent + i, sums, gradient);
}

const layer_kind recurrent_layers = {initialize, lay_out_memory, lay_out_sums,
                                     forward,    backward,       write_recurrent_gradients};

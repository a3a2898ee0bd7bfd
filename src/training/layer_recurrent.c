/* A recurrent layer (layers/recurrent.h) of a network. */
#include <string.h>

#include "layers/initial_values.h"
#include "layers/one_hot.h"
#include "training/layer_input.h"
#include "training/layer_kind.h"

void add_recurrent(network *net, uint32_t index) {
	const unroll_settings *settings = &net->settings;
	const cell_description *cell = net->hot->cells[settings->cell];
	bool last = index + 1 == settings->layers;
	size_t inputs = network_features(net), units = settings->units[index], columns = cell->gates * units;
	network_layer *layer =
	    network_add_layer(net, &recurrent_layers, cell->name, cell->type, last ? 0 : settings->length, units);
	layer->recurrent = net->recurrent_count;
	network_recurrent *recurrent = &net->recurrent[net->recurrent_count++];
	recurrent->cell = settings->cell;
	recurrent->shape = (recurrent_shape){cell, inputs, units};
	recurrent->layer = (size_t)(layer - net->layers);
	recurrent->kernel = network_add_tensor(net, "kernel", inputs, columns);
	recurrent->recurrent_kernel = network_add_tensor(net, "recurrent_kernel", units, columns);
	recurrent->bias = cell->reset_after ? network_add_tensor(net, "bias", 2, columns)
	                                    : network_add_tensor(net, "bias", columns, 0);
}

/* Whether a layer of the list gives the states of all timesteps, not the last alone. */
static bool gives_sequence(const network *net, size_t layer) {
	return net->layers[layer].summary.steps > 0;
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	const network_recurrent *recurrent = &net->recurrent[layer->recurrent];
	size_t units = recurrent->shape.units, columns = shape_columns(recurrent->shape);
	initial_glorot_uniform(draw->parameters + recurrent->kernel, recurrent->shape.inputs, columns,
	                       random_substream(draw->all, draw->drawn++));
	initial_orthogonal(draw->parameters + recurrent->recurrent_kernel, units, columns,
	                   random_substream(draw->all, draw->drawn++), draw->scratch);
	if (recurrent->shape.cell->forget_gate)
		for (size_t u = 0; u < units; u++) draw->parameters[recurrent->bias + units + u] = 1;
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

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	const network_recurrent *recurrent = &net->recurrent[net->layers[layer].recurrent];
	recurrent_block *own = &block->recurrent[net->layers[layer].recurrent];
	recurrent_shape shape = recurrent->shape;
	size_t steps = net->settings.length, inputs = padded_units(shape.inputs);
	own->memory = states_layout(memory, shape, steps);
	if (!training) return;
	add_backward_layout(memory, net, shape, &own->memory);
	if (net->settings.dropout > 0 && layer == 0) {
		own->scale = arena_take(memory, steps * BLOCK, sizeof(float));
	} else if (net->settings.dropout > 0) {
		own->input_mask = arena_take(memory, inputs * BLOCK, sizeof(float));
		own->masked_input = arena_take(memory, steps * inputs * BLOCK, sizeof(float));
	}
	block->layers[layer].gradient = gives_sequence(net, layer)
	                                    ? arena_take(memory, steps * shape.units * BLOCK, sizeof(float))
	                                    : own->memory.d_hidden;
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	recurrent_shape shape = net->recurrent[net->layers[layer].recurrent].shape;
	size_t columns = shape_columns(shape);
	recurrent_sums *own = &sums->recurrent[net->layers[layer].recurrent];
	own->gradients.recurrent_kernel = arena_take(memory, shape.units * padded(columns), sizeof(float));
	if (layer > 0) own->kernel = arena_take(memory, shape.inputs * padded(columns), sizeof(float));
	own->bias = arena_take(memory, columns * BLOCK, sizeof(float));
	if (shape.cell->reset_after)
		own->gradients.recurrent_bias = arena_take(memory, shape.units * BLOCK, sizeof(float));
}

/* --- A block -------------------------------------------------------------------------------------- */

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	size_t index = p->net->layers[layer].recurrent, step = p->net->recurrent[index].shape.units * BLOCK;
	recurrent_layer *running = &memory->recurrent[index].running;
	*running = layer_for_block(p, memory, index, block, sums);
	p->net->hot->recurrent_forward(running);
	size_t first = gives_sequence(p->net, layer) ? 1 : p->steps;
	memory->layers[layer].values = running->memory.hidden + first * step;
	memory->layers[layer].step = step;
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block;
	size_t index = p->net->layers[layer].recurrent;
	recurrent_block *own = &memory->recurrent[index];
	const float *d_sequence = gives_sequence(p->net, layer) ? memory->layers[layer].gradient : NULL;
	if (d_sequence)
		memset(own->memory.d_hidden, 0, own->running.shape.units * BLOCK * sizeof *own->memory.d_hidden);
	p->net->hot->recurrent_backward(&own->running, d_sequence, &sums->recurrent[index].gradients);
	if (p->dropping && !own->running.input.by_rows) mask_input_gradients(p, memory, index);
}

/* Sums the gradients of biases over the reviews; where the input comes by word rows, over the words. */
static void write_gradient(pass *p, size_t layer, const shard *sums, float *gradient) {
	const hot_functions *hot = p->net->hot;
	size_t index = p->net->layers[layer].recurrent;
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
			hot->sum_rows(p->d_bias, p->d_word_bias[part], columns, 1, columns);
	unpack_gradients(gradient, p->net, index, own->kernel, p->d_bias, own->gradients.recurrent_kernel,
	                 p->d_recurrent_bias);
	if (layer > 0) return;
	pass_clear_rows(p, gradient + recurrent->kernel, columns); /* of a one-hot input */
	one_hot_backward(gradient + recurrent->kernel, p->batch->distinct, p->batch->distinct_count, sums->d_rows,
	                 recurrent->shape);
}

const layer_kind recurrent_layers = {initialize, lay_out_memory, lay_out_sums,
                                     forward,    backward,       write_gradient};

/* The memory of a pass. */
#include <string.h>

#include "text/batch.h"
#include "training/pass.h"

/* Distinct words that a batch can have. */
static size_t most_distinct(batch_shape shape) {
	size_t places = (size_t)block_count(shape.reviews) * BLOCK * shape.steps;
	return places < shape.words ? places : shape.words;
}

/* The row of a word's gradient: of its row of gate inputs or, under dropout, of its embedding. */
static size_t d_rows_stride(const network *net) {
	size_t stride = padded(layer_columns(net, 0));
	if (net->embedded && padded(net->settings.embedding) > stride) stride = padded(net->settings.embedding);
	return stride;
}

static shard shard_layout(arena *memory, const network *net, batch_shape shape) {
	shard s;
	memset(&s, 0, sizeof s);
	size_t before = memory->used;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape layer = net->recurrent[i].shape;
		size_t columns = layer_columns(net, i);
		layer_sums *sums = &s.layers[i];
		sums->recurrent.recurrent_kernel = arena_take(memory, layer.units * padded(columns), sizeof(float));
		if (i == 0) s.floats = sums->recurrent.recurrent_kernel;
		if (net->embedded || i > 0)
			sums->kernel = arena_take(memory, layer.inputs * padded(columns), sizeof(float));
		sums->bias = arena_take(memory, columns * BLOCK, sizeof(float));
		if (layer.cell->reset_after)
			sums->recurrent.recurrent_bias = arena_take(memory, layer.units * BLOCK, sizeof(float));
	}
	size_t units = net->recurrent[net->recurrent_count - 1].shape.units;
	s.dense_kernel = arena_take(memory, units * BLOCK, sizeof(float));
	s.dense_bias = arena_take(memory, BLOCK, sizeof(float));
	s.count = (memory->used - before) / sizeof(float);
	s.d_rows = arena_take(memory, most_distinct(shape) * d_rows_stride(net), sizeof(float));
	return s;
}

static layer_memory layer_memory_layout(arena *memory, const network *net, size_t index, bool training) {
	recurrent_shape shape = net->recurrent[index].shape;
	const unroll_settings *settings = &net->settings;
	size_t steps = settings->length, count = shape.units * BLOCK, slots = shape.cell->slots;
	bool cell_state = shape.cell->has_cell_state;
	bool one_hot = index == 0 && !net->embedded;
	layer_memory layer;
	memset(&layer, 0, sizeof layer);
	recurrent_memory *recurrent = &layer.recurrent;
	recurrent->hidden = arena_take(memory, (steps + 1) * count, sizeof(float));
	recurrent->slots = arena_take(memory, steps * padded_units(slots * shape.units) * BLOCK, sizeof(float));
	if (cell_state) recurrent->cell_state = arena_take(memory, (steps + 1) * count, sizeof(float));
	if (cell_state) recurrent->cell_tanh = arena_take(memory, steps * count, sizeof(float));
	if (!training) return layer;
	recurrent->d_slots = arena_take(memory, slots * count, sizeof(float));
	recurrent->transposed =
	    arena_take(memory, STEPS_TOGETHER * BLOCK * transposed_stride(shape), sizeof(float));
	if (network_masks(net)) recurrent->d_past = arena_take(memory, 2 * count, sizeof(float));
	recurrent->d_hidden = arena_take(memory, count, sizeof(float));
	if (cell_state) recurrent->d_cell = arena_take(memory, count, sizeof(float));
	if (settings->recurrent_dropout > 0) {
		recurrent->mask = arena_take(memory, count, sizeof(float));
		recurrent->masked = arena_take(memory, STEPS_TOGETHER * count, sizeof(float));
	}
	bool dropping = settings->dropout > 0;
	if (dropping && one_hot) layer.scale = arena_take(memory, steps * BLOCK, sizeof(float));
	if (dropping && !one_hot) {
		layer.input_mask = arena_take(memory, padded_units(shape.inputs) * BLOCK, sizeof(float));
		layer.masked_input = arena_take(memory, steps * padded_units(shape.inputs) * BLOCK, sizeof(float));
	}
	if (index > 0 || (dropping && net->embedded))
		layer.d_input = arena_take(memory, steps * shape.inputs * BLOCK, sizeof(float));
	return layer;
}

static block_memory block_memory_layout(arena *memory, const network *net, bool training) {
	block_memory block;
	memset(&block, 0, sizeof block);
	for (size_t i = 0; i < net->recurrent_count; i++)
		block.layers[i] = layer_memory_layout(memory, net, i, training);
	if (network_masks(net)) block.present = arena_take(memory, net->settings.length, sizeof *block.present);
	if (training && net->embedded)
		block.transposed_input = arena_take(memory, BLOCK * padded(net->settings.embedding), sizeof(float));
	return block;
}

pass pass_layout(arena *memory, const network *net, batch_shape shape, bool training) {
	pass p;
	memset(&p, 0, sizeof p);
	p.net = net;
	p.steps = shape.steps;
	size_t distinct = most_distinct(shape), widest = 0, most_units = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		p.packed[i] = packed_weights_layout(memory, net, i);
		if (layer_columns(net, i) > widest) widest = layer_columns(net, i);
		if (net->recurrent[i].shape.units > most_units) most_units = net->recurrent[i].shape.units;
	}
	p.memories[0] = block_memory_layout(memory, net, training);
	p.memory_count = 1;
	p.rows = arena_take(memory, distinct * padded(layer_columns(net, 0)), sizeof(float));
	p.logits = arena_take(memory, (size_t)block_count(shape.reviews) * BLOCK, sizeof(float));
	p.losses = arena_take(memory, shape.reviews, sizeof(double));
	size_t embedding = net->embedded ? padded(net->settings.embedding) : 0;
	if (net->embedded) p.embedded = arena_take(memory, distinct * embedding, sizeof(float));
	if (!training) return p;
	if (net->embedded) p.d_embedded = arena_take(memory, distinct * embedding, sizeof(float));
	p.written = arena_take(memory, distinct, sizeof *p.written);
	p.d_bias = arena_take(memory, widest, sizeof(float));
	p.d_recurrent_bias = arena_take(memory, most_units, sizeof(float));
	for (size_t i = 0; i < SHARDS; i++) {
		p.shards[i] = shard_layout(memory, net, shape);
		p.d_word_bias[i] = arena_take(memory, layer_columns(net, 0), sizeof(float));
	}
	return p;
}

void pass_layout_parallel(arena *memory, pass *p, bool training) {
	for (size_t i = 1; i < SHARDS; i++) p->memories[i] = block_memory_layout(memory, p->net, training);
	p->memory_count = SHARDS;
}

/* The memory of a pass. */
#include <string.h>

#include "base/fail.h"
#include "text/batch.h"
#include "training/layer_kind.h"

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
	s.floats = arena_take(memory, 0, sizeof(float)); /* where the first of them will be */
	size_t before = memory->used;
	for (size_t i = 0; i < net->layer_count; i++) net->layers[i].kind->sums(memory, net, i, &s);
	s.count = (memory->used - before) / sizeof(float);
	size_t sums = net->embedded && net->settings.dropout > 0 ? 1 : word_readers(net);
	for (size_t i = 0; i < sums; i++)
		s.d_rows[i] = arena_take(memory, most_distinct(shape) * d_rows_stride(net), sizeof(float));
	return s;
}

static block_memory block_memory_layout(arena *memory, const network *net, bool training) {
	block_memory block;
	memset(&block, 0, sizeof block);
	for (size_t i = 0; i < net->layer_count; i++)
		net->layers[i].kind->memory(memory, net, i, &block, training);
	for (size_t i = 0; network_omits_padding(net) && i < 2; i++)
		block.present[i] = arena_take(memory, net->settings.length, sizeof *block.present[i]);
	return block;
}

pass pass_layout(arena *memory, const network *net, batch_shape shape, bool training) {
	pass p;
	memset(&p, 0, sizeof p);
	p.net = net;
	p.steps = shape.steps;
	for (size_t label = 0; label < UNROLL_MOST_CLASSES; label++) p.class_weights[label] = 1;
	size_t distinct = most_distinct(shape), widest = 0, most_units = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		p.packed[i] = packed_weights_layout(memory, net, i);
		if (layer_columns(net, i) > widest) widest = layer_columns(net, i);
		if (net->recurrent[i].shape.units > most_units) most_units = net->recurrent[i].shape.units;
	}
	p.memories[0] = block_memory_layout(memory, net, training);
	p.memory_count = 1;
	for (size_t i = 0; i < word_readers(net); i++)
		p.rows[i] = arena_take(memory, distinct * padded(layer_columns(net, 0)), sizeof(float));
	p.logits = arena_take(memory, (size_t)block_count(shape.reviews) * net->outputs * BLOCK, sizeof(float));
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
		for (size_t r = 0; r < word_readers(net); r++)
			p.d_word_bias[r][i] = arena_take(memory, layer_columns(net, 0), sizeof(float));
	}
	return p;
}

static void layout_parallel(arena *memory, pass *p, bool training) {
	for (size_t i = 1; i < SHARDS; i++) p->memories[i] = block_memory_layout(memory, p->net, training);
	p->memory_count = SHARDS;
}

unroll_status pass_use_parallel(pass *p, arena *memory, bool training, unroll_error *error) {
	if (memory->memory) return UNROLL_OK;
	pass counted = *p;
	arena counting = arena_counting();
	layout_parallel(&counting, &counted, training);
	if (counting.overflow || !arena_open(memory, counting.used))
		return fail(error, UNROLL_OUT_OF_MEMORY, "threads",
		            "There is no memory to work on several processors at once, which takes %zu MB more. "
		            "Use one thread.",
		            counting.used / 1000000);
	layout_parallel(memory, p, training);
	return UNROLL_OK;
}

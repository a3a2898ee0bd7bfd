#include "training/pass.h"

#include <string.h>

#include "layers/loss.h"
#include "layers/word_rows.h"
#include "training/block_pass.h"

static size_t columns_of(const network *net, size_t index) {
	return gate_count(net->recurrent[index].shape.cell) * net->recurrent[index].shape.units;
}

/* Distinct words that a batch can have. */
static size_t most_distinct(batch_shape shape) {
	size_t places = (size_t)block_count(shape.reviews) * BLOCK * shape.steps;
	return places < shape.words ? places : shape.words;
}

/* The row of a word's gradient: of its row of gate inputs or, under dropout, of its embedding. */
static size_t d_rows_stride(const network *net) {
	size_t stride = padded(columns_of(net, 0));
	if (net->embedded && padded(net->settings.embedding) > stride) stride = padded(net->settings.embedding);
	return stride;
}

static shard shard_layout(arena *memory, const network *net, batch_shape shape) {
	shard s;
	memset(&s, 0, sizeof s);
	size_t before = memory->used;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape layer = net->recurrent[i].shape;
		size_t columns = columns_of(net, i);
		layer_sums *sums = &s.layers[i];
		sums->recurrent_kernel = arena_take(memory, layer.units * padded(columns), sizeof(float));
		if (i == 0) s.floats = sums->recurrent_kernel;
		if (net->embedded || i > 0)
			sums->kernel = arena_take(memory, layer.inputs * padded(columns), sizeof(float));
		sums->bias = arena_take(memory, columns * BLOCK, sizeof(float));
		if (layer.cell == UNROLL_GRU)
			sums->recurrent_bias = arena_take(memory, layer.units * BLOCK, sizeof(float));
	}
	size_t units = net->recurrent[net->recurrent_count - 1].shape.units;
	s.dense_kernel = arena_take(memory, units * BLOCK, sizeof(float));
	s.dense_bias = arena_take(memory, BLOCK, sizeof(float));
	s.count = (memory->used - before) / sizeof(float);
	s.d_rows = arena_take(memory, most_distinct(shape) * d_rows_stride(net), sizeof(float));
	return s;
}

static block_memory block_memory_layout(arena *memory, const network *net, bool training) {
	block_memory block;
	memset(&block, 0, sizeof block);
	for (size_t i = 0; i < net->recurrent_count; i++)
		block.layers[i] = layer_memory_layout(memory, net, i, training);
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
		if (columns_of(net, i) > widest) widest = columns_of(net, i);
		if (net->recurrent[i].shape.units > most_units) most_units = net->recurrent[i].shape.units;
	}
	p.memories[0] = block_memory_layout(memory, net, training);
	p.memory_count = 1;
	p.rows = arena_take(memory, distinct * padded(columns_of(net, 0)), sizeof(float));
	p.logits = arena_take(memory, (size_t)block_count(shape.reviews) * BLOCK, sizeof(float));
	p.losses = arena_take(memory, shape.reviews, sizeof(double));
	size_t embedding = net->embedded ? padded(net->settings.embedding) : 0;
	if (net->embedded) p.copies = arena_take(memory, distinct * embedding, sizeof(float));
	if (!training) return p;
	if (net->embedded) p.d_copies = arena_take(memory, distinct * embedding, sizeof(float));
	p.placed = arena_take(memory, distinct, sizeof *p.placed);
	p.d_bias = arena_take(memory, widest, sizeof(float));
	p.d_recurrent_bias = arena_take(memory, most_units, sizeof(float));
	for (size_t i = 0; i < SHARDS; i++) {
		p.shards[i] = shard_layout(memory, net, shape);
		p.d_word_bias[i] = arena_take(memory, columns_of(net, 0), sizeof(float));
	}
	return p;
}

void pass_layout_parallel(arena *memory, pass *p, bool training) {
	for (size_t i = 1; i < SHARDS; i++) p->memories[i] = block_memory_layout(memory, p->net, training);
	p->memory_count = SHARDS;
}

void pass_begin(pass *p, const float *parameters, const batch *reviews, bool training, random_stream masks) {
	p->parameters = parameters;
	p->batch = reviews;
	p->training = training;
	p->dropping = training && p->net->settings.dropout > 0;
	p->masking = training && p->net->settings.recurrent_dropout > 0;
	p->masks = masks;
	for (size_t i = 0; i < p->net->recurrent_count; i++) pack_weights(&p->packed[i], p->net, i, parameters);
}

/* The first of the distinct words that belong to a part, and the first that no longer do. */
static size_t first_word(const pass *p, uint32_t part) {
	return (size_t)p->batch->distinct_count * part / SHARDS;
}

/* Rows by the first layer's kernel and bias; under dropout a one-hot row's bias comes later, and an embedding is not
 * multiplied before its mask is known. */
void pass_rows(pass *p, uint32_t part) {
	const network *net = p->net;
	size_t first = first_word(p, part), words = first_word(p, part + 1) - first;
	const uint32_t *ids = p->batch->distinct + first;
	size_t columns = columns_of(net, 0);
	float *rows = p->rows + first * padded(columns);
	if (net->embedded) {
		const float *embeddings = p->parameters + net->embeddings;
		size_t dimensions = net->settings.embedding;
		float *copies = p->copies + first * padded(dimensions);
		if (p->dropping)
			copy_rows(copies, padded(dimensions), ids, words, embeddings, dimensions);
		else
			embedded_rows(rows, copies, ids, words, embeddings, dimensions, p->packed[0].kernel,
			              p->packed[0].bias, columns);
		return;
	}
	pack_one_hot_rows(rows, ids, words, net, p->parameters);
	if (!p->dropping) add_to_rows(rows, padded(columns), words, p->packed[0].bias, columns);
}

/* Floats of a word's gradient row in the pass that is under way. */
static size_t row_floats(const pass *p) {
	bool embeddings = p->net->embedded && p->dropping;
	return embeddings ? padded(p->net->settings.embedding) : padded(columns_of(p->net, 0));
}

void pass_shard(pass *p, uint32_t part) {
	shard *s = &p->shards[part];
	block_memory *memory = &p->memories[part % p->memory_count];
	if (p->training) {
		memset(s->floats, 0, s->count * sizeof *s->floats);
		memset(s->d_rows, 0, p->batch->distinct_count * row_floats(p) * sizeof *s->d_rows);
	}
	for (uint32_t block = part; block < block_count(p->batch->reviews); block += SHARDS) {
		block_forward(p, memory, block, s);
		if (p->training) block_backward(p, memory, block, s);
	}
}

/* The words' gradients of all shards, in their order, into the first. From them follow the words' embeddings' gradients and,
 * summed over the words of the part, those of the first layer's bias and kernel. The kernel's go to where a shard would sum
 * them if it multiplied at each step. */
void pass_words(pass *p, uint32_t part) {
	const network *net = p->net;
	size_t first = first_word(p, part), words = first_word(p, part + 1) - first;
	size_t columns = columns_of(net, 0), row = row_floats(p);
	float *d_rows = p->shards[0].d_rows + first * row;
	for (uint32_t i = 1; i < SHARDS && i < block_count(p->batch->reviews); i++)
		add(d_rows, p->shards[i].d_rows + first * row, words * row);
	if (p->dropping) return;
	memset(p->d_word_bias[part], 0, columns * sizeof(float));
	sum_rows(p->d_word_bias[part], d_rows, row, words, columns);
	if (!net->embedded) return;
	size_t dimensions = net->settings.embedding, copy = padded(dimensions);
	embedded_rows_backward(p->d_copies + first * copy, p->shards[part].layers[0].kernel, d_rows,
	                       p->copies + first * copy, p->packed[0].transposed_kernel, words, dimensions,
	                       columns);
}

/* Adds up the shards, in their order, into the first. */
static shard *fold_shards(pass *p) {
	shard *first = &p->shards[0];
	for (uint32_t i = 1; i < SHARDS; i++) add(first->floats, p->shards[i].floats, first->count);
	return first;
}

/* Clears the rows of the gradient that the batch before has written: one by one where they are few, or all at once. */
static void clear_rows(pass *p, float *gradient) {
	size_t width = network_row_width(p->net), words = p->net->settings.words;
	if (p->placed_count * 8 > words)
		memset(gradient, 0, words * width * sizeof *gradient);
	else
		for (size_t i = 0; i < p->placed_count; i++)
			memset(gradient + p->placed[i] * width, 0, width * sizeof *gradient);
	p->placed_count = p->batch->distinct_count;
	memcpy(p->placed, p->batch->distinct, p->placed_count * sizeof *p->placed);
}

/* The gradients of the words' embeddings, or of their rows of a one-hot kernel, to their places. */
static void place_words(const pass *p, const shard *sums, float *gradient) {
	const network *net = p->net;
	const uint32_t *ids = p->batch->distinct;
	size_t distinct = p->batch->distinct_count;
	if (!net->embedded) {
		unpack_one_hot_rows(gradient, ids, distinct, net, sums->d_rows);
		return;
	}
	size_t dimensions = net->settings.embedding;
	const float *d_embeddings = p->dropping ? sums->d_rows : p->d_copies;
	for (size_t d = 0; d < distinct; d++)
		memcpy(gradient + net->embeddings + ids[d] * dimensions, d_embeddings + d * padded(dimensions),
		       dimensions * sizeof *gradient);
}

void pass_gradient(pass *p, float *gradient) {
	const network *net = p->net;
	shard *sums = fold_shards(p);
	for (size_t i = 0; i < net->recurrent_count; i++) {
		size_t columns = columns_of(net, i), units = net->recurrent[i].shape.units;
		layer_sums *layer = &sums->layers[i];
		memset(p->d_bias, 0, columns * sizeof *p->d_bias);
		memset(p->d_recurrent_bias, 0, units * sizeof *p->d_recurrent_bias);
		sum_reviews(p->d_bias, layer->bias, columns); /* zeros where the words have it */
		if (layer->recurrent_bias) sum_reviews(p->d_recurrent_bias, layer->recurrent_bias, units);
		if (i == 0 && !p->dropping)
			for (uint32_t part = 0; part < SHARDS; part++)
				sum_rows(p->d_bias, p->d_word_bias[part], columns, 1, columns);
		unpack_gradients(gradient, net, i, layer->kernel, p->d_bias, layer->recurrent_kernel,
		                 p->d_recurrent_bias);
	}
	size_t units = net->recurrent[net->recurrent_count - 1].shape.units;
	memset(gradient + net->dense_kernel, 0, (units + 1) * sizeof *gradient); /* the bias is next to it */
	sum_reviews(gradient + net->dense_kernel, sums->dense_kernel, units);
	sum_reviews(gradient + net->dense_bias, sums->dense_bias, 1);
	clear_rows(p, gradient);
	place_words(p, sums, gradient);
}

static void rows_part(void *work, uint32_t part) {
	pass_rows(work, part);
}

static void shard_part(void *work, uint32_t part) {
	pass_shard(work, part);
}

static void words_part(void *work, uint32_t part) {
	pass_words(work, part);
}

/* All parts of a step, at the same time where there is a way. */
static void run_parts(const unroll_parallel *parallel, unroll_part *part, pass *p) {
	if (parallel)
		parallel->run(parallel->context, part, p, SHARDS);
	else
		for (uint32_t i = 0; i < SHARDS; i++) part(p, i);
}

void pass_run(pass *p, const float *parameters, const batch *reviews, random_stream masks, float *gradient,
              const unroll_parallel *parallel) {
	pass_begin(p, parameters, reviews, gradient != NULL, masks);
	run_parts(parallel, rows_part, p);
	run_parts(p->memory_count == SHARDS ? parallel : NULL, shard_part, p);
	if (!gradient) return;
	run_parts(parallel, words_part, p);
	pass_gradient(p, gradient);
}

double pass_loss(const pass *p) {
	double sum = 0;
	for (uint32_t r = 0; r < p->batch->reviews; r++) sum += p->losses[r];
	return sum / p->batch->reviews;
}

uint32_t pass_correct(const pass *p) {
	uint32_t correct = 0;
	for (uint32_t r = 0; r < p->batch->reviews; r++)
		correct += (uint32_t)is_correct(p->logits[r], p->batch->labels[r]);
	return correct;
}

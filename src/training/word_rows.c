/* The rows of a batch's distinct words: what the first layer gets from them, and their gradients. */
#include <string.h>

#include "layers/one_hot.h"
#include "training/pass.h"

/* Where part `part` of the distinct words begins, and the part before it ends. */
static size_t first_word(const pass *p, uint32_t part) {
	return (size_t)p->batch->distinct_count * part / SHARDS;
}

/* Rows by the first layer's kernel and bias; under dropout a one-hot row's bias comes later, and an embedding is not
 * multiplied before its mask is known. */
void pass_word_rows(pass *p, uint32_t part) {
	const network *net = p->net;
	const hot_functions *hot = net->hot;
	size_t first = first_word(p, part), words = first_word(p, part + 1) - first;
	const uint32_t *ids = p->batch->distinct + first;
	size_t columns = layer_columns(net, 0), dimensions = net->settings.embedding;
	const float *embeddings = p->parameters + net->embeddings;
	float *embedded = net->embedded ? p->embedded + first * padded(dimensions) : NULL;
	if (net->embedded && p->dropping)
		hot->embedding_lookup(embedded, padded(dimensions), ids, words, embeddings, dimensions);
	for (size_t i = 0; i < word_readers(net); i++) {
		float *rows = p->rows[i] + first * padded(columns);
		if (!net->embedded) {
			one_hot_forward(rows, ids, words, p->parameters + net->recurrent[i].kernel,
			                net->recurrent[i].shape);
			if (!p->dropping) hot->add_to_rows(rows, padded(columns), words, p->packed[i].bias, columns);
		} else if (!p->dropping) {
			hot->embedding_forward(rows, embedded, ids, words, embeddings, dimensions, p->packed[i].kernel,
			                       p->packed[i].bias, columns);
		}
	}
}

size_t pass_row_sums(const pass *p) {
	return p->net->embedded && p->dropping ? 1 : word_readers(p->net);
}

size_t pass_row_floats(const pass *p) {
	bool embeddings = p->net->embedded && p->dropping;
	return embeddings ? padded(p->net->settings.embedding) : padded(layer_columns(p->net, 0));
}

/* For each direction, adds the words' gradients of all shards, in their order, into the first. From them follow the gradients of the
 * embeddings and, summed over the words of the part, of the first layer's bias and kernel. The kernel's is stored where a shard sums
 * it when it multiplies at each timestep. */
void pass_word_gradients(pass *p, uint32_t part) {
	const network *net = p->net;
	const hot_functions *hot = net->hot;
	size_t first = first_word(p, part), words = first_word(p, part + 1) - first;
	size_t columns = layer_columns(net, 0), row = pass_row_floats(p);
	size_t dimensions = net->settings.embedding, copy = padded(dimensions);
	if (net->embedded && !p->dropping)
		memset(p->d_embedded + first * copy, 0, words * copy * sizeof *p->d_embedded);
	for (size_t i = 0; i < pass_row_sums(p); i++) {
		float *d_rows = p->shards[0].d_rows[i] + first * row;
		for (uint32_t s = 1; s < SHARDS && s < block_count(p->batch->reviews); s++)
			hot->add(d_rows, p->shards[s].d_rows[i] + first * row, words * row);
		if (p->dropping) continue;
		memset(p->d_word_bias[i][part], 0, columns * sizeof(float));
		hot->sum_rows(p->d_word_bias[i][part], d_rows, row, words, columns);
		if (!net->embedded) continue;
		hot->embedding_backward(p->d_embedded + first * copy, p->shards[part].recurrent[i].kernel, d_rows,
		                        p->embedded + first * copy, p->packed[i].transposed_kernel, words, dimensions,
		                        columns);
	}
}

/* One by one where they are few, otherwise all at once. The penalty of a one-hot kernel writes all of them. */
void pass_clear_rows(const pass *p, float *rows, size_t width) {
	size_t words = p->net->settings.words;
	bool penalized = !p->net->embedded && p->net->settings.l2 > 0;
	if (penalized || p->written_count * 8 > words)
		memset(rows, 0, words * width * sizeof *rows);
	else
		for (size_t i = 0; i < p->written_count; i++)
			memset(rows + p->written[i] * width, 0, width * sizeof *rows);
}

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
	size_t columns = layer_columns(net, 0);
	float *rows = p->rows + first * padded(columns);
	if (net->embedded) {
		const float *embeddings = p->parameters + net->embeddings;
		size_t dimensions = net->settings.embedding;
		float *embedded = p->embedded + first * padded(dimensions);
		if (p->dropping)
			hot->embedding_lookup(embedded, padded(dimensions), ids, words, embeddings, dimensions);
		else
			hot->embedding_forward(rows, embedded, ids, words, embeddings, dimensions, p->packed[0].kernel,
			                       p->packed[0].bias, columns);
		return;
	}
	one_hot_forward(rows, ids, words, p->parameters + net->recurrent[0].kernel, net->recurrent[0].shape);
	if (!p->dropping) hot->add_to_rows(rows, padded(columns), words, p->packed[0].bias, columns);
}

size_t pass_row_floats(const pass *p) {
	bool embeddings = p->net->embedded && p->dropping;
	return embeddings ? padded(p->net->settings.embedding) : padded(layer_columns(p->net, 0));
}

/* Adds the words' gradients of all shards, in their order, into the first. From them follow the gradients of the embeddings and,
 * summed over the words of the part, of the first layer's bias and kernel. The kernel's is stored where a shard sums it
 * when it multiplies at each timestep. */
void pass_word_gradients(pass *p, uint32_t part) {
	const network *net = p->net;
	const hot_functions *hot = net->hot;
	size_t first = first_word(p, part), words = first_word(p, part + 1) - first;
	size_t columns = layer_columns(net, 0), row = pass_row_floats(p);
	float *d_rows = p->shards[0].d_rows + first * row;
	for (uint32_t i = 1; i < SHARDS && i < block_count(p->batch->reviews); i++)
		hot->add(d_rows, p->shards[i].d_rows + first * row, words * row);
	if (p->dropping) return;
	memset(p->d_word_bias[part], 0, columns * sizeof(float));
	hot->sum_rows(p->d_word_bias[part], d_rows, row, words, columns);
	if (!net->embedded) return;
	size_t dimensions = net->settings.embedding, copy = padded(dimensions);
	hot->embedding_backward(p->d_embedded + first * copy, p->shards[part].recurrent[0].kernel, d_rows,
	                        p->embedded + first * copy, p->packed[0].transposed_kernel, words, dimensions,
	                        columns);
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

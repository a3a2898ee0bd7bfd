/* From the sums of a pass's shards to the gradient of every weight. */
#include <string.h>

#include "layers/one_hot.h"
#include "training/pass.h"

/* Adds all shards, in their order, into the first. */
static shard *fold_shards(pass *p) {
	shard *first = &p->shards[0];
	for (uint32_t i = 1; i < SHARDS; i++) p->net->hot->add(first->floats, p->shards[i].floats, first->count);
	return first;
}

/* Clears the rows of the gradient that the previous pass wrote: one by one where they are few, otherwise all at once. */
static void clear_rows(pass *p, float *gradient) {
	size_t width = network_row_width(p->net), words = p->net->settings.words;
	if (p->written_count * 8 > words)
		memset(gradient, 0, words * width * sizeof *gradient);
	else
		for (size_t i = 0; i < p->written_count; i++)
			memset(gradient + p->written[i] * width, 0, width * sizeof *gradient);
	p->written_count = p->batch->distinct_count;
	memcpy(p->written, p->batch->distinct, p->written_count * sizeof *p->written);
}

/* Writes the gradients of the words' embeddings, or of their rows of a one-hot kernel. */
static void write_words(const pass *p, const shard *sums, float *gradient) {
	const network *net = p->net;
	const uint32_t *ids = p->batch->distinct;
	size_t distinct = p->batch->distinct_count;
	if (!net->embedded) {
		one_hot_backward(gradient + net->recurrent[0].kernel, ids, distinct, sums->d_rows,
		                 net->recurrent[0].shape);
		return;
	}
	size_t dimensions = net->settings.embedding;
	const float *d_embeddings = p->dropping ? sums->d_rows : p->d_embedded;
	for (size_t d = 0; d < distinct; d++)
		memcpy(gradient + net->embeddings + ids[d] * dimensions, d_embeddings + d * padded(dimensions),
		       dimensions * sizeof *gradient);
}

void pass_gradient(pass *p, float *gradient) {
	const network *net = p->net;
	const hot_functions *hot = net->hot;
	shard *sums = fold_shards(p);
	for (size_t i = 0; i < net->recurrent_count; i++) {
		size_t columns = layer_columns(net, i), units = net->recurrent[i].shape.units;
		layer_sums *layer = &sums->layers[i];
		memset(p->d_bias, 0, columns * sizeof *p->d_bias);
		memset(p->d_recurrent_bias, 0, units * sizeof *p->d_recurrent_bias);
		hot->sum_reviews(p->d_bias, layer->bias, columns); /* zeros where it comes from the word rows */
		if (layer->recurrent.recurrent_bias)
			hot->sum_reviews(p->d_recurrent_bias, layer->recurrent.recurrent_bias, units);
		if (i == 0 && !p->dropping)
			for (uint32_t part = 0; part < SHARDS; part++)
				hot->sum_rows(p->d_bias, p->d_word_bias[part], columns, 1, columns);
		unpack_gradients(gradient, net, i, layer->kernel, p->d_bias, layer->recurrent.recurrent_kernel,
		                 p->d_recurrent_bias);
	}
	size_t units = net->recurrent[net->recurrent_count - 1].shape.units;
	memset(gradient + net->dense_kernel, 0, (units + 1) * sizeof *gradient); /* the bias is next to it */
	hot->sum_reviews(gradient + net->dense_kernel, sums->dense_kernel, units);
	hot->sum_reviews(gradient + net->dense_bias, sums->dense_bias, 1);
	clear_rows(p, gradient);
	write_words(p, sums, gradient);
}

/* Embedding, where the input is not one-hot. Its rows are looked up for each distinct word of a batch (word_rows.c), and the layer above
 * gathers them. So in a block there is something to do only where dropout makes the gradient of a word differ from review to review. */
#include <string.h>

#include "layers/initial_values.h"
#include "training/layer_kind.h"

void add_embedding(network *net) {
	const unroll_settings *settings = &net->settings;
	network_add_layer(net, &embedding_layer, "embedding", "Embedding", settings->length, settings->embedding);
	net->embeddings =
	    network_add_tensor(net, "embedding", "embeddings", settings->words, settings->embedding);
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	size_t count = (size_t)net->settings.words * layer->summary.features;
	float *values = draw->parameters + net->embeddings;
	random_stream stream = random_substream(draw->all, draw->drawn++);
	if (network_by_pytorch(net))
		initial_normal(values, count, stream);
	else
		initial_uniform(values, count, 0.05, stream);
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	if (!training) return;
	size_t steps = net->settings.length, dimensions = net->settings.embedding;
	block->transposed_input = arena_take(memory, BLOCK * padded(dimensions), sizeof(float));
	if (net->settings.dropout > 0)
		block->layers[layer].gradient = arena_take(memory, steps * dimensions * BLOCK, sizeof(float));
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	(void)memory, (void)net, (void)layer, (void)sums; /* its rows are no sums of their own: shard.d_rows */
}

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)p, (void)memory, (void)layer, (void)block, (void)sums;
}

/* Adds the gradients to those of the words of the block. */
static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	if (!p->dropping) return;
	const hot_functions *hot = p->net->hot;
	const uint32_t *places = batch_block(p->batch, block);
	size_t dimensions = p->net->settings.embedding, stride = padded(dimensions);
	for (size_t t = memory->words[0].first; t < memory->words[0].end; t++) {
		float *transposed = memory->transposed_input;
		hot->transpose_block(transposed, stride, memory->layers[layer].gradient + t * dimensions * BLOCK,
		                     dimensions);
		hot->scatter_rows(sums->d_rows[0], stride, places + t * BLOCK, transposed, stride, BLOCK, dimensions);
	}
}

static void write_word_gradients(pass *p, size_t layer, const shard *sums, float *gradient) {
	(void)layer;
	float *rows = gradient + p->net->embeddings;
	const uint32_t *ids = p->batch->distinct;
	size_t distinct = p->batch->distinct_count, dimensions = p->net->settings.embedding;
	const float *d_embeddings = p->dropping ? sums->d_rows[0] : p->d_embedded;
	pass_clear_rows(p, rows, dimensions);
	for (size_t d = 0; d < distinct; d++)
		memcpy(rows + ids[d] * dimensions, d_embeddings + d * padded(dimensions), dimensions * sizeof *rows);
}

const layer_kind embedding_layer = {initialize, lay_out_memory, lay_out_sums,
                                    forward,    backward,       write_word_gradients};

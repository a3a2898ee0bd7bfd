/* The blocks of a shard, one after another, through all layers. */
#include <string.h>

#include "layers/loss.h"
#include "training/layer_input.h"
#include "training/padding_mask.h"

/* Forward: fills the logits and losses of block `index`. In training `sums` takes nothing yet. */
static void block_forward(pass *p, block_memory *memory, uint32_t index, shard *sums) {
	const hot_functions *hot = p->net->hot;
	size_t top = p->net->recurrent_count - 1;
	memory->words = words_of_block(p, memory->present, index);
	for (size_t i = 0; i <= top; i++) {
		memory->running[i] = layer_for_block(p, memory, i, index, sums);
		hot->recurrent_forward(&memory->running[i]);
	}
	size_t units = p->net->recurrent[top].shape.units;
	float *logits = p->logits + (size_t)index * BLOCK;
	hot->dense_forward(logits, memory->layers[top].recurrent.hidden + p->steps * units * BLOCK,
	                   p->parameters + p->net->dense_kernel, p->parameters + p->net->dense_bias, units);
	for (uint32_t r = index * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++)
		p->losses[r + i] = binary_crossentropy(logits[i], p->batch->labels[r + i]);
}

/* Applies the input mask to d_input of a layer, as the layer below sees it. The first layer's is then added to the gradients of
 * the embeddings of its words, which no rows of words carry where a mask differs from review to review. */
static void mask_input_gradients(pass *p, block_memory *memory, size_t index, const input_projection *input,
                                 shard *sums, const uint32_t *places) {
	const hot_functions *hot = p->net->hot;
	layer_memory *layer = &memory->layers[index];
	size_t inputs = input->inputs, stride = padded(inputs);
	for (size_t t = memory->words.first; t < memory->words.end; t++) {
		float *d_input = layer->d_input + t * inputs * BLOCK;
		hot->multiply(d_input, d_input, layer->input_mask, inputs * BLOCK);
		if (index > 0) continue;
		float *transposed = memory->transposed_input;
		hot->transpose_block(transposed, stride, d_input, inputs);
		hot->scatter_rows(sums->d_rows, stride, places + t * BLOCK, transposed, stride, BLOCK, inputs);
	}
}

/* Backward, right after block_forward() of the same block: adds to `sums`. */
static void block_backward(pass *p, block_memory *memory, uint32_t index, shard *sums) {
	const network *net = p->net;
	const hot_functions *hot = net->hot;
	size_t top = net->recurrent_count - 1, units = net->recurrent[top].shape.units;
	float d_logits[BLOCK] = {0};
	for (uint32_t r = index * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++) {
		double gradient = binary_crossentropy_gradient(p->logits[r + i], p->batch->labels[r + i]);
		d_logits[i] = (float)(gradient / p->batch->reviews);
	}
	hot->dense_backward(memory->layers[top].recurrent.d_hidden, sums->dense_kernel, sums->dense_bias,
	                    d_logits, memory->layers[top].recurrent.hidden + p->steps * units * BLOCK,
	                    p->parameters + net->dense_kernel, units);
	for (size_t i = top + 1; i-- > 0;) {
		recurrent_layer *layer = &memory->running[i];
		const float *d_sequence = i == top ? NULL : memory->layers[i + 1].d_input;
		if (d_sequence) memset(layer->memory.d_hidden, 0, layer->shape.units * BLOCK * sizeof(float));
		hot->recurrent_backward(layer, d_sequence, &sums->layers[i].recurrent);
		if (p->dropping && !layer->input.by_rows)
			mask_input_gradients(p, memory, i, &layer->input, sums, batch_block(p->batch, index));
	}
}

void pass_shard(pass *p, uint32_t part) {
	shard *s = &p->shards[part];
	block_memory *memory = &p->memories[part % p->memory_count];
	if (p->training) {
		memset(s->floats, 0, s->count * sizeof *s->floats);
		memset(s->d_rows, 0, p->batch->distinct_count * pass_row_floats(p) * sizeof *s->d_rows);
	}
	for (uint32_t block = part; block < block_count(p->batch->reviews); block += SHARDS) {
		block_forward(p, memory, block, s);
		if (p->training) block_backward(p, memory, block, s);
	}
}

#include "training/block_pass.h"

#include <string.h>

#include "layers/dense.h"
#include "layers/dropout.h"
#include "layers/loss.h"

layer_memory layer_memory_layout(arena *memory, const network *net, size_t index, bool training) {
	recurrent_shape shape = net->recurrent[index].shape;
	const unroll_settings *settings = &net->settings;
	size_t steps = settings->length, count = shape.units * BLOCK, slots = slot_count(shape.cell);
	bool lstm = shape.cell == UNROLL_LSTM;
	bool one_hot = index == 0 && !net->embedded;
	layer_memory layer;
	memset(&layer, 0, sizeof layer);
	recurrent_memory *recurrent = &layer.recurrent;
	recurrent->hidden = arena_take(memory, (steps + 1) * count, sizeof(float));
	recurrent->slots = arena_take(memory, steps * padded_units(slots * shape.units) * BLOCK, sizeof(float));
	if (lstm) recurrent->cell_state = arena_take(memory, (steps + 1) * count, sizeof(float));
	if (lstm) recurrent->cell_tanh = arena_take(memory, steps * count, sizeof(float));
	if (!training) return layer;
	recurrent->d_slots = arena_take(memory, slots * count, sizeof(float));
	recurrent->transposed = arena_take(memory, STEPS_TOGETHER * BLOCK * transposed_stride(shape), sizeof(float));
	recurrent->d_hidden = arena_take(memory, count, sizeof(float));
	if (lstm) recurrent->d_cell = arena_take(memory, count, sizeof(float));
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

/* The masks of layer `index`: of its inputs, and of its hidden state. */
static random_stream mask_stream(const pass *p, size_t index, bool recurrent) {
	return random_substream(p->masks, 2 * index + recurrent);
}

/* Whether the first layer's words come as embeddings that dropout has touched. */
static bool drops_embedding(const pass *p, size_t index) {
	return index == 0 && p->net->embedded && p->dropping;
}

/* One-hot input under dropout: the factor that the mask has for the word at each place. */
static void scale_words(pass *p, block_memory *memory, uint32_t block, const uint32_t *places) {
	random_stream stream = mask_stream(p, 0, false);
	for (size_t t = 0; t < p->steps; t++)
		for (size_t r = 0; r < BLOCK; r++)
			memory->layers[0].scale[t * BLOCK + r] =
			    dropout_factor(stream, (float)p->net->settings.dropout, (size_t)block * BLOCK + r,
			                   p->batch->distinct[places[t * BLOCK + r]]);
}

/* masked_input[t] = x_t · mask for all steps; x_t is a word's embedding or the hidden state of the layer below. */
static void mask_inputs(pass *p, block_memory *memory, size_t index, uint32_t block, const uint32_t *places) {
	layer_memory *layer = &memory->layers[index];
	size_t inputs = p->net->recurrent[index].shape.inputs, step = padded_units(inputs) * BLOCK;
	dropout_block(layer->input_mask, mask_stream(p, index, false), (float)p->net->settings.dropout,
	              (size_t)block * BLOCK, inputs);
	for (size_t t = 0; t < p->steps; t++) {
		float *masked = layer->masked_input + t * step;
		const float *x = masked;
		if (index == 0)
			gather_rows(masked, p->copies, padded(inputs), places + t * BLOCK, inputs);
		else
			x = memory->layers[index - 1].recurrent.hidden + (t + 1) * inputs * BLOCK;
		multiply(masked, x, layer->input_mask, inputs * BLOCK);
	}
}

static gate_input input_by_rows(pass *p, block_memory *memory, uint32_t block, const uint32_t *places,
                                shard *sums, gate_input input) {
	input.by_rows = true;
	input.places = places;
	input.rows = p->rows;
	input.d_rows = sums->d_rows;
	uint32_t left = p->batch->reviews - block * BLOCK;
	input.reviews = left < BLOCK ? left : BLOCK;
	if (p->dropping) {
		scale_words(p, memory, block, places);
		input.scale = memory->layers[0].scale;
	}
	return input;
}

static gate_input input_by_product(pass *p, block_memory *memory, size_t index, uint32_t block,
                                   const uint32_t *places, shard *sums, gate_input input) {
	layer_memory *layer = &memory->layers[index];
	input.inputs = p->net->recurrent[index].shape.inputs;
	input.kernel = p->packed[index].kernel;
	input.d_kernel = sums->layers[index].kernel;
	input.d_x = layer->d_input;
	if (p->dropping) {
		mask_inputs(p, memory, index, block, places);
		input.x = layer->masked_input;
		input.x_step = padded_units(input.inputs) * BLOCK;
	} else {
		input.x = memory->layers[index - 1].recurrent.hidden + input.inputs * BLOCK;
		input.x_step = input.inputs * BLOCK;
	}
	return input;
}

/* Layer `index` made ready for a block. */
static recurrent_layer layer_for_block(pass *p, block_memory *memory, size_t index, uint32_t block,
                                       shard *sums) {
	const network_recurrent *plan = &p->net->recurrent[index];
	const uint32_t *places = batch_block(p->batch, block);
	size_t columns = gate_count(plan->shape.cell) * plan->shape.units;
	gate_input common = {.columns = columns,
	                     .stride = padded(columns),
	                     .bias = p->packed[index].bias,
	                     .d_bias = sums->layers[index].bias};
	recurrent_layer layer = {
	    .shape = plan->shape, .steps = p->steps, .memory = memory->layers[index].recurrent};
	layer.weights.recurrent_kernel = p->parameters + plan->recurrent_kernel;
	if (plan->shape.cell == UNROLL_GRU) /* b' of the candidate: the last third of the bias' second row */
		layer.weights.recurrent_bias = p->parameters + plan->bias + columns + 2 * plan->shape.units;
	layer.input = index == 0 && !drops_embedding(p, 0)
	                  ? input_by_rows(p, memory, block, places, sums, common)
	                  : input_by_product(p, memory, index, block, places, sums, common);
	layer.masked = p->masking;
	if (p->masking)
		dropout_block(layer.memory.mask, mask_stream(p, index, true),
		              (float)p->net->settings.recurrent_dropout, (size_t)block * BLOCK, plan->shape.units);
	return layer;
}

static void layer_forward(recurrent_layer *layer) {
	switch (layer->shape.cell) {
	case UNROLL_SIMPLE_RNN:
		simple_rnn_forward(layer);
		break;
	case UNROLL_LSTM:
		lstm_forward(layer);
		break;
	case UNROLL_GRU:
		gru_forward(layer);
		break;
	}
}

static void layer_backward(recurrent_layer *layer, const float *d_sequence, const layer_sums *sums) {
	recurrent_gradients gradients = {sums->recurrent_kernel, sums->recurrent_bias};
	switch (layer->shape.cell) {
	case UNROLL_SIMPLE_RNN:
		simple_rnn_backward(layer, d_sequence, &gradients);
		break;
	case UNROLL_LSTM:
		lstm_backward(layer, d_sequence, &gradients);
		break;
	case UNROLL_GRU:
		gru_backward(layer, d_sequence, &gradients);
		break;
	}
}

void block_forward(pass *p, block_memory *memory, uint32_t index, shard *sums) {
	size_t top = p->net->recurrent_count - 1;
	for (size_t i = 0; i <= top; i++) {
		memory->running[i] = layer_for_block(p, memory, i, index, sums);
		layer_forward(&memory->running[i]);
	}
	size_t units = p->net->recurrent[top].shape.units;
	float *logits = p->logits + (size_t)index * BLOCK;
	dense_forward(logits, memory->layers[top].recurrent.hidden + p->steps * units * BLOCK,
	              p->parameters + p->net->dense_kernel, p->parameters + p->net->dense_bias, units);
	for (uint32_t r = index * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++)
		p->losses[r + i] = binary_crossentropy(logits[i], p->batch->labels[r + i]);
}

/* d_input of a layer as the layer below, or the embedding, sees it: through the mask. */
static void unmask_inputs(pass *p, block_memory *memory, size_t index, const gate_input *input, shard *sums,
                          const uint32_t *places) {
	layer_memory *layer = &memory->layers[index];
	size_t inputs = input->inputs, stride = padded(inputs);
	for (size_t t = 0; t < p->steps; t++) {
		float *d_input = layer->d_input + t * inputs * BLOCK;
		multiply(d_input, d_input, layer->input_mask, inputs * BLOCK);
		if (index > 0) continue;
		float *transposed = memory->transposed_input;
		transpose_block(transposed, stride, d_input, inputs);
		scatter_rows(sums->d_rows, stride, places + t * BLOCK, transposed, stride, BLOCK, inputs);
	}
}

void block_backward(pass *p, block_memory *memory, uint32_t index, shard *sums) {
	const network *net = p->net;
	size_t top = net->recurrent_count - 1, units = net->recurrent[top].shape.units;
	float d_logits[BLOCK] = {0};
	for (uint32_t r = index * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++) {
		double gradient = binary_crossentropy_gradient(p->logits[r + i], p->batch->labels[r + i]);
		d_logits[i] = (float)(gradient / p->batch->reviews);
	}
	dense_backward(memory->layers[top].recurrent.d_hidden, sums->dense_kernel, sums->dense_bias, d_logits,
	               memory->layers[top].recurrent.hidden + p->steps * units * BLOCK,
	               p->parameters + net->dense_kernel, units);
	for (size_t i = top + 1; i-- > 0;) {
		recurrent_layer *layer = &memory->running[i];
		const float *d_sequence = i == top ? NULL : memory->layers[i + 1].d_input;
		if (d_sequence) memset(layer->memory.d_hidden, 0, layer->shape.units * BLOCK * sizeof(float));
		layer_backward(layer, d_sequence, &sums->layers[i]);
		if (p->dropping && !layer->input.by_rows)
			unmask_inputs(p, memory, i, &layer->input, sums, batch_block(p->batch, index));
	}
}

#include "training/layer_input.h"

#include "layers/dropout.h"
#include "layers/one_hot.h"

/* The masks of layer `index`: of its inputs, and of its hidden state. */
static random_stream mask_stream(const pass *p, size_t index, bool recurrent) {
	return random_substream(p->masks, 2 * index + recurrent);
}

/* Whether layer `index` gets embeddings with dropout, and so has to multiply at each timestep. */
static bool drops_embedding(const pass *p, size_t index) {
	return index == 0 && p->net->embedded && p->dropping;
}

/* masked_input[t] = x_t · mask for all timesteps; x_t is a word's embedding or the hidden state of the layer below. */
static void mask_inputs(pass *p, block_memory *memory, size_t index, uint32_t block, const uint32_t *places) {
	layer_memory *layer = &memory->layers[index];
	size_t inputs = p->net->recurrent[index].shape.inputs, step = padded_units(inputs) * BLOCK;
	dropout_block(layer->input_mask, mask_stream(p, index, false), (float)p->net->settings.dropout,
	              (size_t)block * BLOCK, inputs);
	for (size_t t = 0; t < p->steps; t++) {
		float *masked = layer->masked_input + t * step;
		const float *x = masked;
		if (index == 0)
			p->net->hot->gather_rows(masked, p->embedded, padded(inputs), places + t * BLOCK, inputs);
		else
			x = memory->layers[index - 1].recurrent.hidden + (t + 1) * inputs * BLOCK;
		p->net->hot->multiply(masked, x, layer->input_mask, inputs * BLOCK);
	}
}

static input_projection input_by_rows(pass *p, block_memory *memory, uint32_t block, const uint32_t *places,
                                      shard *sums, input_projection input) {
	input.by_rows = true;
	input.places = places;
	input.rows = p->rows;
	input.d_rows = sums->d_rows;
	uint32_t left = p->batch->reviews - block * BLOCK;
	input.reviews = left < BLOCK ? left : BLOCK;
	if (p->dropping) {
		float *scale = memory->layers[0].scale;
		one_hot_dropout(scale, places, p->batch->distinct, p->steps, mask_stream(p, 0, false),
		                (float)p->net->settings.dropout, (size_t)block * BLOCK);
		input.scale = scale;
	}
	return input;
}

static input_projection input_by_product(pass *p, block_memory *memory, size_t index, uint32_t block,
                                         const uint32_t *places, shard *sums, input_projection input) {
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

recurrent_layer layer_for_block(pass *p, block_memory *memory, size_t index, uint32_t block, shard *sums) {
	const network_recurrent *plan = &p->net->recurrent[index];
	const uint32_t *places = batch_block(p->batch, block);
	size_t columns = shape_columns(plan->shape);
	input_projection common = {.columns = columns,
	                           .stride = padded(columns),
	                           .bias = p->packed[index].bias,
	                           .d_bias = sums->layers[index].bias};
	recurrent_layer layer = {
	    .shape = plan->shape, .steps = p->steps, .memory = memory->layers[index].recurrent};
	layer.weights.recurrent_kernel = p->parameters + plan->recurrent_kernel;
	if (plan->shape.cell->reset_after) /* b' of the candidate: the end of the bias' second row */
		layer.weights.recurrent_bias = p->parameters + plan->bias + 2 * columns - plan->shape.units;
	layer.input = index == 0 && !drops_embedding(p, 0)
	                  ? input_by_rows(p, memory, block, places, sums, common)
	                  : input_by_product(p, memory, index, block, places, sums, common);
	layer.words = memory->words;
	layer.masked = p->masking;
	if (p->masking)
		dropout_block(layer.memory.mask, mask_stream(p, index, true),
		              (float)p->net->settings.recurrent_dropout, (size_t)block * BLOCK, plan->shape.units);
	return layer;
}

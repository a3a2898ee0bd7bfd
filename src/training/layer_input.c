#include "training/layer_input.h"

#include "layers/dropout.h"
#include "layers/one_hot.h"

/* The masks of a layer: of its inputs, and of its hidden state. */
static random_stream mask_stream(const pass *p, size_t index, bool recurrent) {
	return random_substream(p->masks, 2 * p->net->recurrent[index].masks + recurrent);
}

/* The first timestep that a layer reads, and the way to the next, for steps of `step` values each. */
static ptrdiff_t first_step(const pass *p, const network_recurrent *recurrent, size_t step) {
	return recurrent->backward ? (ptrdiff_t)((p->steps - 1) * step) : 0;
}

static ptrdiff_t next_step(const network_recurrent *recurrent, size_t step) {
	return recurrent->backward ? -(ptrdiff_t)step : (ptrdiff_t)step;
}

/* Whether the layer gathers rows that are multiplied already: not where dropout masks the embeddings. */
static bool gathers_rows(const pass *p, const network_recurrent *recurrent) {
	return reads_words(p->net, recurrent) && !(p->dropping && p->net->embedded);
}

/* masked_input[t] = x_t · mask for all timesteps of the text; x_t is a word's embedding or what the layer below gives. */
static void mask_inputs(pass *p, block_memory *memory, size_t index, uint32_t block, const uint32_t *places) {
	const network_recurrent *plan = &p->net->recurrent[index];
	recurrent_block *own = &memory->recurrent[index];
	const layer_values *below = &memory->layers[plan->layer - 1];
	size_t inputs = plan->shape.inputs, step = padded_units(inputs) * BLOCK;
	dropout_block(own->input_mask, mask_stream(p, index, false), (float)p->net->settings.dropout,
	              (size_t)block * BLOCK, inputs);
	for (size_t t = memory->words[0].first; t < memory->words[0].end; t++) {
		float *masked = own->masked_input + t * step;
		const float *x = masked;
		if (reads_words(p->net, plan))
			p->net->hot->gather_rows(masked, p->embedded, padded(inputs), places + t * BLOCK, inputs);
		else
			x = below->values + t * below->step;
		p->net->hot->multiply(masked, x, own->input_mask, inputs * BLOCK);
	}
}

static input_projection input_by_rows(pass *p, block_memory *memory, size_t index, uint32_t block,
                                      const uint32_t *places, shard *sums, input_projection input) {
	const network_recurrent *plan = &p->net->recurrent[index];
	ptrdiff_t first = first_step(p, plan, BLOCK);
	input.by_rows = true;
	input.places = places + first;
	input.place_step = next_step(plan, BLOCK);
	input.rows = p->rows[index];
	input.d_rows = sums->d_rows[index];
	uint32_t left = p->batch->reviews - block * BLOCK;
	input.reviews = left < BLOCK ? left : BLOCK;
	if (p->dropping) {
		float *scale = memory->recurrent[index].scale;
		one_hot_dropout(scale, places, p->batch->distinct, p->steps, mask_stream(p, index, false),
		                (float)p->net->settings.dropout, (size_t)block * BLOCK);
		input.scale = scale + first;
	}
	return input;
}

static input_projection input_by_product(pass *p, block_memory *memory, size_t index, uint32_t block,
                                         const uint32_t *places, shard *sums, input_projection input) {
	const network_recurrent *plan = &p->net->recurrent[index];
	const layer_values *below = &memory->layers[plan->layer - 1];
	input.inputs = plan->shape.inputs;
	input.kernel = p->packed[index].kernel;
	input.d_kernel = sums->recurrent[index].kernel;
	recurrent_block *own = &memory->recurrent[index];
	size_t step = p->dropping ? padded_units(input.inputs) * BLOCK : below->step,
	       d_step = input.inputs * BLOCK;
	if (p->dropping) mask_inputs(p, memory, index, block, places);
	input.x = (p->dropping ? own->masked_input : below->values) + first_step(p, plan, step);
	input.x_step = next_step(plan, step);
	if (own->d_input) input.d_x = own->d_input + first_step(p, plan, d_step);
	input.d_x_step = next_step(plan, d_step);
	return input;
}

recurrent_layer layer_for_block(pass *p, block_memory *memory, size_t index, uint32_t block, shard *sums) {
	const network_recurrent *plan = &p->net->recurrent[index];
	const uint32_t *places = batch_block(p->batch, block);
	size_t columns = shape_columns(plan->shape);
	input_projection common = {.columns = columns,
	                           .stride = padded(columns),
	                           .bias = p->packed[index].bias,
	                           .d_bias = sums->recurrent[index].bias};
	recurrent_layer layer = {
	    .shape = plan->shape, .steps = p->steps, .memory = memory->recurrent[index].memory};
	layer.weights.recurrent_kernel = p->parameters + plan->recurrent_kernel;
	if (plan->shape.cell->reset_after) /* b' of the candidate: the end of the bias' second row */
		layer.weights.recurrent_bias = p->parameters + plan->bias + 2 * columns - plan->shape.units;
	layer.input = gathers_rows(p, plan) ? input_by_rows(p, memory, index, block, places, sums, common)
	                                    : input_by_product(p, memory, index, block, places, sums, common);
	layer.words = memory->words[plan->backward];
	layer.masked = p->masking;
	if (p->masking)
		dropout_block(layer.memory.mask, mask_stream(p, index, true),
		              (float)p->net->settings.recurrent_dropout, (size_t)block * BLOCK, plan->shape.units);
	return layer;
}

void mask_input_gradients(pass *p, block_memory *memory, size_t index) {
	recurrent_block *own = &memory->recurrent[index];
	size_t count = own->running.input.inputs * BLOCK;
	for (size_t t = memory->words[0].first; t < memory->words[0].end; t++) {
		float *d_x = own->d_input + t * count;
		p->net->hot->multiply(d_x, d_x, own->input_mask, count);
	}
}

/* The recurrent layer, whatever its cell: all timesteps of one block, forward and backward. */
#ifndef LAYERS_RECURRENT_H
#define LAYERS_RECURRENT_H

#include "layers/input_projection.h"

/* Timestep t of a sequence of blocks (…, H, 16). */
static inline float *hidden_at(const recurrent_layer *layer, float *sequence, size_t t) {
	return sequence + t * layer->shape.units * BLOCK;
}

/* What the cell works on at timestep t. */
static inline cell_step step_at(const recurrent_layer *layer, size_t t) {
	const recurrent_memory *memory = &layer->memory;
	size_t slot_units = padded_units(layer->shape.cell->slots * layer->shape.units);
	cell_step step = {.slots = memory->slots + t * slot_units * BLOCK,
	                  .h = hidden_at(layer, memory->hidden, t),
	                  .h_next = hidden_at(layer, memory->hidden, t + 1)};
	if (memory->cell_state) {
		step.c = hidden_at(layer, memory->cell_state, t);
		step.c_next = hidden_at(layer, memory->cell_state, t + 1);
		step.c_tanh = hidden_at(layer, memory->cell_tanh, t);
	}
	return step;
}

/* slots += h·U, h masked where there is recurrent dropout. `slots` is (C, 16). */
HOT_FUNCTION void recurrent_product(recurrent_layer *layer, const float *h, float *slots) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = shape_columns(layer->shape);
	if (layer->masked) {
		multiply(memory->masked, h, memory->mask, units * BLOCK);
		h = memory->masked;
	}
	matrix_view transposed_kernel = {layer->weights.recurrent_kernel, 1, columns};
	product_of_block(slots, transposed_kernel, h, columns, units);
}

/* Timestep t, forward. */
static inline cell_step step_forward(recurrent_layer *layer, size_t t) {
	const cell_description *cell = layer->shape.cell;
	size_t units = layer->shape.units, count = units * BLOCK;
	cell_step step = step_at(layer, t);
	input_projection_forward(&layer->input, t, step.slots);
	if (cell->reset_after) fill_block(step.slots + cell->gates * count, layer->weights.recurrent_bias, units);
	recurrent_product(layer, step.h, step.slots + first_recurrent_slot(cell) * count);
	cell->forward(&step, count);
	return step;
}

/* Copies the states before timestep `from` to those before timestep `to`. */
static inline void carry_states(recurrent_layer *layer, size_t from, size_t to) {
	const recurrent_memory *memory = &layer->memory;
	size_t size = layer->shape.units * BLOCK * sizeof(float);
	if (from == to) return;
	memcpy(hidden_at(layer, memory->hidden, to), hidden_at(layer, memory->hidden, from), size);
	if (memory->cell_state)
		memcpy(hidden_at(layer, memory->cell_state, to), hidden_at(layer, memory->cell_state, from), size);
}

/* Where padding is masked. The states are zero up to the first word, and stay what the last has left. */
HOT_FUNCTION void masked_forward(recurrent_layer *layer) {
	const word_mask *words = &layer->words;
	carry_states(layer, 0, words->first);
	for (size_t t = words->first; t < words->end; t++) {
		cell_step step = step_forward(layer, t);
		if (words->present[t] == UINT16_MAX) continue;
		replace_reviews(step.h_next, step.h, words->present[t], layer->shape.units);
		if (step.c) replace_reviews(step.c_next, step.c, words->present[t], layer->shape.units);
	}
	carry_states(layer, words->end, layer->steps);
}

/* Runs the timesteps of one block: fills memory.hidden and what the backward pass needs. */
HOT_FUNCTION void recurrent_forward(recurrent_layer *layer) {
	if (layer->words.present)
		masked_forward(layer);
	else
		for (size_t t = 0; t < layer->steps; t++) step_forward(layer, t);
}

/* d_h += d_slots·Uᵀ, through the mask where there is recurrent dropout. */
static inline void hidden_gradient(recurrent_layer *layer, const float *d_slots) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = shape_columns(layer->shape);
	matrix_view kernel = {layer->weights.recurrent_kernel, columns, 1};
	if (!layer->masked) {
		product_of_block(memory->d_hidden, kernel, d_slots, units, columns);
		return;
	}
	float *through = memory->masked;
	memset(through, 0, units * BLOCK * sizeof *through);
	product_of_block(through, kernel, d_slots, units, columns);
	multiply(through, through, memory->mask, units * BLOCK);
	add(memory->d_hidden, through, units * BLOCK);
}

/* d_U += Σ h_tᵀ·d_slots over the `steps` timesteps that begin with t, the last of them first. */
static inline void recurrent_kernel_gradient(recurrent_layer *layer, size_t t, size_t steps,
                                             const float *transposed, float *gradient) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = shape_columns(layer->shape);
	size_t count = units * BLOCK;
	const float *last = hidden_at(layer, memory->hidden, t + steps - 1);
	ptrdiff_t step = -(ptrdiff_t)count;
	if (layer->masked) {
		for (size_t s = 0; s < steps; s++)
			multiply(memory->masked + s * count, last - s * count, memory->mask, count);
		last = memory->masked, step = (ptrdiff_t)count;
	}
	product_of_steps(gradient, padded(columns), last, step, transposed, transposed_stride(layer->shape),
	                 units, steps, columns);
}

/* The backward pass of one timestep below the gates, from the gradients of its slots in memory.d_slots: adds to the
 * gradients of the input, of U (those of both kernels at every fourth timestep and the first) and of h_t in memory.d_hidden. */
HOT_FUNCTION void recurrent_step_backward(recurrent_layer *layer, size_t t,
                                          const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, stride = transposed_stride(layer->shape);
	size_t recurrent = first_recurrent_slot(layer->shape.cell) * units;
	size_t waiting =
	    (layer->words.end - 1 - t) % STEPS_TOGETHER; /* timesteps whose kernels' gradients are due */
	float *transposed = memory->transposed + waiting * BLOCK * stride;
	transpose_block(transposed, stride, memory->d_slots, layer->shape.cell->slots * units);
	input_projection_backward(&layer->input, t, memory->d_slots, transposed, stride);
	hidden_gradient(layer, memory->d_slots + recurrent * BLOCK);
	if (waiting + 1 < STEPS_TOGETHER && t > layer->words.first) return;
	input_projection_kernel_gradient(&layer->input, t, waiting + 1, memory->transposed, stride);
	recurrent_kernel_gradient(layer, t, waiting + 1, memory->transposed + recurrent,
	                          gradients->recurrent_kernel);
}

/* The cell's backward pass of a timestep that is padding for some reviews: the gradients of their states stay as they are, and their
 * sums, which then depend on nothing, have none. */
static inline void mixed_cell_backward(recurrent_layer *layer, const cell_step *step,
                                       const cell_gradients *gradients, uint32_t present) {
	size_t units = layer->shape.units, count = units * BLOCK;
	float *past_h = layer->memory.d_past, *past_c = past_h + count;
	split_reviews(past_h, gradients->d_h, present, units);
	if (step->c) split_reviews(past_c, gradients->d_c, present, units);
	layer->shape.cell->backward(step, gradients, count);
	add(gradients->d_h, past_h, count);
	if (step->c) add(gradients->d_c, past_c, count);
}

/* Where padding is masked: recurrent_backward() without the timesteps before the first word and after the last. */
HOT_FUNCTION void masked_backward(recurrent_layer *layer, sequence_gradient sequence,
                                  const cell_gradients *of_step, const recurrent_gradients *gradients) {
	size_t count = layer->shape.units * BLOCK;
	for (size_t t = layer->words.end; t-- > layer->words.first;) {
		if (sequence.values)
			add(layer->memory.d_hidden, sequence.values + (ptrdiff_t)t * sequence.step, count);
		cell_step step = step_at(layer, t);
		if (layer->words.present[t] == UINT16_MAX)
			layer->shape.cell->backward(&step, of_step, count);
		else
			mixed_cell_backward(layer, &step, of_step, layer->words.present[t]);
		recurrent_step_backward(layer, t, gradients);
	}
}

/* Runs all timesteps backward. memory.d_hidden holds the gradient of the last hidden state; `sequence` that of the hidden state
 * after every timestep, where a layer stands above. Adds to `gradients`, and to those of
 * layer->input. */
HOT_FUNCTION void recurrent_backward(recurrent_layer *layer, sequence_gradient sequence,
                                     const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t count = layer->shape.units * BLOCK;
	cell_gradients of_step = {memory->d_hidden, memory->d_cell, memory->d_slots, gradients->recurrent_bias};
	if (memory->d_cell) memset(memory->d_cell, 0, count * sizeof *memory->d_cell);
	if (layer->words.present) {
		masked_backward(layer, sequence, &of_step, gradients);
		return;
	}
	for (size_t t = layer->steps; t-- > 0;) {
		if (sequence.values) add(memory->d_hidden, sequence.values + (ptrdiff_t)t * sequence.step, count);
		cell_step step = step_at(layer, t);
		layer->shape.cell->backward(&step, &of_step, count);
		recurrent_step_backward(layer, t, gradients);
	}
}

#endif

#include "layers/recurrent.h"

#include <string.h>

#include "kernels/block.h"
#include "kernels/product.h"

size_t gate_count(unroll_cell cell) {
	return cell == UNROLL_SIMPLE_RNN ? 1 : cell == UNROLL_LSTM ? 4 : 3;
}

size_t slot_count(unroll_cell cell) {
	return cell == UNROLL_SIMPLE_RNN ? 1 : 4;
}

size_t keras_gate(unroll_cell cell, size_t slot) {
	return cell == UNROLL_GRU ? (slot + 2) % 3 : slot;
}

size_t transposed_stride(recurrent_shape shape) {
	return padded(slot_count(shape.cell) * shape.units + 15);
}

float *slots_at(const recurrent_layer *layer, size_t t) {
	size_t units = padded_units(slot_count(layer->shape.cell) * layer->shape.units);
	return layer->memory.slots + t * units * BLOCK;
}

float *hidden_at(const recurrent_layer *layer, float *sequence, size_t t) {
	return sequence + t * layer->shape.units * BLOCK;
}

void recurrent_product(recurrent_layer *layer, size_t t, float *gates) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = gate_count(layer->shape.cell) * units;
	const float *hidden = hidden_at(layer, memory->hidden, t);
	if (layer->masked) {
		multiply(memory->masked, hidden, memory->mask, units * BLOCK);
		hidden = memory->masked;
	}
	matrix_view transposed_kernel = {layer->weights.recurrent_kernel, 1, columns};
	product_of_block(gates, transposed_kernel, hidden, columns, units);
}

/* d_hidden += U · d_gates, through the mask where there is recurrent dropout. */
static void hidden_gradient(recurrent_layer *layer, const float *d_gates) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = gate_count(layer->shape.cell) * units;
	matrix_view kernel = {layer->weights.recurrent_kernel, columns, 1};
	if (!layer->masked) {
		product_of_block(memory->d_hidden, kernel, d_gates, units, columns);
		return;
	}
	float *through = memory->masked;
	memset(through, 0, units * BLOCK * sizeof *through);
	product_of_block(through, kernel, d_gates, units, columns);
	multiply(through, through, memory->mask, units * BLOCK);
	add(memory->d_hidden, through, units * BLOCK);
}

/* The gradients of U from the `steps` steps that begin with t, the last of them first. */
static void recurrent_kernel_gradient(recurrent_layer *layer, size_t t, size_t steps, const float *transposed,
                                      float *gradient) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, columns = gate_count(layer->shape.cell) * units;
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

void recurrent_step_backward(recurrent_layer *layer, size_t t, size_t first_slot,
                             const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, stride = transposed_stride(layer->shape);
	size_t waiting = (layer->steps - 1 - t) % STEPS_TOGETHER; /* steps whose kernels' gradients are due */
	float *transposed = memory->transposed + waiting * BLOCK * stride;
	transpose_block(transposed, stride, memory->d_slots, slot_count(layer->shape.cell) * units);
	gate_input_backward(&layer->input, t, memory->d_slots, transposed, stride);
	hidden_gradient(layer, memory->d_slots + first_slot * units * BLOCK);
	if (waiting + 1 < STEPS_TOGETHER && t > 0) return;
	gate_input_kernel_gradient(&layer->input, t, waiting + 1, memory->transposed, stride);
	recurrent_kernel_gradient(layer, t, waiting + 1, memory->transposed + first_slot * units,
	                          gradients->recurrent_kernel);
}

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

/* What U is multiplied with at step t: the hidden state before it, masked where there is recurrent dropout. */
static const float *recurrent_input(recurrent_layer *layer, size_t t) {
	const recurrent_memory *memory = &layer->memory;
	const float *hidden = hidden_at(layer, memory->hidden, t);
	if (!layer->masked) return hidden;
	multiply(memory->masked, hidden, memory->mask, layer->shape.units * BLOCK);
	return memory->masked;
}

void recurrent_product(recurrent_layer *layer, size_t t, float *gates) {
	size_t units = layer->shape.units, columns = gate_count(layer->shape.cell) * units;
	matrix_view transposed_kernel = {layer->weights.recurrent_kernel, 1, columns};
	product(gates, BLOCK, transposed_kernel, recurrent_input(layer, t), BLOCK, columns, units, BLOCK);
}

void recurrent_product_backward(recurrent_layer *layer, size_t t, const float *d_gates,
                                const float *transposed, float *d_hidden,
                                const recurrent_gradients *gradients) {
	size_t units = layer->shape.units, columns = gate_count(layer->shape.cell) * units;
	size_t stride = transposed_stride(layer->shape);

	matrix_view input = {recurrent_input(layer, t), BLOCK, 1};
	product(gradients->recurrent_kernel, padded(columns), input, transposed, stride, units, BLOCK, columns);

	matrix_view kernel = {layer->weights.recurrent_kernel, columns, 1};
	if (!layer->masked) {
		product(d_hidden, BLOCK, kernel, d_gates, BLOCK, units, columns, BLOCK);
		return;
	}
	float *through = layer->memory.masked;
	memset(through, 0, units * BLOCK * sizeof *through);
	product(through, BLOCK, kernel, d_gates, BLOCK, units, columns, BLOCK);
	multiply(through, through, layer->memory.mask, units * BLOCK);
	add(d_hidden, through, units * BLOCK);
}

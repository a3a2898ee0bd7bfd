/* GRU with the reset after the product (keras/src/layers/rnn/gru.py, reset_after=True), Keras' gates z, r, h:
 *   z = σ(x·W_z + b_z + h·U_z + b'_z)      r = σ(x·W_r + b_r + h·U_r + b'_r)
 *   g = tanh(x·W_h + b_h + r·q)            q = h·U_h + b'_h
 *   h_{t+1} = z·h + (1 - z)·g
 * The biases of z and r only ever stand together: b + b' comes with the input (layers/word_rows.h). */
#include "kernels/block.h"
#include "kernels/gates.h"
#include "layers/recurrent.h"

void gru_forward(recurrent_layer *layer) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, count = units * BLOCK;
	for (size_t t = 0; t < layer->steps; t++) {
		float *slots = slots_at(layer, t); /* x_h, a_z, a_r, q */
		gate_input_forward(&layer->input, t, slots);
		fill_block(slots + 3 * count, layer->weights.recurrent_bias, units);
		recurrent_product(layer, t, slots + count);
		gru_gates(slots, hidden_at(layer, memory->hidden, t), hidden_at(layer, memory->hidden, t + 1), count);
	}
}

void gru_backward(recurrent_layer *layer, const float *d_sequence, const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t units = layer->shape.units, count = units * BLOCK;
	for (size_t t = layer->steps; t-- > 0;) {
		if (d_sequence) add(memory->d_hidden, d_sequence + t * count, count);
		gru_gates_backward(slots_at(layer, t), hidden_at(layer, memory->hidden, t), memory->d_hidden,
		                  memory->d_slots, gradients->recurrent_bias, count);
		recurrent_step_backward(layer, t, 1, gradients);
	}
}

/* LSTM (keras/src/layers/rnn/lstm.py), gates in the order i, f, c, o:
 *   a = x_t·W + b + h_t·U                  i = σ(a_i)   f = σ(a_f)   g = tanh(a_c)   o = σ(a_o)
 *   c_{t+1} = f·c_t + i·g                  h_{t+1} = o·tanh(c_{t+1}) */
#include <string.h>

#include "kernels/block.h"
#include "kernels/gates.h"
#include "layers/recurrent.h"

void lstm_forward(recurrent_layer *layer) {
	const recurrent_memory *memory = &layer->memory;
	size_t count = layer->shape.units * BLOCK;
	for (size_t t = 0; t < layer->steps; t++) {
		float *gates = slots_at(layer, t);
		gate_input_forward(&layer->input, t, gates);
		recurrent_product(layer, t, gates);
		lstm_gates(gates, hidden_at(layer, memory->cell_state, t),
		           hidden_at(layer, memory->cell_state, t + 1), hidden_at(layer, memory->cell_tanh, t),
		           hidden_at(layer, memory->hidden, t + 1), count);
	}
}

void lstm_backward(recurrent_layer *layer, const float *d_sequence, const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t count = layer->shape.units * BLOCK;
	memset(memory->d_cell, 0, count * sizeof *memory->d_cell);
	for (size_t t = layer->steps; t-- > 0;) {
		if (d_sequence) add(memory->d_hidden, d_sequence + t * count, count);
		lstm_gates_backward(slots_at(layer, t), hidden_at(layer, memory->cell_state, t),
		                   hidden_at(layer, memory->cell_tanh, t), memory->d_hidden, memory->d_cell,
		                   memory->d_slots, count);
		recurrent_step_backward(layer, t, 0, gradients);
	}
}

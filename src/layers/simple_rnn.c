/* SimpleRNN (keras/src/layers/rnn/simple_rnn.py):
 *   a_t = x_t·W + b + h_t·U      h_{t+1} = tanh(a_t) */
#include "kernels/block.h"
#include "kernels/gates.h"
#include "layers/recurrent.h"

void simple_rnn_forward(recurrent_layer *layer) {
	const recurrent_memory *memory = &layer->memory;
	size_t count = layer->shape.units * BLOCK;
	for (size_t t = 0; t < layer->steps; t++) {
		float *gate = slots_at(layer, t);
		gate_input_forward(&layer->input, t, gate);
		recurrent_product(layer, t, gate);
		simple_rnn_gates(gate, hidden_at(layer, memory->hidden, t + 1), count);
	}
}

void simple_rnn_backward(recurrent_layer *layer, const float *d_sequence,
                         const recurrent_gradients *gradients) {
	const recurrent_memory *memory = &layer->memory;
	size_t count = layer->shape.units * BLOCK;
	for (size_t t = layer->steps; t-- > 0;) {
		if (d_sequence) add(memory->d_hidden, d_sequence + t * count, count);
		simple_rnn_gates_backward(hidden_at(layer, memory->hidden, t + 1), memory->d_hidden, memory->d_slots,
		                          count);
		recurrent_step_backward(layer, t, 0, gradients);
	}
}

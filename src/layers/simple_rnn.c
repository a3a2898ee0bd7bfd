/* SimpleRNN (keras/src/layers/rnn/simple_rnn.py):
 *   a_t = x_t·W + b + h_t·U      h_{t+1} = tanh(a_t) */
#include <string.h>

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
	size_t units = layer->shape.units, count = units * BLOCK, stride = transposed_stride(layer->shape);
	for (size_t t = layer->steps; t-- > 0;) {
		if (d_sequence) add(memory->d_hidden, d_sequence + t * count, count);
		simple_rnn_gates_backward(hidden_at(layer, memory->hidden, t + 1), memory->d_hidden, memory->d_slots,
		                          count);
		transpose_block(memory->transposed, stride, memory->d_slots, units);
		gate_input_backward(&layer->input, t, memory->d_slots, memory->transposed, stride);
		memset(memory->d_hidden, 0, count * sizeof *memory->d_hidden);
		recurrent_product_backward(layer, t, memory->d_slots, memory->transposed, memory->d_hidden,
		                           gradients);
	}
}

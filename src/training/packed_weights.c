#include "training/packed_weights.h"

#include <string.h>

packed_weights packed_weights_layout(arena *memory, const network *net, size_t index) {
	recurrent_shape shape = net->recurrent[index].shape;
	size_t columns = shape_columns(shape);
	packed_weights packed = {NULL, NULL, NULL};
	bool first = reads_words(net, &net->recurrent[index]);
	if (net->embedded || !first)
		packed.kernel = arena_take(memory, shape.inputs * padded(columns), sizeof *packed.kernel);
	if (net->embedded && first)
		packed.transposed_kernel = arena_take(memory, columns * padded(shape.inputs), sizeof *packed.kernel);
	packed.bias = arena_take(memory, columns, sizeof *packed.bias);
	return packed;
}

void pack_weights(packed_weights *packed, const network *net, size_t index, const float *parameters) {
	const network_recurrent *layer = &net->recurrent[index];
	recurrent_shape shape = layer->shape;
	size_t columns = shape_columns(shape), units = shape.units;
	const float *bias = parameters + layer->bias;
	gates_to_slots(packed->bias, bias, shape.cell, units);
	/* Keras' bias is (2, GH) with a candidate with a reset as its last gate; here that is the first, and the others follow. */
	float *sums = packed->bias + first_recurrent_slot(shape.cell) * units;
	for (size_t i = 0; i < added_biases(layer); i++) sums[i] += bias[columns + i];
	if (!packed->kernel) return;
	const float *kernel = parameters + layer->kernel;
	for (size_t e = 0; e < shape.inputs; e++)
		gates_to_slots(packed->kernel + e * padded(columns), kernel + e * columns, shape.cell, units);
	if (!packed->transposed_kernel) return;
	for (size_t c = 0; c < columns; c++)
		for (size_t e = 0; e < shape.inputs; e++)
			packed->transposed_kernel[c * padded(shape.inputs) + e] = packed->kernel[e * padded(columns) + c];
}

void unpack_gradients(float *gradient, const network *net, size_t index, const float *d_kernel,
                      const float *d_bias, const float *d_recurrent_kernel, const float *d_recurrent_bias) {
	const network_recurrent *layer = &net->recurrent[index];
	recurrent_shape shape = layer->shape;
	size_t columns = shape_columns(shape), units = shape.units;
	float *bias = gradient + layer->bias;
	gates_to_keras(bias, d_bias, shape.cell, units);
	memcpy(bias + columns, bias, added_biases(layer) * sizeof *bias);
	if (shape.cell->reset_after) memcpy(bias + 2 * columns - units, d_recurrent_bias, units * sizeof *bias);
	if (d_kernel)
		for (size_t e = 0; e < shape.inputs; e++)
			gates_to_keras(gradient + layer->kernel + e * columns, d_kernel + e * padded(columns), shape.cell,
			               units);
	for (size_t u = 0; u < units; u++)
		memcpy(gradient + layer->recurrent_kernel + u * columns, d_recurrent_kernel + u * padded(columns),
		       columns * sizeof *gradient);
}

#include "training/packed_weights.h"

#include <string.h>

#include "kernels/block.h"

static size_t columns_of(recurrent_shape shape) {
	return gate_count(shape.cell) * shape.units;
}

/* One row of C values from Keras' gate order to the engine's. */
static void to_engine_order(float *to, const float *from, recurrent_shape shape) {
	for (size_t slot = 0; slot < gate_count(shape.cell); slot++)
		memcpy(to + slot * shape.units, from + keras_gate(shape.cell, slot) * shape.units,
		       shape.units * sizeof *to);
}

/* And back. */
static void to_keras_order(float *to, const float *from, recurrent_shape shape) {
	for (size_t slot = 0; slot < gate_count(shape.cell); slot++)
		memcpy(to + keras_gate(shape.cell, slot) * shape.units, from + slot * shape.units,
		       shape.units * sizeof *to);
}

packed_weights packed_weights_layout(arena *memory, const network *net, size_t index) {
	recurrent_shape shape = net->recurrent[index].shape;
	size_t columns = columns_of(shape);
	packed_weights packed = {NULL, NULL, NULL};
	bool first = index == 0;
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
	size_t columns = columns_of(shape), units = shape.units;
	const float *bias = parameters + layer->bias;
	to_engine_order(packed->bias, bias, shape);
	if (shape.cell == UNROLL_GRU) {
		/* Keras' bias is (2, 3H) with gates z, r, h; here z and r are the second and third. */
		for (size_t i = 0; i < 2 * units; i++) packed->bias[units + i] += bias[columns + i];
	}
	if (!packed->kernel) return;
	const float *kernel = parameters + layer->kernel;
	for (size_t e = 0; e < shape.inputs; e++)
		to_engine_order(packed->kernel + e * padded(columns), kernel + e * columns, shape);
	if (!packed->transposed_kernel) return;
	for (size_t c = 0; c < columns; c++)
		for (size_t e = 0; e < shape.inputs; e++)
			packed->transposed_kernel[c * padded(shape.inputs) + e] = packed->kernel[e * padded(columns) + c];
}

void pack_one_hot_rows(float *rows, const uint32_t *ids, size_t distinct, const network *net,
                       const float *parameters) {
	const network_recurrent *layer = &net->recurrent[0];
	size_t columns = columns_of(layer->shape);
	for (size_t d = 0; d < distinct; d++)
		to_engine_order(rows + d * padded(columns), parameters + layer->kernel + ids[d] * columns,
		                layer->shape);
}

void unpack_one_hot_rows(float *gradient, const uint32_t *ids, size_t distinct, const network *net,
                         const float *d_rows) {
	const network_recurrent *layer = &net->recurrent[0];
	size_t columns = columns_of(layer->shape);
	for (size_t d = 0; d < distinct; d++)
		to_keras_order(gradient + layer->kernel + ids[d] * columns, d_rows + d * padded(columns),
		               layer->shape);
}

void unpack_gradients(float *gradient, const network *net, size_t index, const float *d_kernel,
                      const float *d_bias, const float *d_recurrent_kernel, const float *d_recurrent_bias) {
	const network_recurrent *layer = &net->recurrent[index];
	recurrent_shape shape = layer->shape;
	size_t columns = columns_of(shape), units = shape.units;
	float *bias = gradient + layer->bias;
	to_keras_order(bias, d_bias, shape);
	if (shape.cell == UNROLL_GRU) {
		memcpy(bias + columns, bias, 2 * units * sizeof *bias);
		memcpy(bias + columns + 2 * units, d_recurrent_bias, units * sizeof *bias);
	}
	if (d_kernel)
		for (size_t e = 0; e < shape.inputs; e++)
			to_keras_order(gradient + layer->kernel + e * columns, d_kernel + e * padded(columns), shape);
	for (size_t u = 0; u < units; u++)
		memcpy(gradient + layer->recurrent_kernel + u * columns, d_recurrent_kernel + u * padded(columns),
		       columns * sizeof *gradient);
}

#include "layers/one_hot.h"

#include "layers/dropout.h"

void one_hot_forward(float *rows, const uint32_t *ids, size_t distinct, const float *kernel,
                     recurrent_shape shape) {
	size_t columns = shape_columns(shape);
	for (size_t d = 0; d < distinct; d++)
		gates_to_slots(rows + d * padded(columns), kernel + ids[d] * columns, shape.cell, shape.units);
}

void one_hot_backward(float *d_kernel, const uint32_t *ids, size_t distinct, const float *d_rows,
                      recurrent_shape shape) {
	size_t columns = shape_columns(shape);
	for (size_t d = 0; d < distinct; d++)
		gates_to_keras(d_kernel + ids[d] * columns, d_rows + d * padded(columns), shape.cell, shape.units);
}

void one_hot_dropout(float *scale, const uint32_t *places, const uint32_t *distinct, size_t steps,
                     random_stream mask, float rate, size_t first_review) {
	for (size_t t = 0; t < steps; t++)
		for (size_t r = 0; r < BLOCK; r++)
			scale[t * BLOCK + r] =
			    dropout_factor(mask, rate, first_review + r, distinct[places[t * BLOCK + r]]);
}

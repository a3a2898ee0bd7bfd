/* A dense layer of N units, for each review of a block: a = x·K + b, and with an activation y = φ(a), where φ(a) is max(a, 0) or tanh a. F inputs. */
#ifndef LAYERS_HIDDEN_DENSE_H
#define LAYERS_HIDDEN_DENSE_H

#include "kernels/activations.h"
#include "kernels/elementwise.h"
#include "kernels/gather.h"
#include "kernels/product.h"
#include "layers/hot_functions.h"

/* φ of each value, in place; `count` is rounded up to whole vectors. */
HOT_FUNCTION void activate(float *values, size_t count, unroll_activation activation) {
	if (activation == UNROLL_TANH)
		tanhs(values, values, count);
	else
		for (size_t i = 0; i < count; i += LANES)
			lanes_store(values + i, lanes_at_least(lanes_load(values + i), 0));
}

/* d_a = d_y·φ'(a), in place, from y = φ(a): φ'(a) is 1 where y > 0 and else 0, or 1 - y². */
HOT_FUNCTION void activation_gradient(float *d_y, const float *y, size_t count,
                                      unroll_activation activation) {
	for (size_t i = 0; i < count; i += LANES) {
		lanes d = lanes_load(d_y + i), value = lanes_load(y + i);
		lanes relu = (lanes)((lane_bits)d & (lane_bits)(value > 0));
		lanes_store(d_y + i, activation == UNROLL_TANH ? d * (1.0f - value * value) : relu);
	}
}

/* a (N, 16) from x (F, 16). */
HOT_FUNCTION void units_forward(float *a, const float *x, hidden_weights weights) {
	matrix_view transposed_kernel = {weights.kernel, 1, weights.units};
	fill_block(a, weights.bias, weights.units);
	product_of_block(a, transposed_kernel, x, weights.units, weights.inputs);
}

/* From d_a (N, 16): d_x = d_a·Kᵀ, d_K += xᵀ·d_a and d_b += d_a. */
HOT_FUNCTION void units_backward(hidden_gradients gradients, const float *d_a, const float *x,
                                 hidden_weights weights) {
	size_t inputs = weights.inputs, units = weights.units, stride = padded(units);
	add(gradients.bias, d_a, units * BLOCK);
	memset(gradients.x, 0, inputs * BLOCK * sizeof *gradients.x);
	product_of_block(gradients.x, (matrix_view){weights.kernel, units, 1}, d_a, inputs, units);
	transpose_block(gradients.transposed, stride, d_a, units);
	product_of_steps(gradients.kernel, stride, x, 0, gradients.transposed, stride, inputs, 1, units);
}

/* y (N, 16) from x (F, 16). */
HOT_FUNCTION void hidden_forward(float *y, const float *x, hidden_weights weights) {
	units_forward(y, x, weights);
	activate(y, weights.units * BLOCK, weights.activation);
}

/* The same from d_y (N, 16), which is overwritten. */
HOT_FUNCTION void hidden_backward(hidden_gradients gradients, float *d_y, const float *x, const float *y,
                                  hidden_weights weights) {
	activation_gradient(d_y, y, weights.units * BLOCK, weights.activation);
	units_backward(gradients, d_y, x, weights);
}

#endif

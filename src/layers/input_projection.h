/* The projection of a layer's inputs to its slots, x·W + b (input_projection in layers/recurrent_layer.h). */
#ifndef LAYERS_INPUT_PROJECTION_H
#define LAYERS_INPUT_PROJECTION_H

#include "kernels/elementwise.h"
#include "kernels/gather.h"
#include "kernels/product.h"
#include "layers/recurrent_layer.h"

/* slots = x_t·W + b. `slots` is (padded_units(C), 16); rows from C on may be overwritten. */
HOT_FUNCTION void input_projection_forward(const input_projection *input, size_t t, float *slots) {
	if (!input->by_rows) {
		fill_block(slots, input->bias, input->columns);
		matrix_view transposed_kernel = {input->kernel, 1, input->stride};
		product_of_block(slots, transposed_kernel, input->x + (ptrdiff_t)t * input->x_step, input->columns,
		                 input->inputs);
		return;
	}
	gather_rows(slots, input->rows, input->stride, input->places + (ptrdiff_t)t * input->place_step,
	            input->columns);
	if (input->scale) {
		scale_reviews(slots, input->scale + (ptrdiff_t)t * input->place_step, input->columns);
		add_to_units(slots, input->bias, input->columns);
	}
}

/* d_b += d_slots; d_x = d_slots·Wᵀ. */
static inline void projection_by_product_backward(const input_projection *input, size_t t,
                                                  const float *d_slots) {
	add(input->d_bias, d_slots, input->columns * BLOCK);
	if (!input->d_x) return;
	float *d_x = input->d_x + (ptrdiff_t)t * input->d_x_step;
	memset(d_x, 0, input->inputs * BLOCK * sizeof *d_x);
	matrix_view kernel = {input->kernel, input->stride, 1};
	product_of_block(d_x, kernel, d_slots, input->inputs, input->columns);
}

/* From the gradients of the slots at timestep t, `d_slots` (C, 16) and the same transposed (16, transposed_stride), adds to
 * the gradients of rows and bias, and writes d_x at timestep t. */
HOT_FUNCTION void input_projection_backward(const input_projection *input, size_t t, const float *d_slots,
                                            const float *transposed, size_t transposed_stride) {
	if (!input->by_rows) {
		projection_by_product_backward(input, t, d_slots);
		return;
	}
	ptrdiff_t place = (ptrdiff_t)t * input->place_step;
	const uint32_t *places = input->places + place;
	if (input->scale) {
		add(input->d_bias, d_slots, input->columns * BLOCK);
		scatter_rows_scaled(input->d_rows, input->stride, places, input->scale + place, transposed,
		                    transposed_stride, input->reviews, input->columns);
	} else {
		scatter_rows(input->d_rows, input->stride, places, transposed, transposed_stride, input->reviews,
		             input->columns);
	}
}

/* By product: d_W += Σ x_tᵀ·d_slots over `steps` timesteps that begin with t; `transposed` has the gradients of them all,
 * the last timestep first. By rows there is nothing to do. */
HOT_FUNCTION void input_projection_kernel_gradient(const input_projection *input, size_t t, size_t steps,
                                                   const float *transposed, size_t transposed_stride) {
	if (input->by_rows) return;
	const float *last = input->x + (ptrdiff_t)(t + steps - 1) * input->x_step;
	product_of_steps(input->d_kernel, input->stride, last, -input->x_step, transposed, transposed_stride,
	                 input->inputs, steps, input->columns);
}

#endif

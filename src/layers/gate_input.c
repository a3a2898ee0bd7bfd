#include "layers/gate_input.h"

#include <string.h>

#include "kernels/block.h"
#include "kernels/product.h"

void gate_input_forward(const gate_input *input, size_t t, float *gates) {
	if (!input->by_rows) {
		fill_block(gates, input->bias, input->columns);
		matrix_view transposed_kernel = {input->kernel, 1, input->stride};
		product_of_block(gates, transposed_kernel, input->x + t * input->x_step, input->columns,
		                 input->inputs);
		return;
	}
	gather_rows(gates, input->rows, input->stride, input->places + t * BLOCK, input->columns);
	if (input->scale) {
		scale_reviews(gates, input->scale + t * BLOCK, input->columns);
		add_to_units(gates, input->bias, input->columns);
	}
}

void gate_input_kernel_gradient(const gate_input *input, size_t t, size_t steps, const float *transposed,
                                size_t transposed_stride) {
	if (input->by_rows) return;
	const float *last = input->x + (t + steps - 1) * input->x_step;
	product_of_steps(input->d_kernel, input->stride, last, -(ptrdiff_t)input->x_step, transposed,
	                 transposed_stride, input->inputs, steps, input->columns);
}

static void product_backward(const gate_input *input, size_t t, const float *d_gates) {
	add(input->d_bias, d_gates, input->columns * BLOCK);
	if (!input->d_x) return;
	float *d_x = input->d_x + t * input->inputs * BLOCK;
	memset(d_x, 0, input->inputs * BLOCK * sizeof *d_x);
	matrix_view kernel = {input->kernel, input->stride, 1};
	product_of_block(d_x, kernel, d_gates, input->inputs, input->columns);
}

void gate_input_backward(const gate_input *input, size_t t, const float *d_gates, const float *transposed,
                         size_t transposed_stride) {
	if (!input->by_rows) {
		product_backward(input, t, d_gates);
		return;
	}
	const uint32_t *places = input->places + t * BLOCK;
	if (input->scale) {
		add(input->d_bias, d_gates, input->columns * BLOCK);
		scatter_rows_scaled(input->d_rows, input->stride, places, input->scale + t * BLOCK, transposed,
		                    transposed_stride, input->reviews, input->columns);
	} else {
		scatter_rows(input->d_rows, input->stride, places, transposed, transposed_stride, input->reviews,
		             input->columns);
	}
}

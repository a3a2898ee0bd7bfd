#include "layers/gate_input.h"

#include <string.h>

#include "kernels/block.h"
#include "kernels/product.h"

void gate_input_forward(const gate_input *input, size_t t, float *gates) {
	if (!input->by_rows) {
		fill_block(gates, input->bias, input->columns);
		matrix_view transposed_kernel = {input->kernel, 1, input->stride};
		product(gates, BLOCK, transposed_kernel, input->x + t * input->x_step, BLOCK, input->columns,
		        input->inputs, BLOCK);
		return;
	}
	gather_rows(gates, input->rows, input->stride, input->places + t * BLOCK, input->columns);
	if (input->scale) {
		scale_reviews(gates, input->scale + t * BLOCK, input->columns);
		add_to_units(gates, input->bias, input->columns);
	}
}

static void product_backward(const gate_input *input, size_t t, const float *d_gates, const float *transposed,
                             size_t transposed_stride) {
	matrix_view x = {input->x + t * input->x_step, BLOCK, 1};
	product(input->d_kernel, input->stride, x, transposed, transposed_stride, input->inputs, BLOCK,
	        input->columns);
	add(input->d_bias, d_gates, input->columns * BLOCK);
	if (!input->d_x) return;
	float *d_x = input->d_x + t * input->inputs * BLOCK;
	memset(d_x, 0, input->inputs * BLOCK * sizeof *d_x);
	matrix_view kernel = {input->kernel, input->stride, 1};
	product(d_x, BLOCK, kernel, d_gates, BLOCK, input->inputs, input->columns, BLOCK);
}

void gate_input_backward(const gate_input *input, size_t t, const float *d_gates, const float *transposed,
                         size_t transposed_stride) {
	if (!input->by_rows) {
		product_backward(input, t, d_gates, transposed, transposed_stride);
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

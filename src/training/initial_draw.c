#include "training/initial_draw.h"

#include "kernels/scalar_math.h"
#include "layers/initial_values.h"

void draw_uniform(initial_draw *draw, size_t offset, size_t count, size_t inputs) {
	initial_uniform(draw->parameters + offset, count, 1 / scalar_sqrt((double)inputs),
	                random_substream(draw->all, draw->drawn++));
}

void draw_dense(initial_draw *draw, const network *net, size_t kernel, size_t bias, size_t inputs,
                size_t units) {
	if (network_by_pytorch(net)) { /* torch/nn/modules/linear.py */
		draw_uniform(draw, kernel, inputs * units, inputs);
		draw_uniform(draw, bias, units, inputs);
		return;
	}
	initial_glorot_uniform(draw->parameters + kernel, inputs, units,
	                       random_substream(draw->all, draw->drawn++));
}

/* A hidden dense layer (layers/hidden_dense.h), between what is given of the recurrent layers and the last layer. */
#include <string.h>

#include "training/layer_kind.h"

void add_hidden_dense(network *net) {
	size_t inputs = network_features(net), units = net->settings.dense;
	network_add_layer(net, &hidden_dense_layer, "dense", "Dense", 0, units);
	net->hidden_kernel = network_add_tensor(net, "dense", "kernel", inputs, units);
	net->hidden_bias = network_add_tensor(net, "dense", "bias", units, 0);
}

static hidden_weights weights_of(const pass *p, size_t layer) {
	const network *net = p->net;
	return (hidden_weights){.inputs = net->layers[layer - 1].summary.features,
	                        .units = net->settings.dense,
	                        .kernel = p->parameters + net->hidden_kernel,
	                        .bias = p->parameters + net->hidden_bias,
	                        .activation = net->settings.dense_activation};
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	draw_dense(draw, net, net->hidden_kernel, net->hidden_bias, layer[-1].summary.features,
	           net->settings.dense);
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	size_t units = net->settings.dense;
	block->layers[layer].output = arena_take(memory, units * BLOCK, sizeof(float));
	if (!training) return;
	block->layers[layer].gradient = arena_take(memory, units * BLOCK, sizeof(float));
	block->transposed_hidden = arena_take(memory, BLOCK * padded(units), sizeof(float));
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	size_t inputs = net->layers[layer - 1].summary.features, units = net->settings.dense;
	sums->hidden_kernel = arena_take(memory, inputs * padded(units), sizeof(float));
	sums->hidden_bias = arena_take(memory, units * BLOCK, sizeof(float));
}

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block, (void)sums;
	layer_values *own = &memory->layers[layer];
	own->values = own->output;
	own->step = p->net->settings.dense * BLOCK;
	p->net->hot->hidden_forward(own->output, own[-1].values, weights_of(p, layer));
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block;
	layer_values *own = &memory->layers[layer];
	hidden_gradients gradients = {own[-1].gradient, sums->hidden_kernel, sums->hidden_bias,
	                              memory->transposed_hidden};
	p->net->hot->hidden_backward(gradients, own->gradient, own[-1].values, own->values, weights_of(p, layer));
}

void write_units_gradient(const pass *p, hidden_weights weights, const float *kernel_sums,
                          const float *bias_sums, float *kernel, float *bias) {
	size_t units = weights.units;
	for (size_t i = 0; i < weights.inputs; i++)
		memcpy(kernel + i * units, kernel_sums + i * padded(units), units * sizeof *kernel);
	memset(bias, 0, units * sizeof *bias);
	p->net->hot->sum_reviews(bias, bias_sums, units);
}

static void write_hidden_gradient(pass *p, size_t layer, const shard *sums, float *gradient) {
	write_units_gradient(p, weights_of(p, layer), sums->hidden_kernel, sums->hidden_bias,
	                     gradient + p->net->hidden_kernel, gradient + p->net->hidden_bias);
}

const layer_kind hidden_dense_layer = {initialize, lay_out_memory, lay_out_sums,
                                       forward,    backward,       write_hidden_gradient};

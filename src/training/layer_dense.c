/* The last layer. Of two classes it is Dense(1): its logit, the loss, and the gradient with which the backward pass begins; of more
 * see layer_softmax.c. */
#include <string.h>

#include "layers/loss.h"
#include "training/layer_kind.h"
#include "training/objective.h"

void add_dense(network *net) {
	size_t inputs = network_features(net);
	char name[UNROLL_LAYER_NAME_BYTES];
	network_name(name, "dense", net->settings.dense > 0);
	net->outputs = net->settings.classes > 2 ? net->settings.classes : 1;
	network_add_layer(net, net->outputs > 1 ? &softmax_layer : &dense_layer, name, "Dense", 0, net->outputs);
	net->dense_kernel = network_add_tensor(net, name, "kernel", inputs, net->outputs);
	net->dense_bias = network_add_tensor(net, name, "bias", net->outputs, 0);
}

/* H: the features of the layer below. */
static size_t inputs_of(const network *net, size_t layer) {
	return net->layers[layer - 1].summary.features;
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	draw_dense(draw, net, net->dense_kernel, net->dense_bias, layer[-1].summary.features, 1);
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	(void)memory, (void)net, (void)layer, (void)block, (void)training; /* the logits are the pass's */
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	sums->dense_kernel = arena_take(memory, inputs_of(net, layer) * BLOCK, sizeof(float));
	sums->dense_bias = arena_take(memory, BLOCK, sizeof(float));
}

/* Fills the logits and losses of the block. */
static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)sums;
	float *logits = p->logits + (size_t)block * BLOCK;
	p->net->hot->dense_forward(logits, memory->layers[layer - 1].values, p->parameters + p->net->dense_kernel,
	                           p->parameters + p->net->dense_bias, inputs_of(p->net, layer));
	for (uint32_t r = block * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++)
		p->losses[r + i] =
		    pass_weight_of(p, r + i) *
		    binary_crossentropy(logits[i], target_of(&p->net->settings, p->batch->labels[r + i]));
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	float d_logits[BLOCK] = {0};
	for (uint32_t r = block * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++) {
		double target = target_of(&p->net->settings, p->batch->labels[r + i]);
		double gradient = binary_crossentropy_gradient(p->logits[r + i], target) * pass_weight_of(p, r + i);
		d_logits[i] = (float)(gradient / p->batch->reviews);
	}
	const layer_values *below = &memory->layers[layer - 1];
	p->net->hot->dense_backward(below->gradient, sums->dense_kernel, sums->dense_bias, d_logits,
	                            below->values, p->parameters + p->net->dense_kernel,
	                            inputs_of(p->net, layer));
}

static void write_dense_gradient(pass *p, size_t layer, const shard *sums, float *gradient) {
	const hot_functions *hot = p->net->hot;
	size_t inputs = inputs_of(p->net, layer);
	memset(gradient + p->net->dense_kernel, 0, (inputs + 1) * sizeof *gradient); /* the bias is next to it */
	hot->sum_reviews(gradient + p->net->dense_kernel, sums->dense_kernel, inputs);
	hot->sum_reviews(gradient + p->net->dense_bias, sums->dense_bias, 1);
}

const layer_kind dense_layer = {initialize, lay_out_memory, lay_out_sums,
                                forward,    backward,       write_dense_gradient};

/* Dense(K) with a softmax, the last layer of K ≥ 3 classes, and categorical cross-entropy:
 *
 *   p_k = e^(x_k - m) / S        S = Σ_j e^(x_j - m),  m = max_j x_j
 *   loss = -Σ_k t_k·log p_k = m + log S - Σ_k t_k·x_k,  as the targets t sum to 1        ∂loss/∂x_k = p_k - t_k
 *
 * S is at least 1 and at most K, so nothing overflows, and of a sure prediction log S keeps what p_k, which is nearly 1, has lost. */
#include <string.h>

#include "kernels/scalar_math.h"
#include "training/layer_kind.h"
#include "training/objective.h"

static hidden_weights weights_of(const pass *p, size_t layer) {
	const network *net = p->net;
	return (hidden_weights){.inputs = net->layers[layer - 1].summary.features,
	                        .units = net->outputs,
	                        .kernel = p->parameters + net->dense_kernel,
	                        .bias = p->parameters + net->dense_bias};
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	draw_dense(draw, net, net->dense_kernel, net->dense_bias, layer[-1].summary.features, net->outputs);
}

/* The layer's output are the powers e^(x_k - m); the logits are the pass's. */
static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	block->layers[layer].output = arena_take(memory, net->outputs * BLOCK, sizeof(float));
	block->largest_logits = arena_take(memory, BLOCK, sizeof(float));
	if (!training) return;
	block->layers[layer].gradient = arena_take(memory, net->outputs * BLOCK, sizeof(float));
	block->transposed_logits = arena_take(memory, BLOCK * padded(net->outputs), sizeof(float));
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	sums->dense_kernel =
	    arena_take(memory, net->layers[layer - 1].summary.features * padded(net->outputs), sizeof(float));
	sums->dense_bias = arena_take(memory, net->outputs * BLOCK, sizeof(float));
}

/* S of review i of the block. */
static double sum_of(const float *powers, size_t classes, size_t i) {
	double sum = 0;
	for (size_t k = 0; k < classes; k++) sum += (double)powers[k * BLOCK + i];
	return sum;
}

static double loss_of(const pass *p, const block_memory *memory, const float *powers, uint32_t review) {
	size_t classes = p->net->outputs, i = review % BLOCK;
	const float *logits = pass_logits_of(p, review);
	double expected = 0;
	for (size_t k = 0; k < classes; k++)
		expected += target_of(&p->net->settings, p->batch->labels[review] == k) * (double)logits[k * BLOCK];
	return (double)memory->largest_logits[i] - expected + scalar_log(sum_of(powers, classes, i));
}

/* Fills the logits and losses of the block. */
static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)sums;
	const layer_values *own = &memory->layers[layer];
	float *logits = p->logits + block * p->net->outputs * BLOCK;
	p->net->hot->units_forward(logits, own[-1].values, weights_of(p, layer));
	p->net->hot->softmax_powers(own->output, memory->largest_logits, logits, p->net->outputs);
	for (uint32_t r = block * BLOCK; r < (block + 1) * BLOCK && r < p->batch->reviews; r++)
		p->losses[r] = pass_weight_of(p, r) * loss_of(p, memory, own->output, r);
}

/* The gradient of the mean loss by the logits (K, 16), 0 for the empty reviews of the last block. */
static void logits_gradient(const pass *p, float *gradient, const float *powers, uint32_t block) {
	size_t classes = p->net->outputs;
	memset(gradient, 0, classes * BLOCK * sizeof *gradient);
	for (uint32_t r = block * BLOCK, i = 0; i < BLOCK && r + i < p->batch->reviews; i++) {
		double share = 1 / sum_of(powers, classes, i), weight = pass_weight_of(p, r + i) / p->batch->reviews;
		for (size_t k = 0; k < classes; k++) {
			double target = target_of(&p->net->settings, p->batch->labels[r + i] == k);
			gradient[k * BLOCK + i] = (float)(((double)powers[k * BLOCK + i] * share - target) * weight);
		}
	}
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	const layer_values *own = &memory->layers[layer];
	hidden_gradients gradients = {own[-1].gradient, sums->dense_kernel, sums->dense_bias,
	                              memory->transposed_logits};
	logits_gradient(p, own->gradient, own->output, block);
	p->net->hot->units_backward(gradients, own->gradient, own[-1].values, weights_of(p, layer));
}

static void write_gradient(pass *p, size_t layer, const shard *sums, float *gradient) {
	write_units_gradient(p, weights_of(p, layer), sums->dense_kernel, sums->dense_bias,
	                     gradient + p->net->dense_kernel, gradient + p->net->dense_bias);
}

const layer_kind softmax_layer = {initialize, lay_out_memory, lay_out_sums,
                                  forward,    backward,       write_gradient};

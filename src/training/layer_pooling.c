/* Pooling over the timesteps of the top recurrent layer (layers/pooling.h). It has no weights. */
#include "training/layer_kind.h"

static bool takes_mean(const network *net) {
	return net->settings.pooling == UNROLL_POOLING_MEAN;
}

void add_pooling(network *net) {
	bool mean = takes_mean(net);
	network_add_layer(net, &pooling_layer, mean ? "global_average_pooling1d" : "global_max_pooling1d",
	                  mean ? "GlobalAveragePooling1D" : "GlobalMaxPooling1D", 0, network_features(net));
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	(void)net, (void)layer, (void)draw;
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	size_t features = net->layers[layer].summary.features, count = features * BLOCK;
	layer_values *own = &block->layers[layer];
	own->output = arena_take(memory, count, sizeof(float));
	if (takes_mean(net))
		block->pooled_shares = arena_take(memory, BLOCK, sizeof(float));
	else
		block->pooled_places = arena_take(memory, count, sizeof(uint32_t));
	if (training) own->gradient = arena_take(memory, count, sizeof(float));
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	(void)memory, (void)net, (void)layer, (void)sums;
}

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block, (void)sums;
	size_t features = p->net->layers[layer].summary.features;
	layer_values *own = &memory->layers[layer], *below = own - 1;
	own->values = own->output;
	own->step = features * BLOCK;
	if (takes_mean(p->net))
		p->net->hot->mean_forward(own->output, memory->pooled_shares, below->values, below->step, features,
		                          &memory->words[0]);
	else
		p->net->hot->max_forward(own->output, memory->pooled_places, below->values, below->step, features,
		                         &memory->words[0]);
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block, (void)sums;
	size_t features = p->net->layers[layer].summary.features;
	layer_values *own = &memory->layers[layer], *below = own - 1;
	if (takes_mean(p->net))
		p->net->hot->mean_backward(below->gradient, own->gradient, memory->pooled_shares, features,
		                           &memory->words[0]);
	else
		p->net->hot->max_backward(below->gradient, own->gradient, memory->pooled_places, features,
		                          &memory->words[0]);
}

static void write_nothing(pass *p, size_t layer, const shard *sums, float *gradient) {
	(void)p, (void)layer, (void)sums, (void)gradient;
}

const layer_kind pooling_layer = {initialize, lay_out_memory, lay_out_sums, forward, backward, write_nothing};

/* A Dropout layer (layers/dropout_layer.h): between two recurrent layers, or before the last dense one. It drops in training alone; otherwise it
 * hands on what it is given. */
#include "training/layer_kind.h"

/* The streams of masks in recurrent layers, two for each direction, come first (layer_input.c). */
#define FIRST_STREAM (4 * UNROLL_MAX_LAYERS)

void add_dropout(network *net, double rate) {
	if (rate <= 0) return;
	char name[UNROLL_LAYER_NAME_BYTES];
	unroll_layer_summary below = net->layers[net->layer_count - 1].summary;
	uint32_t before = 0;
	for (uint32_t i = 0; i < net->layer_count; i++) before += net->layers[i].kind == &dropout_layer;
	network_name(name, "dropout", before);
	network_layer *layer =
	    network_add_layer(net, &dropout_layer, name, "Dropout", below.steps, below.features);
	layer->rate = rate;
	layer->masks = FIRST_STREAM + before;
}

static void initialize(const network *net, const network_layer *layer, initial_draw *draw) {
	(void)net, (void)layer, (void)draw;
}

static void lay_out_memory(arena *memory, const network *net, size_t layer, block_memory *block,
                           bool training) {
	const unroll_layer_summary *summary = &net->layers[layer].summary;
	size_t count = (summary->steps ? summary->steps : 1) * (size_t)summary->features * BLOCK;
	layer_values *own = &block->layers[layer];
	if (!training) return;
	own->output = arena_take(memory, count, sizeof(float));
	own->factors = arena_take(memory, count, sizeof(float));
	own->gradient = arena_take(memory, count, sizeof(float));
}

static void lay_out_sums(arena *memory, const network *net, size_t layer, shard *sums) {
	(void)memory, (void)net, (void)layer, (void)sums;
}

typedef struct timesteps {
	size_t first, end;
} timesteps;

/* Those that have words; one of what is left of all. */
static timesteps timesteps_of(const pass *p, const block_memory *memory, size_t layer) {
	if (!p->net->layers[layer].summary.steps) return (timesteps){0, 1};
	return (timesteps){memory->words[0].first, memory->words[0].end};
}

/* out = values · factors. */
static void drop(const pass *p, const block_memory *memory, size_t layer, float *out, const float *values,
                 size_t step) {
	size_t count = p->net->layers[layer].summary.features * (size_t)BLOCK;
	timesteps range = timesteps_of(p, memory, layer);
	for (size_t t = range.first; t < range.end; t++)
		p->net->hot->multiply(out + t * count, values + t * step, memory->layers[layer].factors + t * count,
		                      count);
}

static void draw(const pass *p, const block_memory *memory, size_t layer, uint32_t block) {
	const network_layer *plan = &p->net->layers[layer];
	random_stream masks = random_substream(p->masks, plan->masks);
	dropout_keys keys;
	for (uint32_t r = 0; r < BLOCK; r++) {
		uint64_t key = random_substream(masks, block * BLOCK + r).key;
		keys.low[r] = (uint32_t)key;
		keys.high[r] = (uint32_t)(key >> 32);
	}
	timesteps range = timesteps_of(p, memory, layer);
	size_t features = plan->summary.features, first = range.first * features;
	p->net->hot->draw_factors(memory->layers[layer].factors + first * BLOCK, &keys, (float)plan->rate, first,
	                          (range.end - range.first) * features);
}

static void forward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)sums;
	layer_values *own = &memory->layers[layer], *below = own - 1;
	own->values = below->values;
	own->step = below->step;
	if (!p->training) return;
	own->values = own->output;
	own->step = p->net->layers[layer].summary.features * (size_t)BLOCK;
	draw(p, memory, layer, block);
	drop(p, memory, layer, own->output, below->values, below->step);
}

static void backward(pass *p, block_memory *memory, size_t layer, uint32_t block, shard *sums) {
	(void)block, (void)sums;
	layer_values *own = &memory->layers[layer];
	drop(p, memory, layer, own[-1].gradient, own->gradient, own->step);
}

static void write_nothing(pass *p, size_t layer, const shard *sums, float *gradient) {
	(void)p, (void)layer, (void)sums, (void)gradient;
}

const layer_kind dropout_layer = {initialize, lay_out_memory, lay_out_sums, forward, backward, write_nothing};

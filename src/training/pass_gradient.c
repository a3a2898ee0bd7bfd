/* From the sums of a pass's shards to the gradient of every weight. */
#include <string.h>

#include "training/layer_kind.h"
#include "training/objective.h"

/* Adds all shards, in their order, into the first. */
static shard *fold_shards(pass *p) {
	shard *first = &p->shards[0];
	for (uint32_t i = 1; i < SHARDS; i++) p->net->hot->add(first->floats, p->shards[i].floats, first->count);
	return first;
}

void pass_gradient(pass *p, float *gradient) {
	const network *net = p->net;
	const shard *sums = fold_shards(p);
	for (size_t i = 0; i < net->layer_count; i++) net->layers[i].kind->gradient(p, i, sums, gradient);
	add_l2_gradient(net, p->parameters, gradient);
	p->written_count = p->batch->distinct_count;
	memcpy(p->written, p->batch->distinct, p->written_count * sizeof *p->written);
}

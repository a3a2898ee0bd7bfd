/* The blocks of a shard, one after another, through all layers, forward and back. */
#include <string.h>

#include "training/layer_kind.h"
#include "training/padding_mask.h"

static void block_pass(pass *p, block_memory *memory, uint32_t block, shard *sums) {
	const network *net = p->net;
	find_words(p, memory, block);
	for (size_t i = 0; i < net->layer_count; i++) net->layers[i].kind->forward(p, memory, i, block, sums);
	for (size_t i = net->layer_count; p->training && i-- > 0;)
		net->layers[i].kind->backward(p, memory, i, block, sums);
}

void pass_shard(pass *p, uint32_t part) {
	shard *s = &p->shards[part];
	block_memory *memory = &p->memories[part % p->memory_count];
	if (p->training) {
		memset(s->floats, 0, s->count * sizeof *s->floats);
		for (size_t i = 0; i < pass_row_sums(p); i++)
			memset(s->d_rows[i], 0, p->batch->distinct_count * pass_row_floats(p) * sizeof(float));
	}
	for (uint32_t block = part; block < block_count(p->batch->reviews); block += SHARDS)
		block_pass(p, memory, block, s);
}

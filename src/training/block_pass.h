/* A pass of one block of 16 reviews through all layers. */
#ifndef TRAINING_BLOCK_PASS_H
#define TRAINING_BLOCK_PASS_H

#include "training/pass.h"

/* Lays out a layer's memory for a block. */
layer_memory layer_memory_layout(arena *memory, const network *net, size_t index, bool training);

/* Forward: fills the logits and losses of block `index`. In training `sums` takes nothing yet. */
void block_forward(pass *p, block_memory *memory, uint32_t index, shard *sums);

/* Backward, right after block_forward() of the same block: adds to `sums`. */
void block_backward(pass *p, block_memory *memory, uint32_t index, shard *sums);

#endif

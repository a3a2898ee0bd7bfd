/* A pass of one block of 16 reviews through all layers. */
#ifndef TRAINING_BLOCK_PASS_H
#define TRAINING_BLOCK_PASS_H

#include "training/pass.h"

/* Layer `index` set up for block `block`, with its input from the layer below, or from the words. */
recurrent_layer layer_for_block(pass *p, block_memory *memory, size_t index, uint32_t block, shard *sums);

/* Forward: fills the logits and losses of block `index`. In training `sums` takes nothing yet. */
void block_forward(pass *p, block_memory *memory, uint32_t index, shard *sums);

/* Backward, right after block_forward() of the same block: adds to `sums`. */
void block_backward(pass *p, block_memory *memory, uint32_t index, shard *sums);

#endif

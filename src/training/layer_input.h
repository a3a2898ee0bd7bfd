/* A recurrent layer set up for a block of 16 reviews: its input, with the masks of dropout. */
#ifndef TRAINING_LAYER_INPUT_H
#define TRAINING_LAYER_INPUT_H

#include "training/pass.h"

/* Recurrent layer `index` set up for block `block`, with its input from the layer below, or from the words. All is borrowed. */
recurrent_layer layer_for_block(pass *p, block_memory *memory, size_t index, uint32_t block, shard *sums);

/* After its backward pass: applies the input mask to the gradient of the input, so that the layer below sees its own. */
void mask_input_gradients(pass *p, block_memory *memory, size_t index);

#endif

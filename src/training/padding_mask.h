/* The timesteps that are left out of a batch: of masked padding, which reviews of a block have a word at each (word_mask in
 * layers/recurrent_layer.h); of a batch that is as long as its longest review, all before or after it. */
#ifndef TRAINING_PADDING_MASK_H
#define TRAINING_PADDING_MASK_H

#include "training/pass.h"

/* Fills in memory->words with the masks of a block of the batch, forward and backward. */
void find_words(const pass *p, block_memory *memory, uint32_t block);

#endif

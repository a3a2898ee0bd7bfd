/* Masked padding: which reviews of a block have a word at a timestep (word_mask in layers/recurrent_layer.h). */
#ifndef TRAINING_PADDING_MASK_H
#define TRAINING_PADDING_MASK_H

#include "training/pass.h"

/* Fills in memory->words with the masks of a block of the batch, forward and backward. */
void find_words(const pass *p, block_memory *memory, uint32_t block);

#endif

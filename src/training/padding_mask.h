/* Masked padding: which reviews of a block have a word at a timestep (word_mask in layers/recurrent_layer.h). */
#ifndef TRAINING_PADDING_MASK_H
#define TRAINING_PADDING_MASK_H

#include "training/pass.h"

/* The mask of block `index` of the batch, written to `present` (T); `present` is NULL where the network has none. */
word_mask words_of_block(const pass *p, uint16_t *present, uint32_t index);

#endif

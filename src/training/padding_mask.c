#include "training/padding_mask.h"

#include <string.h>

/* All reviews read the same timesteps. */
static word_mask steps_of_longest(const pass *p, uint16_t *present) {
	for (size_t t = p->first; t < p->end; t++) present[t] = UINT16_MAX;
	return (word_mask){present, p->first, p->end};
}

/* Padding has id 0, which no word has (unroll/corpus.h). The empty reviews that fill up a last block have words wherever another
 * review has: they count for nothing, and a timestep without exceptions is faster. */
static word_mask words_of_block(const pass *p, uint16_t *present, uint32_t index) {
	word_mask mask = {present, 0, p->steps};
	if (!present) return mask;
	uint32_t left = p->batch->reviews - index * BLOCK, reviews = left < BLOCK ? left : BLOCK;
	memset(present, 0, p->steps * sizeof *present);
	for (uint32_t r = 0; r < reviews; r++) {
		const uint16_t *ids = p->batch->ids + ((size_t)index * BLOCK + r) * p->steps;
		for (size_t t = 0; t < p->steps; t++) present[t] |= (uint16_t)((ids[t] != 0) << r);
	}
	uint16_t empty = (uint16_t)((uint32_t)UINT16_MAX << reviews);
	while (mask.first < mask.end && !present[mask.first]) mask.first++;
	while (mask.end > mask.first && !present[mask.end - 1]) mask.end--;
	for (size_t t = mask.first; t < mask.end; t++) present[t] |= empty;
	return mask;
}

void find_words(const pass *p, block_memory *memory, uint32_t block) {
	bool each = network_masks(p->net) || p->alone;
	word_mask words = network_pads_to_longest(p->net) && !each ? steps_of_longest(p, memory->present[0])
	                                                           : words_of_block(p, memory->present[0], block);
	uint16_t *reversed = memory->present[1];
	memory->words[0] = words;
	memory->words[1] = (word_mask){reversed, p->steps - words.end, p->steps - words.first};
	for (size_t t = words.first; reversed && t < words.end; t++)
		reversed[p->steps - 1 - t] = words.present[t];
}

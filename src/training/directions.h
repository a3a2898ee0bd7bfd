/* What a bidirectional layer makes of its two directions (Keras' Bidirectional, Schuster and Paliwal 1997): with f the forward
 * direction's state and b the backward one's, at the same timestep of the text or both at their last,
 *
 *   concat  y = (f, b)          sum  y = f + b          average  y = (f + b) / 2
 *
 * F = 2H features of H units each with concat, else H. */
#ifndef TRAINING_DIRECTIONS_H
#define TRAINING_DIRECTIONS_H

#include "training/pass.h"

/* F, of `units` units each. */
static inline size_t merged_features(unroll_bidirectional merge, size_t units) {
	return merge == UNROLL_CONCAT ? 2 * units : units;
}

/* A block through a bidirectional layer, after both directions and before them: fills in the layer's values, and gives the directions
 * their parts of the gradient. `of[0]` is the forward one. */
void merge_block(const pass *p, block_memory *memory, size_t layer);
void split_block_gradient(const pass *p, block_memory *memory, size_t layer, sequence_gradient of[2]);

#endif

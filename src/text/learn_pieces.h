/* Learning the pieces of a corpus: its characters and, one after another, the merges of byte-pair encoding (text/pieces.h).
 *
 * Each chunk (text/chunks.h) is learned from once, weighted by how often it occurs. Characters that occur less than three times are
 * left to their bytes: so little can be learned about them, and the list of pieces says nothing about a single review. The others
 * come by their counts, the most frequent first, equals by their code points. Each merge joins the two neighbouring pieces that
 * are neighbours most often; of equals those with the lowest number of the left piece, and then of the right one. Two pieces are not
 * merged where what they make is a piece already, and learning ends where none occur together twice. So the same
 * texts give the same pieces everywhere. */
#ifndef TEXT_LEARN_PIECES_H
#define TEXT_LEARN_PIECES_H

#include "text/pieces.h"

typedef struct piece_learner piece_learner;

/* Begins to learn from the chunks of a table, of which number i occurs counts[i] times. It is borrowed until the learner is
 * destroyed, and may not change. Learns the characters, of which at most as many are kept as leave room for the merges. */
unroll_status piece_learner_create(const word_table *chunks, const uint64_t *counts, uint32_t merges,
                                   piece_learner **learner, unroll_error *error);
void piece_learner_destroy(piece_learner *learner);

/* Learns up to `merges` more merges. Without an error `*left` is how many are still to be learned. */
unroll_status piece_learner_step(piece_learner *learner, uint32_t merges, uint32_t *left,
                                 unroll_error *error);

/* What it has learned so far; belongs to the learner. */
const piece_table *piece_learner_pieces(const piece_learner *learner);

#endif

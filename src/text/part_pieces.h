/* Reviews of a corpus of pieces for a smaller vocabulary: pieces beyond it are parted into those that they were merged of, and
 * characters into their bytes. So a review is what it would be had learning stopped earlier, and no piece is unknown. */
#ifndef TEXT_PART_PIECES_H
#define TEXT_PART_PIECES_H

#include "text/padding.h"
#include "unroll/corpus.h"

/* Of the ids that a review has with a vocabulary of pieces of `vocabulary_size`, writes the `kept` from number `first` on to `to`,
 * and returns how many it has. */
uint64_t part_pieces(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size,
                     const unroll_corpus_review *review, uint64_t first, uint32_t kept, uint16_t *to);

/* Whether reviews of a corpus must be parted for a vocabulary of `vocabulary_size`. */
bool must_part_pieces(const unroll_corpus *corpus, uint32_t vocabulary_size);

/* pad_review() for a review of a corpus, which is parted where it must be. */
void pad_corpus_review(uint16_t *row, padding_rule rule, const unroll_corpus *corpus,
                       const unroll_corpus_review *review, uint32_t vocabulary_size);

#endif

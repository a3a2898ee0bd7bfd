/* Which reviews of a corpus belong to which split, and a batch of them. */
#ifndef TRAINING_SPLITS_H
#define TRAINING_SPLITS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/batch.h"
#include "unroll/corpus.h"
#include "unroll/evaluator.h"
#include "unroll/settings.h"

/* Some reviews of one half of a corpus, by index. Without `indices` they are all, in their order. */
typedef struct review_list {
	unroll_half half;
	const uint32_t *indices; /* (count), borrowed */
	uint32_t count;
	bool every; /* instead: all of the training half, and then of the test half */
} review_list;

/* How many of the `reviews` of the training half are held out for validation: none with held-out test; with last, all but ⌊n · (1 - validation)⌋
 * (keras/src/trainers/data_adapters/array_slicing.py: train_validation_split). */
uint32_t held_out_count(const unroll_settings *settings, uint32_t reviews);

/* The half of a corpus that a split is of; of every review, the first. */
unroll_half half_of_split(const unroll_settings *settings, unroll_split split);

/* The reviews of a split, by settings.held_out: at random as scikit-learn's train_test_split divides the training half, by
 * settings.validation and settings.split_seed, and of 3 or more classes with stratify=labels, so that rare ones are in both splits; or of each label the last, as a corpus is ordered by label. `permutation` takes one number for each review of the training half and must live as
 * long as the list. */
review_list reviews_of_split(const unroll_settings *settings, const unroll_corpus *corpus, unroll_split split,
                             uint32_t *permutation);

/* The review at a place of the list. */
unroll_corpus_review review_at(const unroll_corpus *corpus, const review_list *list, uint32_t place);

/* Which place of its half that review has; of every review, which of both halves one after another. */
uint32_t index_at(const review_list *list, uint32_t place);

/* A review as a network reads it: the ids that truncating leaves, parted into smaller pieces where the network knows only those. `room` (T) takes
 * those that are not so in the corpus. */
unroll_corpus_review truncated_review(const unroll_corpus *corpus, const batch_shape *shape,
                                      unroll_corpus_review review, uint16_t *room);

/* Fills a batch with `count` reviews of the list, from place `first` on: in their order, or by length, the longest first. The reviews of
 * a block are then nearly of one length, so that masked padding leaves out whole timesteps. */
void fill_batch(batch *b, const unroll_corpus *corpus, const review_list *list, uint32_t first,
                uint32_t count, bool by_length);

#endif

#include "training/splits.h"

#include <stddef.h>

#include "text/split.h"

review_list reviews_of_split(const unroll_settings *settings, const unroll_corpus *corpus, unroll_split split,
                             uint32_t *permutation) {
	if (split == UNROLL_TEST_SPLIT)
		return (review_list){UNROLL_TEST_HALF, NULL, unroll_corpus_count(corpus, UNROLL_TEST_HALF)};
	uint32_t reviews = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t held_out = validation_count(reviews, settings->validation);
	split_permutation(reviews, settings->split_seed, permutation);
	if (split == UNROLL_VALIDATION_SPLIT) return (review_list){UNROLL_TRAIN_HALF, permutation, held_out};
	return (review_list){UNROLL_TRAIN_HALF, permutation + held_out, reviews - held_out};
}

void fill_batch(batch *b, const unroll_corpus *corpus, const review_list *list, uint32_t first,
                uint32_t count) {
	batch_begin(b, count);
	for (uint32_t r = 0; r < count; r++) {
		uint32_t index = list->indices ? list->indices[first + r] : first + r;
		unroll_corpus_review review = unroll_corpus_get(corpus, list->half, index);
		batch_set(b, r, review.ids, review.count, review.label);
	}
	batch_finish(b);
}

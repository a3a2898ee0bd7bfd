#include "training/splits.h"

#include <stddef.h>
#include <string.h>

#include "text/part_pieces.h"
#include "text/train_test_split.h"

uint32_t held_out_count(const unroll_settings *settings, uint32_t reviews) {
	switch (settings->held_out) {
	case UNROLL_HELD_OUT_RANDOM:
		return validation_count(reviews, settings->validation);
	case UNROLL_HELD_OUT_LAST:
		return reviews - (uint32_t)(reviews * (1 - settings->validation));
	case UNROLL_HELD_OUT_TEST:
		break;
	}
	return 0;
}

unroll_half half_of_split(const unroll_settings *settings, unroll_split split) {
	bool by_test = split == UNROLL_VALIDATION_SPLIT && settings->held_out == UNROLL_HELD_OUT_TEST;
	return split == UNROLL_TEST_SPLIT || by_test ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF;
}

/* Writes the reviews of the training half in their order, but behind all others the last of each label, `held_out` of them: of the labels up to
 * any one, their share of all reviews, rounded down. */
static void hold_out_last(const unroll_corpus *corpus, uint32_t held_out, uint32_t *permutation) {
	uint32_t reviews = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF), kept[UINT8_MAX + 1] = {0};
	for (uint32_t i = 0; i < reviews; i++) kept[unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, i).label]++;
	uint64_t count = 0, last = 0;
	for (uint32_t label = 0; label <= UINT8_MAX; label++) {
		uint64_t before = last;
		count += kept[label];
		last = reviews ? held_out * count / reviews : 0;
		kept[label] -= (uint32_t)(last - before);
	}
	uint32_t train = 0, validation = reviews - held_out;
	for (uint32_t i = 0; i < reviews; i++) {
		uint32_t *left = &kept[unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, i).label];
		if (*left)
			permutation[train++] = i, --*left;
		else
			permutation[validation++] = i;
	}
}

static uint32_t label_in_training_half(const void *corpus, uint32_t review) {
	return unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, review).label;
}

review_list reviews_of_split(const unroll_settings *settings, const unroll_corpus *corpus, unroll_split split,
                             uint32_t *permutation) {
	if (half_of_split(settings, split) == UNROLL_TEST_HALF)
		return (review_list){UNROLL_TEST_HALF, NULL, unroll_corpus_count(corpus, UNROLL_TEST_HALF), false};
	uint32_t reviews = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	if (split == UNROLL_EVERY_REVIEW)
		return (review_list){UNROLL_TRAIN_HALF, NULL, reviews + unroll_corpus_count(corpus, UNROLL_TEST_HALF),
		                     true};
	uint32_t held_out = held_out_count(settings, reviews), train = reviews - held_out;
	bool last = settings->held_out == UNROLL_HELD_OUT_LAST;
	if (settings->held_out != UNROLL_HELD_OUT_RANDOM)
		hold_out_last(corpus, held_out, permutation);
	else if (settings->classes > 2)
		stratified_permutation(reviews, held_out, settings->split_seed, settings->classes,
		                       label_in_training_half, corpus, permutation);
	else
		split_permutation(reviews, settings->split_seed, permutation);
	if (split == UNROLL_VALIDATION_SPLIT)
		return (review_list){UNROLL_TRAIN_HALF, permutation + (last ? train : 0), held_out, false};
	return (review_list){UNROLL_TRAIN_HALF, permutation + (last ? 0 : held_out), train, false};
}

uint32_t index_at(const review_list *list, uint32_t place) {
	return list->indices ? list->indices[place] : place;
}

unroll_corpus_review review_at(const unroll_corpus *corpus, const review_list *list, uint32_t place) {
	uint32_t first = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	if (list->every && place >= first) return unroll_corpus_get(corpus, UNROLL_TEST_HALF, place - first);
	return unroll_corpus_get(corpus, list->half, index_at(list, place));
}

unroll_corpus_review truncated_review(const unroll_corpus *corpus, const batch_shape *shape,
                                      unroll_corpus_review review, uint16_t *room) {
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	bool parted = must_part_pieces(corpus, shape->words);
	uint64_t count = parted ? part_pieces(vocabulary, shape->words, &review, 0, 0, NULL) : review.count;
	padded_place kept = place_review(batch_padding(shape), count);
	if (parted) {
		part_pieces(vocabulary, shape->words, &review, kept.first, kept.kept, room);
		return (unroll_corpus_review){room, kept.kept, review.label};
	}
	return (unroll_corpus_review){review.ids + kept.first, kept.kept, review.label};
}

/* Reads a word of each cache line of what a batch keeps of a review. Reviews lie all over a corpus that is larger than the
 * processor's caches: a short loop that only looks at them waits for the memory once, and not for each. */
static void touch(const unroll_corpus_review *review, padding_rule rule) {
	enum { LINE = 32 };
	padded_place place = place_review(rule, review->count);
	const volatile uint16_t *ids = review->ids + place.first;
	for (uint32_t t = 0; t < place.kept; t += LINE) (void)ids[t];
	if (place.kept) (void)ids[place.kept - 1];
}

/* batch.order: the places of the list, longer reviews first and equally long ones as they come; by counting. */
static void order_by_length(batch *b, const unroll_corpus *corpus, const review_list *list, uint32_t first,
                            uint32_t count) {
	padding_rule rule = batch_padding(&b->shape);
	uint32_t *before = b->before, longer = 0;
	memset(before, 0, (b->shape.steps + 1) * sizeof *before);
	for (uint32_t r = 0; r < count; r++)
		before[place_review(rule, review_at(corpus, list, first + r).count).kept]++;
	for (uint32_t length = b->shape.steps + 1; length-- > 0;) {
		uint32_t as_long = before[length];
		before[length] = longer;
		longer += as_long;
	}
	for (uint32_t r = 0; r < count; r++) {
		uint32_t kept = place_review(rule, review_at(corpus, list, first + r).count).kept;
		b->order[before[kept]++] = first + r;
	}
}

static void fill_row(batch *b, uint32_t row, const unroll_corpus *corpus, const review_list *list,
                     uint32_t place) {
	unroll_corpus_review review = review_at(corpus, list, place);
	pad_corpus_review(batch_row(b, row), batch_padding(&b->shape), corpus, &review, b->shape.words);
	b->labels[row] = review.label;
}

void fill_batch(batch *b, const unroll_corpus *corpus, const review_list *list, uint32_t first,
                uint32_t count, bool by_length) {
	padding_rule rule = batch_padding(&b->shape);
	batch_begin(b, count);
	for (uint32_t r = 0; r < count; r++) {
		unroll_corpus_review review = review_at(corpus, list, first + r);
		touch(&review, rule);
	}
	if (by_length) {
		order_by_length(b, corpus, list, first, count);
		for (uint32_t r = 0; r < count; r++) fill_row(b, r, corpus, list, b->order[r]);
	} else {
		for (uint32_t r = 0; r < count; r++) fill_row(b, r, corpus, list, first + r);
	}
	batch_finish(b);
}

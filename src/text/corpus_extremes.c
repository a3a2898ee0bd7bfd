#include <stdbool.h>
#include <string.h>

#include "text/chunks.h"
#include "unroll/corpus.h"
#include "unroll/text.h"

/* Of a hundred reviews one is more extreme than the result. */
#define REVIEWS_PER_EXTREME 100

enum { MOST_WORDS = 1023, SHARES = 200 };

/* The value of the review at a place, where `counts` says how many reviews have each value, in rising order. */
static uint32_t value_at(const uint32_t *counts, uint32_t place) {
	uint32_t value = 0;
	for (uint32_t passed = counts[0]; passed <= place; passed += counts[value]) value++;
	return value;
}

/* Whether an id begins a word: each of a word does, of the pieces of words those with the mark. */
static bool begins_word(const unroll_vocabulary *vocabulary, uint16_t id) {
	if (id == UNROLL_UNKNOWN_ID) return true;
	if (id < UNROLL_UNKNOWN_ID) return false;
	if (unroll_vocabulary_tokenizer(vocabulary) == UNROLL_WORDS) return true;
	size_t size;
	const char *piece = unroll_vocabulary_word(vocabulary, id - UNROLL_INDEX_FROM, &size);
	return size >= CHUNK_MARK_BYTES && memcmp(piece, CHUNK_MARK, CHUNK_MARK_BYTES) == 0;
}

unroll_extremes unroll_corpus_extremes(const unroll_corpus *corpus, unroll_half half,
                                       uint32_t vocabulary_size) {
	uint32_t reviews = unroll_corpus_count(corpus, half);
	uint32_t lengths[MOST_WORDS + 1] = {0}, shares[SHARES + 1] = {0};
	if (reviews == 0) return (unroll_extremes){0, 0};
	for (uint32_t r = 0; r < reviews; r++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, half, r);
		uint32_t words = 0, tokens = 0, known = 0;
		for (uint32_t i = 0; i < review.count; i++) {
			words += begins_word(unroll_corpus_vocabulary(corpus), review.ids[i]);
			tokens += review.ids[i] >= UNROLL_UNKNOWN_ID;
			known += review.ids[i] > UNROLL_UNKNOWN_ID && review.ids[i] < vocabulary_size;
		}
		lengths[words < MOST_WORDS ? words : MOST_WORDS]++;
		shares[tokens ? (uint32_t)((uint64_t)SHARES * known / tokens) : 0]++;
	}
	uint32_t place = reviews / REVIEWS_PER_EXTREME;
	return (unroll_extremes){value_at(lengths, place), (double)value_at(shares, place) / SHARES};
}

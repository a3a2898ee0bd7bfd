#include "text/account.h"

#include <stdlib.h>
#include <string.h>

const char *unroll_skip_meaning(unroll_skip reason) {
	switch (reason) {
#define UNROLL_SKIP_CASE(name, number, meaning)                                                              \
	case UNROLL_SKIP_##name:                                                                                 \
		return meaning;
		UNROLL_SKIP_MAP(UNROLL_SKIP_CASE)
#undef UNROLL_SKIP_CASE
	case UNROLL_SKIPS:
		break;
	}
	return "something unknown";
}

unroll_account account_empty(void) {
	return (unroll_account){.shortest = 0};
}

void account_add(unroll_account *account, unroll_half half, uint8_t label, uint32_t words, uint32_t known) {
	uint32_t bin = words / UNROLL_LENGTH_BIN;
	account->lengths[bin < UNROLL_LENGTH_BINS ? bin : UNROLL_LENGTH_BINS - 1]++;
	uint32_t(*reviews)[2] = account->reviews;
	bool first = !reviews[0][0] && !reviews[0][1] && !reviews[1][0] && !reviews[1][1];
	if (first || words < account->shortest) account->shortest = words;
	if (words > account->longest) account->longest = words;
	account->reviews[half][label]++;
	account->words += words;
	account->known += known;
}

void account_skip(unroll_account *account, unroll_skip reason, uint32_t place) {
	unroll_skipped *skipped = &account->skipped[reason];
	if (skipped->count < UNROLL_SKIP_PLACES) skipped->places[skipped->count] = place;
	if (skipped->count < UINT32_MAX) skipped->count++;
}

uint64_t account_word_hash(uint64_t hash, uint32_t word) {
	for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ (word >> shift & 0xff)) * 1099511628211u;
	return hash;
}

uint64_t account_words_hash(const uint32_t *words, size_t count) {
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < count; i++) hash = account_word_hash(hash, words[i]);
	return hash;
}

static int compare_reviews(const void *left, const void *right) {
	const account_review *a = left, *b = right;
	if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
	if (a->size != b->size) return a->size < b->size ? -1 : 1;
	return a->size ? memcmp(a->words, b->words, a->size) : 0;
}

uint32_t account_duplicates(account_review *reviews, size_t count) {
	uint32_t duplicates = 0;
	if (count) qsort(reviews, count, sizeof *reviews, compare_reviews);
	for (size_t i = 1; i < count; i++) duplicates += compare_reviews(&reviews[i], &reviews[i - 1]) == 0;
	return duplicates;
}

#include "text/import_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

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

unroll_import_report report_empty(void) {
	return (unroll_import_report){.classes = 2};
}

static uint32_t all_reviews(const unroll_import_report *report) {
	uint32_t reviews = 0;
	for (uint32_t label = 0; label < report->classes; label++)
		reviews += report->reviews[UNROLL_TRAIN_HALF][label] + report->reviews[UNROLL_TEST_HALF][label];
	return reviews;
}

void report_add(unroll_import_report *report, unroll_half half, uint8_t label, uint32_t words,
                uint32_t known) {
	uint32_t bin = words / UNROLL_LENGTH_BIN;
	report->lengths[bin < UNROLL_LENGTH_BINS ? bin : UNROLL_LENGTH_BINS - 1]++;
	if (all_reviews(report) == 0 || words < report->shortest) report->shortest = words;
	if (words > report->longest) report->longest = words;
	report->reviews[half][label]++;
	report->words += words;
	report->known += known;
}

void report_name_file(char to[UNROLL_PLACE_BYTES], const char *name) {
	static const char dots[] = "…";
	size_t size = strlen(name), room = UNROLL_PLACE_BYTES - 1;
	const char *end = size > room ? name + size - (room - strlen(dots)) : name;
	while (end > name && ((uint8_t)*end & 0xc0) == 0x80) end++; /* within a character */
	format_text(to, UNROLL_PLACE_BYTES, "%s%s", end > name ? dots : "", end);
}

void report_skip(unroll_import_report *report, unroll_skip reason, uint32_t place, const char *file) {
	unroll_skipped *skipped = &report->skipped[reason];
	if (skipped->count < UNROLL_SKIP_PLACES) {
		skipped->places[skipped->count] = place;
		format_text(skipped->files[skipped->count], UNROLL_PLACE_BYTES, "%s", file);
	}
	if (skipped->count < UINT32_MAX) skipped->count++;
}

uint64_t report_word_hash(uint64_t hash, uint32_t word) {
	for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ (word >> shift & 0xff)) * 1099511628211u;
	return hash;
}

uint64_t report_words_hash(const uint32_t *words, size_t count) {
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < count; i++) hash = report_word_hash(hash, words[i]);
	return hash;
}

static int compare_reviews(const void *left, const void *right) {
	const report_review *a = left, *b = right;
	if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
	if (a->size != b->size) return a->size < b->size ? -1 : 1;
	return a->size ? memcmp(a->words, b->words, a->size) : 0;
}

uint32_t report_duplicates(report_review *reviews, size_t count) {
	uint32_t duplicates = 0;
	if (count) qsort(reviews, count, sizeof *reviews, compare_reviews);
	for (size_t i = 1; i < count; i++) duplicates += compare_reviews(&reviews[i], &reviews[i - 1]) == 0;
	return duplicates;
}

/* Word-pair statistics of a corpus: how often each id stands before each other, by label. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "text/corpus_file.h"
#include "text/part_pieces.h"
#include "text/statistics_file.h"
#include "text/vocabulary.h"

enum {
	LEAST_COUNT = 3, /* what occurs less often says more about single reviews than about the language */
	LARGEST_COUNT = UINT16_MAX
};

/* The counts while they are made, and everything that the file borrows until it is written. */
typedef struct counting {
	uint32_t words, tail, last;
	uint32_t *pairs[STATISTICS_LABELS]; /* (V, V) each: by the id that follows, then by the one before */
	uint32_t *rare_rows, *rare_ids;     /* (2, V) */
	uint32_t *lengths;                  /* (2, L) */
	uint32_t *offsets;                  /* (V + 1) */
	uint16_t *ids, *counts;             /* (P), (2, P) */
	uint32_t listed;                    /* P */
	uint16_t *parted;                   /* a review whose pieces were parted */
	size_t parted_capacity;
} counting;

unroll_statistics_options unroll_default_statistics_options(void) {
	return (unroll_statistics_options){.words = 1000, .tail = 200, .last = 100, .pairs = 60000};
}

static unroll_status refuse(unroll_error *error, const char *name, uint32_t value, uint32_t least,
                            uint32_t most) {
	return fail(error, UNROLL_BAD_SETTING, name, "%s is %u; it must be %u to %u.", name, value, least, most);
}

static unroll_status check_options(const unroll_statistics_options *o, unroll_error *error) {
	if (o->words < STATISTICS_LEAST_WORDS || o->words > STATISTICS_MOST_WORDS)
		return refuse(error, "words", o->words, STATISTICS_LEAST_WORDS, STATISTICS_MOST_WORDS);
	if (o->tail < STATISTICS_LEAST_TAIL || o->tail > STATISTICS_MOST_TAIL)
		return refuse(error, "tail", o->tail, STATISTICS_LEAST_TAIL, STATISTICS_MOST_TAIL);
	if (o->pairs < 1 || o->pairs > STATISTICS_MOST_PAIRS)
		return refuse(error, "pairs", o->pairs, 1, STATISTICS_MOST_PAIRS);
	return UNROLL_OK;
}

static unroll_status check_classes(const unroll_corpus *corpus, unroll_error *error) {
	uint32_t classes = unroll_corpus_classes(corpus);
	if (classes == STATISTICS_LABELS) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, "classes",
	            "The corpus has %u classes; statistics are counted of two. Use a corpus of two classes.",
	            classes);
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "statistics",
	            "There is not enough memory to count the pairs. Ask for fewer words.");
}

static bool take_counts(counting *c) {
	size_t by_id = (size_t)STATISTICS_LABELS * c->words;
	bool taken = true;
	for (size_t label = 0; label < STATISTICS_LABELS; label++) {
		c->pairs[label] = calloc((size_t)c->words * c->words, sizeof *c->pairs[label]);
		taken = taken && c->pairs[label];
	}
	c->rare_rows = calloc(by_id, sizeof *c->rare_rows);
	c->rare_ids = calloc(by_id, sizeof *c->rare_ids);
	c->lengths = calloc((size_t)STATISTICS_LABELS * (c->tail + 1), sizeof *c->lengths);
	c->offsets = calloc((size_t)c->words + 1, sizeof *c->offsets);
	return taken && c->rare_rows && c->rare_ids && c->lengths && c->offsets;
}

static void release_counts(counting *c) {
	for (size_t label = 0; label < STATISTICS_LABELS; label++) free(c->pairs[label]);
	free(c->rare_rows);
	free(c->rare_ids);
	free(c->lengths);
	free(c->offsets);
	free(c->ids);
	free(c->counts);
	free(c->parted);
}

static uint32_t counted_id(const counting *c, uint16_t id) {
	return id < c->words ? id : UNROLL_UNKNOWN_ID;
}

/* Cuts the review into pieces of the smaller vocabulary. */
static bool part_review(counting *c, const unroll_corpus *corpus, unroll_corpus_review *review) {
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	if (!must_part_pieces(corpus, c->words)) return true;
	uint64_t count = part_pieces(vocabulary, c->words, review, 0, 0, NULL);
	uint16_t *ids =
	    count < UINT32_MAX ? grown(c->parted, &c->parted_capacity, (size_t)count, sizeof *ids) : NULL;
	if (!ids) return false;
	c->parted = ids;
	part_pieces(vocabulary, c->words, review, 0, (uint32_t)count, ids);
	*review = (unroll_corpus_review){ids, (uint32_t)count, review->label};
	return true;
}

/* Counts a review from its end. The start id is no word: who draws a review knows where it starts. */
static void count_review(counting *c, const unroll_corpus_review *review) {
	uint32_t length = review->count < c->tail ? review->count : c->tail;
	uint32_t reach = c->last && c->last < review->count ? c->last : review->count, follows = STATISTICS_END;
	c->lengths[review->label * (c->tail + 1) + length]++;
	for (uint32_t i = 0; i < reach; i++) {
		uint32_t id = counted_id(c, review->ids[review->count - 1 - i]);
		if (id == UNROLL_START_ID) return;
		c->pairs[review->label][follows * c->words + id]++;
		follows = id;
	}
}

static int compare_falling(const void *left, const void *right) {
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a < b) - (a > b);
}

static uint32_t both_labels(const counting *c, size_t pair) {
	return c->pairs[0][pair] + c->pairs[1][pair];
}

/* The least count of a listed pair, so that at most `most` are. */
static unroll_status least_count(const counting *c, uint32_t most, uint32_t *least, unroll_error *error) {
	size_t cells = (size_t)c->words * c->words, frequent = 0;
	*least = LEAST_COUNT;
	for (size_t i = 0; i < cells; i++) frequent += both_labels(c, i) >= LEAST_COUNT;
	if (frequent <= most) return UNROLL_OK;
	uint32_t *counts = malloc(frequent * sizeof *counts);
	if (!counts) return no_memory(error);
	frequent = 0;
	for (size_t i = 0; i < cells; i++)
		if (both_labels(c, i) >= LEAST_COUNT) counts[frequent++] = both_labels(c, i);
	qsort(counts, frequent, sizeof *counts, compare_falling);
	*least = counts[most] + 1; /* pairs of equal count are listed together or not at all */
	free(counts);
	return UNROLL_OK;
}

/* How many times a pair stands in the list: as often as its counts need, 16 bits each. */
static uint32_t times_listed(const counting *c, size_t pair) {
	uint32_t larger = c->pairs[0][pair] > c->pairs[1][pair] ? c->pairs[0][pair] : c->pairs[1][pair];
	return (larger + LARGEST_COUNT - 1) / LARGEST_COUNT;
}

static bool take_list(counting *c, uint32_t least) {
	size_t cells = (size_t)c->words * c->words;
	for (size_t i = 0; i < cells; i++)
		if (both_labels(c, i) >= least) c->listed += times_listed(c, i);
	c->ids = malloc(((size_t)c->listed + 1) * sizeof *c->ids);
	c->counts = malloc((STATISTICS_LABELS * (size_t)c->listed + 1) * sizeof *c->counts);
	return c->ids && c->counts;
}

/* Lists the frequent pairs row by row, and pools the others. */
static void list_pairs(counting *c, uint32_t least) {
	uint32_t at = 0;
	for (uint32_t row = 0; row < c->words; row++) {
		for (uint32_t id = 0; id < c->words; id++) {
			size_t pair = (size_t)row * c->words + id;
			bool listed = both_labels(c, pair) >= least;
			for (uint32_t label = 0; label < STATISTICS_LABELS && !listed; label++) {
				c->rare_rows[label * c->words + row] += c->pairs[label][pair];
				c->rare_ids[label * c->words + id] += c->pairs[label][pair];
			}
			for (uint32_t times = listed ? times_listed(c, pair) : 0; times; times--, at++) {
				c->ids[at] = (uint16_t)id;
				for (uint32_t label = 0; label < STATISTICS_LABELS; label++) {
					uint32_t left = c->pairs[label][pair];
					uint32_t count = left < LARGEST_COUNT ? left : LARGEST_COUNT;
					c->counts[label * c->listed + at] = (uint16_t)count;
					c->pairs[label][pair] -= count;
				}
			}
		}
		c->offsets[row + 1] = at;
	}
}

static unroll_status write_statistics(const counting *c, const unroll_corpus *corpus, unroll_bytes *file,
                                      unroll_error *error) {
	size_t size;
	const char *words =
	    unroll_vocabulary_text(unroll_corpus_vocabulary(corpus), c->words - CORPUS_LEAST_WORDS, &size);
	const uint64_t row_ends = c->words + 1u, pairs = c->listed, by_pair[] = {STATISTICS_LABELS, c->listed},
	               by_id[] = {STATISTICS_LABELS, c->words}, by_length[] = {STATISTICS_LABELS, c->tail + 1u};
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "format", STATISTICS_FORMAT);
	safetensors_add_number(writer, "words", c->words);
	safetensors_add_number(writer, "tail", c->tail);
	safetensors_add_metadata(writer, "source", unroll_corpus_source(corpus));
	safetensors_add_tensor(writer, STATISTICS_OFFSETS, SAFETENSORS_U32, 1, &row_ends, c->offsets);
	safetensors_add_tensor(writer, STATISTICS_IDS, SAFETENSORS_U16, 1, &pairs, c->ids);
	safetensors_add_tensor(writer, STATISTICS_COUNTS, SAFETENSORS_U16, 2, by_pair, c->counts);
	safetensors_add_tensor(writer, STATISTICS_RARE_ROWS, SAFETENSORS_U32, 2, by_id, c->rare_rows);
	safetensors_add_tensor(writer, STATISTICS_RARE_IDS, SAFETENSORS_U32, 2, by_id, c->rare_ids);
	safetensors_add_tensor(writer, STATISTICS_LENGTHS, SAFETENSORS_U32, 2, by_length, c->lengths);
	add_vocabulary(writer, unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(corpus)), words, size);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

/* Counts all training reviews; UNROLL_NO_REVIEWS where a label has none. */
static unroll_status count_reviews(counting *c, const unroll_corpus *corpus, unroll_error *error) {
	uint32_t reviews[STATISTICS_LABELS] = {0};
	for (uint32_t r = 0; r < unroll_corpus_count(corpus, UNROLL_TRAIN_HALF); r++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, r);
		if (!part_review(c, corpus, &review)) return no_memory(error);
		count_review(c, &review);
		reviews[review.label]++;
	}
	for (uint32_t label = 0; label < STATISTICS_LABELS; label++)
		if (reviews[label] == 0)
			return fail(error, UNROLL_NO_REVIEWS, "train/labels",
			            "The corpus has no training review with label %u. Statistics need both labels.",
			            label);
	return UNROLL_OK;
}

unroll_status unroll_statistics_count(const unroll_corpus *corpus, const unroll_statistics_options *options,
                                      unroll_bytes *file, unroll_error *error) {
	unroll_status status = check_options(options, error);
	if (status == UNROLL_OK) status = check_classes(corpus, error);
	if (status != UNROLL_OK) return status;
	uint32_t words = unroll_corpus_words(corpus), tail = unroll_corpus_tail(corpus), least;
	if (unroll_vocabulary_count(unroll_corpus_vocabulary(corpus)) == 0)
		return fail(error, UNROLL_MISMATCH, "vocabulary",
		            "The corpus has no vocabulary, so its statistics would be of no use. Import it with its "
		            "word index.");
	counting c = {.words = words < options->words ? words : options->words,
	              .tail = tail && tail < options->tail ? tail : options->tail,
	              .last = options->last};
	if (c.tail < STATISTICS_LEAST_TAIL) c.tail = STATISTICS_LEAST_TAIL;
	status = take_counts(&c) ? count_reviews(&c, corpus, error) : no_memory(error);
	if (status == UNROLL_OK) status = least_count(&c, options->pairs, &least, error);
	if (status == UNROLL_OK && !take_list(&c, least)) status = no_memory(error);
	if (status == UNROLL_OK) {
		list_pairs(&c, least);
		status = write_statistics(&c, corpus, file, error);
	}
	release_counts(&c);
	return status;
}

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "text/account.h"
#include "text/corpus_builder.h"
#include "text/corpus_file.h"
#include "text/corpus_writer.h"
#include "text/word_table.h"

typedef struct stored_review {
	uint32_t number, word_count;
	uint8_t half, label;
	size_t first_word; /* in the builder's words */
} stored_review;

struct unroll_corpus_builder {
	unroll_corpus_options options;
	word_table table; /* every word met so far */
	uint32_t *words;  /* the reviews one after another, each word as its number in the table */
	size_t word_count, word_capacity;
	stored_review *reviews;
	size_t review_count, review_capacity;
	class_names classes;
	unroll_account account; /* of the corpus that was finished last */
};

unroll_corpus_options unroll_default_corpus_options(void) {
	return (unroll_corpus_options){.words = 10000, .tail = 200, .limit = 0};
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "corpus",
	            "There is not enough memory for the corpus. Limit the number of reviews.");
}

unroll_status corpus_options_check(const unroll_corpus_options *options, unroll_error *error) {
	if (options->words < CORPUS_LEAST_WORDS || options->words > CORPUS_MOST_WORDS)
		return fail(error, UNROLL_BAD_SETTING, "words", "words is %u; it must be %u to %u.", options->words,
		            CORPUS_LEAST_WORDS, CORPUS_MOST_WORDS);
	if (options->limit == 1)
		return fail(error, UNROLL_BAD_SETTING, "limit",
		            "limit is 1; it must be 0 for no limit, or 2 or more for as many reviews of each label.");
	return UNROLL_OK;
}

unroll_status unroll_corpus_builder_create(const unroll_corpus_options *options,
                                           unroll_corpus_builder **builder, unroll_error *error) {
	unroll_status status = corpus_options_check(options, error);
	if (status != UNROLL_OK) return status;
	unroll_corpus_builder *made = calloc(1, sizeof *made);
	if (!made) return no_memory(error);
	made->options = *options;
	made->table = word_table_empty();
	*builder = made;
	return UNROLL_OK;
}

void unroll_corpus_builder_destroy(unroll_corpus_builder *builder) {
	if (!builder) return;
	word_table_free(&builder->table);
	free(builder->words);
	free(builder->reviews);
	free(builder);
}

/* Adds the numbers of the text's words behind `*word_count`, which is not the builder's own until all went well. */
static unroll_status add_words(unroll_corpus_builder *builder, const unroll_review *review,
                               size_t *word_count, unroll_error *error) {
	unroll_words words = unroll_words_of(review->text, review->size);
	for (;;) {
		unroll_word word;
		bool found;
		unroll_status status = unroll_next_word(&words, &word, &found, error);
		if (status != UNROLL_OK || !found) return status;
		uint32_t *numbers = grown(builder->words, &builder->word_capacity, *word_count + 1, sizeof *numbers);
		if (!numbers) return no_memory(error);
		builder->words = numbers;
		numbers[*word_count] = word_table_add(&builder->table, word.lower, word.size);
		if (numbers[*word_count] == WORD_TABLE_NONE) return no_memory(error);
		(*word_count)++;
	}
}

unroll_status unroll_corpus_builder_add(unroll_corpus_builder *builder, const unroll_review *review,
                                        unroll_error *error) {
	if (review->label > 1)
		return fail(error, UNROLL_BAD_SETTING, "label", "A review has the label %u; labels are 0 and 1.",
		            (unsigned)review->label);
	if (review->size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "A review has %zu bytes; it must be less than 4 GB.",
		            review->size);
	stored_review *reviews =
	    grown(builder->reviews, &builder->review_capacity, builder->review_count + 1, sizeof *reviews);
	if (!reviews) return no_memory(error);
	builder->reviews = reviews;
	size_t word_count = builder->word_count;
	unroll_status status = add_words(builder, review, &word_count, error);
	if (status != UNROLL_OK) return status;
	reviews[builder->review_count++] = (stored_review){
	    .number = review->number,
	    .word_count = (uint32_t)(word_count - builder->word_count),
	    .half = (uint8_t)review->half,
	    .label = review->label,
	    .first_word = builder->word_count,
	};
	builder->word_count = word_count;
	return UNROLL_OK;
}

static int compare_reviews(const void *left, const void *right) {
	const stored_review *a = left, *b = right;
	if (a->half != b->half) return a->half < b->half ? -1 : 1;
	if (a->label != b->label) return a->label < b->label ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* Sorts the reviews, and keeps of each half and label the first limit / 2; `*kept` is how many are left, at the front. */
static unroll_status select_reviews(stored_review *reviews, size_t count, uint32_t limit, size_t *kept,
                                    unroll_error *error) {
	uint32_t of_label = 0;
	*kept = 0;
	if (count) qsort(reviews, count, sizeof *reviews, compare_reviews);
	for (size_t i = 0; i < count; i++) {
		const stored_review *review = &reviews[i], *before = i ? &reviews[i - 1] : NULL;
		if (before && compare_reviews(before, review) == 0)
			return fail(error, UNROLL_MISMATCH, "number",
			            "Two reviews of the %s half with label %u have number %u. Take each review once.",
			            review->half == UNROLL_TRAIN_HALF ? "training" : "test", (unsigned)review->label,
			            review->number);
	}
	for (size_t i = 0; i < count; i++) {
		stored_review review = reviews[i];
		const stored_review *before = *kept ? &reviews[*kept - 1] : NULL;
		if (!before || before->half != review.half || before->label != review.label) of_label = 0;
		if (limit == 0 || of_label < limit / 2) reviews[(*kept)++] = review;
		of_label++;
	}
	return UNROLL_OK;
}

typedef struct counted_word {
	const char *word; /* its bytes, in the table */
	size_t size;
	uint32_t number; /* in the table */
	uint64_t count;  /* in the training half */
} counted_word;

/* The most frequent first; equals by their bytes, so that no order of adding shows. */
static int compare_words(const void *left, const void *right) {
	const counted_word *a = left, *b = right;
	if (a->count != b->count) return a->count > b->count ? -1 : 1;
	int order = memcmp(a->word, b->word, a->size < b->size ? a->size : b->size);
	if (order) return order;
	return a->size < b->size ? -1 : a->size > b->size;
}

/* The corpus while it is made: everything that the file borrows until it is written. */
typedef struct plan {
	const unroll_corpus_builder *builder;
	stored_review *reviews; /* (review_count): the kept ones, sorted */
	size_t review_count;
	counted_word *counts; /* (table.count) */
	uint16_t *id_of;      /* (table.count): the id of each word of the table */
	char *vocabulary;     /* its text */
	account_review *read; /* (review_count): to find duplicates */
	corpus_parts parts;
} plan;

/* The words of a review; NULL where no review has any. */
static const uint32_t *words_of(const plan *p, const stored_review *review) {
	return p->builder->words ? p->builder->words + review->first_word : NULL;
}

static void measure(plan *p) {
	p->parts.words = p->builder->options.words;
	p->parts.tail = p->builder->options.tail;
	p->parts.classes = p->builder->classes;
	for (size_t i = 0; i < p->review_count; i++) {
		corpus_half *half = &p->parts.halves[p->reviews[i].half];
		half->id_count += corpus_kept_ids(p->reviews[i].word_count, p->parts.tail);
		half->review_count++;
	}
}

static unroll_status take_memory(plan *p, unroll_error *error) {
	uint32_t words = p->builder->table.count;
	unroll_status status = corpus_parts_take(&p->parts, error);
	if (status != UNROLL_OK) return status;
	/* One more of each, as malloc(0) may be NULL. */
	p->counts = calloc((size_t)words + 1, sizeof *p->counts);
	p->id_of = calloc((size_t)words + 1, sizeof *p->id_of);
	p->vocabulary = malloc(p->builder->table.text_size + 1);
	p->read = calloc(p->review_count + 1, sizeof *p->read);
	return p->counts && p->id_of && p->vocabulary && p->read ? UNROLL_OK : no_memory(error);
}

static void free_memory(plan *p) {
	corpus_parts_release(&p->parts);
	free(p->counts);
	free(p->id_of);
	free(p->vocabulary);
	free(p->read);
	free(p->reviews);
}

/* Counts the words of the kept training reviews, ranks them, and gives the first ones ids. */
static void rank_words(plan *p) {
	const unroll_corpus_builder *builder = p->builder;
	const word_table *table = &builder->table;
	for (uint32_t i = 0; i < table->count; i++) {
		counted_word *counted = &p->counts[i];
		counted->word = word_table_word(table, i, &counted->size);
		counted->number = i;
		p->id_of[i] = UNROLL_UNKNOWN_ID;
	}
	for (size_t i = 0; i < p->review_count; i++) {
		const stored_review *review = &p->reviews[i];
		if (review->half != UNROLL_TRAIN_HALF) continue;
		const uint32_t *words = words_of(p, review);
		for (uint32_t w = 0; w < review->word_count; w++) p->counts[words[w]].count++;
	}
	qsort(p->counts, table->count, sizeof *p->counts, compare_words);
	uint32_t ranks = builder->options.words - CORPUS_LEAST_WORDS;
	size_t *size = &p->parts.vocabulary_size;
	for (uint32_t rank = 1; rank <= ranks && rank <= table->count && p->counts[rank - 1].count; rank++) {
		const counted_word *counted = &p->counts[rank - 1];
		p->id_of[counted->number] = (uint16_t)(rank + UNROLL_INDEX_FROM);
		if (rank > 1) p->vocabulary[(*size)++] = '\n';
		memcpy(p->vocabulary + *size, counted->word, counted->size);
		*size += counted->size;
	}
	p->parts.vocabulary = p->vocabulary;
}

static void fill_parts(plan *p) {
	for (size_t i = 0; i < p->review_count; i++) {
		const stored_review *review = &p->reviews[i];
		const uint32_t *words = words_of(p, review);
		uint64_t kept = corpus_kept_ids(review->word_count, p->parts.tail);
		uint16_t *ids = corpus_parts_add(&p->parts, (unroll_half)review->half, review->label, kept);
		uint32_t first = (uint32_t)(review->word_count + (uint64_t)1 - kept); /* 0 is the start id */
		for (uint32_t w = first; w <= review->word_count; w++)
			*ids++ = w ? p->id_of[words[w - 1]] : UNROLL_START_ID;
	}
}

/* The account is of whole reviews, also where the corpus keeps only their tails. */
static unroll_account account_of(const plan *p) {
	unroll_account account = account_empty();
	for (size_t i = 0; i < p->review_count; i++) {
		const stored_review *review = &p->reviews[i];
		const uint32_t *words = words_of(p, review);
		uint32_t known = 0;
		for (uint32_t w = 0; w < review->word_count; w++) known += p->id_of[words[w]] != UNROLL_UNKNOWN_ID;
		account_add(&account, (unroll_half)review->half, review->label, review->word_count, known);
		p->read[i] = (account_review){account_words_hash(words, review->word_count), words,
		                              review->word_count * sizeof *words};
	}
	account.duplicates = account_duplicates(p->read, p->review_count);
	for (uint32_t i = 0; i < p->builder->table.count; i++)
		account.vocabulary += p->id_of[i] != UNROLL_UNKNOWN_ID;
	return account;
}

unroll_status unroll_corpus_builder_finish(unroll_corpus_builder *builder, const char *source,
                                           unroll_bytes *file, unroll_error *error) {
	plan p = {.builder = builder};
	p.reviews = malloc((builder->review_count + 1) * sizeof *p.reviews);
	if (!p.reviews) return no_memory(error);
	if (builder->review_count) memcpy(p.reviews, builder->reviews, builder->review_count * sizeof *p.reviews);
	unroll_status status =
	    select_reviews(p.reviews, builder->review_count, builder->options.limit, &p.review_count, error);
	if (status == UNROLL_OK) {
		measure(&p);
		status = take_memory(&p, error);
	}
	if (status == UNROLL_OK) {
		rank_words(&p);
		fill_parts(&p);
		status = corpus_write(&p.parts, source, file, error);
	}
	if (status == UNROLL_OK) builder->account = account_of(&p);
	free_memory(&p);
	return status;
}

unroll_account unroll_corpus_builder_account(const unroll_corpus_builder *builder) {
	return builder->account;
}

void corpus_builder_name_classes(unroll_corpus_builder *builder, const class_names *names) {
	builder->classes = *names;
}

size_t corpus_builder_count(const unroll_corpus_builder *builder) {
	return builder->review_count;
}

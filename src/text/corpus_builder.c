#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "text/corpus_builder.h"
#include "text/corpus_file.h"
#include "text/corpus_writer.h"
#include "text/import_report.h"
#include "text/learn_pieces.h"
#include "text/passages.h"
#include "text/vocabulary.h"
#include "text/word_ids.h"

enum { PASSAGE_SEED = 42 };

typedef struct stored_review {
	uint32_t number, word_count;
	uint8_t half, label;
	size_t first_word;       /* in the builder's words */
	size_t first_sentence;   /* in its sentences */
	uint32_t sentence_count; /* where passages are wanted of it */
} stored_review;

struct unroll_corpus_builder {
	unroll_corpus_options options;
	word_table table; /* every word met so far or, for pieces, every chunk of one (text/chunks.h) */
	uint32_t *words;  /* the reviews one after another, each word as its number in the table */
	size_t word_count, word_capacity;
	stored_review *reviews;
	size_t review_count, review_capacity;
	sentence_list sentences; /* of training reviews, where passages are wanted */
	class_names classes;
	piece_learner *learner;      /* of the reviews so far, once it was begun */
	unroll_import_report report; /* of the corpus that was finished last */
};

unroll_corpus_options unroll_default_corpus_options(void) {
	return (unroll_corpus_options){.words = 10000,
	                               .tail = 200,
	                               .limit = 0,
	                               .tokenizer = UNROLL_WORDS,
	                               .merges = 8000,
	                               .passages = 0,
	                               .classes = 2};
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "corpus",
	            "There is not enough memory for the corpus. Limit the number of reviews.");
}

/* Bytes of an array that has grown to `count` elements of `size` bytes one by one (base/grow.h). */
static double grown_bytes(double count, size_t size) {
	double capacity = 16;
	while (capacity < count) capacity *= 2;
	return capacity * (double)size;
}

uint64_t unroll_corpus_memory(const unroll_corpus_options *options, uint64_t words, uint64_t reviews) {
	enum { PASSAGE_WORDS = 12, SENTENCE_WORDS = 12 }; /* on average */
	double per_review = reviews ? (double)words / (double)reviews + 1 : 1, kept = (double)reviews;
	if (options->limit && kept > 2.0 * options->limit) kept = 2.0 * options->limit;
	if (options->tail && per_review > options->tail) per_review = options->tail;
	double all_words = kept * (reviews ? (double)words / (double)reviews : 0);
	double passages = options->passages * kept,
	       sentences = options->passages ? all_words / SENTENCE_WORDS : 0;
	double lists = grown_bytes(all_words, sizeof(uint32_t)) + grown_bytes(kept, sizeof(stored_review)) +
	               grown_bytes(sentences, sizeof(passage));
	double ids = kept * per_review + passages * PASSAGE_WORDS;
	double file = ids * sizeof(uint16_t) + (kept + passages) * (sizeof(uint32_t) + sizeof(uint8_t));
	/* The parts, the file, and a copy of the file for the caller. */
	double end = 3 * file + kept * (sizeof(stored_review) + sizeof(report_review));
	double bytes = lists + end;
	return bytes < (double)UINT64_MAX ? (uint64_t)bytes : UINT64_MAX;
}

static uint32_t class_count(const unroll_corpus_options *options) {
	return options->classes ? options->classes : 2;
}

unroll_status corpus_options_check(const unroll_corpus_options *options, unroll_error *error) {
	if (options->words < CORPUS_LEAST_WORDS || options->words > CORPUS_MOST_WORDS)
		return fail(error, UNROLL_BAD_SETTING, "words", "words is %u; it must be %u to %u.", options->words,
		            CORPUS_LEAST_WORDS, CORPUS_MOST_WORDS);
	if (options->tokenizer > UNROLL_CHARACTERS)
		return fail(error, UNROLL_BAD_SETTING, "tokenizer",
		            "The tokenizer must be words, subwords or characters.");
	if (options->tokenizer == UNROLL_SUBWORDS &&
	    (options->merges < 1 || options->merges > UNROLL_MOST_MERGES))
		return fail(error, UNROLL_BAD_SETTING, "subwords", "subwords is %u; it must be 1 to %u merges.",
		            options->merges, UNROLL_MOST_MERGES);
	if (options->vocabulary &&
	    (unroll_vocabulary_count(options->vocabulary) == 0 ||
	     unroll_vocabulary_count(options->vocabulary) > words_with_ids(options->words)))
		return fail(error, UNROLL_MISMATCH, "vocabulary",
		            "The vocabulary has %u words, and words is %u. Give the vocabulary of a model that knows "
		            "words, and its "
		            "setting words.",
		            unroll_vocabulary_count(options->vocabulary), options->words);
	uint32_t classes = class_count(options);
	if (classes < 2 || classes > UNROLL_MOST_CLASSES)
		return fail(error, UNROLL_BAD_SETTING, "classes", "classes is %u; it must be 2 to %u.", classes,
		            UNROLL_MOST_CLASSES);
	if (options->limit > 0 && options->limit < classes)
		return fail(
		    error, UNROLL_BAD_SETTING, "limit",
		    "limit is %u; it must be 0 for no limit, or %u or more for as many reviews of each label.",
		    options->limit, classes);
	if (options->passages > UNROLL_MOST_PASSAGES)
		return fail(error, UNROLL_BAD_SETTING, "passages", "passages is %u; it must be 0 to %u.",
		            options->passages, UNROLL_MOST_PASSAGES);
	return UNROLL_OK;
}

unroll_status unroll_corpus_builder_create(const unroll_corpus_options *options,
                                           unroll_corpus_builder **builder, unroll_error *error) {
	unroll_status status = corpus_options_check(options, error);
	if (status != UNROLL_OK) return status;
	unroll_corpus_builder *made = calloc(1, sizeof *made);
	if (!made) return no_memory(error);
	made->options = *options;
	made->options.classes = class_count(options);
	if (options->vocabulary) made->options.tokenizer = unroll_vocabulary_tokenizer(options->vocabulary);
	made->classes = class_names_of(made->options.classes);
	made->table = word_table_empty();
	*builder = made;
	return UNROLL_OK;
}

void unroll_corpus_builder_destroy(unroll_corpus_builder *builder) {
	if (!builder) return;
	piece_learner_destroy(builder->learner);
	word_table_free(&builder->table);
	free(builder->words);
	free(builder->reviews);
	free(builder->sentences.all);
	free(builder);
}

/* What has been learned does not hold for other reviews. */
static void forget_pieces(unroll_corpus_builder *builder) {
	piece_learner_destroy(builder->learner);
	builder->learner = NULL;
}

/* The next word of a text, or the next chunk: its bytes, and where in the text it is. */
typedef struct key_walk {
	unroll_words words;
	chunk_walk chunks;
	unroll_word word;
	word_chunk chunk;
	size_t start, end;
} key_walk;

static unroll_status next_key(key_walk *walk, bool words, const char **key, size_t *size, bool *found,
                              unroll_error *error) {
	unroll_status status = words ? unroll_next_word(&walk->words, &walk->word, found, error)
	                             : next_chunk(&walk->chunks, &walk->chunk, found, error);
	*key = words ? walk->word.lower : walk->chunk.key;
	*size = 0;
	if (status || !*found) return status;
	*size = words ? walk->word.size : walk->chunk.size;
	walk->start = words ? walk->word.start : walk->chunk.starts[0];
	walk->end = words ? walk->word.end : walk->chunk.end;
	return UNROLL_OK;
}

/* Adds the numbers of the text's words behind `*word_count`, which is not the builder's own until all went well. */
static unroll_status add_words(unroll_corpus_builder *builder, const unroll_review *review,
                               size_t *word_count, unroll_error *error) {
	key_walk walk;
	walk.words = unroll_words_of(review->text, review->size);
	walk.chunks = chunk_walk_of(review->text, review->size);
	bool passages = builder->options.passages && review->half == UNROLL_TRAIN_HALF;
	if (passages) sentences_begin(&builder->sentences);
	for (size_t end = 0;; end = walk.end) {
		const char *key;
		size_t size;
		bool found;
		unroll_status status =
		    next_key(&walk, builder->options.tokenizer == UNROLL_WORDS, &key, &size, &found, error);
		if (status != UNROLL_OK || !found) return status;
		uint32_t *numbers = grown(builder->words, &builder->word_capacity, *word_count + 1, sizeof *numbers);
		if (!numbers) return no_memory(error);
		builder->words = numbers;
		numbers[*word_count] = word_table_add(&builder->table, key, size);
		if (numbers[*word_count] == WORD_TABLE_NONE) return no_memory(error);
		if (passages &&
		    !sentences_add(&builder->sentences, *word_count, review->text + end, walk.start - end))
			return no_memory(error);
		(*word_count)++;
	}
}

unroll_status unroll_corpus_builder_add(unroll_corpus_builder *builder, const unroll_review *review,
                                        unroll_error *error) {
	if (review->label >= builder->options.classes)
		return fail(error, UNROLL_BAD_SETTING, "label", "A review has the label %u; labels are 0 to %u.",
		            (unsigned)review->label, builder->options.classes - 1);
	if (review->size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "A review has %zu bytes; it must be less than 4 GB.",
		            review->size);
	stored_review *reviews =
	    grown(builder->reviews, &builder->review_capacity, builder->review_count + 1, sizeof *reviews);
	if (!reviews) return no_memory(error);
	builder->reviews = reviews;
	forget_pieces(builder);
	size_t word_count = builder->word_count, sentence_count = builder->sentences.count;
	unroll_status status = add_words(builder, review, &word_count, error);
	if (status != UNROLL_OK) {
		builder->sentences.count = sentence_count;
		return status;
	}
	reviews[builder->review_count++] = (stored_review){
	    .number = review->number,
	    .word_count = (uint32_t)(word_count - builder->word_count),
	    .half = (uint8_t)review->half,
	    .label = review->label,
	    .first_word = builder->word_count,
	    .first_sentence = sentence_count,
	    .sentence_count = (uint32_t)(builder->sentences.count - sentence_count),
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

/* Sorts the reviews, and keeps of each half and label the first `limit` (0 keeps all); `*kept` is how many are left, at the front. */
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
		if (limit == 0 || of_label < limit) reviews[(*kept)++] = review;
		of_label++;
	}
	return UNROLL_OK;
}

/* The corpus while it is made: everything that the file borrows until it is written. */
typedef struct plan {
	unroll_corpus_builder *builder;
	stored_review *reviews; /* (review_count): the kept ones, sorted */
	size_t review_count;
	uint64_t *counts;    /* (table.count): of the words, in the kept training reviews */
	word_ids ids;        /* of the words */
	report_review *read; /* (review_count): to find duplicates */
	corpus_parts parts;
} plan;

static void free_plan(plan *p) {
	corpus_parts_release(&p->parts);
	word_ids_free(&p->ids);
	free(p->counts);
	free(p->read);
	free(p->reviews);
}

/* The words of a review; NULL where no review has any. */
static const uint32_t *words_of(const plan *p, const stored_review *review) {
	return p->builder->words ? p->builder->words + review->first_word : NULL;
}

/* Selects the reviews, and counts the words of those in the training half. */
static unroll_status begin_plan(plan *p, unroll_corpus_builder *builder, unroll_error *error) {
	*p = (plan){.builder = builder};
	/* One more of each, as malloc(0) may be NULL. */
	p->reviews = malloc((builder->review_count + 1) * sizeof *p->reviews);
	p->counts = calloc((size_t)builder->table.count + 1, sizeof *p->counts);
	if (!p->reviews || !p->counts) return no_memory(error);
	if (builder->review_count)
		memcpy(p->reviews, builder->reviews, builder->review_count * sizeof *p->reviews);
	unroll_status status = select_reviews(p->reviews, builder->review_count,
	                                      reviews_of_class(&builder->options), &p->review_count, error);
	for (size_t i = 0; !status && i < p->review_count; i++) {
		const stored_review *review = &p->reviews[i];
		const uint32_t *words = words_of(p, review);
		for (uint32_t w = 0; review->half == UNROLL_TRAIN_HALF && w < review->word_count; w++)
			p->counts[words[w]]++;
	}
	return status;
}

/* How many ids a review becomes, without the start. */
static uint64_t tokens_of(const plan *p, const stored_review *review) {
	const uint32_t *words = words_of(p, review), *starts = p->ids.starts;
	uint64_t tokens = 0;
	for (uint32_t w = 0; w < review->word_count; w++) tokens += starts[words[w] + 1] - starts[words[w]];
	return tokens;
}

/* How many passages there are of a review. */
static uint32_t passages_of(const plan *p, const stored_review *review) {
	return review->sentence_count ? p->builder->options.passages : 0;
}

/* Of a review, a passage as a review of its own. The order in which passages are drawn does not matter. */
static stored_review draw_passage(const plan *p, const stored_review *review, uint32_t number) {
	uint64_t place = (uint64_t)review->label << 32 | review->number;
	random_stream stream = random_stream_of(PASSAGE_SEED, RANDOM_PASSAGES, place);
	stream = random_substream(stream, number);
	passage drawn = passage_draw(p->builder->sentences.all + review->first_sentence, review->sentence_count,
	                             number, &stream);
	stored_review cut = *review;
	cut.first_word = drawn.first;
	cut.word_count = drawn.count;
	return cut;
}

static unroll_status measure(plan *p, unroll_error *error) {
	p->parts.words = p->ids.limit;
	p->parts.tail = p->builder->options.tail;
	p->parts.classes = p->builder->classes;
	p->parts.tokenizer = p->builder->options.tokenizer;
	p->parts.vocabulary = p->ids.text;
	p->parts.vocabulary_size = p->ids.text_size;
	for (size_t i = 0; i < p->review_count; i++) {
		corpus_half *half = &p->parts.halves[p->reviews[i].half];
		half->id_count += corpus_kept_ids(tokens_of(p, &p->reviews[i]), p->parts.tail);
		half->review_count++;
		for (uint32_t number = 0; number < passages_of(p, &p->reviews[i]); number++) {
			stored_review cut = draw_passage(p, &p->reviews[i], number);
			half->id_count += corpus_kept_ids(tokens_of(p, &cut), p->parts.tail);
			half->review_count++;
		}
	}
	p->read = calloc(p->review_count + 1, sizeof *p->read);
	return p->read ? corpus_parts_take(&p->parts, error) : no_memory(error);
}

/* Fills in a review, of which the start id and the first tokens may be cut off. */
static void fill_review(plan *p, const stored_review *review, uint64_t tokens) {
	const uint32_t *words = words_of(p, review), *starts = p->ids.starts;
	uint64_t kept = corpus_kept_ids(tokens, p->parts.tail), cut = tokens + 1 - kept;
	uint16_t *to = corpus_parts_add(&p->parts, (unroll_half)review->half, review->label, kept);
	if (cut == 0)
		*to++ = UNROLL_START_ID;
	else
		cut--;
	for (uint32_t w = 0; w < review->word_count; w++)
		for (uint32_t at = starts[words[w]]; at < starts[words[w] + 1]; at++)
			if (cut)
				cut--;
			else
				*to++ = p->ids.ids[at];
}

/* The passages stand behind all whole reviews. */
static void fill_passages(plan *p) {
	for (size_t i = 0; i < p->review_count; i++)
		for (uint32_t number = 0; number < passages_of(p, &p->reviews[i]); number++) {
			stored_review cut = draw_passage(p, &p->reviews[i], number);
			fill_review(p, &cut, tokens_of(p, &cut));
		}
}

/* Fills the halves. The report is of whole reviews, also where the corpus keeps only their tails. */
static unroll_import_report fill_parts(plan *p) {
	const uint32_t *starts = p->ids.starts;
	unroll_import_report report = report_empty();
	report.classes = p->builder->options.classes;
	for (size_t i = 0; i < p->review_count; i++) {
		const stored_review *review = &p->reviews[i];
		const uint32_t *words = words_of(p, review);
		uint32_t tokens = (uint32_t)tokens_of(p, review), known = 0;
		fill_review(p, review, tokens);
		for (uint32_t w = 0; w < review->word_count; w++)
			for (uint32_t at = starts[words[w]]; at < starts[words[w] + 1]; at++)
				known += p->ids.ids[at] != UNROLL_UNKNOWN_ID;
		report_add(&report, (unroll_half)review->half, review->label, tokens, known);
		p->read[i] = (report_review){report_words_hash(words, review->word_count), words,
		                             review->word_count * sizeof *words};
	}
	fill_passages(p);
	report.duplicates = report_duplicates(p->read, p->review_count);
	report.vocabulary = p->ids.known;
	return report;
}

/* Begins to learn the pieces of the reviews that are kept. */
static unroll_status begin_learning(unroll_corpus_builder *builder, unroll_error *error) {
	plan p;
	const unroll_corpus_options *options = &builder->options;
	uint32_t merges = options->tokenizer == UNROLL_SUBWORDS ? options->merges : 0;
	unroll_status status = begin_plan(&p, builder, error);
	if (!status) status = piece_learner_create(&builder->table, p.counts, merges, &builder->learner, error);
	free_plan(&p);
	return status;
}

unroll_status unroll_corpus_builder_learn(unroll_corpus_builder *builder, uint32_t merges, uint32_t *left,
                                          unroll_error *error) {
	*left = 0;
	if (builder->options.tokenizer == UNROLL_WORDS || builder->options.vocabulary) return UNROLL_OK;
	unroll_status status = builder->learner ? UNROLL_OK : begin_learning(builder, error);
	if (!status) status = piece_learner_step(builder->learner, merges, left, error);
	if (status) forget_pieces(builder);
	return status;
}

static unroll_status find_ids(plan *p, unroll_error *error) {
	unroll_corpus_builder *builder = p->builder;
	const unroll_vocabulary *vocabulary = builder->options.vocabulary;
	uint32_t left, words = builder->options.words;
	unroll_status status = unroll_corpus_builder_learn(builder, UNROLL_MOST_MERGES, &left, error);
	if (status) return status;
	bool found;
	if (builder->options.tokenizer == UNROLL_WORDS)
		found = vocabulary ? look_up_words(&builder->table, vocabulary, words, &p->ids)
		                   : rank_words(&builder->table, p->counts, words, &p->ids);
	else
		found = cut_words(&builder->table,
		                  vocabulary ? vocabulary_pieces(vocabulary) : piece_learner_pieces(builder->learner),
		                  &p->ids);
	return found ? UNROLL_OK : no_memory(error);
}

unroll_status unroll_corpus_builder_finish(unroll_corpus_builder *builder, const char *source,
                                           unroll_bytes *file, unroll_error *error) {
	plan p;
	unroll_import_report report;
	unroll_status status = begin_plan(&p, builder, error);
	if (status == UNROLL_OK) status = find_ids(&p, error);
	if (status == UNROLL_OK) status = measure(&p, error);
	if (status == UNROLL_OK) {
		report = fill_parts(&p);
		status = corpus_write(&p.parts, source, file, error);
	}
	if (status == UNROLL_OK) builder->report = report;
	free_plan(&p);
	return status;
}

unroll_import_report unroll_corpus_builder_report(const unroll_corpus_builder *builder) {
	return builder->report;
}

uint32_t reviews_of_class(const unroll_corpus_options *options) {
	return options->limit / class_count(options);
}

void corpus_builder_name_classes(unroll_corpus_builder *builder, const class_names *names) {
	builder->classes = *names;
}

size_t corpus_builder_count(const unroll_corpus_builder *builder) {
	return builder->review_count;
}

/* A corpus of synthetic reviews, drawn from word-pair statistics. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "kernels/random.h"
#include "text/corpus_writer.h"
#include "text/statistics_file.h"
#include "text/weighted_draw.h"

enum { LEAST_REVIEWS = 2, MOST_REVIEWS = 1000000 };

/* What the reviews of a label are drawn from. */
typedef struct label_draws {
	weighted_draw *rows; /* (V): the items of a row are its pairs, and behind them all the rare ones */
	weighted_draw rare;  /* the id before a rare pair */
	weighted_draw lengths;
} label_draws;

typedef struct drawing {
	const unroll_statistics *from;
	uint32_t reviews;
	random_stream stream;
	label_draws labels[STATISTICS_LABELS];
	uint16_t *counts; /* (reviews): how many ids each has */
} drawing;

/* --- Making what is drawn from ------------------------------------------------------------------- */

/* Memory to make the lists with: as much as the longest takes. */
typedef struct scratch {
	uint32_t *weights, *order;
	uint64_t *left;
} scratch;

static uint32_t larger(uint32_t a, uint32_t b) {
	return a > b ? a : b;
}

static uint32_t longest_list(const unroll_statistics *s) {
	uint32_t longest = larger(s->words, s->tail + 1);
	for (uint32_t row = 0; row < s->words; row++)
		longest = larger(longest, s->offsets[row + 1] - s->offsets[row] + 1);
	return longest;
}

static weighted_draw make_row(const unroll_statistics *s, uint32_t label, uint32_t row, draw_column *columns,
                              const scratch *with) {
	uint32_t first = s->offsets[row], count = s->offsets[row + 1] - first;
	for (uint32_t i = 0; i < count; i++) with->weights[i] = s->counts[label * s->pairs + first + i];
	with->weights[count] = s->rare_rows[label * s->words + row];
	return weighted_draw_of(with->weights, count + 1, columns, with->left, with->order);
}

/* Lays out everything in an arena; fills it, unless the arena only counts. */
static void lay_out(drawing *d, arena *memory) {
	const unroll_statistics *s = d->from;
	uint32_t longest = longest_list(s), lengths = s->tail + 1;
	scratch with = {arena_take(memory, longest, sizeof *with.weights),
	                arena_take(memory, longest, sizeof *with.order),
	                arena_take(memory, longest, sizeof *with.left)};
	d->counts = arena_take(memory, d->reviews, sizeof *d->counts);
	for (uint32_t label = 0; label < STATISTICS_LABELS; label++) {
		label_draws *draws = &d->labels[label];
		draw_column *rare = arena_take(memory, s->words, sizeof *rare);
		draw_column *by_length = arena_take(memory, lengths, sizeof *by_length);
		draw_column *by_pair = arena_take(memory, (size_t)s->pairs + s->words, sizeof *by_pair);
		draws->rows = arena_take(memory, s->words, sizeof *draws->rows);
		if (!draws->rows) continue;
		draws->rare = weighted_draw_of(s->rare_ids + label * s->words, s->words, rare, with.left, with.order);
		draws->lengths =
		    weighted_draw_of(s->lengths + label * lengths, lengths, by_length, with.left, with.order);
		for (uint32_t row = 0; row < s->words; row++)
			draws->rows[row] = make_row(s, label, row, by_pair + s->offsets[row] + row, &with);
	}
}

static unroll_status make_draws(drawing *d, arena *memory, unroll_error *error) {
	arena counted = arena_counting();
	lay_out(d, &counted);
	if (counted.overflow || !arena_open(memory, counted.used))
		return fail(error, UNROLL_OUT_OF_MEMORY, "statistics",
		            "There is not enough memory to draw a corpus. Ask for fewer reviews.");
	lay_out(d, memory);
	return UNROLL_OK;
}

/* --- Drawing ------------------------------------------------------------------------------------- */

/* The id that stands before `follows`. Where the statistics know none, the word is unknown. */
static uint16_t draw_id(const drawing *d, const label_draws *draws, uint32_t follows, random_stream *stream) {
	const unroll_statistics *s = d->from;
	const weighted_draw *row = &draws->rows[follows];
	if (row->total) {
		uint32_t item = weighted_draw_item(row, random_next(stream));
		if (item + 1 < row->count) return s->ids[s->offsets[follows] + item];
	}
	if (draws->rare.total == 0) return UNROLL_UNKNOWN_ID;
	return (uint16_t)weighted_draw_item(&draws->rare, random_next(stream));
}

static uint8_t label_of(const drawing *d, uint32_t review) {
	return review >= d->reviews / 2;
}

/* Value 0 of a review's stream draws its length; its ids take the values from 1. */
static random_stream stream_of(const drawing *d, uint32_t review) {
	return random_substream(d->stream, review);
}

static uint64_t draw_lengths(const drawing *d) {
	uint64_t sum = 0;
	for (uint32_t r = 0; r < d->reviews; r++) {
		uint64_t value = random_at(stream_of(d, r), 0);
		d->counts[r] = (uint16_t)weighted_draw_item(&d->labels[label_of(d, r)].lengths, value);
		sum += d->counts[r];
	}
	return sum;
}

/* Draws a review from its end. One that is as long as the longest counts as cut, and has no start. Never inlined, see
 * digest_block() in base/sha256.c. */
__attribute__((noinline)) static void draw_review(const drawing *d, uint32_t review, uint16_t *ids) {
	const label_draws *draws = &d->labels[label_of(d, review)];
	uint32_t count = d->counts[review], start = count < d->from->tail, follows = STATISTICS_END;
	random_stream stream = stream_of(d, review);
	stream.next = 1;
	for (uint32_t i = count; i-- > start;) {
		ids[i] = draw_id(d, draws, follows, &stream);
		follows = ids[i];
	}
	if (start) ids[0] = UNROLL_START_ID;
}

static unroll_status write_reviews(const drawing *d, unroll_bytes *file, unroll_error *error) {
	const unroll_statistics *s = d->from;
	size_t source_size = strlen(s->source) + sizeof UNROLL_SYNTHETIC_SOURCE;
	char *source = malloc(source_size);
	corpus_parts parts = {.words = s->words, .tail = s->tail};
	parts.tokenizer = unroll_vocabulary_tokenizer(s->vocabulary);
	parts.vocabulary = unroll_vocabulary_text(s->vocabulary, UINT32_MAX, &parts.vocabulary_size);
	parts.halves[UNROLL_TRAIN_HALF].review_count = d->reviews;
	parts.halves[UNROLL_TRAIN_HALF].id_count = draw_lengths(d);
	unroll_status status = corpus_parts_take(&parts, error);
	if (status == UNROLL_OK && !source)
		status =
		    fail(error, UNROLL_OUT_OF_MEMORY, "corpus", "There is not enough memory to make the corpus.");
	if (status == UNROLL_OK) {
		for (uint32_t r = 0; r < d->reviews; r++)
			draw_review(d, r, corpus_parts_add(&parts, UNROLL_TRAIN_HALF, label_of(d, r), d->counts[r]));
		format_text(source, source_size, "%s%s", UNROLL_SYNTHETIC_SOURCE, s->source);
		status = corpus_write(&parts, source, file, error);
	}
	corpus_parts_release(&parts);
	free(source);
	return status;
}

unroll_status unroll_statistics_draw(const unroll_statistics *statistics, uint32_t reviews, uint32_t seed,
                                     unroll_bytes *corpus_file, unroll_error *error) {
	if (reviews < LEAST_REVIEWS || reviews > MOST_REVIEWS)
		return fail(error, UNROLL_BAD_SETTING, "reviews", "reviews is %u; it must be %u to %u.", reviews,
		            LEAST_REVIEWS, MOST_REVIEWS);
	drawing d = {
	    .from = statistics, .reviews = reviews, .stream = random_stream_of(seed, RANDOM_SYNTHETIC, 0)};
	arena memory = arena_counting();
	unroll_status status = make_draws(&d, &memory, error);
	if (status == UNROLL_OK) status = write_reviews(&d, corpus_file, error);
	arena_close(&memory);
	return status;
}

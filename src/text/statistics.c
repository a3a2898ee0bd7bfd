#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "text/corpus_file.h"
#include "text/statistics_file.h"
#include "text/vocabulary.h"

/* A tensor of exactly this shape. `shape[1]` is read where the rank is 2. */
static unroll_status require(const unroll_statistics *s, const char *name, safetensors_type type,
                             uint32_t rank, const uint64_t *shape, const void **data, unroll_error *error) {
	const safetensors_tensor *found;
	unroll_status status = safetensors_require(s->file, name, type, rank, &found, error);
	if (status != UNROLL_OK) return status;
	for (uint32_t i = 0; i < rank; i++)
		if (found->shape[i] != shape[i])
			return fail(error, UNROLL_BAD_FILE, name, "Tensor \"%s\" is not as large as the others ask for.",
			            name);
	*data = found->data;
	return UNROLL_OK;
}

static unroll_status read_metadata(unroll_statistics *s, unroll_error *error) {
	const char *format = safetensors_metadata(s->file, "format");
	s->source = safetensors_metadata(s->file, "source");
	if (!format || strcmp(format, STATISTICS_FORMAT) != 0)
		return fail(error, UNROLL_BAD_FILE, "format",
		            "The file is not statistics of the format \"%s\". unroll statistics makes them.",
		            STATISTICS_FORMAT);
	if (!s->source)
		return fail(error, UNROLL_BAD_FILE, "source", "The statistics lack their metadata \"source\".");
	unroll_status status = safetensors_require_number(s->file, "words", STATISTICS_LEAST_WORDS,
	                                                  STATISTICS_MOST_WORDS, &s->words, error);
	if (status == UNROLL_OK)
		status = safetensors_require_number(s->file, "tail", STATISTICS_LEAST_TAIL, STATISTICS_MOST_TAIL,
		                                    &s->tail, error);
	return status;
}

static unroll_status read_vocabulary(unroll_statistics *s, unroll_error *error) {
	unroll_status status = read_file_vocabulary(s->file, s->words, &s->vocabulary, error);
	if (status == UNROLL_OK && unroll_vocabulary_count(s->vocabulary) == 0)
		status = fail(error, UNROLL_BAD_FILE, VOCABULARY_TENSOR, "The vocabulary has no words.");
	return status;
}

static unroll_status read_tensors(unroll_statistics *s, unroll_error *error) {
	const safetensors_tensor *ids;
	const void *offsets = NULL, *counts = NULL, *rare_rows = NULL, *rare_ids = NULL, *lengths = NULL;
	unroll_status status = safetensors_require(s->file, STATISTICS_IDS, SAFETENSORS_U16, 1, &ids, error);
	if (status != UNROLL_OK) return status;
	/* The limit is on the pairs; some may stand twice. */
	if (ids->shape[0] > 2 * STATISTICS_MOST_PAIRS)
		return fail(error, UNROLL_BAD_FILE, STATISTICS_IDS, "The statistics list more than %u pairs.",
		            2 * STATISTICS_MOST_PAIRS);
	s->ids = ids->data;
	s->pairs = (uint32_t)ids->shape[0];
	const uint64_t row_ends[] = {s->words + 1u}, by_pair[] = {STATISTICS_LABELS, s->pairs},
	               by_id[] = {STATISTICS_LABELS, s->words}, by_length[] = {STATISTICS_LABELS, s->tail + 1u};
	status = require(s, STATISTICS_OFFSETS, SAFETENSORS_U32, 1, row_ends, &offsets, error);
	if (status == UNROLL_OK)
		status = require(s, STATISTICS_COUNTS, SAFETENSORS_U16, 2, by_pair, &counts, error);
	if (status == UNROLL_OK)
		status = require(s, STATISTICS_RARE_ROWS, SAFETENSORS_U32, 2, by_id, &rare_rows, error);
	if (status == UNROLL_OK)
		status = require(s, STATISTICS_RARE_IDS, SAFETENSORS_U32, 2, by_id, &rare_ids, error);
	if (status == UNROLL_OK)
		status = require(s, STATISTICS_LENGTHS, SAFETENSORS_U32, 2, by_length, &lengths, error);
	if (status != UNROLL_OK) return status;
	s->offsets = offsets, s->counts = counts;
	s->rare_rows = rare_rows, s->rare_ids = rare_ids, s->lengths = lengths;
	return UNROLL_OK;
}

/* Whether a review may have the id anywhere but at its start. */
static bool is_drawn(const unroll_statistics *s, uint32_t id) {
	return id == UNROLL_UNKNOWN_ID ||
	       (id > UNROLL_INDEX_FROM && id <= unroll_vocabulary_count(s->vocabulary) + UNROLL_INDEX_FROM);
}

static unroll_status check_rows(const unroll_statistics *s, unroll_error *error) {
	bool rise = s->offsets[0] == 0 && s->offsets[s->words] == s->pairs;
	for (uint32_t row = 0; row < s->words && rise; row++)
		rise = s->offsets[row] <= s->offsets[row + 1] && s->offsets[row + 1] <= s->pairs;
	if (!rise)
		return fail(error, UNROLL_BAD_FILE, STATISTICS_OFFSETS,
		            "Tensor \"%s\" does not divide the pairs into rows.", STATISTICS_OFFSETS);
	for (uint32_t row = 0; row < s->words; row++)
		for (uint32_t i = s->offsets[row]; i < s->offsets[row + 1]; i++) {
			if (!is_drawn(s, s->ids[i]))
				return fail(error, UNROLL_BAD_FILE, STATISTICS_IDS,
				            "Tensor \"%s\" has %u, which is the id of no word.", STATISTICS_IDS,
				            (unsigned)s->ids[i]);
			if (i > s->offsets[row] && s->ids[i] < s->ids[i - 1])
				return fail(error, UNROLL_BAD_FILE, STATISTICS_IDS,
				            "The ids of row %u of the statistics do not rise.", row);
		}
	return UNROLL_OK;
}

/* The sum of a row of the statistics for a label. */
static uint64_t row_total(const unroll_statistics *s, uint32_t label, uint32_t row) {
	uint64_t total = s->rare_rows[label * s->words + row];
	for (uint32_t i = s->offsets[row]; i < s->offsets[row + 1]; i++) total += s->counts[label * s->pairs + i];
	return total;
}

/* The weights of every draw must have a sum of 32 bits. */
static unroll_status check_label(const unroll_statistics *s, uint32_t label, unroll_error *error) {
	uint64_t rare = 0, reviews = 0;
	const uint32_t *rare_ids = s->rare_ids + label * s->words, *lengths = s->lengths + label * (s->tail + 1);
	for (uint32_t row = 0; row < s->words; row++)
		if (row_total(s, label, row) > UINT32_MAX)
			return fail(error, UNROLL_BAD_FILE, STATISTICS_COUNTS,
			            "The counts of row %u of the statistics are too large.", row);
	for (uint32_t id = 0; id < s->words; id++) {
		rare += rare_ids[id];
		if (rare > UINT32_MAX || (rare_ids[id] && !is_drawn(s, id)))
			return fail(error, UNROLL_BAD_FILE, STATISTICS_RARE_IDS,
			            "Tensor \"%s\" has a count for %u that cannot be.", STATISTICS_RARE_IDS, id);
	}
	for (uint32_t i = 0; i <= s->tail; i++) reviews += lengths[i];
	if (reviews == 0 || reviews > UINT32_MAX || lengths[0])
		return fail(error, UNROLL_BAD_FILE, STATISTICS_LENGTHS,
		            "Tensor \"%s\" has no reviews of label %u, or some that have no ids.", STATISTICS_LENGTHS,
		            label);
	return UNROLL_OK;
}

static unroll_status read_statistics(unroll_statistics *s, unroll_error *error) {
	unroll_status status = read_metadata(s, error);
	if (status == UNROLL_OK) status = read_vocabulary(s, error);
	if (status == UNROLL_OK) status = read_tensors(s, error);
	if (status == UNROLL_OK) status = check_rows(s, error);
	for (uint32_t label = 0; label < STATISTICS_LABELS && status == UNROLL_OK; label++)
		status = check_label(s, label, error);
	if (status == UNROLL_OK && safetensors_count(s->file) != STATISTICS_TENSORS)
		return fail(error, UNROLL_BAD_FILE, "statistics",
		            "The statistics have %u tensors; they must have %u.", safetensors_count(s->file),
		            STATISTICS_TENSORS);
	return status;
}

unroll_status unroll_statistics_open(const uint8_t *bytes, size_t size, unroll_statistics **statistics,
                                     unroll_error *error) {
	unroll_statistics *opened = calloc(1, sizeof *opened);
	if (!opened)
		return fail(error, UNROLL_OUT_OF_MEMORY, "statistics",
		            "There is not enough memory for the statistics.");
	unroll_status status = safetensors_open(bytes, size, &opened->file, error);
	if (status == UNROLL_OK) status = read_statistics(opened, error);
	if (status != UNROLL_OK)
		unroll_statistics_close(opened);
	else
		*statistics = opened;
	return status;
}

void unroll_statistics_close(unroll_statistics *statistics) {
	if (!statistics) return;
	unroll_vocabulary_destroy(statistics->vocabulary);
	safetensors_close(statistics->file);
	free(statistics);
}

uint32_t unroll_statistics_words(const unroll_statistics *statistics) {
	return statistics->words;
}

uint32_t unroll_statistics_tail(const unroll_statistics *statistics) {
	return statistics->tail;
}

uint32_t unroll_statistics_pairs(const unroll_statistics *statistics) {
	return statistics->pairs;
}

const unroll_vocabulary *unroll_statistics_vocabulary(const unroll_statistics *statistics) {
	return statistics->vocabulary;
}

const char *unroll_statistics_source(const unroll_statistics *statistics) {
	return statistics->source;
}

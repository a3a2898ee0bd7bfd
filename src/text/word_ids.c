#include "text/word_ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "text/corpus_file.h"
#include "text/vocabulary.h"

void word_ids_free(word_ids *made) {
	free(made->starts);
	free(made->ids);
	free(made->owned);
}

/* Room for `ids` ids; one more of each, as malloc(0) may be NULL. */
static bool take(word_ids *made, uint32_t words, size_t ids) {
	made->starts = calloc((size_t)words + 1, sizeof *made->starts);
	made->ids = malloc((ids + 1) * sizeof *made->ids);
	return made->starts && made->ids;
}

/* --- By Keras' rules ----------------------------------------------------------------------------- */

typedef struct counted_word {
	const char *word; /* its bytes, in the table */
	size_t size;
	uint32_t number; /* in the table */
	uint64_t count;
} counted_word;

static int compare_words(const void *left, const void *right) {
	const counted_word *a = left, *b = right;
	if (a->count != b->count) return a->count > b->count ? -1 : 1;
	int order = memcmp(a->word, b->word, a->size < b->size ? a->size : b->size);
	if (order) return order;
	return a->size < b->size ? -1 : a->size > b->size;
}

bool rank_words(const word_table *words, const uint64_t *counts, uint32_t limit, word_ids *made) {
	counted_word *ranked = calloc((size_t)words->count + 1, sizeof *ranked);
	made->text = made->owned = malloc(words->text_size + 1);
	bool room = take(made, words->count, words->count) && ranked && made->owned;
	for (uint32_t i = 0; room && i < words->count; i++) {
		ranked[i] = (counted_word){.number = i, .count = counts[i]};
		ranked[i].word = word_table_word(words, i, &ranked[i].size);
		made->ids[i] = UNROLL_UNKNOWN_ID;
		made->starts[i + 1] = i + 1;
	}
	if (room) qsort(ranked, words->count, sizeof *ranked, compare_words);
	made->limit = limit;
	for (uint32_t r = 0; room && r < words_with_ids(limit) && r < words->count && ranked[r].count; r++) {
		made->ids[ranked[r].number] = (uint16_t)(++made->known + UNROLL_INDEX_FROM);
		if (r) made->owned[made->text_size++] = '\n';
		memcpy(made->owned + made->text_size, ranked[r].word, ranked[r].size);
		made->text_size += ranked[r].size;
	}
	free(ranked);
	return room;
}

bool look_up_words(const word_table *words, const unroll_vocabulary *vocabulary, uint32_t limit,
                   word_ids *made) {
	if (!take(made, words->count, words->count)) return false;
	made->limit = limit;
	made->known = unroll_vocabulary_count(vocabulary);
	made->text = unroll_vocabulary_text(vocabulary, made->known, &made->text_size);
	for (uint32_t i = 0; i < words->count; i++) {
		size_t size;
		const char *word = word_table_word(words, i, &size);
		made->ids[i] = (uint16_t)word_id(vocabulary, limit, word, size);
		made->starts[i + 1] = i + 1;
	}
	return true;
}

/* --- By pieces ----------------------------------------------------------------------------------- */

bool cut_words(const word_table *chunks, const piece_table *pieces, word_ids *made) {
	size_t used = 0, capacity = 0;
	made->known = pieces->texts.count;
	made->limit = CORPUS_LEAST_WORDS + made->known;
	made->text = pieces->texts.text;
	made->text_size = pieces->texts.ends[made->known - 1];
	if (!take(made, chunks->count, 0)) return false;
	for (uint32_t c = 0; c < chunks->count; c++) {
		word_piece cut[PIECES_MOST];
		size_t size;
		const char *key = word_table_word(chunks, c, &size);
		uint32_t count = cut_pieces(pieces, key, size, cut);
		uint16_t *ids =
		    used + count < UINT32_MAX ? grown(made->ids, &capacity, used + count, sizeof *ids) : NULL;
		if (!ids) return false;
		made->ids = ids;
		for (uint32_t i = 0; i < count; i++) ids[used++] = (uint16_t)piece_id(cut[i].number, made->limit);
		made->starts[c + 1] = (uint32_t)used;
	}
	return true;
}

#include "text/part_pieces.h"

#include <string.h>

#include "text/vocabulary.h"

typedef struct parting {
	const piece_table *pieces;
	uint32_t limit; /* pieces from this number on are parted */
	uint64_t first, count;
	uint32_t kept;
	uint16_t *to;
} parting;

static void put_id(parting *p, uint32_t id) {
	if (p->count >= p->first && p->count - p->first < p->kept) p->to[p->count - p->first] = (uint16_t)id;
	p->count++;
}

/* A piece has at most as many parts as a chunk has characters, so this goes no deeper. */
static void put_piece(parting *p, uint32_t number) {
	uint32_t parts[2];
	size_t size = 0;
	if (number < p->limit) {
		put_id(p, number + 1 + UNROLL_INDEX_FROM);
	} else if (piece_parts(p->pieces, number, parts)) {
		put_piece(p, parts[0]);
		put_piece(p, parts[1]);
	} else if (number < PIECE_BYTES) {
		put_id(p, UNROLL_UNKNOWN_ID);
	} else {
		const char *text = word_table_word(&p->pieces->texts, number, &size);
		for (size_t i = 0; i < size; i++) put_piece(p, (uint8_t)text[i]);
	}
}

uint64_t part_pieces(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size,
                     const unroll_corpus_review *review, uint64_t first, uint32_t kept, uint16_t *to) {
	parting p = {.pieces = vocabulary_pieces(vocabulary), .limit = words_with_ids(vocabulary_size)};
	p.first = first, p.kept = kept, p.to = to;
	for (uint32_t i = 0; i < review->count; i++)
		if (review->ids[i] > UNROLL_INDEX_FROM)
			put_piece(&p, review->ids[i] - UNROLL_INDEX_FROM - 1u);
		else
			put_id(&p, review->ids[i]);
	return p.count;
}

bool must_part_pieces(const unroll_corpus *corpus, uint32_t vocabulary_size) {
	return vocabulary_size < unroll_corpus_words(corpus) &&
	       unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(corpus)) != UNROLL_WORDS;
}

void pad_corpus_review(uint16_t *row, padding_rule rule, const unroll_corpus *corpus,
                       const unroll_corpus_review *review, uint32_t vocabulary_size) {
	if (!must_part_pieces(corpus, vocabulary_size)) {
		pad_review(row, rule, review->ids, review->count, vocabulary_size);
		return;
	}
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	padded_place place = place_review(rule, part_pieces(vocabulary, vocabulary_size, review, 0, 0, NULL));
	memset(row, UNROLL_PADDING_ID, rule.length * sizeof *row);
	part_pieces(vocabulary, vocabulary_size, review, place.first, place.kept, row + place.start);
}

#include "text/learn_pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"

#define RARE_CHARACTER 3u /* characters that occur less often are left to their bytes */
#define LEAST_MERGED   2u /* pairs that occur less often are not merged */
#define NO_OCCURRENCE  UINT32_MAX

/* A chunk while it is learned from: its pieces, from `first` on, of which merging leaves fewer. PIECE_NONE stands for a character
 * that is left to its bytes. */
typedef struct learned_chunk {
	size_t first;
	uint32_t length;
	uint64_t count;
} learned_chunk;

typedef struct occurrence {
	uint32_t chunk, next; /* the next in the list, or NO_OCCURRENCE */
} occurrence;

/* What is known of a pair of neighbours, by its number in `pairs`. */
typedef struct pair_state {
	uint64_t count;
	uint32_t occurrences; /* a list of all chunks that it is in, and of some that it was in */
} pair_state;

/* An entry of the heap: a pair with the count it had; it may have fewer by now, but never more. */
typedef struct candidate {
	uint64_t count;
	uint32_t left, right, pair;
} candidate;

struct piece_learner {
	piece_table pieces;
	learned_chunk *chunks;
	size_t chunk_count;
	uint32_t *numbers; /* the pieces of all chunks */
	word_table pairs;
	pair_state *states; /* (pairs.count) */
	size_t state_capacity;
	occurrence *occurrences;
	size_t occurrence_count, occurrence_capacity;
	candidate *heap;
	size_t heap_count, heap_capacity;
	uint32_t left;      /* merges to be learned */
	bool out_of_memory; /* what has been learned is not to be used */
};

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "tokenizer",
	            "There is not enough memory to learn the pieces of words. Limit the number of reviews.");
}

/* --- Characters ---------------------------------------------------------------------------------- */

typedef struct counted_character {
	uint32_t code_point;
	uint64_t count;
} counted_character;

static int compare_characters(const void *left, const void *right) {
	const counted_character *a = left, *b = right;
	if (a->count != b->count) return a->count > b->count ? -1 : 1;
	return a->code_point < b->code_point ? -1 : a->code_point > b->code_point;
}

/* Counts the characters of the chunks in `characters`, by their numbers in `table`. */
static bool count_characters(const word_table *chunks, const uint64_t *counts, word_table *table,
                             counted_character **characters, size_t *capacity) {
	for (uint32_t c = 0; c < chunks->count; c++) {
		size_t size, length;
		const char *key = word_table_word(chunks, c, &size);
		for (size_t at = 0; counts[c] && at < size; at += length) {
			uint32_t code_point, before = table->count;
			length = utf8_decode(key + at, size - at, &code_point);
			uint32_t number = word_table_add(table, key + at, length);
			if (number == WORD_TABLE_NONE) return false;
			counted_character *moved = grown(*characters, capacity, table->count, sizeof *moved);
			if (!moved) return false;
			*characters = moved;
			if (number == before) moved[number] = (counted_character){code_point, 0};
			moved[number].count += counts[c];
		}
	}
	return true;
}

/* Makes pieces of the characters that occur often enough, the most frequent first. */
static bool add_characters(piece_learner *learner, counted_character *characters, uint32_t count) {
	uint32_t most = PIECES_LIMIT - learner->left;
	if (count) qsort(characters, count, sizeof *characters, compare_characters);
	for (uint32_t i = 0; i < count && characters[i].count >= RARE_CHARACTER; i++) {
		char text[UTF8_BYTES];
		size_t size = utf8_encode(characters[i].code_point, text);
		if (learner->pieces.texts.count == most) break;
		if (word_table_add(&learner->pieces.texts, text, size) == WORD_TABLE_NONE) return false;
	}
	return true;
}

static bool learn_characters(piece_learner *learner, const word_table *chunks, const uint64_t *counts) {
	word_table table = word_table_empty();
	counted_character *characters = NULL;
	size_t capacity = 0;
	bool learned = count_characters(chunks, counts, &table, &characters, &capacity) &&
	               pieces_begin(&learner->pieces) && add_characters(learner, characters, table.count);
	free(characters);
	word_table_free(&table);
	return learned;
}

/* --- The heap ------------------------------------------------------------------------------------ */

/* Whether a comes before b: the order of merging. */
static bool is_before(const candidate *a, const candidate *b) {
	if (a->count != b->count) return a->count > b->count;
	return a->left != b->left ? a->left < b->left : a->right < b->right;
}

static bool push(piece_learner *learner, candidate added) {
	candidate *heap = grown(learner->heap, &learner->heap_capacity, learner->heap_count + 1, sizeof *heap);
	if (!heap) return false;
	learner->heap = heap;
	size_t at = learner->heap_count++;
	for (; at && is_before(&added, &heap[(at - 1) / 2]); at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
	heap[at] = added;
	return true;
}

/* Takes out the first. */
static candidate pop(piece_learner *learner) {
	candidate *heap = learner->heap, first = heap[0], last = heap[--learner->heap_count];
	size_t at = 0;
	for (size_t child; (child = 2 * at + 1) < learner->heap_count; at = child) {
		if (child + 1 < learner->heap_count && is_before(&heap[child + 1], &heap[child])) child++;
		if (!is_before(&heap[child], &last)) break;
		heap[at] = heap[child];
	}
	heap[at] = last;
	return first;
}

/* Makes candidates of the pairs from number `first` on. */
static bool push_pairs(piece_learner *learner, uint32_t first) {
	for (uint32_t pair = first; pair < learner->pairs.count; pair++) {
		size_t size;
		uint32_t parts[2];
		memcpy(parts, word_table_word(&learner->pairs, pair, &size), sizeof parts);
		uint64_t count = learner->states[pair].count;
		if (count >= LEAST_MERGED && !push(learner, (candidate){count, parts[0], parts[1], pair}))
			return false;
	}
	return true;
}

/* --- Pairs --------------------------------------------------------------------------------------- */

/* Counts a pair of neighbours in a chunk. Bytes are no neighbours. */
static bool add_pair(piece_learner *learner, uint32_t left, uint32_t right, uint32_t chunk) {
	if (left == PIECE_NONE || right == PIECE_NONE) return true;
	uint32_t before = learner->pairs.count, pair = piece_pair_add(&learner->pairs, left, right);
	if (pair == WORD_TABLE_NONE) return false;
	pair_state *states =
	    grown(learner->states, &learner->state_capacity, learner->pairs.count, sizeof *states);
	if (!states) return false;
	learner->states = states;
	if (pair == before) states[pair] = (pair_state){0, NO_OCCURRENCE};
	states[pair].count += learner->chunks[chunk].count;
	uint32_t newest = states[pair].occurrences;
	if (newest != NO_OCCURRENCE && learner->occurrences[newest].chunk == chunk) return true;
	occurrence *list = grown(learner->occurrences, &learner->occurrence_capacity,
	                         learner->occurrence_count + 1, sizeof *list);
	if (!list || learner->occurrence_count >= NO_OCCURRENCE) return false;
	learner->occurrences = list;
	list[learner->occurrence_count] = (occurrence){chunk, newest};
	states[pair].occurrences = (uint32_t)learner->occurrence_count++;
	return true;
}

static void subtract_pair(piece_learner *learner, uint32_t left, uint32_t right, uint64_t count) {
	if (left == PIECE_NONE || right == PIECE_NONE) return;
	learner->states[piece_pair_find(&learner->pairs, left, right)].count -= count;
}

/* Merges a pair wherever it is in a chunk. */
static bool merge_in_chunk(piece_learner *learner, uint32_t index, uint32_t left, uint32_t right,
                           uint32_t made) {
	learned_chunk *chunk = &learner->chunks[index];
	uint32_t *numbers = learner->numbers + chunk->first, length = chunk->length, kept = 0;
	for (uint32_t i = 0; i < length; i++) {
		if (i + 1 == length || numbers[i] != left || numbers[i + 1] != right) {
			numbers[kept++] = numbers[i];
			continue;
		}
		subtract_pair(learner, left, right, chunk->count);
		if (kept) subtract_pair(learner, numbers[kept - 1], left, chunk->count);
		if (kept && !add_pair(learner, numbers[kept - 1], made, index)) return false;
		if (i + 2 < length) subtract_pair(learner, right, numbers[i + 2], chunk->count);
		if (i + 2 < length && !add_pair(learner, made, numbers[i + 2], index)) return false;
		numbers[kept++] = made;
		i++;
	}
	chunk->length = kept;
	return true;
}

/* --- Learning ------------------------------------------------------------------------------------ */

/* The chunks that occur, cut into characters, and the pairs in them. */
static bool begin_chunks(piece_learner *learner, const word_table *chunks, const uint64_t *counts) {
	size_t used = 0;
	learner->chunks = calloc((size_t)chunks->count + 1, sizeof *learner->chunks);
	learner->numbers =
	    malloc((chunks->text_size + 1) * sizeof *learner->numbers); /* a character has a byte at least */
	if (!learner->chunks || !learner->numbers) return false;
	for (uint32_t c = 0; c < chunks->count; c++) {
		size_t size, length;
		const char *key = word_table_word(chunks, c, &size);
		if (counts[c] == 0) continue;
		learned_chunk *chunk = &learner->chunks[learner->chunk_count];
		*chunk = (learned_chunk){used, 0, counts[c]};
		for (size_t at = 0; at < size; at += length) {
			uint32_t code_point;
			length = utf8_decode(key + at, size - at, &code_point);
			learner->numbers[used++] = word_table_find(&learner->pieces.texts, key + at, length);
			chunk->length++;
		}
		for (uint32_t i = 1; i < chunk->length; i++)
			if (!add_pair(learner, learner->numbers[used - i - 1], learner->numbers[used - i],
			              (uint32_t)learner->chunk_count))
				return false;
		learner->chunk_count++;
	}
	return true;
}

unroll_status piece_learner_create(const word_table *chunks, const uint64_t *counts, uint32_t merges,
                                   piece_learner **learner, unroll_error *error) {
	piece_learner *made = calloc(1, sizeof *made);
	if (!made) return no_memory(error);
	made->left = merges;
	bool begun = learn_characters(made, chunks, counts);
	if (begun && merges) begun = begin_chunks(made, chunks, counts) && push_pairs(made, 0);
	if (!begun) {
		piece_learner_destroy(made);
		return no_memory(error);
	}
	*learner = made;
	return UNROLL_OK;
}

void piece_learner_destroy(piece_learner *learner) {
	if (!learner) return;
	pieces_free(&learner->pieces);
	word_table_free(&learner->pairs);
	free(learner->chunks);
	free(learner->numbers);
	free(learner->states);
	free(learner->occurrences);
	free(learner->heap);
	free(learner);
}

static bool merge(piece_learner *learner, const candidate *best) {
	uint32_t made = learner->pieces.texts.count, first = learner->pairs.count;
	if (!pieces_merge(&learner->pieces, best->left, best->right)) return false;
	uint32_t at = learner->states[best->pair].occurrences;
	for (; at != NO_OCCURRENCE; at = learner->occurrences[at].next)
		if (!merge_in_chunk(learner, learner->occurrences[at].chunk, best->left, best->right, made))
			return false;
	return push_pairs(learner, first); /* new pairs are those of the new piece */
}

unroll_status piece_learner_step(piece_learner *learner, uint32_t merges, uint32_t *left,
                                 unroll_error *error) {
	while (merges && learner->left && !learner->out_of_memory) {
		if (learner->heap_count == 0) {
			learner->left = 0;
			break;
		}
		candidate best = pop(learner);
		uint64_t count = learner->states[best.pair].count;
		if (count != best.count) { /* merges have taken some of its neighbours */
			best.count = count;
			if (count >= LEAST_MERGED) learner->out_of_memory = !push(learner, best);
			continue;
		}
		if (pieces_joined(&learner->pieces, best.left, best.right) != WORD_TABLE_NONE) continue;
		learner->out_of_memory = !merge(learner, &best);
		learner->left--;
		merges--;
	}
	if (learner->out_of_memory) return no_memory(error);
	*left = learner->left;
	return UNROLL_OK;
}

const piece_table *piece_learner_pieces(const piece_learner *learner) {
	return &learner->pieces;
}

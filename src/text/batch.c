#include "text/batch.h"

#include "unroll/text.h"

uint32_t block_count(uint32_t reviews) {
	return (reviews + BLOCK - 1) / BLOCK;
}

batch batch_layout(arena *memory, batch_shape shape) {
	batch b = {.shape = shape};
	size_t reviews = (size_t)block_count(shape.reviews) * BLOCK, places = reviews * shape.steps;
	b.places = arena_take(memory, places, sizeof *b.places);
	b.labels = arena_take(memory, shape.reviews, sizeof *b.labels);
	b.distinct = arena_take(memory, places < shape.words ? places : shape.words, sizeof *b.distinct);
	b.place_of = arena_take(memory, shape.words, sizeof *b.place_of);
	return b;
}

/* The distinct words of a batch, apart from the batch, so that their list is not read anew after every place written. */
typedef struct word_list {
	uint32_t *distinct, *place_of;
	uint32_t count, words;
} word_list;

/* The place of an id in the list of distinct words, which it joins where it is new. */
static inline uint32_t place_of(word_list *list, uint16_t id) {
	uint32_t word = id < list->words ? id : UNROLL_UNKNOWN_ID;
	uint32_t place = list->place_of[word];
	if (place < list->count && list->distinct[place] == word) return place;
	list->distinct[list->count] = word;
	return list->place_of[word] = list->count++;
}

void batch_begin(batch *b, uint32_t reviews) {
	static const uint16_t nothing[1];
	b->reviews = reviews;
	b->distinct_count = 0;
	for (uint32_t r = reviews; r < block_count(reviews) * BLOCK; r++) batch_set(b, r, nothing, 0, 0);
}

void batch_set(batch *b, uint32_t index, const uint16_t *ids, uint32_t count, uint8_t label) {
	const batch_shape *shape = &b->shape;
	uint32_t kept = count < shape->steps ? count : shape->steps;
	if (shape->truncating == UNROLL_PRE) ids += count - kept;
	uint32_t start = shape->padding == UNROLL_PRE ? shape->steps - kept : 0;
	uint32_t *places = b->places + (size_t)(index / BLOCK) * shape->steps * BLOCK + index % BLOCK;
	word_list list = {b->distinct, b->place_of, b->distinct_count, shape->words};
	for (uint32_t t = 0; t < start; t++, places += BLOCK) *places = place_of(&list, UNROLL_PADDING_ID);
	for (uint32_t t = 0; t < kept; t++, places += BLOCK) *places = place_of(&list, ids[t]);
	for (uint32_t t = start + kept; t < shape->steps; t++, places += BLOCK)
		*places = place_of(&list, UNROLL_PADDING_ID);
	b->distinct_count = list.count;
	if (index < b->reviews) b->labels[index] = label;
}

const uint32_t *batch_block(const batch *b, uint32_t index) {
	return b->places + (size_t)index * b->shape.steps * BLOCK;
}

#include "text/batch.h"

uint32_t block_count(uint32_t reviews) {
	return (reviews + BLOCK - 1) / BLOCK;
}

padding_rule batch_padding(const batch_shape *shape) {
	return (padding_rule){shape->steps, shape->padding, shape->truncating};
}

batch batch_layout(arena *memory, batch_shape shape) {
	batch b = {.shape = shape};
	size_t reviews = (size_t)block_count(shape.reviews) * BLOCK, places = reviews * shape.steps;
	b.ids = arena_take(memory, places, sizeof *b.ids);
	b.places = arena_take(memory, places, sizeof *b.places);
	b.labels = arena_take(memory, shape.reviews, sizeof *b.labels);
	b.distinct = arena_take(memory, places < shape.words ? places : shape.words, sizeof *b.distinct);
	b.order = arena_take(memory, shape.reviews, sizeof *b.order);
	b.before = arena_take(memory, shape.steps + 1, sizeof *b.before);
	b.place_of = arena_take(memory, shape.words, sizeof *b.place_of);
	return b;
}

void batch_begin(batch *b, uint32_t reviews) {
	for (uint32_t d = 0; d < b->distinct_count; d++) b->place_of[b->distinct[d]] = 0;
	b->distinct_count = 0;
	b->reviews = reviews;
	for (uint32_t r = reviews; r < block_count(reviews) * BLOCK; r++) batch_set(b, r, NULL, 0, 0);
}

uint16_t *batch_row(batch *b, uint32_t index) {
	return b->ids + (size_t)index * b->shape.steps;
}

void batch_set(batch *b, uint32_t index, const uint16_t *ids, uint32_t count, uint8_t label) {
	const batch_shape *shape = &b->shape;
	pad_review(batch_row(b, index), batch_padding(shape), ids, count, shape->words);
	if (index < b->reviews) b->labels[index] = label;
}

/* Where the ids of a review stand in the list of distinct words, which new ones join. */
static void find_places(batch *b, uint32_t index) {
	const uint16_t *ids = b->ids + (size_t)index * b->shape.steps;
	uint32_t *places = b->places + (size_t)(index / BLOCK) * b->shape.steps * BLOCK + index % BLOCK;
	uint32_t *distinct = b->distinct, *place_of = b->place_of, count = b->distinct_count;
	for (uint32_t t = 0; t < b->shape.steps; t++, places += BLOCK) {
		uint32_t place = place_of[ids[t]];
		if (place == 0) {
			distinct[count] = ids[t];
			place_of[ids[t]] = place = ++count;
		}
		*places = place - 1;
	}
	b->distinct_count = count;
}

void batch_finish(batch *b) {
	for (uint32_t r = b->reviews; r < block_count(b->reviews) * BLOCK; r++) find_places(b, r);
	for (uint32_t r = 0; r < b->reviews; r++) find_places(b, r);
}

const uint32_t *batch_block(const batch *b, uint32_t index) {
	return b->places + (size_t)index * b->shape.steps * BLOCK;
}

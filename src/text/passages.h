/* Passages of reviews: sentences, and a few words of one. A network that learns from them besides the whole reviews learns to read texts as
 * short as people type. The label of the review is theirs too: of a single one it may be wrong, of many it says how likely each is. */
#ifndef TEXT_PASSAGES_H
#define TEXT_PASSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernels/random.h"

/* Some of the words of a corpus builder, one after another. */
typedef struct passage {
	size_t first;
	uint32_t count;
} passage;

/* The sentences of reviews, one after another; zeros at first. */
typedef struct sentence_list {
	passage *all;
	size_t count, capacity;
	bool open;   /* the last one goes on */
	bool in_tag; /* of HTML, whose words belong to no sentence */
} sentence_list;

/* A text begins. */
void sentences_begin(sentence_list *sentences);

/* The next word of the text has number `word` in the builder, and `between` stands before it. A sentence ends at . ! ? … 。 ！ ？, at the
 * end of a line and at a tag. False where there is no memory. */
bool sentences_add(sentence_list *sentences, size_t word, const char *between, size_t size);

/* Passage `number` of a review with some sentences (at least one): the last one; the first one; and then in turn up to three together,
 * and 1 to 15 words of one. */
passage passage_draw(const passage *sentences, uint32_t count, uint32_t number, random_stream *stream);

#endif

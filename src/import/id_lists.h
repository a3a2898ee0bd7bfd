/* Reviews as lists of ids, while an array of them is read. */
#ifndef IMPORT_ID_LISTS_H
#define IMPORT_ID_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct id_list {
	uint32_t end;  /* where its ids end; they begin where those of the list before end */
	uint64_t hash; /* of its ranks */
} id_list;

typedef struct id_lists {
	uint32_t words;   /* the ids of ranks that would be `words` or more are UNROLL_UNKNOWN_ID */
	uint32_t highest; /* the highest id so far */
	uint16_t *ids;
	size_t id_count, id_capacity;
	id_list *lists;
	size_t count, capacity;
} id_lists;

void id_lists_release(id_lists *lists);

/* Begins a list; false where there is no memory. */
bool id_lists_begin(id_lists *lists);

/* Adds the id of a rank, from 1, to the list that was begun last; false where there is no memory, or no room for more ids. */
bool id_lists_add(id_lists *lists, uint32_t rank);

/* The ids of a list. */
const uint16_t *id_lists_get(const id_lists *lists, size_t index, uint32_t *count);

#endif

#include "evaluation/sorted.h"

#include <stdlib.h>

#include "base/fail.h"

unroll_status take_places(uint32_t count, sorted_place **places, unroll_error *error) {
	*places = calloc(count ? count : 1, sizeof **places);
	if (*places) return UNROLL_OK;
	return fail(error, UNROLL_OUT_OF_MEMORY, "evaluation",
	            "There is no memory to sort the predictions. Evaluate fewer reviews.");
}

static int compare(const void *left, const void *right) {
	const sorted_place *a = left, *b = right;
	if (a->key != b->key) return a->key < b->key ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

void sort_places(sorted_place *places, uint32_t count) {
	qsort(places, count, sizeof *places, compare);
}

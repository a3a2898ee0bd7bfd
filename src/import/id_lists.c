#include "import/id_lists.h"

#include <stdlib.h>

#include "base/grow.h"
#include "text/import_report.h"
#include "unroll/text.h"

void id_lists_release(id_lists *lists) {
	free(lists->ids);
	free(lists->lists);
	*lists = (id_lists){0};
}

bool id_lists_begin(id_lists *lists) {
	id_list *moved = grown(lists->lists, &lists->capacity, lists->count + 1, sizeof *moved);
	if (!moved) return false;
	lists->lists = moved;
	moved[lists->count++] = (id_list){(uint32_t)lists->id_count, report_words_hash(NULL, 0)};
	return true;
}

bool id_lists_add(id_lists *lists, uint32_t rank) {
	if (lists->id_count == UINT32_MAX) return false;
	uint16_t *ids = grown(lists->ids, &lists->id_capacity, lists->id_count + 1, sizeof *ids);
	if (!ids) return false;
	lists->ids = ids;
	uint64_t wanted = (uint64_t)rank + UNROLL_INDEX_FROM;
	uint32_t id = wanted < lists->words ? (uint32_t)wanted : UNROLL_UNKNOWN_ID;
	if (id > lists->highest) lists->highest = id;
	ids[lists->id_count++] = (uint16_t)id;
	id_list *list = &lists->lists[lists->count - 1];
	list->end = (uint32_t)lists->id_count;
	list->hash = report_word_hash(list->hash, rank);
	return true;
}

const uint16_t *id_lists_get(const id_lists *lists, size_t index, uint32_t *count) {
	uint32_t start = index ? lists->lists[index - 1].end : 0;
	*count = lists->lists[index].end - start;
	return lists->ids ? lists->ids + start : NULL; /* NULL where all are empty */
}

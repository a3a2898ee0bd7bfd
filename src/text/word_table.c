#include "text/word_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

word_table word_table_empty(void) {
	return (word_table){0};
}

void word_table_free(word_table *table) {
	free(table->text);
	free(table->ends);
	free(table->slots);
	*table = word_table_empty();
}

/* FNV-1a, 32 bits (Fowler, Noll and Vo; draft-eastlake-fnv). */
static uint32_t hash(const char *word, size_t size) {
	uint32_t value = 2166136261u;
	for (size_t i = 0; i < size; i++) value = (value ^ (uint8_t)word[i]) * 16777619u;
	return value;
}

const char *word_table_word(const word_table *table, uint32_t index, size_t *size) {
	size_t start = index ? table->ends[index - 1] + (size_t)1 : 0;
	*size = table->ends[index] - start;
	return table->text + start;
}

/* The slot that holds the word, or else the free one where it belongs. There must be slots. */
static uint32_t *find_slot(const word_table *table, const char *word, size_t size) {
	size_t mask = table->slot_count - 1;
	for (size_t at = hash(word, size) & mask;; at = (at + 1) & mask) {
		uint32_t *slot = &table->slots[at];
		if (*slot == 0) return slot;
		size_t known_size;
		const char *known = word_table_word(table, *slot - 1, &known_size);
		if (known_size == size && memcmp(known, word, size) == 0) return slot;
	}
}

/* Twice the slots, and every word in its new one. */
static bool add_slots(word_table *table) {
	size_t slot_count = table->slot_count ? table->slot_count * 2 : 64;
	uint32_t *slots = slot_count > table->slot_count ? calloc(slot_count, sizeof *slots) : NULL;
	if (!slots) return false;
	free(table->slots);
	table->slots = slots;
	table->slot_count = slot_count;
	for (uint32_t i = 0; i < table->count; i++) {
		size_t size;
		const char *word = word_table_word(table, i, &size);
		*find_slot(table, word, size) = i + 1;
	}
	return true;
}

static bool add_room(word_table *table, size_t size) {
	if (size >= UINT32_MAX - table->text_size) return false;
	if ((table->count + (size_t)1) * 2 > table->slot_count && !add_slots(table)) return false;
	char *text = grown(table->text, &table->text_capacity, table->text_size + size + 1, 1);
	if (!text) return false;
	table->text = text;
	uint32_t *ends = grown(table->ends, &table->ends_capacity, table->count + (size_t)1, sizeof *ends);
	if (!ends) return false;
	table->ends = ends;
	return true;
}

uint32_t word_table_add(word_table *table, const char *word, size_t size) {
	uint32_t found = word_table_find(table, word, size);
	if (found != WORD_TABLE_NONE) return found;
	if (!add_room(table, size)) return WORD_TABLE_NONE;
	*find_slot(table, word, size) = table->count + 1;
	memcpy(table->text + table->text_size, word, size);
	table->text_size += size;
	table->ends[table->count] = (uint32_t)table->text_size;
	table->text[table->text_size++] = '\n';
	return table->count++;
}

uint32_t word_table_find(const word_table *table, const char *word, size_t size) {
	if (table->slot_count == 0) return WORD_TABLE_NONE;
	uint32_t slot = *find_slot(table, word, size);
	return slot ? slot - 1 : WORD_TABLE_NONE;
}

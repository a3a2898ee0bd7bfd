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
	free(table->branches);
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

/* --- Trees --------------------------------------------------------------------------------------- */

enum { SIZE_BYTES = 4 };

static uint32_t key_byte(const char *word, size_t size, uint32_t at) {
	if (at < SIZE_BYTES) return (uint32_t)size >> 8 * at & 0xff;
	return at - SIZE_BYTES < size ? (uint8_t)word[at - SIZE_BYTES] : 0;
}

/* The link that a word takes at a branch. */
static uint32_t *follow(word_branch *branch, const char *word, size_t size) {
	return &branch->links[(key_byte(word, size, branch->byte) & branch->mask) != 0];
}

static word_branch *branch_of(const word_table *table, uint32_t link) {
	return link & WORD_BRANCH ? &table->branches[link & ~WORD_BRANCH] : NULL;
}

static uint32_t *find_slot(const word_table *table, const char *word, size_t size) {
	return &table->slots[hash(word, size) & (table->slot_count - 1)];
}

/* The only word below a link that may be this one: its number + 1, or 0 where there is none. */
static uint32_t find_candidate(const word_table *table, uint32_t link, const char *word, size_t size) {
	for (word_branch *branch; (branch = branch_of(table, link));) link = *follow(branch, word, size);
	return link;
}

/* Puts word `index`, which no tree has, into the tree of its slot. There must be room for one more branch. */
static void place(word_table *table, uint32_t index) {
	size_t size, other_size;
	const char *word = word_table_word(table, index, &size);
	uint32_t *link = find_slot(table, word, size), other = find_candidate(table, *link, word, size);
	if (other == 0) {
		*link = index + 1;
		return;
	}
	const char *other_word = word_table_word(table, other - 1, &other_size);
	word_branch made = {0, 0x80, {0, 0}};
	uint32_t differences;
	while (!(differences = key_byte(word, size, made.byte) ^ key_byte(other_word, other_size, made.byte)))
		made.byte++;
	while (!(differences & made.mask)) made.mask >>= 1;
	for (word_branch *branch; (branch = branch_of(table, *link)); link = follow(branch, word, size))
		if (branch->byte > made.byte || (branch->byte == made.byte && branch->mask < made.mask)) break;
	made.links[0] = made.links[1] = *link;
	*follow(&made, word, size) = index + 1;
	*link = WORD_BRANCH | (uint32_t)table->branch_count;
	table->branches[table->branch_count++] = made;
}

/* --- Words --------------------------------------------------------------------------------------- */

/* Twice the slots, and every word in its new one. That takes no more branches than before. */
static bool add_slots(word_table *table) {
	size_t slot_count = table->slot_count ? table->slot_count * 2 : 64;
	uint32_t *slots = slot_count > table->slot_count ? calloc(slot_count, sizeof *slots) : NULL;
	if (!slots) return false;
	free(table->slots);
	table->slots = slots;
	table->slot_count = slot_count;
	table->branch_count = 0;
	for (uint32_t i = 0; i < table->count; i++) place(table, i);
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
	word_branch *branches =
	    grown(table->branches, &table->branch_capacity, table->branch_count + 1, sizeof *branches);
	if (!branches) return false;
	table->branches = branches;
	return true;
}

uint32_t word_table_add(word_table *table, const char *word, size_t size) {
	uint32_t found = word_table_find(table, word, size);
	if (found != WORD_TABLE_NONE) return found;
	if (!add_room(table, size)) return WORD_TABLE_NONE;
	memcpy(table->text + table->text_size, word, size);
	table->text_size += size;
	table->ends[table->count] = (uint32_t)table->text_size;
	table->text[table->text_size++] = '\n';
	place(table, table->count);
	return table->count++;
}

uint32_t word_table_find(const word_table *table, const char *word, size_t size) {
	if (table->slot_count == 0) return WORD_TABLE_NONE;
	uint32_t candidate = find_candidate(table, *find_slot(table, word, size), word, size);
	if (candidate == 0) return WORD_TABLE_NONE;
	size_t known_size;
	const char *known = word_table_word(table, candidate - 1, &known_size);
	return known_size == size && memcmp(known, word, size) == 0 ? candidate - 1 : WORD_TABLE_NONE;
}

/* Proves that a table numbers words in the order of adding and finds each again, also words that are prefixes of others, of every
 * length and with every byte; and that words which all have the same hash take no longer to find than they have bits. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "text/word_table.h"

static void words_are_found_by_their_bytes(void **state) {
	(void)state;
	word_table table = word_table_empty();
	uint32_t random = 1, added = 0;
	char words[4000][12];
	size_t sizes[4000];
	assert_int_equal(word_table_find(&table, "a", 1), WORD_TABLE_NONE);
	while (added < 4000) {
		char *word = words[added];
		random = random * 1664525u + 1013904223u;
		sizes[added] = (random >> 8) % 11;
		for (size_t i = 0; i < sizes[added]; i++) {
			random = random * 1664525u + 1013904223u;
			word[i] = random >> 31 ? (char)(random >> 20)
			                       : "\0\x01 a"[random >> 29]; /* many that are nearly the same */
		}
		uint32_t known = WORD_TABLE_NONE;
		for (uint32_t i = 0; i < added && known == WORD_TABLE_NONE; i++)
			if (sizes[i] == sizes[added] && memcmp(words[i], word, sizes[added]) == 0) known = i;
		assert_int_equal(word_table_find(&table, word, sizes[added]), known);
		assert_int_equal(word_table_add(&table, word, sizes[added]),
		                 known == WORD_TABLE_NONE ? added : known);
		added += known == WORD_TABLE_NONE;
	}
	assert_int_equal(table.count, added);
	for (uint32_t i = 0; i < added; i++) {
		size_t size;
		assert_int_equal(word_table_find(&table, words[i], sizes[i]), i);
		const char *word = word_table_word(&table, i, &size);
		assert_int_equal(size, sizes[i]);
		assert_memory_equal(word, words[i], size);
	}
	word_table_free(&table);
}

/* FNV-1a, which the table uses. */
static uint32_t hash_on(uint32_t value, const char *bytes, size_t size) {
	for (size_t i = 0; i < size; i++) value = (value ^ (uint8_t)bytes[i]) * 16777619u;
	return value;
}

enum { STAGES = 14, BLOCK = 6, WORDS = 1 << STAGES };

/* Two blocks of letters for each stage, such that either leads from the hash before it to the same hash after it: any choice of
 * one block for each stage is a word with the same hash as all others. */
static void find_colliding_blocks(char blocks[STAGES][2][BLOCK]) {
	enum { TRIES = 1 << 20 };
	uint32_t *seen = malloc(TRIES * sizeof *seen), value = 2166136261u, random = 5;
	char(*tried)[BLOCK] = malloc(TRIES * sizeof *tried);
	assert_non_null(seen);
	assert_non_null(tried);
	for (int stage = 0; stage < STAGES; stage++) {
		memset(seen, 0, TRIES * sizeof *seen); /* by the low bits of the hash: a try + 1 */
		uint32_t try = 0;
		for (bool found = false; !found; try++) {
			assert_true(try < TRIES);
			for (int i = 0; i < BLOCK; i++) {
				random = random * 1664525u + 1013904223u;
				tried[try][i] = (char)('a' + (random >> 16) % 26);
			}
			uint32_t reached = hash_on(value, tried[try], BLOCK), *other = &seen[reached % TRIES];
			found = *other && hash_on(value, tried[*other - 1], BLOCK) == reached &&
			        memcmp(tried[*other - 1], tried[try], BLOCK) != 0;
			if (found) memcpy(blocks[stage][0], tried[*other - 1], BLOCK);
			if (found) memcpy(blocks[stage][1], tried[try], BLOCK);
			*other = try + 1;
		}
		value = hash_on(value, blocks[stage][0], BLOCK);
	}
	free(seen);
	free(tried);
}

/* Branches on the longest path below a link. */
static uint32_t depth(const word_table *table, uint32_t link) {
	if (!(link & WORD_BRANCH)) return 0;
	const word_branch *branch = &table->branches[link & ~WORD_BRANCH];
	uint32_t left = depth(table, branch->links[0]), right = depth(table, branch->links[1]);
	return 1 + (left > right ? left : right);
}

static void words_of_one_hash_are_found_in_few_steps(void **state) {
	(void)state;
	static char blocks[STAGES][2][BLOCK];
	char word[STAGES * BLOCK];
	word_table table = word_table_empty();
	find_colliding_blocks(blocks);
	for (uint32_t choice = 0; choice < WORDS; choice++) {
		for (int stage = 0; stage < STAGES; stage++)
			memcpy(word + stage * BLOCK, blocks[stage][choice >> stage & 1], BLOCK);
		assert_int_equal(word_table_add(&table, word, sizeof word), choice);
	}
	uint32_t used = 0, deepest = 0;
	for (size_t i = 0; i < table.slot_count; i++) {
		used += table.slots[i] != 0;
		uint32_t here = depth(&table, table.slots[i]);
		if (here > deepest) deepest = here;
	}
	assert_int_equal(used, 1);
	assert_int_equal(deepest, STAGES); /* one branch for each choice of two blocks */
	assert_int_equal(table.branch_count, WORDS - 1);
	assert_int_equal(word_table_find(&table, word, sizeof word), WORDS - 1);
	word[0] ^= 1;
	assert_int_equal(word_table_find(&table, word, sizeof word), WORD_TABLE_NONE);
	word_table_free(&table);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_found_by_their_bytes),
	    cmocka_unit_test(words_of_one_hash_are_found_in_few_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

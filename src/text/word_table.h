/* A set of different words, numbered from 0 in the order of adding, that finds a word's number by its bytes.
 *
 * It is a hash table with chains. As the hash is known, a file can be made whose words all have the same one. So the words of a slot form no list but a tree that branches at the first bit in which two of them
 * differ (a crit-bit tree: Morrison, "PATRICIA", JACM 1968): finding a word takes no more steps than it has bits. */
#ifndef TEXT_WORD_TABLE_H
#define TEXT_WORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORD_TABLE_NONE UINT32_MAX

/* Where a tree branches: at bit `mask` of byte `byte` of the words' keys. A key is the size of a word in four bytes, and the word.
 * Bits come in the order of the bytes, highest first, and rise along each path. A link is 0 for no word, a word's number + 1,
 * or WORD_BRANCH and the number of a branch. */
#define WORD_BRANCH 0x80000000u
typedef struct word_branch {
	uint32_t byte, mask;
	uint32_t links[2]; /* to the words whose bit is 0 and 1 */
} word_branch;

typedef struct word_table {
	char *text; /* every word, each with '\n' after it */
	size_t text_size, text_capacity;
	uint32_t *ends; /* (count): where in `text` word i ends, at its '\n' */
	size_t ends_capacity;
	uint32_t count;
	uint32_t *slots;       /* (slot_count): the trees of the words whose hashes lead here; see word_branch */
	size_t slot_count;     /* a power of two, at least twice `count` */
	word_branch *branches; /* (branch_count) */
	size_t branch_count, branch_capacity;
} word_table;

/* An empty table, which owns nothing yet. */
word_table word_table_empty(void);
void word_table_free(word_table *table);

/* The number of a word, which is added where it is new. WORD_TABLE_NONE where there is no memory, or where the words
 * would go beyond 4 GB; the table is then as it was. */
uint32_t word_table_add(word_table *table, const char *word, size_t size);

/* The number of a word, or WORD_TABLE_NONE. */
uint32_t word_table_find(const word_table *table, const char *word, size_t size);

/* The bytes of word `index`, valid until the next adding. */
const char *word_table_word(const word_table *table, uint32_t index, size_t *size);

#endif

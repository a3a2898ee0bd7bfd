/* A set of different words, numbered from 0 in the order of adding, that finds a word's number by its bytes. */
#ifndef TEXT_WORD_TABLE_H
#define TEXT_WORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORD_TABLE_NONE UINT32_MAX

typedef struct word_table {
	char *text; /* every word, each with '\n' after it */
	size_t text_size, text_capacity;
	uint32_t *ends; /* (count): where in `text` word i ends, at its '\n' */
	size_t ends_capacity;
	uint32_t count;
	uint32_t *slots;   /* (slot_count): a word's number + 1, or 0; open addressing with linear probing */
	size_t slot_count; /* a power of two, at least twice `count` */
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

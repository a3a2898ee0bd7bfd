/* Keeping the account of an import. */
#ifndef TEXT_ACCOUNT_H
#define TEXT_ACCOUNT_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/account.h"
#include "unroll/corpus.h"

/* An account of nothing. */
unroll_account account_empty(void);

/* Adds a review of `words` words, of which `known` have an id. */
void account_add(unroll_account *account, unroll_half half, uint8_t label, uint32_t words, uint32_t known);

/* Notes that something was left out, in line `place`; 0 where lines mean nothing. */
void account_skip(unroll_account *account, unroll_skip reason, uint32_t place);

/* A number for each sequence of words (FNV-1a, 64 bits): reviews with the same words have the same. */
uint64_t account_words_hash(const uint32_t *words, size_t count);

/* That of a sequence and one more word behind it. */
uint64_t account_word_hash(uint64_t hash, uint32_t word);

/* A review as others are compared with it: two are the same where both hash and words are. */
typedef struct account_review {
	uint64_t hash;     /* of its words */
	const void *words; /* borrowed: a number for each word */
	size_t size;       /* bytes of `words` */
} account_review;

/* Sorts the reviews, and counts those that are the same as one before. */
uint32_t account_duplicates(account_review *reviews, size_t count);

#endif

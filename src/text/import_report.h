/* Making the report of an import. */
#ifndef TEXT_IMPORT_REPORT_H
#define TEXT_IMPORT_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/corpus.h"
#include "unroll/import_report.h"

/* A report of nothing, and of two classes. */
unroll_import_report report_empty(void);

/* Adds a review of `words` words, of which `known` have an id. */
void report_add(unroll_import_report *report, unroll_half half, uint8_t label, uint32_t words,
                uint32_t known);

/* Shortens the name of a file to what a report has room for. */
void report_name_file(char to[UNROLL_PLACE_BYTES], const char *name);

/* Notes that something was left out, in line `place` (0 where lines mean nothing) of a file, whose name is short enough. */
void report_skip(unroll_import_report *report, unroll_skip reason, uint32_t place, const char *file);

/* A number for each sequence of words (FNV-1a, 64 bits): reviews with the same words have the same. */
uint64_t report_words_hash(const uint32_t *words, size_t count);

/* That of a sequence and one more word behind it. */
uint64_t report_word_hash(uint64_t hash, uint32_t word);

/* A review as others are compared with it: two are the same where both hash and words are. */
typedef struct report_review {
	uint64_t hash;     /* of its words */
	const void *words; /* borrowed: a number for each word */
	size_t size;       /* bytes of `words` */
} report_review;

/* Sorts the reviews, and counts those that are the same as one before. */
uint32_t report_duplicates(report_review *reviews, size_t count);

#endif

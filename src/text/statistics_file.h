/* What the statistics file's parts are called, for the one that writes it and the one that reads it, and how it is seen
 * once it is read; see unroll/statistics.h. */
#ifndef TEXT_STATISTICS_FILE_H
#define TEXT_STATISTICS_FILE_H

#include <stdint.h>

#include "storage/safetensors.h"
#include "unroll/statistics.h"

#define STATISTICS_FORMAT      "unroll-statistics-1"
#define STATISTICS_OFFSETS     "before/offsets"
#define STATISTICS_IDS         "before/ids"
#define STATISTICS_COUNTS      "before/counts"
#define STATISTICS_RARE_ROWS   "rare/rows"
#define STATISTICS_RARE_IDS    "rare/ids"
#define STATISTICS_LENGTHS     "lengths"
#define STATISTICS_TENSORS     7u
#define STATISTICS_LEAST_WORDS 5u /* one word */
#define STATISTICS_MOST_WORDS  4096u
#define STATISTICS_LEAST_TAIL  2u /* the start id and a word */
#define STATISTICS_MOST_TAIL   2000u
#define STATISTICS_MOST_PAIRS  1000000u
#define STATISTICS_LABELS      2u

/* The row of what stands at the end of a review. No review has the id of the padding. */
#define STATISTICS_END UNROLL_PADDING_ID

struct unroll_statistics {
	safetensors_file *file;
	unroll_vocabulary *vocabulary;
	const char *source;
	uint32_t words, tail, pairs; /* V, L - 1, P */
	const uint32_t *offsets;     /* (V + 1) */
	const uint16_t *ids;         /* (P) */
	const uint16_t *counts;      /* (2, P) */
	const uint32_t *rare_rows;   /* (2, V) */
	const uint32_t *rare_ids;    /* (2, V) */
	const uint32_t *lengths;     /* (2, L) */
};

#endif

/* The report of an import: what became a corpus, and what did not and why. */
#ifndef UNROLL_IMPORT_REPORT_H
#define UNROLL_IMPORT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/settings.h"

UNROLL_BEGIN

#define UNROLL_LENGTH_BINS 21 /* of the histogram of lengths; the last takes whatever is longer */
#define UNROLL_LENGTH_BIN  50 /* words that a bin spans */
#define UNROLL_SKIP_PLACES 5  /* lines that are listed for each reason */
#define UNROLL_PLACE_BYTES                                                                                   \
	64 /* room for the name of a file, with its '\0'; of a longer one the end is kept */
#define UNROLL_VALUE_BYTES 48 /* room to show the value of a label, with its '\0'; a longer one is cut */

/* Why a row or a file was left out: name, number and what it means. The page translates by number. */
#define UNROLL_SKIP_MAP(X)                                                                                   \
	X(UNLABELLED, 0, "reviews without a label")                                                              \
	X(OTHER_FILE, 1, "files that are no reviews")                                                            \
	X(BAD_TEXT, 2, "rows that are not UTF-8")                                                                \
	X(NO_TEXT, 3, "rows without text")                                                                       \
	X(NO_LABEL, 4, "rows without a label")                                                                   \
	X(OTHER_LABEL, 5, "rows with another label than those chosen")                                           \
	X(FEW_COLUMNS, 6, "rows with too few columns")                                                           \
	X(TOO_LONG, 7, "rows that are longer than any review")                                                   \
	X(MANY_COLUMNS, 8, "rows with too many columns")                                                         \
	X(HEADER, 9, "rows that repeat the header")                                                              \
	X(OPEN_QUOTE, 10, "rows lost in a quote that is not closed")

typedef enum unroll_skip {
#define UNROLL_SKIP_ENTRY(name, number, meaning) UNROLL_SKIP_##name = number,
	UNROLL_SKIP_MAP(UNROLL_SKIP_ENTRY)
#undef UNROLL_SKIP_ENTRY
	    UNROLL_SKIPS
} unroll_skip;

/* What a reason means, in English. The text is static. */
const char *unroll_skip_meaning(unroll_skip reason);

typedef struct unroll_skipped {
	uint32_t count;
	uint32_t places[UNROLL_SKIP_PLACES]; /* the first lines, from 1; 0 where there is none */
	/* Of several files: those that the lines are in, with their folders; otherwise "". */
	char files[UNROLL_SKIP_PLACES][UNROLL_PLACE_BYTES];
} unroll_skipped;

typedef struct unroll_import_report {
	uint32_t classes; /* of the corpus, k */
	uint32_t reviews
	    [2][UNROLL_MOST_CLASSES]; /* in the corpus, by unroll_half and label (of two classes 1 is positive) */
	/* Words are tokens (unroll/text.h): with other tokenizers than words their pieces. */
	uint32_t lengths[UNROLL_LENGTH_BINS]; /* reviews of 0–49 words, 50–99, …, 1000 or more */
	uint32_t shortest, longest;           /* words of a review */
	uint64_t words;                       /* of all reviews, whole */
	uint64_t known;                       /* of them, those that have an id in the corpus */
	uint32_t vocabulary;                  /* words that the corpus knows; 0 where it has ids but no words */
	uint32_t duplicates;                  /* reviews with the same words as one before them */
	unroll_skipped skipped[UNROLL_SKIPS];
	bool whole_files; /* each file was one review: a place is the number of a file, not a line */
	/* By label: the values of the label column, or "". */
	char names[UNROLL_MOST_CLASSES][UNROLL_VALUE_BYTES];
} unroll_import_report;

UNROLL_END

#endif

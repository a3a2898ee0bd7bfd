/* What a word says as a label of a review, in the languages that files were seen in. */
#ifndef IMPORT_CSV_WORDS_H
#define IMPORT_CSV_WORDS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum csv_polarity {
	CSV_WORD_UNKNOWN,
	CSV_WORD_NEGATIVE,
	CSV_WORD_POSITIVE,
	CSV_WORD_NO,  /* "false": of an answer, to what is not known; such a column may be no label at all */
	CSV_WORD_YES, /* "true" */
	CSV_WORD_NEUTRAL,
	CSV_WORD_MISSING /* how programs write that there is no value */
} csv_polarity;

/* Of a word in the form of csv_key_of(), "very" and the like before it aside. */
csv_polarity csv_polarity_of(const char *word, size_t size);

/* Whether the text behind, or before, a number is a unit of ratings: "점", "stars", "/5". */
bool csv_is_unit(const char *text, size_t size);

/* Names of columns, in the form of csv_key_of(). A rating is a label with numbers; a class may be anything; an attribute is often
 * taken for a label and is none. */
typedef enum csv_name {
	CSV_NAME_OTHER,
	CSV_NAME_TEXT,
	CSV_NAME_LABEL,
	CSV_NAME_RATING,
	CSV_NAME_CLASS,
	CSV_NAME_ATTRIBUTE
} csv_name;
csv_name csv_name_of(const char *word, size_t size);

#endif

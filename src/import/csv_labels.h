/* What the values of a label column mean. Two spellings of one value (case, blanks, full-width letters, "1" and "1.0") are one
 * label. Which labels are positive is known of words and of numbers alone: of words that mean it (csv_words.h), of numbers by their
 * size. Nothing follows from the order of bytes or of appearance. */
#ifndef IMPORT_CSV_LABELS_H
#define IMPORT_CSV_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/csv_values.h"
#include "unroll/import.h"

/* A value in the form in which two spellings are the same: lower case, ASCII for full-width letters, one blank for several, none
 * around it. A number, also of stars or with a unit ("4,5", "10점", "★★★", "3 out of 5"), is its value. */
enum { CSV_KEY_BYTES = 160 };
typedef struct csv_key {
	char text[CSV_KEY_BYTES];
	size_t size; /* of what is longer, the rest is a hash */
	bool is_number;
	double number;
} csv_key;

csv_key csv_key_of(const char *value, size_t size);

/* A label: what its spellings have in common. */
typedef struct csv_label {
	csv_key key;
	uint32_t value;           /* its most frequent spelling, among the values */
	uint32_t rows, first_row; /* that have it; the first example */
	unroll_label_meaning meaning;
} csv_label;

typedef struct csv_labels {
	csv_label *of;             /* (count), numbers by their size, others in the order of coming */
	uint32_t count, different; /* all, and those that are neither missing nor between the others */
	uint32_t rows;             /* of those */
	bool more;                 /* the column has values beyond those that were kept */
	bool numbers;              /* all of them are numbers */
	double least, most;        /* of numbers */
	unroll_csv_question question;
	unroll_label_rule rule; /* without the texts */
} csv_labels;

/* The labels of a column, and what they mean where that is known. `header` is the key of the column's name, or NULL: a value
 * like it is the header once more. UNROLL_OUT_OF_MEMORY leaves nothing to be released. */
unroll_status csv_labels_read(csv_labels *labels, const csv_values *values, const csv_key *header,
                              unroll_error *error);
void csv_labels_release(csv_labels *labels);

/* How much the labels look like those of reviews, to compare columns: 0 to 100. */
int csv_labels_score(const csv_labels *labels);

/* Gives the labels the meaning that a rule says. UNROLL_MISMATCH where the rule names a value that no row has, or none is left for one
 * of the two. */
unroll_status csv_labels_apply(csv_labels *labels, const unroll_label_rule *rule, unroll_error *error);

/* --- Rules --------------------------------------------------------------------------------------- */

/* The next of several values in a text with '\n' between them; NULL after the last. `*list` moves behind it. */
const char *csv_next_value(const char **list, size_t *size);

/* UNROLL_BAD_SETTING where a rule contradicts itself or is not UTF-8. */
unroll_status csv_check_rule(const unroll_label_rule *rule, unroll_error *error);

/* What a rule makes of a value. UNROLL_LABEL_OTHER where it is none of its values. */
unroll_label_meaning csv_rule_meaning(const unroll_label_rule *rule, const csv_key *key);

/* The label that a rule gives a value: 1 positive, 0 negative, of several classes its place; CSV_NO_CLASS where it is none of its values. */
enum { CSV_NO_CLASS = UNROLL_MOST_CLASSES };
uint32_t csv_rule_label(const unroll_label_rule *rule, const csv_key *key);

/* How many classes a rule makes. */
uint32_t csv_rule_classes(const unroll_label_rule *rule);

#endif

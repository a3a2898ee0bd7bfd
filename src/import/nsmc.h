/* The Naver Sentiment Movie Corpus: ratings_train.txt and ratings_test.txt, with tabs between "id", "document" and "label", quotes that
 * mean nothing, and the labels 0 and 1. */
#ifndef IMPORT_NSMC_H
#define IMPORT_NSMC_H

#include "import/csv_columns.h"
#include "text/class_names.h"

/* Written into the corpus. */
#define NSMC_SOURCE "Naver Sentiment Movie Corpus (NSMC)"

extern const class_names nsmc_classes;

/* Whether the first row is the header of its files. */
bool nsmc_has_header(const csv_columns *columns);

/* Whether it is one of its files, or both: also each row has an id of its own, and the texts are Korean. */
bool nsmc_is(const csv_columns *columns, const csv_choice *choice);

#endif

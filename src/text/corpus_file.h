/* What the corpus file's parts are called, for the one that writes it and the one that reads it; see unroll/corpus.h. */
#ifndef TEXT_CORPUS_FILE_H
#define TEXT_CORPUS_FILE_H

#define CORPUS_FORMAT      "unroll-corpus-1"
#define CORPUS_VOCABULARY  "vocabulary"
#define CORPUS_IDS_ALONE   "none" /* metadata of that name where the words are not known */
#define CORPUS_TENSORS     7u
#define CORPUS_LEAST_WORDS 4u     /* padding, start, unknown and the id that Keras leaves unused, 3 */
#define CORPUS_MOST_WORDS  65536u /* ids are U16 */

typedef struct corpus_names {
	const char *ids, *offsets, *labels;
} corpus_names;

/* By unroll_half. */
static const corpus_names corpus_half_names[2] = {
    {"train/ids", "train/offsets", "train/labels"},
    {"test/ids", "test/offsets", "test/labels"},
};

#endif

/* A corpus: labelled reviews as word ids, in a training and a test half, with the words they were made of.
 * It is stored as one safetensors file:
 *
 *   train/ids      U16 (ids in all)      the reviews one after another; Keras' ids, see unroll/text.h
 *   train/offsets  U32 (reviews + 1)     review r is train/ids[offsets[r]] … [offsets[r + 1] - 1]
 *   train/labels   U8  (reviews)         1 positive, 0 negative; of k classes 0 to k - 1
 *   test/…         the same for the test half, which may have no reviews
 *   vocabulary     U8  (bytes)           the words in rank order, joined by '\n', UTF-8
 *   pieces         U8  (bytes)           in its place for another tokenizer than words: its pieces, as in unroll/text.h
 *
 * Metadata (strings): "format" "unroll-corpus-1", "words" (ids are below it), "tail" (ids kept of each
 * review; 0 all), "source" (where the reviews came from), "sha256" (of all data), "positive" and "negative" where the
 * two classes have names of their own, "classes" and "class-names" of 3 to UNROLL_MOST_CLASSES classes: their number, and if they have names
 * one in each line, in the order of the labels; "tokenizer" where it is not words ("subwords", "characters"), and
 * "vocabulary" "none" where the corpus was made of ids whose words are not known: the tensor is then empty. */
#ifndef UNROLL_CORPUS_H
#define UNROLL_CORPUS_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/import_report.h"
#include "unroll/settings.h"
#include "unroll/status.h"
#include "unroll/text.h"

UNROLL_BEGIN

typedef enum unroll_half { UNROLL_TRAIN_HALF, UNROLL_TEST_HALF } unroll_half;

/* --- Building one from texts --------------------------------------------------------------------- */

#define UNROLL_MOST_MERGES   16000
#define UNROLL_MOST_PASSAGES 100

typedef struct unroll_corpus_options {
	unroll_tokenizer tokenizer; /* default words */
	uint32_t merges; /* of subwords: at most so many are learned; 1 to UNROLL_MOST_MERGES; default 8000 */
	/* Of the tokenizer words: ids are below this, rarer words become UNROLL_UNKNOWN_ID; 4 to 65536; default 10000. */
	uint32_t words;
	uint32_t tail;    /* the last `tail` ids of a review are kept; 0 keeps all; default 200 */
	uint32_t classes; /* labels are below this; 2 to UNROLL_MOST_CLASSES; default 2, which 0 means too */
	/* Of k classes, the first limit / k reviews of each label are kept in each half; 0 keeps all, 1 to k - 1 are refused. */
	uint32_t limit;
	/* So many passages of each training review follow the whole ones in the training half, with its label: its last sentence, its first,
	 * and then others and pieces of 1 to 15 words, always the same ones. Of a short review several may be the same. 0 to UNROLL_MOST_PASSAGES;
	 * default 0. The vocabulary and the report are those of the whole reviews. A passage may be in the validation set where its
	 * review is in the training set, so that the validation loss is lower than for new reviews. */
	uint32_t passages;
	/* The words or pieces of a model, for a corpus that it is to be evaluated on: nothing is ranked or learned, the tokenizer is that of the vocabulary,
	 * and of words ids are below `words`, which should be the model's. NULL, the default, for the words of these reviews. Borrowed until the corpus
	 * is finished. */
	const unroll_vocabulary *vocabulary;
} unroll_corpus_options;

unroll_corpus_options unroll_default_corpus_options(void);

typedef struct unroll_review {
	unroll_half half;
	uint8_t label; /* 1 positive, 0 negative; of k classes 0 to k - 1 */
	/* Its position among the reviews of its half and label; the order of adding does not matter. */
	uint32_t number;
	const char *text; /* UTF-8, borrowed for the call */
	size_t size;      /* bytes */
} unroll_review;

/* About how many bytes a builder takes in all, with the file that it makes, for so many reviews of so many words; UINT64_MAX where that is
 * more than a number can say. What it does not depend on is left out: a few megabytes for the vocabulary. */
uint64_t unroll_corpus_memory(const unroll_corpus_options *options, uint64_t words, uint64_t reviews);

typedef struct unroll_corpus_builder unroll_corpus_builder;

unroll_status unroll_corpus_builder_create(const unroll_corpus_options *options,
                                           unroll_corpus_builder **builder, unroll_error *error);
void unroll_corpus_builder_destroy(unroll_corpus_builder *builder);

/* Adds a review. UNROLL_BAD_TEXT where it is not UTF-8; the review is then not added. */
unroll_status unroll_corpus_builder_add(unroll_corpus_builder *builder, const unroll_review *review,
                                        unroll_error *error);

/* Learns up to `merges` more merges of subwords from the reviews so far, and reports in `*left` how many are still to be learned. What is
 * left is learned by unroll_corpus_builder_finish(); so this serves those who want to do something in between, and to stop. The
 * first call also counts the characters and pairs of all reviews. Another review begins the learning anew. */
unroll_status unroll_corpus_builder_learn(unroll_corpus_builder *builder, uint32_t merges, uint32_t *left,
                                          unroll_error *error);

/* Sorts the reviews by half, label and number, applies the limit, ranks the words of the training half by
 * count (words of equal count by their bytes) or learns its pieces, and writes the corpus file. A review's ids are the start id
 * and one id per token, of which the last `tail` are kept, as Keras' pad_sequences would keep them.
 * `source` says where the reviews came from. UNROLL_NO_REVIEWS where the training half is empty,
 * UNROLL_MISMATCH where two reviews have the same half, label and number. */
unroll_status unroll_corpus_builder_finish(unroll_corpus_builder *builder, const char *source,
                                           unroll_bytes *file, unroll_error *error);

/* The report of the corpus that was finished last. Nothing is skipped in it: the builder takes or refuses. */
unroll_import_report unroll_corpus_builder_report(const unroll_corpus_builder *builder);

/* --- Reading one --------------------------------------------------------------------------------- */

typedef struct unroll_corpus unroll_corpus;

/* Opens a corpus file in memory. The bytes are borrowed and must outlive the corpus. Everything
 * is checked: offsets rise, ids are below `words`, labels below the number of classes, the vocabulary is what it should be.
 * UNROLL_BAD_FILE names the tensor at fault. */
unroll_status unroll_corpus_open(const uint8_t *bytes, size_t size, unroll_corpus **corpus,
                                 unroll_error *error);
void unroll_corpus_close(unroll_corpus *corpus);

/* Number of reviews in a half. */
uint32_t unroll_corpus_count(const unroll_corpus *corpus, unroll_half half);

/* One review of a half: its ids (a view into the file), how many, and its label. */
typedef struct unroll_corpus_review {
	const uint16_t *ids;
	uint32_t count;
	uint8_t label;
} unroll_corpus_review;

unroll_corpus_review unroll_corpus_get(const unroll_corpus *corpus, unroll_half half, uint32_t index);

/* What is rare among the reviews of a half. A model that was trained on them has seen next to nothing like a review below either. */
typedef struct unroll_extremes {
	uint32_t
	    words; /* 99 of 100 reviews have so many words or more, of those that were kept, whole words also where the corpus
	            * has pieces of them; 1023 where all of them have more */
	double
	    known; /* in 99 of 100 reviews so large a share of the words (or pieces), or a larger one, is known; in steps of 0.005 */
} unroll_extremes;

/* Of the whole half; ids from `vocabulary_size` on are unknown words. Zeros where the half is empty. Reads every id once. */
unroll_extremes unroll_corpus_extremes(const unroll_corpus *corpus, unroll_half half,
                                       uint32_t vocabulary_size);

/* All ids are below this. */
uint32_t unroll_corpus_words(const unroll_corpus *corpus);

/* How many ids of a review were kept; 0 where all. */
uint32_t unroll_corpus_tail(const unroll_corpus *corpus);

/* The words, in rank order. They belong to the corpus. */
const unroll_vocabulary *unroll_corpus_vocabulary(const unroll_corpus *corpus);

/* Where the reviews came from: '\0'-terminated, belongs to the corpus. */
const char *unroll_corpus_source(const unroll_corpus *corpus);

/* The SHA-256 of all its data, in hexadecimal, as its file says; "" where the file does not. A view of the corpus. */
const char *unroll_corpus_sha256(const unroll_corpus *corpus);

/* How many classes its reviews belong to, k: labels are 0 to k - 1. A network for it has the setting "classes" at k. */
uint32_t unroll_corpus_classes(const unroll_corpus *corpus);

/* What the reviews of a label are called: as their table calls them ("fresh"); or of two classes "negative" for 0 and "positive" for 1, of more
 * the number of the label. "" where there is no such label. Belongs to the corpus. */
const char *unroll_corpus_class(const unroll_corpus *corpus, uint32_t label);

UNROLL_END

#endif

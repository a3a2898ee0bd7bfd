/* Word-pair statistics of a corpus, and the synthetic corpus that is drawn from them. They are, for each label, the
 * counts of how often each word stands before each other word; reviews cannot be recovered from them.
 *
 * A review is drawn from its end to its start, because the last words matter most and are those that a network reads
 * (Keras' pad_sequences keeps the end). So a row belongs to the id that follows, row 0 to the end of the review,
 * and what the row lists are the ids that stood before.
 *
 * Statistics are stored as one safetensors file (V ids, P pairs, L lengths; label 0 negative, label 1 positive):
 *
 *   before/offsets  U32 (V + 1)   row i is before/ids[offsets[i]] … [offsets[i + 1] - 1]
 *   before/ids      U16 (P)       rising within a row; an id that comes twice has its counts cut in two
 *   before/counts   U16 (2, P)    how often, by label
 *   rare/rows       U32 (2, V)    the pairs that are too rare to be listed, counted by the id that follows …
 *   rare/ids        U32 (2, V)    … and once more by the id that stands before
 *   lengths         U32 (2, L)    reviews that have 0, 1 … L - 1 ids; the last counts the longer ones too
 *   vocabulary      U8  (bytes)   the words that have ids, in rank order, joined by '\n', UTF-8; or "pieces", as in unroll/corpus.h
 *
 * Metadata (strings): "format" "unroll-statistics-1", "words" (V), "tail" (L - 1), "source" and "tokenizer" (of the corpus),
 * "sha256" (of all data). */
#ifndef UNROLL_STATISTICS_H
#define UNROLL_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/status.h"
#include "unroll/text.h"

UNROLL_BEGIN

/* --- Counting ------------------------------------------------------------------------------------ */

typedef struct unroll_statistics_options {
	uint32_t words; /* ids below this are counted, others as UNROLL_UNKNOWN_ID; 5 to 4096; default 1000 */
	uint32_t tail;  /* synthetic reviews have at most this many ids; 2 to 2000; default 200 */
	uint32_t last;  /* pairs are counted in the last `last` ids of a review; 0 counts all; default 100 */
	uint32_t pairs; /* most pairs listed, the most frequent ones; 1 to 1000000; default 60000 */
} unroll_statistics_options;

unroll_statistics_options unroll_default_statistics_options(void);

/* Counts the training half of a corpus and writes the statistics file. A smaller `words` or `tail` of the corpus
 * limits the statistics too. Pairs that occur fewer than three times are never listed.
 * The same corpus and options give the same bytes, and the test half is not looked at. UNROLL_NO_REVIEWS where one of
 * the labels has no reviews, UNROLL_MISMATCH where the corpus has no vocabulary, or more than two classes. */
unroll_status unroll_statistics_count(const unroll_corpus *corpus, const unroll_statistics_options *options,
                                      unroll_bytes *file, unroll_error *error);

/* --- Drawing ------------------------------------------------------------------------------------- */

typedef struct unroll_statistics unroll_statistics;

/* Opens a statistics file that lies in memory. The bytes are borrowed and must outlive the statistics. Everything is
 * checked; UNROLL_BAD_FILE names the tensor at fault. */
unroll_status unroll_statistics_open(const uint8_t *bytes, size_t size, unroll_statistics **statistics,
                                     unroll_error *error);
void unroll_statistics_close(unroll_statistics *statistics);

/* All ids are below this. */
uint32_t unroll_statistics_words(const unroll_statistics *statistics);

/* No synthetic review has more ids. */
uint32_t unroll_statistics_tail(const unroll_statistics *statistics);

/* How many pairs are listed. */
uint32_t unroll_statistics_pairs(const unroll_statistics *statistics);

/* The words, in rank order. They belong to the statistics. */
const unroll_vocabulary *unroll_statistics_vocabulary(const unroll_statistics *statistics);

/* Where the corpus came from: '\0'-terminated, belongs to the statistics. */
const char *unroll_statistics_source(const unroll_statistics *statistics);

/* What the source of a synthetic corpus begins with; the source of the statistics follows. */
#define UNROLL_SYNTHETIC_SOURCE "Synthetic, drawn from word pairs of: "

/* Draws a corpus of `reviews` synthetic reviews (2 to 1,000,000), the first half of them negative, and writes its
 * file. It has no test half: synthetic reviews are for training, real ones for evaluation. Each review has the
 * length of one of the reviews that were counted, and its words are drawn one by one, each from those that stood
 * before the one drawn last. Whole numbers only, so the same statistics, reviews and seed give the same bytes on
 * every machine; and a review depends on nothing but the seed and its own number and label. */
unroll_status unroll_statistics_draw(const unroll_statistics *statistics, uint32_t reviews, uint32_t seed,
                                     unroll_bytes *corpus_file, unroll_error *error);

UNROLL_END

#endif

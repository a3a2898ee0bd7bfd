/* Importing reviews from other formats to a corpus file.
 *
 * An import takes named files, each piece by piece and in any order, and makes a corpus and an account of them:
 *
 *   unroll_import_create()
 *   for each file: unroll_import_begin(), unroll_import_add() … , unroll_import_end()
 *   unroll_import_finish(), unroll_import_destroy()
 *
 * What the files are depends on the kind:
 *
 *   imdb    Reviews of the Large Movie Review Dataset (Maas et al., "Learning Word Vectors for Sentiment Analysis",
 *           ACL 2011): a file …/{train,test}/{pos,neg}/NUMBER_RATING.txt each. Others are skipped and counted. The archive
 *           they come in goes to unroll_import_unpack() instead, as the bytes of the tar.
 *   keras   The arrays x_train.npy, y_train.npy, x_test.npy and y_test.npy that Keras' imdb.npz (a zip) consists of, and
 *           its word index, a file ….json, if at hand. The corpus has what keras.datasets.imdb.load_data(num_words=words,
 *           seed=113) gives, in its order. Without the word index it has ids but no words (see unroll/corpus.h).
 *   csv     One file of rows with a text and a label; see unroll_csv_look().
 *
 * Nothing is kept of a file but the words' numbers. A call that fails leaves an import that can only be destroyed; so does a call out
 * of this order, which gives UNROLL_MISMATCH: bytes of a file that was not begun, a file or the end within a file or an archive. */
#ifndef UNROLL_IMPORT_H
#define UNROLL_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/account.h"
#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/status.h"

UNROLL_BEGIN

#define UNROLL_REVIEW_BYTES                                                                                  \
	(1u << 20) /* the largest review, and the largest row; those of the dataset have 14,000 at most */

typedef enum unroll_import_kind {
	UNROLL_IMPORT_IMDB,
	UNROLL_IMPORT_KERAS,
	UNROLL_IMPORT_CSV
} unroll_import_kind;

/* --- Rows of text and label ---------------------------------------------------------------------- */

/* How rows are written. Quotes are those of RFC 4180: a cell that begins with " ends at the next one, and may hold
 * delimiters, newlines and doubled quotes. Lines end in \n, \r\n or \r. A byte order mark is skipped. */
typedef struct unroll_csv_layout {
	char delimiter;       /* ',', '\t' or ';' */
	bool quotes;          /* quotes mean something; otherwise they are characters like others */
	bool header;          /* the first row names the columns */
	uint32_t columns;     /* of the rows */
	uint32_t text, label; /* which columns these are, from 0 */
} unroll_csv_layout;

/* What is known of a layout; the rest is guessed. */
typedef struct unroll_csv_wish {
	char delimiter;           /* 0: guess */
	int quotes, header;       /* 1 yes, 0 no, -1 guess */
	const char *text, *label; /* the name of a column, or its number from 1; NULL: guess */
} unroll_csv_wish;

#define UNROLL_CSV_VALUES 8
typedef struct unroll_csv_guess {
	unroll_csv_layout layout;
	uint32_t rows; /* in the sample, without the header */
	uint32_t
	    value_count; /* different values in the label column of the sample, or UNROLL_CSV_VALUES + 1 for more than that */
	const char *values
	    [UNROLL_CSV_VALUES]; /* the first of them, whole; "" where there are fewer. Freed with the guess */
	uint32_t positive;       /* which of them is positive; only where there are two */
	char *memory;            /* where the values are */
} unroll_csv_guess;

/* Guesses the layout from the beginning of a file, of which some 100 kB are enough; `whole` says that it is all of it.
 * The text is the column with the longest cells and the label one with two values, unless the header names them; of the
 * labels the one that says so ("pos", "1", "긍정"), or the greater number, is positive. UNROLL_BAD_FILE where there are
 * no two columns, UNROLL_BAD_TEXT for UTF-16, UNROLL_BAD_SETTING where a wish cannot be. The guess is then as it was; otherwise it
 * must be released. */
unroll_status unroll_csv_look(const uint8_t *sample, size_t size, bool whole, const unroll_csv_wish *wish,
                              unroll_csv_guess *guess, unroll_error *error);
void unroll_csv_guess_release(unroll_csv_guess *guess);

/* The first rows of a sample, to be shown: cells, cut to 160 bytes each, with U+001F after each and U+001E after each row. Bytes
 * that are not UTF-8 become U+FFFD. */
unroll_status unroll_csv_preview(const uint8_t *sample, size_t size, const unroll_csv_layout *layout,
                                 uint32_t rows, unroll_bytes *text, unroll_error *error);

/* --- Importing ----------------------------------------------------------------------------------- */

typedef struct unroll_import_options {
	unroll_corpus_options corpus;
	bool train_only; /* imdb and keras: leave the test half out */
	unroll_csv_layout csv;
	/* csv: the values of the label column, compared whole. NULL or "": guess. Where both are given, rows with others are skipped. */
	const char *positive, *negative;
	double
	    test; /* csv: share of the rows of each label that becomes the test half, evenly spread; 0 to 0.9; default 0.2 */
	const char *
	    source; /* csv: where the reviews come from, cut after 95 bytes; the other kinds have names of their own */
} unroll_import_options;

unroll_import_options unroll_default_import_options(void);

typedef struct unroll_import unroll_import;

/* The texts of the options are copied. UNROLL_BAD_SETTING where an option is impossible, a text that is not UTF-8 for one. */
unroll_status unroll_import_create(unroll_import_kind kind, const unroll_import_options *options,
                                   unroll_import **import, unroll_error *error);
void unroll_import_destroy(unroll_import *import);

/* Begins a file. Where `*wanted` is false its bytes are of no use: they are ignored, and they and its end may be left out. */
unroll_status unroll_import_begin(unroll_import *import, const char *name, bool *wanted, unroll_error *error);

/* The next bytes of the file. */
unroll_status unroll_import_add(unroll_import *import, const uint8_t *bytes, size_t size,
                                unroll_error *error);

/* The end of the file. UNROLL_BAD_FILE where it ends too early. */
unroll_status unroll_import_end(unroll_import *import, unroll_error *error);

/* The next bytes of a tar archive, whose regular files are imported (ustar, GNU and pax names). `size` 0 is its end.
 * UNROLL_BAD_FILE where it is damaged, ends too early or is no tar. */
unroll_status unroll_import_unpack(unroll_import *import, const uint8_t *bytes, size_t size,
                                   unroll_error *error);

/* Makes the corpus file and the account. UNROLL_NO_REVIEWS, UNROLL_MISMATCH or UNROLL_BAD_FILE where what came makes no
 * corpus, a training half with one label alone for example; the message says what was found. */
unroll_status unroll_import_finish(unroll_import *import, unroll_bytes *file, unroll_account *account,
                                   unroll_error *error);

/* Reviews so far, for a progress line. */
uint32_t unroll_import_count(const unroll_import *import);

UNROLL_END

#endif

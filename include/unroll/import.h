/* Importing reviews from other formats to a corpus file.
 *
 * An import takes named files, each piece by piece and in any order, and makes a corpus and a report of them:
 *
 *   unroll_import_create()
 *   for each file: unroll_import_begin(), unroll_import_add() … , unroll_import_end()
 *   unroll_import_learn() …, where there is something to do in between
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
 *   csv     Rows with a text and a label, in one file or in several (unroll_files), whose layout unroll_table_end() gives.
 *
 * Nothing is kept of a file but the words' numbers. A call that fails leaves an import that can only be destroyed; so does a call out
 * of this order, which gives UNROLL_MISMATCH: bytes of a file that was not begun, a file or the end within a file or an archive. */
#ifndef UNROLL_IMPORT_H
#define UNROLL_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/import_report.h"
#include "unroll/status.h"

UNROLL_BEGIN

#define UNROLL_REVIEW_BYTES                                                                                  \
	(1u << 20) /* the largest review, and the largest row; those of the dataset have 14,000 at most */

typedef enum unroll_import_kind {
	UNROLL_IMPORT_IMDB,
	UNROLL_IMPORT_KERAS,
	UNROLL_IMPORT_CSV
} unroll_import_kind;

/* --- Several files ------------------------------------------------------------------------------- */

typedef enum unroll_files_kind {
	UNROLL_FILES_TABLES, /* a table; or several with the same columns, each of which belongs to a half */
	UNROLL_FILES_LINES,  /* a text in each line; the name of the file, or its folder, is their label */
	UNROLL_FILES_TEXTS,  /* each file is a text, and its folder the label */
	UNROLL_FILES_IMDB    /* the Large Movie Review Dataset, which has an import of its own */
} unroll_files_kind;

/* What files are together, by their names. All zeros: one table, whatever it is called. */
typedef struct unroll_files {
	unroll_files_kind kind;
	bool several;     /* hidden files, and those about the dataset (README), are left out */
	bool tables_only; /* so are files whose names do not end like those of tables */
	bool
	    divided; /* names say which half a file belongs to ("train", "test"); those that do not are left out */
	bool rest_is_test; /* "dev", "valid" and the like are the test half, as there is no "test" */
	bool folders;      /* the label is the name of the folder */
} unroll_files;

/* Takes the names of all files, with their folders, one in each line. UNROLL_MISMATCH where they are no dataset. */
unroll_status unroll_files_arrange(const char *names, unroll_files *files, unroll_error *error);

/* --- Rows of text and label ---------------------------------------------------------------------- */

/* Datasets that are recognised by what is in them. */
typedef enum unroll_dataset {
	UNROLL_DATASET_OTHER,
	UNROLL_DATASET_NSMC /* the Naver Sentiment Movie Corpus: its columns are id, document and label */
} unroll_dataset;

/* How rows are written. Quotes are those of RFC 4180: a cell that begins with " ends at the next one, and may hold
 * delimiters, newlines and doubled quotes; blanks before the first are dropped. Lines end in \n, \r\n or \r. A byte order mark is
 * skipped, and so is a first line "sep=;" (of any delimiter), which Excel reads. */
typedef struct unroll_csv_layout {
	char
	    delimiter; /* ',', '\t', ';' or '|'; '{' for objects of JSON, an array of them or one after another; ' ' for
	                * fastText's lines, a label and a text of which only the first blank is a delimiter */
	bool quotes;          /* quotes mean something; otherwise they are characters like others */
	bool header;          /* the first row names the columns */
	uint32_t columns;     /* of the rows */
	uint32_t text, label; /* which columns these are, from 0 */
	unroll_files files;
	unroll_dataset dataset; /* its classes have names of their own */
} unroll_csv_layout;

/* Which labels are positive and negative; rows with others are left out. Labels are compared without regard to case, blanks and
 * full-width letters, and numbers by their value. */
typedef struct unroll_label_rule {
	const char *positive, *negative; /* values, one or several with '\n' between; NULL or "": not known */
	bool graded; /* instead: numbers up to `at_most` are negative, those from `at_least` on positive */
	double at_most, at_least;
	bool several; /* instead: each of 3 to UNROLL_MOST_CLASSES values is a class of its own */
	/* Their values in the order of their labels, with '\n' between. In a wish NULL or "" for all that there are: numbers by their size, others by
	 * name, as scikit-learn's LabelEncoder and Keras' text_dataset_from_directory() number classes. */
	const char *classes;
} unroll_label_rule;

/* What is known of a table; the rest is guessed. */
typedef struct unroll_csv_wish {
	char delimiter;     /* 0: guess */
	int quotes, header; /* 1 yes, 0 no, -1 guess */
	const char *text,
	    *label; /* the name of a column, or its number from 1, which is never taken for a name; NULL: guess */
	unroll_label_rule labels; /* where only one of two labels is given, the other is the other */
	unroll_files files;
} unroll_csv_wish;

/* What a label means, as far as it is known of words and numbers, or as the wish says. */
typedef enum unroll_label_meaning {
	UNROLL_LABEL_UNKNOWN, /* must be asked */
	UNROLL_LABEL_NEGATIVE,
	UNROLL_LABEL_POSITIVE,
	UNROLL_LABEL_OTHER,   /* between the two: "neutral", three stars of five */
	UNROLL_LABEL_MISSING, /* "NaN" and the like: no label */
	UNROLL_LABEL_HEADER,  /* the header once more */
	UNROLL_LABEL_CLASS    /* one of several classes */
} unroll_label_meaning;

/* What must be asked before a table is imported. */
typedef enum unroll_csv_question {
	UNROLL_ASK_NOTHING,
	UNROLL_ASK_GRADES, /* whether the proposed limits are right: the middle is left out */
	UNROLL_ASK_LABELS, /* which labels are positive and negative */
	UNROLL_ASK_COLUMN /* which columns have the labels and the texts: others may be meant, or these have none */
} unroll_csv_question;

typedef struct unroll_csv_guess {
	unroll_csv_layout layout;
	uint32_t rows;      /* without the header */
	uint64_t words;     /* of the texts, about: for unroll_corpus_memory() */
	uint32_t irregular; /* of them, those with another number of columns */
	uint32_t labels;    /* different labels in the label column, see unroll_table_label() */
	bool more_labels;   /* there are more than those: it is no column of labels */
	bool numbers;       /* the labels are numbers, and in the order of their size */
	unroll_csv_question question;
	unroll_label_rule rule; /* as wished, or as is known or proposed; its texts belong to the table */
} unroll_csv_guess;

typedef struct unroll_table_label {
	const char *value; /* its most frequent spelling, whole */
	const char
	    *example; /* the text of a row that has it, cut; "" where none was kept. Both belong to the table */
	uint32_t rows;
	unroll_label_meaning meaning;
	double number; /* where the labels are numbers */
} unroll_table_label;

/* Encodings that a table is recognised in. The engine reads UTF-8 in NFC; the caller converts the others. */
typedef enum unroll_encoding {
	UNROLL_ENCODING_UTF_8,
	UNROLL_ENCODING_UTF_16LE,
	UNROLL_ENCODING_UTF_16BE,
	UNROLL_ENCODING_EUC_KR,    /* with the extension CP949 */
	UNROLL_ENCODING_SHIFT_JIS, /* as CP932 has it */
	UNROLL_ENCODING_GB18030,
	UNROLL_ENCODING_BIG5,
	UNROLL_ENCODING_WINDOWS_1250,
	UNROLL_ENCODING_WINDOWS_1251,
	UNROLL_ENCODING_WINDOWS_1252,
	UNROLL_ENCODING_WINDOWS_1254
} unroll_encoding;

/* A table that is looked at before it is imported, from its first byte to its last; it keeps some rows of it.
 *
 * The delimiter and the columns are those with which most rows are alike and which then hold what a table of reviews does: a text
 * that reads like sentences, and a label whose values repeat. Names of columns decide only between such. */
typedef struct unroll_table unroll_table;

unroll_status unroll_table_create(const unroll_csv_wish *wish, unroll_table **table, unroll_error *error);
void unroll_table_destroy(unroll_table *table);

/* Begins a file, by its name with folders; `*wanted` says whether its bytes are. May be left out where there is one table. */
unroll_status unroll_table_begin(unroll_table *table, const char *name, bool *wanted, unroll_error *error);

/* The next bytes of the file. UNROLL_BAD_TEXT for UTF-16; see unroll_table_encoding(). */
unroll_status unroll_table_add(unroll_table *table, const uint8_t *bytes, size_t size, unroll_error *error);

/* The end of the last file. UNROLL_BAD_FILE where there are no two columns or a quote is never closed, UNROLL_BAD_TEXT where most rows are
 * not UTF-8 or the file is recognised to have another encoding, UNROLL_NO_REVIEWS where there is no row, UNROLL_BAD_SETTING or UNROLL_MISMATCH where a wish cannot be. */
unroll_status unroll_table_end(unroll_table *table, unroll_csv_guess *guess, unroll_error *error);

/* After UNROLL_BAD_TEXT: the encoding that the file has, as far as that is certain; otherwise UNROLL_ENCODING_UTF_8. */
unroll_encoding unroll_table_encoding(const unroll_table *table);

/* After the end: one of the labels, from 0. */
unroll_table_label unroll_table_label_at(const unroll_table *table, uint32_t index);

/* After the end: UNROLL_OK where nothing must be asked. Otherwise the question as a failure, with what was found: UNROLL_MISMATCH,
 * or UNROLL_NO_REVIEWS where all labels are the same. */
unroll_status unroll_table_check(const unroll_table *table, unroll_error *error);

/* After the end: the first rows, to be shown, at most 12: cells, cut to 160 bytes each, with U+001F after each and U+001E after each
 * row. Bytes that are not UTF-8 become U+FFFD. */
unroll_status unroll_table_preview(const unroll_table *table, unroll_bytes *text, unroll_error *error);

/* --- Importing ----------------------------------------------------------------------------------- */

typedef struct unroll_import_options {
	unroll_corpus_options corpus;
	bool train_only; /* imdb and keras: leave the test half out */
	unroll_csv_layout csv;
	unroll_label_rule labels; /* csv: rows with other labels are skipped; default 1 and 0 */
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

/* Learns up to `merges` more merges of the pieces of words, see unroll_corpus_builder_learn(); `*left` is 0 where there is nothing to
 * learn, or nothing more. What is left is learned by unroll_import_finish(). */
unroll_status unroll_import_learn(unroll_import *import, uint32_t merges, uint32_t *left,
                                  unroll_error *error);

/* Makes the corpus file and the report. UNROLL_NO_REVIEWS, UNROLL_MISMATCH or UNROLL_BAD_FILE where what came makes no
 * corpus, a training half with one label alone for example; the message says what was found. */
unroll_status unroll_import_finish(unroll_import *import, unroll_bytes *file, unroll_import_report *report,
                                   unroll_error *error);

/* Reviews so far, for a progress line. */
uint32_t unroll_import_count(const unroll_import *import);

UNROLL_END

#endif

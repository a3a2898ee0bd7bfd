/* Reviews of the Large Movie Review Dataset (Maas et al., "Learning Word Vectors for Sentiment Analysis",
 * ACL 2011), from the archive it is distributed in or from the folder that the archive unpacks to.
 *
 * A review is a file …/{train,test}/{pos,neg}/NUMBER_RATING.txt; whatever is named otherwise, such as the
 * unlabelled reviews and the dataset's own word counts, is skipped. Archive and folder give the same. */
#ifndef CLI_IMDB_H
#define CLI_IMDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

/* The longest review of the dataset has some 14,000 bytes. */
#define LARGEST_REVIEW (1u << 20)

typedef struct imdb_reviews {
	unroll_corpus_builder *builder;
	bool train_only; /* leave the test half out */
	uint32_t count;  /* added so far */
	char *text;      /* room for one review while it is read: LARGEST_REVIEW + 1 bytes, so that one that is
	                  * too large shows */
} imdb_reviews;

/* Whether a file of this name is a review; then fills its half, label and number. */
bool is_imdb_review(const char *path, unroll_review *review);

/* Adds the review whose text lies in reviews->text, if it is of a wanted half, and shows progress. Complains and returns false where
 * it cannot be added, and where an interrupt has arrived. */
bool add_imdb_review(imdb_reviews *reviews, const char *path, const unroll_review *name, size_t size);

/* Add all reviews of an archive (tar, plain or packed with gzip) or of an unpacked folder. Complain and
 * return false where something is damaged or cannot be read. */
bool read_imdb_archive(const char *path, imdb_reviews *reviews);
bool read_imdb_folder(const char *path, imdb_reviews *reviews);

#endif

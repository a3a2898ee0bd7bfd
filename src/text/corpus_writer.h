/* Writing a corpus file: the parts of a corpus in memory, and the file they make. */
#ifndef TEXT_CORPUS_WRITER_H
#define TEXT_CORPUS_WRITER_H

#include <stddef.h>
#include <stdint.h>

#include "text/class_names.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/status.h"

/* One half. Both counts are set before it is filled. */
typedef struct corpus_half {
	uint64_t id_count, review_count;
	uint16_t *ids;     /* (id_count) */
	uint32_t *offsets; /* (review_count + 1) */
	uint8_t *labels;   /* (review_count) */
	uint64_t filled;   /* reviews added so far */
} corpus_half;

typedef struct corpus_parts {
	uint32_t words, tail; /* as in unroll_corpus_options */
	corpus_half halves[2];
	const char *vocabulary; /* borrowed: its text, see unroll/corpus.h; NULL where the words are not known */
	size_t vocabulary_size;
	class_names classes;
	unroll_tokenizer tokenizer;
} corpus_parts;

/* How many ids are kept of a review of `words` words: the start id and one each, or the last `tail` of them. */
uint64_t corpus_kept_ids(uint64_t words, uint32_t tail);

/* Takes memory for as many ids and reviews as the halves count. UNROLL_NO_REVIEWS where the training half is empty,
 * UNROLL_TOO_LARGE where a count is beyond what a file can hold. The parts must be released in any case. */
unroll_status corpus_parts_take(corpus_parts *parts, unroll_error *error);
void corpus_parts_release(corpus_parts *parts);

/* Room for the ids of the next review of a half, which has `count` of them. */
uint16_t *corpus_parts_add(corpus_parts *parts, unroll_half half, uint8_t label, uint64_t count);

/* The corpus file of parts that are filled. */
unroll_status corpus_write(const corpus_parts *parts, const char *source, unroll_bytes *file,
                           unroll_error *error);

#endif

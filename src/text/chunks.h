/* The words of a text as the tokenizers subwords and characters read them: in chunks of at most CHUNK_CHARACTERS characters, lower
 * case. A word is what stands between blanks; blanks are all white space of Unicode, the punctuation of ASCII that Keras' tokenizer
 * drops (unroll/text.h), and U+2581, which marks the beginning of a word. A longer word goes on in further chunks, which have no
 * mark; so languages without blanks are read too, and no text takes long. */
#ifndef TEXT_CHUNKS_H
#define TEXT_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"
#include "unroll/status.h"

#define CHUNK_MARK       "\xe2\x96\x81" /* U+2581 */
#define CHUNK_MARK_BYTES 3u
#define CHUNK_CHARACTERS 64u
#define CHUNK_KEY        (CHUNK_MARK_BYTES + CHUNK_CHARACTERS * UTF8_BYTES)

typedef struct word_chunk {
	bool begins;   /* a word begins with it, so its key begins with the mark */
	uint32_t size; /* bytes of the key */
	char key[CHUNK_KEY];
	uint32_t starts[CHUNK_CHARACTERS +
	                2]; /* where each character of the key begins in the text; the mark where the word does */
	uint32_t end;       /* where the last one ends */
	uint32_t characters; /* of the key */
} word_chunk;

/* Walks over a text, of less than 4 GB, which is borrowed. */
typedef struct chunk_walk {
	const char *text;
	size_t size, position;
	bool inside; /* the word of the chunk before goes on */
} chunk_walk;

chunk_walk chunk_walk_of(const char *text, size_t size);

/* The next chunk: UNROLL_OK and `*found` true, or `*found` false at the end of the text. UNROLL_BAD_TEXT where it is not UTF-8. */
unroll_status next_chunk(chunk_walk *walk, word_chunk *read, bool *found, unroll_error *error);

#endif

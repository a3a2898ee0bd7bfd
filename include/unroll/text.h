/* Text to words, by the rules of Keras' Tokenizer (keras/src/legacy/preprocessing/text.py): lower case;
 * each of !"#$%&()*+,-./:;<=>?@[\]^_`{|}~ and tab and newline becomes a space; split at spaces. So
 * apostrophes stay in words and an HTML "<br />" leaves the word "br". Lower case is Unicode's simple mapping, one
 * code point for one: unlike in Python, a capital sigma at the end of a word becomes σ and İ (U+0130) a plain i. */
#ifndef UNROLL_TEXT_H
#define UNROLL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/status.h"

UNROLL_BEGIN

/* Reserved ids, which belong to no word (Keras' imdb.load_data: start_char 1, oov_char 2, index_from 3). The word of rank r,
 * 1 for the most frequent, has id r + UNROLL_INDEX_FROM. */
#define UNROLL_PADDING_ID 0
#define UNROLL_START_ID   1
#define UNROLL_UNKNOWN_ID 2
#define UNROLL_INDEX_FROM 3

/* Walks over the words of a text. The text is borrowed and must outlive the walk. */
typedef struct unroll_words {
	const char *text;
	size_t size;     /* bytes */
	size_t position; /* where the search for the next word starts */
} unroll_words;

unroll_words unroll_words_of(const char *text, size_t size);

/* One word. `start` and `end` are its place in the original text, in bytes; `lower` is the word in lower
 * case, without a final '\0'. A word longer than UNROLL_WORD_BYTES in lower case is cut there, between
 * two characters (no word of a real vocabulary is as long). */
#define UNROLL_WORD_BYTES 256
typedef struct unroll_word {
	size_t start, end;
	size_t size; /* bytes in `lower` */
	char lower[UNROLL_WORD_BYTES];
} unroll_word;

/* The next word: UNROLL_OK and `*found` true, or `*found` false at the end of the text; `*word` is then not to be used.
 * Text that is not valid UTF-8 gives UNROLL_BAD_TEXT with the byte position in the message; the walk and `*found` stay as
 * they were, `*word` does not. */
unroll_status unroll_next_word(unroll_words *words, unroll_word *word, bool *found, unroll_error *error);

/* --- Tokenizers ---------------------------------------------------------------------------------- */

/* What texts are cut into. A corpus is made with one tokenizer, and its vocabulary keeps it; so do the models that learn from it.
 *
 *   words       Words by the rules above. Those that the vocabulary does not have are unknown.
 *   subwords    Pieces of words by byte-pair encoding (Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with
 *               Subword Units", ACL 2016): a word begins as the mark ▁ (U+2581) and its characters, of which those that often
 *               stand together are merged to pieces. Frequent words are one piece, rare ones several.
 *   characters  The mark and the characters of each word; nothing is merged.
 *
 * Subwords and characters are learned from the training half of the corpus. A character that they do not know becomes the bytes of its
 * UTF-8, so nothing is unknown. Their words are separated by white space of any kind, also full-width and non-breaking
 * blanks, and by the punctuation of ASCII, as above; words of more than 64 characters are cut into parts of so many, so that languages
 * without blanks can be read. A smaller vocabulary of their pieces, the first n, cuts texts as if learning had stopped there. */
typedef enum unroll_tokenizer { UNROLL_WORDS, UNROLL_SUBWORDS, UNROLL_CHARACTERS } unroll_tokenizer;

/* "words", "subwords", "characters"; "" for another number. The text is static. */
const char *unroll_tokenizer_name(unroll_tokenizer tokenizer);

/* A vocabulary: words in rank order, most frequent first; or pieces in the order in which they were learned: 256 single bytes ("<0x00>" to
 * "<0xff>"), the mark, characters, the most frequent first, and merges. */
typedef struct unroll_vocabulary unroll_vocabulary;

/* Makes a vocabulary from its words joined by '\n' (no newline at the end; "" is an empty vocabulary).
 * The text is copied. UNROLL_BAD_FILE for an empty word, a word twice, or wrong UTF-8. */
unroll_status unroll_vocabulary_create(const char *text, size_t size, unroll_vocabulary **vocabulary,
                                       unroll_error *error);
/* The same for another tokenizer: its pieces joined by '\n'. UNROLL_BAD_FILE also where they are not in the order above, or a piece is not two
 * of those before it. */
unroll_status unroll_vocabulary_create_for(unroll_tokenizer tokenizer, const char *text, size_t size,
                                           unroll_vocabulary **vocabulary, unroll_error *error);
void unroll_vocabulary_destroy(unroll_vocabulary *vocabulary);

unroll_tokenizer unroll_vocabulary_tokenizer(const unroll_vocabulary *vocabulary);

/* How many words it has. */
uint32_t unroll_vocabulary_count(const unroll_vocabulary *vocabulary);

/* The word of rank `rank` (1 to the count): its bytes, which belong to the vocabulary and have no final '\0'. */
const char *unroll_vocabulary_word(const unroll_vocabulary *vocabulary, uint32_t rank, size_t *size);

/* The rank of a lower-case word, or 0 where the vocabulary does not have it. */
uint32_t unroll_vocabulary_rank(const unroll_vocabulary *vocabulary, const char *lower, size_t size);

/* The words of rank 1 to `count`, or all where it has fewer, joined by '\n': a view into the vocabulary. */
const char *unroll_vocabulary_text(const unroll_vocabulary *vocabulary, uint32_t count, size_t *size);

/* A token of a text: a word, or a piece of one. */
typedef struct unroll_token {
	uint32_t start,
	    end; /* its place in the text, in bytes; the mark alone takes none, and each byte of a character all of it */
	uint32_t word; /* which word of the text it is or belongs to, from 0 */
	uint32_t id;   /* rank + UNROLL_INDEX_FROM, or UNROLL_UNKNOWN_ID */
} unroll_token;

/* The tokens of a text by a vocabulary: an array of unroll_token, to be freed by the caller; no bytes where there are none.
 * UNROLL_BAD_TEXT where the text is not UTF-8, UNROLL_TOO_LARGE where it has 4 GB. */
unroll_status unroll_tokenize(const unroll_vocabulary *vocabulary, const char *text, size_t size,
                              unroll_bytes *tokens, unroll_error *error);

UNROLL_END

#endif

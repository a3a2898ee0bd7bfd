#include "text/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "text/word_table.h"

static const char subject[] = "vocabulary";

struct unroll_vocabulary {
	word_table words; /* the word of rank r is number r - 1 */
};

static unroll_status add_word(word_table *words, const char *word, size_t size, unroll_error *error) {
	uint32_t rank = words->count + 1;
	if (size == 0) return fail(error, UNROLL_BAD_FILE, subject, "Word %u of the vocabulary is empty.", rank);
	uint32_t number = word_table_add(words, word, size);
	if (number == WORD_TABLE_NONE)
		return fail(error, UNROLL_OUT_OF_MEMORY, subject, "There is not enough memory for the vocabulary.");
	if (number != rank - 1)
		return fail(error, UNROLL_BAD_FILE, subject, "Words %u and %u of the vocabulary are the same.",
		            number + 1, rank);
	return UNROLL_OK;
}

static unroll_status add_words(word_table *words, const char *text, size_t size, unroll_error *error) {
	size_t valid = utf8_valid_size(text, size);
	if (valid != size)
		return fail(error, UNROLL_BAD_FILE, subject, "The vocabulary is not UTF-8 at byte %zu.", valid);
	unroll_status status = UNROLL_OK;
	for (size_t start = 0; size && start <= size && status == UNROLL_OK;) {
		const char *newline = start < size ? memchr(text + start, '\n', size - start) : NULL;
		size_t end = newline ? (size_t)(newline - text) : size;
		status = add_word(words, text + start, end - start, error);
		start = end + 1;
	}
	return status;
}

unroll_status unroll_vocabulary_create(const char *text, size_t size, unroll_vocabulary **vocabulary,
                                       unroll_error *error) {
	unroll_vocabulary *made = malloc(sizeof *made);
	if (!made)
		return fail(error, UNROLL_OUT_OF_MEMORY, subject, "There is not enough memory for the vocabulary.");
	made->words = word_table_empty();
	unroll_status status = add_words(&made->words, text, size, error);
	if (status != UNROLL_OK)
		unroll_vocabulary_destroy(made);
	else
		*vocabulary = made;
	return status;
}

void unroll_vocabulary_destroy(unroll_vocabulary *vocabulary) {
	if (!vocabulary) return;
	word_table_free(&vocabulary->words);
	free(vocabulary);
}

uint32_t unroll_vocabulary_count(const unroll_vocabulary *vocabulary) {
	return vocabulary->words.count;
}

const char *unroll_vocabulary_word(const unroll_vocabulary *vocabulary, uint32_t rank, size_t *size) {
	return word_table_word(&vocabulary->words, rank - 1, size);
}

uint32_t unroll_vocabulary_rank(const unroll_vocabulary *vocabulary, const char *lower, size_t size) {
	uint32_t number = word_table_find(&vocabulary->words, lower, size);
	return number == WORD_TABLE_NONE ? 0 : number + 1;
}

const char *unroll_vocabulary_text(const unroll_vocabulary *vocabulary, uint32_t count, size_t *size) {
	uint32_t all = unroll_vocabulary_count(vocabulary);
	if (count > all) count = all;
	*size = count ? vocabulary->words.ends[count - 1] : 0;
	return count ? vocabulary->words.text : "";
}

uint32_t words_with_ids(uint32_t vocabulary_size) {
	return vocabulary_size - 1 - UNROLL_INDEX_FROM; /* ranks 1 to the last id less UNROLL_INDEX_FROM */
}

uint32_t word_id(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *lower,
                 size_t size) {
	uint32_t rank = unroll_vocabulary_rank(vocabulary, lower, size);
	return rank && rank <= words_with_ids(vocabulary_size) ? rank + UNROLL_INDEX_FROM : UNROLL_UNKNOWN_ID;
}

unroll_status read_file_vocabulary(const char *text, size_t size, uint32_t vocabulary_size,
                                   unroll_vocabulary **vocabulary, unroll_error *error) {
	size_t words = size > 0;
	for (size_t i = 0; i < size; i++) words += text[i] == '\n';
	if (words > words_with_ids(vocabulary_size))
		return fail(error, UNROLL_BAD_FILE, subject,
		            "The vocabulary has %zu words, too many for ids below %u.", words, vocabulary_size);
	return unroll_vocabulary_create(text, size, vocabulary, error);
}

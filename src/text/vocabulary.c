#include "text/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"

static const char subject[] = "vocabulary";

struct unroll_vocabulary {
	unroll_tokenizer tokenizer;
	piece_table pieces; /* or words, in `texts` alone; the one of rank r is number r - 1 */
};

static const char *const tokenizers[] = {"words", "subwords", "characters"};

const char *unroll_tokenizer_name(unroll_tokenizer tokenizer) {
	return tokenizer < sizeof tokenizers / sizeof *tokenizers ? tokenizers[tokenizer] : "";
}

static unroll_status add_word(unroll_vocabulary *vocabulary, const char *word, size_t size,
                              unroll_error *error) {
	word_table *words = &vocabulary->pieces.texts;
	uint32_t rank = words->count + 1;
	if (vocabulary->tokenizer != UNROLL_WORDS)
		return pieces_read(&vocabulary->pieces, word, size, vocabulary->tokenizer == UNROLL_SUBWORDS, error);
	if (size == 0) return fail(error, UNROLL_BAD_FILE, subject, "Word %u of the vocabulary is empty.", rank);
	uint32_t number = word_table_add(words, word, size);
	if (number == WORD_TABLE_NONE)
		return fail(error, UNROLL_OUT_OF_MEMORY, subject, "There is not enough memory for the vocabulary.");
	if (number != rank - 1)
		return fail(error, UNROLL_BAD_FILE, subject, "Words %u and %u of the vocabulary are the same.",
		            number + 1, rank);
	return UNROLL_OK;
}

static unroll_status add_words(unroll_vocabulary *vocabulary, const char *text, size_t size,
                               unroll_error *error) {
	size_t valid = utf8_valid_size(text, size);
	if (valid != size)
		return fail(error, UNROLL_BAD_FILE, subject, "The vocabulary is not UTF-8 at byte %zu.", valid);
	unroll_status status = UNROLL_OK;
	for (size_t start = 0; size && start <= size && status == UNROLL_OK;) {
		const char *newline = start < size ? memchr(text + start, '\n', size - start) : NULL;
		size_t end = newline ? (size_t)(newline - text) : size;
		status = add_word(vocabulary, text + start, end - start, error);
		start = end + 1;
	}
	return status;
}

unroll_status unroll_vocabulary_create_for(unroll_tokenizer tokenizer, const char *text, size_t size,
                                           unroll_vocabulary **vocabulary, unroll_error *error) {
	unroll_vocabulary *made = calloc(1, sizeof *made);
	if (!made)
		return fail(error, UNROLL_OUT_OF_MEMORY, subject, "There is not enough memory for the vocabulary.");
	made->tokenizer = tokenizer;
	unroll_status status = add_words(made, text, size, error);
	if (status != UNROLL_OK)
		unroll_vocabulary_destroy(made);
	else
		*vocabulary = made;
	return status;
}

unroll_status unroll_vocabulary_create(const char *text, size_t size, unroll_vocabulary **vocabulary,
                                       unroll_error *error) {
	return unroll_vocabulary_create_for(UNROLL_WORDS, text, size, vocabulary, error);
}

void unroll_vocabulary_destroy(unroll_vocabulary *vocabulary) {
	if (!vocabulary) return;
	pieces_free(&vocabulary->pieces);
	free(vocabulary);
}

unroll_tokenizer unroll_vocabulary_tokenizer(const unroll_vocabulary *vocabulary) {
	return vocabulary->tokenizer;
}

const piece_table *vocabulary_pieces(const unroll_vocabulary *vocabulary) {
	return &vocabulary->pieces;
}

uint32_t unroll_vocabulary_count(const unroll_vocabulary *vocabulary) {
	return vocabulary->pieces.texts.count;
}

const char *unroll_vocabulary_word(const unroll_vocabulary *vocabulary, uint32_t rank, size_t *size) {
	return word_table_word(&vocabulary->pieces.texts, rank - 1, size);
}

uint32_t unroll_vocabulary_rank(const unroll_vocabulary *vocabulary, const char *lower, size_t size) {
	uint32_t number = word_table_find(&vocabulary->pieces.texts, lower, size);
	return number == WORD_TABLE_NONE ? 0 : number + 1;
}

const char *unroll_vocabulary_text(const unroll_vocabulary *vocabulary, uint32_t count, size_t *size) {
	uint32_t all = unroll_vocabulary_count(vocabulary);
	if (count > all) count = all;
	*size = count ? vocabulary->pieces.texts.ends[count - 1] : 0;
	return count ? vocabulary->pieces.texts.text : "";
}

uint32_t words_with_ids(uint32_t vocabulary_size) {
	return vocabulary_size - 1 - UNROLL_INDEX_FROM; /* ranks 1 to the last id less UNROLL_INDEX_FROM */
}

uint32_t word_id(const unroll_vocabulary *vocabulary, uint32_t vocabulary_size, const char *lower,
                 size_t size) {
	uint32_t rank = unroll_vocabulary_rank(vocabulary, lower, size);
	return rank && rank <= words_with_ids(vocabulary_size) ? rank + UNROLL_INDEX_FROM : UNROLL_UNKNOWN_ID;
}

uint32_t piece_id(uint32_t number, uint32_t vocabulary_size) {
	return number < words_with_ids(vocabulary_size) ? number + 1 + UNROLL_INDEX_FROM : UNROLL_UNKNOWN_ID;
}

/* --- Files --------------------------------------------------------------------------------------- */

static const char *tensor_of(unroll_tokenizer tokenizer) {
	return tokenizer == UNROLL_WORDS ? VOCABULARY_TENSOR : "pieces";
}

void add_vocabulary(safetensors_writer *writer, unroll_tokenizer tokenizer, const char *text, size_t size) {
	uint64_t shape = size;
	if (tokenizer != UNROLL_WORDS)
		safetensors_add_metadata(writer, VOCABULARY_TOKENIZER, unroll_tokenizer_name(tokenizer));
	safetensors_add_tensor(writer, tensor_of(tokenizer), SAFETENSORS_U8, 1, &shape, text);
}

static unroll_status read_tokenizer(const safetensors_file *file, unroll_tokenizer *tokenizer,
                                    unroll_error *error) {
	const char *name = safetensors_metadata(file, VOCABULARY_TOKENIZER);
	for (*tokenizer = UNROLL_WORDS; name && *tokenizer <= UNROLL_CHARACTERS; ++*tokenizer)
		if (strcmp(name, unroll_tokenizer_name(*tokenizer)) == 0) return UNROLL_OK;
	if (!name) return UNROLL_OK;
	return fail(error, UNROLL_BAD_FILE, VOCABULARY_TOKENIZER,
	            "The file was made with the tokenizer \"%s\", which this version does not know.", name);
}

unroll_status read_file_vocabulary(const safetensors_file *file, uint32_t vocabulary_size,
                                   unroll_vocabulary **vocabulary, unroll_error *error) {
	unroll_tokenizer tokenizer;
	const safetensors_tensor *text = NULL;
	unroll_status status = read_tokenizer(file, &tokenizer, error);
	if (!status) status = safetensors_require(file, tensor_of(tokenizer), SAFETENSORS_U8, 1, &text, error);
	if (status) return status;
	size_t words = text->bytes > 0;
	const char *bytes = text->data;
	for (size_t i = 0; i < text->bytes; i++) words += bytes[i] == '\n';
	if (words > words_with_ids(vocabulary_size))
		return fail(error, UNROLL_BAD_FILE, subject,
		            "The vocabulary has %zu words, too many for ids below %u.", words, vocabulary_size);
	return unroll_vocabulary_create_for(tokenizer, bytes, text->bytes, vocabulary, error);
}

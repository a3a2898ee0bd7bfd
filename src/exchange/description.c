#include "exchange/description.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "text/vocabulary.h"
#include "training/model_file.h"

#define IDS                                                                                                  \
	"0 is padding, 1 stands before each text, 2 is any unknown word, and the words have ids from 4 in "      \
	"their order"

unroll_status description_file(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	safetensors_writer *writer = safetensors_begin();
	add_description(writer, model, DESCRIPTION_FORMAT);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

static void add_key(const safetensors_file *file, const char *key, description_sink *add, void *to) {
	const char *value = safetensors_metadata(file, key);
	if (value) add(to, key, value);
}

/* The vocabulary is the only tensor. */
static unroll_status add_words(const safetensors_file *file, description_sink *add, void *to,
                               unroll_error *error) {
	const safetensors_tensor *words = safetensors_at(file, 0);
	if (words->bytes && memchr(words->data, '\0', words->bytes))
		return fail(error, UNROLL_BAD_TEXT, words->name,
		            "A word of the vocabulary has a character U+0000, which the file cannot have.");
	char *text = malloc(words->bytes + 1);
	if (!text) return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	if (words->bytes) memcpy(text, words->data, words->bytes);
	text[words->bytes] = '\0';
	add(to, words->name, text);
	free(text);
	return UNROLL_OK;
}

unroll_status describe_model(const unroll_model *model, description_sink *add, void *to,
                             unroll_error *error) {
	static const char *const others[] = {"positive", "negative", "class-names", VOCABULARY_TOKENIZER};
	unroll_bytes bytes;
	safetensors_file *file;
	unroll_status status = description_file(model, &bytes, error);
	if (status) return status;
	status = safetensors_open(bytes.data, bytes.size, &file, error);
	if (!status) {
		for (uint32_t i = 0; i < unroll_setting_count(); i++) add_key(file, unroll_setting_name(i), add, to);
		for (size_t i = 0; i < sizeof others / sizeof *others; i++) add_key(file, others[i], add, to);
		add(to, "ids", IDS);
		status = add_words(file, add, to, error);
		safetensors_close(file);
	}
	unroll_bytes_free(&bytes);
	return status;
}

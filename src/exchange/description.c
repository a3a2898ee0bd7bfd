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

/* The keys beside the settings. */
static const char *const others[] = {"positive", "negative", "class-names", VOCABULARY_TOKENIZER};
enum { OTHERS = sizeof others / sizeof *others };

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
	unroll_bytes bytes;
	safetensors_file *file;
	unroll_status status = description_file(model, &bytes, error);
	if (status) return status;
	status = safetensors_open(bytes.data, bytes.size, &file, error);
	if (!status) {
		for (uint32_t i = 0; i < unroll_setting_count(); i++) add_key(file, unroll_setting_name(i), add, to);
		for (size_t i = 0; i < OTHERS; i++) add_key(file, others[i], add, to);
		add(to, "ids", IDS);
		status = add_words(file, add, to, error);
		safetensors_close(file);
	}
	unroll_bytes_free(&bytes);
	return status;
}

/* --- Reading ------------------------------------------------------------------------------------- */

static unroll_status read_file(const safetensors_file *file, description *found, unroll_error *error) {
	network net;
	unroll_status status = read_network(file, DESCRIPTION_FORMAT, &net, error);
	if (!status) status = read_class_names(file, &found->classes, error);
	if (!status) status = read_file_vocabulary(file, net.settings.words, &found->vocabulary, error);
	if (!status) found->settings = net.settings;
	return status;
}

unroll_status read_description(const uint8_t *bytes, size_t size, description *found, unroll_error *error) {
	safetensors_file *file;
	uint8_t *copy = malloc(size + 1); /* as aligned as such a file must be */
	if (!copy)
		return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory to read the file.");
	memcpy(copy, bytes, size);
	unroll_status status = safetensors_open(copy, size, &file, error);
	if (!status) {
		status = read_file(file, found, error);
		safetensors_close(file);
	}
	free(copy);
	return status;
}

static void copy_key(const safetensors_file *file, const char *key, safetensors_writer *writer) {
	const char *value = safetensors_metadata(file, key);
	if (value) safetensors_add_metadata(writer, key, value);
}

unroll_status description_of_metadata(const safetensors_file *file, description *found, unroll_error *error) {
	unroll_bytes bytes;
	const char *words = safetensors_metadata(file, "vocabulary"), *name = words ? "vocabulary" : "pieces";
	if (!words) words = safetensors_metadata(file, "pieces");
	if (!words) words = "";
	const uint64_t size = strlen(words);
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "format", DESCRIPTION_FORMAT);
	for (uint32_t i = 0; i < unroll_setting_count(); i++) copy_key(file, unroll_setting_name(i), writer);
	for (size_t i = 0; i < OTHERS; i++) copy_key(file, others[i], writer);
	safetensors_add_tensor(writer, name, SAFETENSORS_U8, 1, &size, words);
	unroll_status status = safetensors_finish(writer, &bytes, error);
	if (status) return status;
	status = read_description(bytes.data, bytes.size, found, error);
	unroll_bytes_free(&bytes);
	return status;
}

unroll_status description_of_settings(const unroll_settings *settings, const unroll_vocabulary *vocabulary,
                                      description *found, unroll_error *error) {
	size_t size = 0;
	const char *text =
	    vocabulary ? unroll_vocabulary_text(vocabulary, words_with_ids(settings->words), &size) : "";
	unroll_tokenizer tokenizer = vocabulary ? unroll_vocabulary_tokenizer(vocabulary) : UNROLL_WORDS;
	unroll_status status = unroll_settings_check(settings, error);
	if (status) return status;
	found->settings = *settings;
	found->classes = class_names_of(settings->classes);
	return unroll_vocabulary_create_for(tokenizer, text, size, &found->vocabulary, error);
}

unroll_status fail_undescribed(unroll_error *error) {
	return fail(error, UNROLL_MISMATCH, "settings",
	            "The file does not say what network it is of. Give the settings of the network.");
}

unroll_status described_model(const description *found, unroll_model **model, unroll_error *error) {
	unroll_status status = model_allocate(&found->settings, found->vocabulary, model, error);
	if (!status) (*model)->classes = found->classes;
	return status;
}

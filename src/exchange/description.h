/* What a file for another library says of a model beside its weights, so that a text gets the ids that it was trained with, and the
 * file can become a model again: settings, names of the classes, tokenizer, vocabulary. */
#ifndef EXCHANGE_DESCRIPTION_H
#define EXCHANGE_DESCRIPTION_H

#include "storage/safetensors.h"
#include "training/model.h"
#include "unroll/bytes.h"

/* As a safetensors file of its own, with no weights: "format" and the metadata and the vocabulary of a model file (unroll/model.h). */
#define DESCRIPTION_FORMAT "unroll-description-1"
unroll_status description_file(const unroll_model *model, unroll_bytes *file, unroll_error *error);

/* As texts: `add` gets each of the metadata, the key "ids" that says what has which id, and the words or pieces, joined by '\n', under
 * the key "vocabulary" or "pieces". UNROLL_BAD_TEXT where a word has a U+0000, which such a text cannot have. */
typedef void description_sink(void *to, const char *key, const char *value);
unroll_status describe_model(const unroll_model *model, description_sink *add, void *to, unroll_error *error);

/* --- Reading ------------------------------------------------------------------------------------- */

typedef struct description {
	unroll_settings settings;
	unroll_vocabulary *vocabulary; /* owned; without words where they are not known */
	class_names classes;
} description;

/* The description of a file of its own, at any address; of the metadata of a safetensors file; or of what a caller knows, where a file says
 * nothing: `vocabulary` may be NULL. */
unroll_status read_description(const uint8_t *bytes, size_t size, description *found, unroll_error *error);
unroll_status description_of_metadata(const safetensors_file *file, description *found, unroll_error *error);
unroll_status description_of_settings(const unroll_settings *settings, const unroll_vocabulary *vocabulary,
                                      description *found, unroll_error *error);

/* UNROLL_MISMATCH: the file describes no network, and settings are missing. */
unroll_status fail_undescribed(unroll_error *error);

/* The model, with all weights 0. Takes over the description, also where it fails. */
unroll_status described_model(const description *found, unroll_model **model, unroll_error *error);

#endif

#include "text/corpus_writer.h"

#include <stdlib.h>

#include "base/fail.h"
#include "storage/safetensors.h"
#include "text/corpus_file.h"
#include "text/padding.h"
#include "text/vocabulary.h"

uint64_t corpus_kept_ids(uint64_t words, uint32_t tail) {
	uint64_t ids = words + 1;
	return tail ? place_review((padding_rule){tail, UNROLL_PRE, UNROLL_PRE}, ids).kept : ids;
}

unroll_status corpus_parts_take(corpus_parts *parts, unroll_error *error) {
	if (parts->halves[UNROLL_TRAIN_HALF].review_count == 0)
		return fail(error, UNROLL_NO_REVIEWS, "train", "There is no review to train on.");
	for (size_t i = 0; i < 2; i++) {
		corpus_half *half = &parts->halves[i];
		if (half->id_count > UINT32_MAX || half->review_count >= UINT32_MAX)
			return fail(error, UNROLL_TOO_LARGE, corpus_half_names[i].ids,
			            "The reviews have more than 4,294,967,295 words. Limit their number, or keep a tail "
			            "of each.");
		/* One more of each, as malloc(0) may be NULL. */
		half->ids = calloc((size_t)half->id_count + 1, sizeof *half->ids);
		half->offsets = calloc((size_t)half->review_count + 1, sizeof *half->offsets);
		half->labels = calloc((size_t)half->review_count + 1, sizeof *half->labels);
		if (!half->ids || !half->offsets || !half->labels)
			return fail(error, UNROLL_OUT_OF_MEMORY, "corpus",
			            "There is not enough memory for the corpus. Limit the number of reviews.");
	}
	return UNROLL_OK;
}

void corpus_parts_release(corpus_parts *parts) {
	for (size_t i = 0; i < 2; i++) {
		corpus_half *half = &parts->halves[i];
		free(half->ids);
		free(half->offsets);
		free(half->labels);
		*half = (corpus_half){0};
	}
}

uint16_t *corpus_parts_add(corpus_parts *parts, unroll_half half, uint8_t label, uint64_t count) {
	corpus_half *to = &parts->halves[half];
	uint32_t start = to->offsets[to->filled];
	to->labels[to->filled++] = label;
	to->offsets[to->filled] = start + (uint32_t)count;
	return to->ids + start;
}

unroll_status corpus_write(const corpus_parts *parts, const char *source, unroll_bytes *file,
                           unroll_error *error) {
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "format", CORPUS_FORMAT);
	safetensors_add_number(writer, "words", parts->words);
	safetensors_add_number(writer, "tail", parts->tail);
	safetensors_add_metadata(writer, "source", source);
	add_class_count(writer, &parts->classes);
	add_class_names(writer, &parts->classes);
	if (!parts->vocabulary) safetensors_add_metadata(writer, CORPUS_VOCABULARY, CORPUS_IDS_ALONE);
	for (size_t i = 0; i < 2; i++) {
		const corpus_names *names = &corpus_half_names[i];
		const corpus_half *half = &parts->halves[i];
		uint64_t offsets = half->review_count + 1;
		safetensors_add_tensor(writer, names->ids, SAFETENSORS_U16, 1, &half->id_count, half->ids);
		safetensors_add_tensor(writer, names->offsets, SAFETENSORS_U32, 1, &offsets, half->offsets);
		safetensors_add_tensor(writer, names->labels, SAFETENSORS_U8, 1, &half->review_count, half->labels);
	}
	add_vocabulary(writer, parts->tokenizer, parts->vocabulary, parts->vocabulary_size);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

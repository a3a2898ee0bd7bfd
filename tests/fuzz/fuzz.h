/* What the fuzzers share: reading numbers and texts off an input, and what must hold of every answer of the library.
 *
 * A fuzzer is one file fuzz_NAME.c with a function that takes any bytes (libFuzzer's LLVMFuzzerTestOneInput). ./dev fuzz runs it
 * with libFuzzer; ./dev test runs it on the inputs of corpora/NAME alone (run_inputs.c). */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "unroll/unroll.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process where something that must hold does not. */
#define must(holds)                                                                                          \
	do {                                                                                                     \
		if (!(holds)) {                                                                                      \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #holds);                        \
			abort();                                                                                         \
		}                                                                                                    \
	} while (0)

/* --- The input ----------------------------------------------------------------------------------- */

/* What is left of an input. Taking more than there is gives zeros and empty texts. */
typedef struct fuzz_input {
	const uint8_t *data;
	size_t size;
} fuzz_input;

static inline uint8_t take_byte(fuzz_input *input) {
	if (input->size == 0) return 0;
	input->size--;
	return *input->data++;
}

/* Two bytes, the lower one first. */
static inline uint32_t take_number(fuzz_input *input) {
	uint32_t low = take_byte(input);
	return low | (uint32_t)take_byte(input) << 8;
}

static inline fuzz_input take_part(fuzz_input *input, size_t size) {
	fuzz_input part = {input->data, size < input->size ? size : input->size};
	input->data += part.size;
	input->size -= part.size;
	return part;
}

/* What stands before the next byte `end`, which is taken too, or all that is left. */
static inline fuzz_input take_until(fuzz_input *input, uint8_t end) {
	const uint8_t *found = input->size ? memchr(input->data, end, input->size) : NULL;
	fuzz_input part = take_part(input, found ? (size_t)(found - input->data) : input->size);
	take_byte(input);
	return part;
}

/* A copy in memory of its own, so that a sanitizer sees what is read beyond it. The caller frees it. */
static inline uint8_t *copy_of(fuzz_input part) {
	uint8_t *copy = malloc(part.size ? part.size : 1);
	must(copy);
	if (part.size) memcpy(copy, part.data, part.size);
	return copy;
}

/* The same as text, which ends at its first '\0'. */
static inline char *text_of(fuzz_input part) {
	char *text = malloc(part.size + 1);
	must(text);
	if (part.size) memcpy(text, part.data, part.size);
	text[part.size] = '\0';
	return text;
}

static inline bool is_text(fuzz_input part, const char *text) {
	return part.size == strlen(text) && memcmp(part.data, text, part.size) == 0;
}

/* --- The answers --------------------------------------------------------------------------------- */

static inline bool is_text_of(const char *text, size_t capacity) {
	const char *end = memchr(text, '\0', capacity);
	return end && utf8_valid_size(text, (size_t)(end - text)) == (size_t)(end - text);
}

/* Whether a call succeeded. Where it did not, the error is complete: its status, a message, and no half characters. */
static inline bool succeeded(unroll_status status, const unroll_error *error) {
	if (status == UNROLL_OK) return true;
	must(status == error->status);
	must(is_text_of(error->subject, sizeof error->subject));
	must(is_text_of(error->message, sizeof error->message));
	must(error->message[0] != '\0');
	return false;
}

/* Reads every byte, so that a sanitizer sees what is not there or was never written. */
static inline uint32_t sum_of(const void *memory, size_t size) {
	static volatile uint32_t seen;
	uint32_t sum = 0;
	for (size_t i = 0; i < size; i++) sum = sum * 31 + ((const uint8_t *)memory)[i];
	if (sum == 0x5eed) seen++; /* a decision that MemorySanitizer checks */
	return sum;
}

/* How large a pass through a network is: multiplications of one review, without the number of gates. */
static inline uint64_t work_of(const unroll_settings *settings) {
	uint64_t work = 0, inputs = settings->input == UNROLL_EMBEDDING ? settings->embedding : 1;
	for (uint32_t i = 0; i < settings->layers; i++) {
		work += (uint64_t)settings->length * settings->units[i] * (settings->units[i] + inputs);
		inputs = settings->units[i];
	}
	return work;
}

/* Opens a corpus file that the library has written and reads all of it. */
static inline void check_corpus_file(const unroll_bytes *file) {
	unroll_corpus *corpus = NULL;
	must(unroll_corpus_open(file->data, file->size, &corpus, NULL) == UNROLL_OK);
	for (int half = UNROLL_TRAIN_HALF; half <= UNROLL_TEST_HALF; half++)
		for (uint32_t i = 0; i < unroll_corpus_count(corpus, (unroll_half)half); i++) {
			unroll_corpus_review review = unroll_corpus_get(corpus, (unroll_half)half, i);
			must(review.label <= 1);
			for (uint32_t n = 0; n < review.count; n++) must(review.ids[n] < unroll_corpus_words(corpus));
		}
	unroll_corpus_close(corpus);
}

#endif

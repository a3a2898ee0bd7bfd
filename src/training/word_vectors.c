#include "unroll/word_vectors.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "text/vocabulary.h"
#include "training/model.h"

static const char subject[] = "word-vectors";

#define LONGEST_LINE   (1u << 16) /* a word and 512 numbers of twenty characters take a sixth of it */
#define LONGEST_NUMBER 64
#define MOST_DIGITS    15 /* that parse_number() reads; a float has nine */

struct unroll_word_vectors {
	unroll_model *model;
	uint32_t dimensions, found;
	uint64_t line; /* from 1 */
	size_t used;
	uint8_t *seen; /* (words): whether the row of a word has been read */
	float *rows;   /* (words, dimensions): what the embedding becomes */
	char text[LONGEST_LINE];
};

/* A line, cut into its fields. */
typedef struct fields {
	const char *at, *end;
} fields;

static bool is_blank(char c) {
	return c == ' ' || c == '\t' || c == '\r';
}

static bool next_field(fields *f, const char **field, size_t *size) {
	while (f->at < f->end && is_blank(*f->at)) f->at++;
	*field = f->at;
	while (f->at < f->end && !is_blank(*f->at)) f->at++;
	*size = (size_t)(f->at - *field);
	return *size > 0;
}

static uint32_t count_fields(fields f) {
	uint32_t count = 0;
	size_t size;
	for (const char *field; next_field(&f, &field, &size);) count++;
	return count;
}

/* value · 10^power, for what parse_number() has no exact power of ten for: far below or above any weight. */
static double shifted(double value, double power) {
	for (; power > 0; power--) value *= 10;
	for (; power < 0; power++) value /= 10;
	return value;
}

/* A number; digits behind the point that are too many to be read are left out. */
static bool read_number(const char *field, size_t size, double *value) {
	char text[LONGEST_NUMBER];
	size_t used = 0, digits = 0, power_at = 0;
	bool behind_point = false;
	for (size_t i = 0; i < size; i++) {
		char c = field[i];
		behind_point |= c == '.';
		bool is_digit = c >= '0' && c <= '9' && !power_at;
		if (is_digit && (digits > 0 || c != '0') && ++digits > MOST_DIGITS && behind_point) continue;
		if (used + 1 == sizeof text) return false;
		if (c == 'e' || c == 'E') power_at = used;
		text[used++] = c;
	}
	text[used] = '\0';
	if (parse_number(text, value)) return true;
	double power;
	if (!power_at || !parse_number(text + power_at + 1, &power) || !(power > -400 && power < 400))
		return false;
	text[power_at] = '\0';
	if (!parse_number(text, value)) return false;
	*value = shifted(*value, power);
	return true;
}

/* Whether a line is what fastText's and word2vec's files begin with: how many words follow, and their dimensions. */
static bool is_heading(fields f, uint32_t *dimensions) {
	const char *field;
	size_t size;
	double number = 0;
	if (count_fields(f) != 2) return false;
	for (int i = 0; i < 2; i++)
		if (!next_field(&f, &field, &size) || !read_number(field, size, &number) || number < 1 ||
		    number > UINT32_MAX || number != (double)(uint32_t)number)
			return false;
	*dimensions = (uint32_t)number;
	return true;
}

unroll_status unroll_word_vector_dimensions(const uint8_t *bytes, size_t size, uint32_t *dimensions,
                                            unroll_error *error) {
	const char *text = (const char *)bytes;
	const char *newline = size ? memchr(text, '\n', size) : NULL;
	fields first = {text, newline ? newline : text + size};
	if (is_heading(first, dimensions)) return UNROLL_OK;
	const char *field;
	size_t length;
	double number;
	uint32_t count = count_fields(first);
	bool vector = newline && count > 1 && next_field(&first, &field, &length);
	while (vector && next_field(&first, &field, &length)) vector = read_number(field, length, &number);
	if (!vector)
		return fail(error, UNROLL_BAD_FILE, subject,
		            "This is no file of word vectors: its first line is not a word and its numbers, parted "
		            "by blanks. "
		            "Use a text file of GloVe, fastText or word2vec, or a model of Unroll.");
	*dimensions = count - 1;
	return UNROLL_OK;
}

/* UNROLL_MISMATCH where the model has no embedding, or no words to find vectors for. */
static unroll_status check_model(const unroll_model *model, unroll_error *error) {
	if (!model->net.embedded)
		return fail(
		    error, UNROLL_MISMATCH, "input",
		    "Word vectors need an embedding, and the input of this network is one-hot. Choose the input "
		    "embedding.");
	if (unroll_vocabulary_count(model->vocabulary) == 0)
		return fail(
		    error, UNROLL_MISMATCH, "vocabulary",
		    "The corpus was made of ids alone, so its words cannot be found among word vectors. Import it "
		    "with its words.");
	return UNROLL_OK;
}

static uint32_t known_words(const unroll_model *model) {
	uint32_t known = unroll_vocabulary_count(model->vocabulary);
	uint32_t most = words_with_ids(model->net.settings.words);
	return known < most ? known : most;
}

unroll_status unroll_word_vectors_create(unroll_model *model, unroll_word_vectors **vectors,
                                         unroll_error *error) {
	unroll_status status = check_model(model, error);
	if (status) return status;
	size_t words = model->net.settings.words, dimensions = model->net.settings.embedding;
	unroll_word_vectors *made = calloc(1, sizeof *made);
	if (made) {
		made->model = model;
		made->dimensions = (uint32_t)dimensions;
		made->seen = calloc(words, 1);
		made->rows = malloc(words * dimensions * sizeof *made->rows);
	}
	if (!made || !made->seen || !made->rows) {
		unroll_word_vectors_destroy(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, subject,
		            "There is no memory for word vectors. Choose fewer words.");
	}
	memcpy(made->rows, model->parameters + model->net.embeddings, words * dimensions * sizeof *made->rows);
	*vectors = made;
	return UNROLL_OK;
}

void unroll_word_vectors_destroy(unroll_word_vectors *vectors) {
	if (!vectors) return;
	free(vectors->seen);
	free(vectors->rows);
	free(vectors);
}

static unroll_status other_dimensions(const unroll_word_vectors *vectors, uint32_t dimensions,
                                      unroll_error *error) {
	return fail(error, UNROLL_MISMATCH, "embedding",
	            "The word vectors have %u dimensions and the embedding %u. Choose the embedding %u.",
	            dimensions, vectors->dimensions, dimensions);
}

static unroll_status bad_line(const unroll_word_vectors *vectors, const char *what, unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, subject, "Line %llu of the word vectors %s.",
	            (unsigned long long)vectors->line, what);
}

/* A whole line. A word that the file writes with blanks is in no vocabulary, so more fields than a word has are no fault. */
static unroll_status read_line(unroll_word_vectors *vectors, const char *line, size_t size,
                               unroll_error *error) {
	fields f = {line, line + size};
	uint32_t dimensions, count = count_fields(f);
	vectors->line++;
	if (count == 0) return UNROLL_OK;
	if (vectors->line == 1) {
		if (is_heading(f, &dimensions))
			return dimensions == vectors->dimensions ? UNROLL_OK
			                                         : other_dimensions(vectors, dimensions, error);
		if (count - 1 != vectors->dimensions && count > 1) return other_dimensions(vectors, count - 1, error);
	}
	if (count <= vectors->dimensions) return bad_line(vectors, "has too few numbers", error);
	const char *field;
	size_t length;
	next_field(&f, &field, &length);
	uint32_t id = word_id(vectors->model->vocabulary, vectors->model->net.settings.words, field, length);
	if (count > vectors->dimensions + 1 || id == UNROLL_UNKNOWN_ID || vectors->seen[id]) return UNROLL_OK;
	float *row = vectors->rows + (size_t)id * vectors->dimensions;
	for (uint32_t i = 0; i < vectors->dimensions; i++) {
		double value;
		if (!next_field(&f, &field, &length) || !read_number(field, length, &value))
			return bad_line(vectors, "has something else than numbers behind its word", error);
		if (!(value > -1e30 && value < 1e30))
			return bad_line(vectors, "has a number that is too large", error);
		row[i] = (float)value;
	}
	vectors->seen[id] = 1;
	vectors->found++;
	return UNROLL_OK;
}

unroll_status unroll_word_vectors_add(unroll_word_vectors *vectors, const uint8_t *bytes, size_t size,
                                      unroll_error *error) {
	const char *text = (const char *)bytes, *end = text + size;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t part = (size_t)((newline ? newline : end) - text);
		if (vectors->used + part > LONGEST_LINE) {
			vectors->line++;
			return bad_line(vectors, "is longer than any vector", error);
		}
		const char *line = text;
		if (vectors->used || !newline) { /* a line that is cut is put together */
			memcpy(vectors->text + vectors->used, text, part);
			vectors->used += part;
			line = vectors->text;
		}
		if (!newline) return UNROLL_OK;
		unroll_status status = read_line(vectors, line, vectors->used ? vectors->used : part, error);
		vectors->used = 0;
		if (status) return status;
		text = newline + 1;
	}
	return UNROLL_OK;
}

static unroll_status none_found(unroll_error *error) {
	return fail(
	    error, UNROLL_MISMATCH, subject,
	    "None of the words has a vector. Are they in the language of the corpus, and was it cut into words?");
}

unroll_status unroll_word_vectors_finish(unroll_word_vectors *vectors, unroll_found_words *found,
                                         unroll_error *error) {
	unroll_model *model = vectors->model;
	unroll_status status =
	    vectors->used ? read_line(vectors, vectors->text, vectors->used, error) : UNROLL_OK;
	vectors->used = 0;
	if (status) return status;
	if (vectors->found == 0) return none_found(error);
	memcpy(model->parameters + model->net.embeddings, vectors->rows,
	       (size_t)model->net.settings.words * vectors->dimensions * sizeof *vectors->rows);
	*found = (unroll_found_words){vectors->found, known_words(model)};
	return UNROLL_OK;
}

/* --- Another model ------------------------------------------------------------------------------- */

static unroll_status check_pair(const unroll_model *model, const unroll_model *other, unroll_error *error) {
	uint32_t own = model->net.settings.embedding, dimensions = other->net.settings.embedding;
	unroll_status status = check_model(model, error);
	if (!status) status = check_model(other, error);
	if (status) return status;
	if (own != dimensions)
		return fail(
		    error, UNROLL_MISMATCH, "embedding",
		    "The embedding of the other model has %u dimensions and this one %u. Choose the embedding %u.",
		    dimensions, own, dimensions);
	if (unroll_vocabulary_tokenizer(model->vocabulary) != unroll_vocabulary_tokenizer(other->vocabulary))
		return fail(
		    error, UNROLL_MISMATCH, "tokenizer",
		    "The other model has another tokenizer. Use a model of a corpus that was cut in the same way.");
	return UNROLL_OK;
}

unroll_status unroll_model_embed_from(unroll_model *model, const unroll_model *other,
                                      unroll_found_words *found, unroll_error *error) {
	unroll_status status = check_pair(model, other, error);
	if (status) return status;
	size_t row = model->net.settings.embedding;
	float *to = model->parameters + model->net.embeddings;
	const float *from = other->parameters + other->net.embeddings;
	uint32_t known = known_words(model), taken = 0;
	for (uint32_t rank = 1; rank <= known; rank++) {
		size_t size;
		const char *word = unroll_vocabulary_word(model->vocabulary, rank, &size);
		uint32_t id = word_id(other->vocabulary, other->net.settings.words, word, size);
		if (id == UNROLL_UNKNOWN_ID) continue;
		memcpy(to + (size_t)(rank + UNROLL_INDEX_FROM) * row, from + (size_t)id * row, row * sizeof *to);
		taken++;
	}
	if (taken == 0) return none_found(error);
	memcpy(to, from, (UNROLL_INDEX_FROM + 1) * row * sizeof *to);
	*found = (unroll_found_words){taken, known};
	return UNROLL_OK;
}

#include "import/word_index.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/json.h"
#include "base/utf8.h"
#include "text/word_table.h"

/* A word of the index that is wanted: its bytes in `text`. */
typedef struct indexed_word {
	size_t start, size; /* size 0 where no word has the rank */
} indexed_word;

typedef struct index_reader {
	const char *json;
	size_t size, at;
	uint32_t most, count;
	indexed_word *of_rank; /* (most + 1) */
	char *text;            /* the words that were read so far, one after another */
	size_t text_size, text_capacity;
	const char *reason; /* why the index is refused; NULL while it is not, and where memory is lacking */
} index_reader;

static bool refuse(index_reader *r, const char *reason) {
	if (!r->reason) r->reason = reason;
	return false;
}

/* Whether `character` comes next; then steps over it. */
static bool comes(index_reader *r, char character) {
	return json_accept(r->json, r->size, &r->at, character);
}

/* A string, behind its opening quote, put behind the text. */
static bool read_word(index_reader *r, size_t *size) {
	*size = 0;
	while (r->at < r->size && r->json[r->at] != '"') {
		uint32_t code_point;
		size_t length = json_character(r->json + r->at, r->size - r->at, &code_point);
		if (length == 0 || code_point == '\n')
			return refuse(r, "a word is not UTF-8 or holds a control character");
		char *text = grown(r->text, &r->text_capacity, r->text_size + *size + UTF8_BYTES, 1);
		if (!text) return false;
		r->text = text;
		*size += utf8_encode(code_point, text + r->text_size + *size);
		r->at += length;
	}
	if (r->at == r->size) return refuse(r, "it ends too early");
	r->at++;
	return *size ? true : refuse(r, "a word is empty");
}

static bool read_rank(index_reader *r, uint32_t *rank) {
	uint64_t value = 0;
	if (comes(r, '0')) return refuse(r, "a rank is not a whole number from 1");
	size_t start = r->at;
	for (; r->at < r->size && r->json[r->at] >= '0' && r->json[r->at] <= '9'; r->at++)
		if (value <= UINT32_MAX) value = value * 10 + (uint64_t)(r->json[r->at] - '0');
	if (r->at == start || value > UINT32_MAX) return refuse(r, "a rank is not a whole number from 1");
	*rank = (uint32_t)value;
	return true;
}

/* "word": rank */
static bool read_entry(index_reader *r) {
	size_t size;
	uint32_t rank;
	if (!comes(r, '"')) return refuse(r, "a word is not a string");
	if (!read_word(r, &size)) return false;
	if (!comes(r, ':')) return refuse(r, "a colon is missing");
	if (!read_rank(r, &rank)) return false;
	if (rank > r->most) return true; /* the next word takes its place in the text */
	if (r->of_rank[rank].size) return refuse(r, "two words have the same rank");
	r->of_rank[rank] = (indexed_word){r->text_size, size};
	r->text_size += size;
	if (rank > r->count) r->count = rank;
	return true;
}

static bool read_entries(index_reader *r) {
	if (!comes(r, '{')) return refuse(r, "it is not one object");
	bool more = !comes(r, '}');
	while (more) {
		if (!read_entry(r)) return false;
		more = comes(r, ',');
		if (!more && !comes(r, '}')) return refuse(r, "a comma is missing, or it ends too early");
	}
	json_skip_space(r->json, r->size, &r->at);
	if (r->at != r->size) return refuse(r, "something follows its object");
	for (uint32_t rank = 1; rank <= r->count; rank++)
		if (!r->of_rank[rank].size) return refuse(r, "a rank is missing");
	return r->count || r->most == 0 ? true : refuse(r, "it has no words");
}

/* The words by their ranks, each of which has one. */
static bool join(index_reader *r, unroll_bytes *words) {
	word_table table = word_table_empty();
	bool done = true;
	for (uint32_t rank = 1; done && rank <= r->count; rank++) {
		const indexed_word *word = &r->of_rank[rank];
		uint32_t number = word_table_add(&table, r->text + word->start, word->size);
		done = number != WORD_TABLE_NONE && (number == rank - 1 || refuse(r, "a word has two ranks"));
	}
	words->data = done ? malloc(table.text_size + 1) : NULL;
	words->size = words->data && table.text_size ? table.text_size - 1 : 0; /* no newline after the last */
	if (words->size) memcpy(words->data, table.text, words->size);
	word_table_free(&table);
	return words->data != NULL;
}

unroll_status word_index_read(const uint8_t *json, size_t size, uint32_t most, unroll_bytes *words,
                              uint32_t *count, unroll_error *error) {
	index_reader r = {.json = (const char *)json, .size = size, .most = most};
	r.of_rank = calloc((size_t)most + 1, sizeof *r.of_rank);
	bool done = r.of_rank && read_entries(&r) && join(&r, words);
	*count = r.count;
	size_t at = r.at;
	free(r.of_rank);
	free(r.text);
	if (done) return UNROLL_OK;
	if (!r.reason)
		return fail(error, UNROLL_OUT_OF_MEMORY, "word index",
		            "There is not enough memory for the word index.");
	return fail(error, UNROLL_BAD_FILE, "word index",
	            "This is not Keras' word index (imdb_word_index.json): %s, at byte %zu.", r.reason, at);
}

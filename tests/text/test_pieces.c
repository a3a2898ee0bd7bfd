/* Proves that pieces are what a plain implementation of byte-pair encoding learns and cuts, tie for tie, and that their vocabulary gives
 * them back. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/learn_pieces.h"
#include "text/tokens.h"
#include "text/vocabulary.h"

/* --- A plain implementation ---------------------------------------------------------------------- */

/* Everything is text here, and everything is counted anew for every merge. */
enum { WORDS = 400, LENGTH = 24, PIECE = 64, MERGES = 200 };

typedef struct plain_word {
	char pieces[LENGTH][PIECE];
	int count;
} plain_word;

typedef struct plain {
	plain_word words[WORDS];
	int word_count;
	char vocabulary[2048][PIECE]; /* without the bytes */
	int size, characters;         /* of them, the mark too */
	int merges;
} plain;

static int number_of(const plain *p, const char *piece) {
	for (int i = 0; i < p->size; i++)
		if (strcmp(p->vocabulary[i], piece) == 0) return i;
	return -1;
}

static void split_word(plain_word *word, const char *text, size_t size) {
	word->count = 0;
	strcpy(word->pieces[word->count++], CHUNK_MARK);
	for (size_t at = 0, length; at < size; at += length) {
		uint32_t code_point;
		length = utf8_decode(text + at, size - at, &code_point);
		memcpy(word->pieces[word->count], text + at, length);
		word->pieces[word->count++][length] = '\0';
	}
}

static void plain_read(plain *p, const char *text) {
	while (*text) {
		size_t size = strcspn(text, " ");
		if (size) split_word(&p->words[p->word_count++], text, size);
		text += size + (text[size] == ' ');
	}
}

static int times(const plain *p, const char *left, const char *right) {
	int count = 0;
	for (int w = 0; w < p->word_count; w++)
		for (int i = 0; i < p->words[w].count; i++)
			count += strcmp(p->words[w].pieces[i], left) == 0 &&
			         (!right || (i + 1 < p->words[w].count && strcmp(p->words[w].pieces[i + 1], right) == 0));
	return count;
}

static uint32_t code_point_of(const char *text) {
	uint32_t code_point;
	utf8_decode(text, strlen(text), &code_point);
	return code_point;
}

static void plain_characters(plain *p) {
	strcpy(p->vocabulary[p->size++], CHUNK_MARK);
	for (;;) {
		const char *best = NULL;
		int most = 2;
		for (int w = 0; w < p->word_count; w++)
			for (int i = 0; i < p->words[w].count; i++) {
				const char *piece = p->words[w].pieces[i];
				int count = times(p, piece, NULL);
				if (number_of(p, piece) >= 0 || count < 3) continue;
				if (count > most || (count == most && best && code_point_of(piece) < code_point_of(best)))
					best = piece, most = count;
			}
		if (!best) break;
		strcpy(p->vocabulary[p->size++], best);
	}
	p->characters = p->size;
}

static void merge_pair(plain_word *word, const char *left, const char *right) {
	for (int i = 0; i + 1 < word->count; i++)
		if (strcmp(word->pieces[i], left) == 0 && strcmp(word->pieces[i + 1], right) == 0) {
			strcat(word->pieces[i], word->pieces[i + 1]);
			memmove(word->pieces[i + 1], word->pieces[i + 2], (size_t)(word->count - i - 2) * PIECE);
			word->count--;
		}
}

static void join(char joined[2 * PIECE], const char *left, const char *right) {
	size_t size = strlen(left);
	memcpy(joined, left, size);
	memcpy(joined + size, right, strlen(right) + 1);
}

static bool plain_merge(plain *p) {
	int most = 1, best[2] = {0};
	char joined[2 * PIECE];
	for (int left = 0; left < p->size; left++)
		for (int right = 0; right < p->size; right++) {
			int count = times(p, p->vocabulary[left], p->vocabulary[right]);
			join(joined, p->vocabulary[left], p->vocabulary[right]);
			if (count > most && number_of(p, joined) < 0) most = count, best[0] = left, best[1] = right;
		}
	if (most < 2) return false;
	const char *left = p->vocabulary[best[0]], *right = p->vocabulary[best[1]];
	join(joined, left, right);
	for (int w = 0; w < p->word_count; w++) merge_pair(&p->words[w], left, right);
	strcpy(p->vocabulary[p->size++], joined);
	p->merges++;
	return true;
}

/* --- What is tested ------------------------------------------------------------------------------ */

static uint32_t random_below(uint64_t *seed, uint32_t most) {
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % most;
}

/* Words of few letters, so that pairs tie and letters repeat; some of them of Hangul, some rare. */
static void random_text(char *text, int words, uint64_t seed) {
	static const char *const letters[] = {"a", "b", "c", "가", "나", "é"};
	uint32_t kinds = 2 + random_below(&seed, 5);
	*text = '\0';
	for (int w = 0; w < words; w++) {
		uint32_t length = 1 + random_below(&seed, 9);
		for (uint32_t i = 0; i < length; i++) strcat(text, letters[random_below(&seed, kinds)]);
		if (random_below(&seed, 40) == 0) strcat(text, "힣");
		strcat(text, " ");
	}
}

static word_table table_of(const char *text, uint64_t *counts) {
	word_table table = word_table_empty();
	chunk_walk walk = chunk_walk_of(text, strlen(text));
	for (bool found;;) {
		word_chunk read;
		assert_int_equal(next_chunk(&walk, &read, &found, NULL), UNROLL_OK);
		if (!found) return table;
		uint32_t before = table.count, number = word_table_add(&table, read.key, read.size);
		if (number == before) counts[number] = 0;
		counts[number]++;
	}
}

static piece_learner *learn(const word_table *table, const uint64_t *counts, uint32_t merges,
                            uint32_t at_once) {
	piece_learner *learner;
	uint32_t left = merges;
	assert_int_equal(piece_learner_create(table, counts, merges, &learner, NULL), UNROLL_OK);
	while (left) assert_int_equal(piece_learner_step(learner, at_once, &left, NULL), UNROLL_OK);
	return learner;
}

static void check_piece(const piece_table *pieces, uint32_t number, const char *expected) {
	size_t size;
	const char *text = word_table_word(&pieces->texts, number, &size);
	assert_int_equal(size, strlen(expected));
	assert_memory_equal(text, expected, size);
}

static char text[WORDS * LENGTH * 4];

static void pieces_are_the_plain_ones(void **state) {
	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		static uint64_t counts[WORDS];
		plain *p = calloc(1, sizeof *p);
		random_text(text, 40 + (int)seed * 5, seed);
		plain_read(p, text);
		plain_characters(p);
		uint32_t merges = 10 * (uint32_t)seed;
		while (p->merges < (int)merges && plain_merge(p))
			;
		word_table table = table_of(text, counts);
		piece_learner *learner = learn(&table, counts, merges, 1 + (uint32_t)seed % 3);
		const piece_table *pieces = piece_learner_pieces(learner);
		assert_int_equal(pieces->texts.count, PIECE_BYTES + (uint32_t)p->size);
		for (int i = 0; i < p->size; i++) check_piece(pieces, PIECE_BYTES + (uint32_t)i, p->vocabulary[i]);
		/* The words, as merging has left them. */
		chunk_walk walk = chunk_walk_of(text, strlen(text));
		for (int w = 0; w < p->word_count; w++) {
			word_chunk read;
			bool found;
			word_piece cut[PIECES_MOST];
			assert_int_equal(next_chunk(&walk, &read, &found, NULL), UNROLL_OK);
			uint32_t count = cut_pieces(pieces, read.key, read.size, cut), at = 0;
			for (int i = 0; i < p->words[w].count; i++) {
				const char *piece = p->words[w].pieces[i];
				if (number_of(p, piece) >= 0)
					check_piece(pieces, cut[at++].number, piece);
				else /* a rare character: its bytes */
					for (; *piece; piece++) assert_int_equal(cut[at++].number, (uint8_t)*piece);
			}
			assert_int_equal(at, count);
		}
		piece_learner_destroy(learner);
		word_table_free(&table);
		free(p);
	}
}

/* The vocabulary is the texts of the pieces alone; which two a merge joins is found again. */
static void a_vocabulary_gives_the_pieces_back(void **state) {
	(void)state;
	static uint64_t counts[WORDS];
	random_text(text, WORDS, 5);
	word_table table = table_of(text, counts);
	piece_learner *learner = learn(&table, counts, MERGES, 1000);
	const piece_table *pieces = piece_learner_pieces(learner);
	unroll_vocabulary *vocabulary;
	assert_int_equal(unroll_vocabulary_create_for(UNROLL_SUBWORDS, pieces->texts.text,
	                                              pieces->texts.ends[pieces->texts.count - 1], &vocabulary,
	                                              NULL),
	                 UNROLL_OK);
	const piece_table *read = vocabulary_pieces(vocabulary);
	assert_int_equal(read->texts.count, pieces->texts.count);
	assert_true(read->pairs.count > 50);
	for (uint32_t n = 0; n < read->texts.count; n++) {
		uint32_t parts[2] = {0}, other[2] = {0};
		assert_int_equal(piece_parts(read, n, parts), piece_parts(pieces, n, other));
		assert_memory_equal(parts, other, sizeof parts);
	}
	unroll_vocabulary_destroy(vocabulary);
	piece_learner_destroy(learner);
	word_table_free(&table);
}

static void wrong_vocabularies_are_refused(void **state) {
	(void)state;
	char bytes[4096] = "", whole[8192];
	for (int b = 0; b < 256; b++) sprintf(bytes + strlen(bytes), "<0x%02x>\n", (unsigned)b);
	static const struct {
		const char *rest;
		bool right;
	} cases[] = {
	    {"▁\na\nb\nab\n▁ab", true},
	    {"▁\na\nb", true},
	    {"▁", true},
	    {"a\n▁", false},
	    {"▁\na\nb\nabc", false},
	    {"▁\na\nab\nb", false},
	    {"▁\na\na", false},
	    {"▁\na\nb\nab\nab", false},
	    {"▁\na\nb\nab\nc", false},
	    {"▁\na\n\nb", false},
	    {"▁\na\nb\nab\n", false},
	    {"▁\na\né\xff", false},
	    {"▁\na\nb\na가", false},
	    {"<0x00>", false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unroll_vocabulary *vocabulary = NULL;
		unroll_error error;
		snprintf(whole, sizeof whole, "%s%s", bytes, cases[i].rest);
		unroll_status status =
		    unroll_vocabulary_create_for(UNROLL_SUBWORDS, whole, strlen(whole), &vocabulary, &error);
		assert_int_equal(status, cases[i].right ? UNROLL_OK : UNROLL_BAD_FILE);
		if (status) assert_string_equal(error.subject, "vocabulary");
		unroll_vocabulary_destroy(vocabulary);
		vocabulary = NULL;
		status = unroll_vocabulary_create_for(UNROLL_CHARACTERS, whole, strlen(whole), &vocabulary, &error);
		bool merges = strstr(cases[i].rest, "ab") != NULL;
		assert_int_equal(status, cases[i].right && !merges ? UNROLL_OK : UNROLL_BAD_FILE);
		unroll_vocabulary_destroy(vocabulary);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_are_the_plain_ones),
	    cmocka_unit_test(a_vocabulary_gives_the_pieces_back),
	    cmocka_unit_test(wrong_vocabularies_are_refused),
	};
	return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}

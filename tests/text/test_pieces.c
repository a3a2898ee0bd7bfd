/* Proves that pieces are what a plain implementation of byte-pair encoding learns and cuts, tie for tie; that their vocabulary gives
 * them back, and any first part of it what learning had given then; and that pieces, put together again, are the words of the text. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/learn_pieces.h"
#include "text/part_pieces.h"
#include "text/review_reader.h"
#include "text/tokens.h"
#include "text/vocabulary.h"
#include "unroll/corpus.h"
#include "unroll/statistics.h"

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

/* --- Corpora ------------------------------------------------------------------------------------- */

static unroll_corpus *make_corpus(unroll_tokenizer tokenizer, uint32_t merges, unroll_bytes *file,
                                  const char *const *reviews, uint32_t count) {
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder;
	unroll_corpus *corpus;
	options.tokenizer = tokenizer;
	options.merges = merges;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < count; i++) {
		unroll_half half = i + 1 < count ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF;
		unroll_review review = {half, (uint8_t)(i % 2), i, reviews[i], strlen(reviews[i])};
		assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "made up", file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(file->data, file->size, &corpus, NULL), UNROLL_OK);
	return corpus;
}

static const char *const korean[] = {"정말 재미있는 영화 재미있다", "재미없는 영화 정말 재미없다 영화",
                                     "재미있는 재미있는 Movie movie movie", "영화 영화 정말 정말 재미",
                                     "처음 보는 글자 뷁 \xe3\x80\x80movie\xc2\xa0movie!"};
enum { KOREAN = sizeof korean / sizeof *korean };

/* The words of the text come back from the pieces, whatever the tokenizer and the text. */
static void pieces_make_the_words_again(void **state) {
	(void)state;
	static const char *const texts[] = {
	    "정말 재미있는 Movie",
	    "  a\xe3\x80\x80"
	    "b\xc2\xa0"
	    "c\xe2\x80\xa8"
	    "d\r\ne\v",
	    "don't stop... it's GREAT!!! ÄÖÜ 漢字 \xf0\x9f\x98\x80",
	    "▁marks ▁▁ are▁blanks",
	    "",
	    "... !!!",
	    "한번도끊어쓰지않은아주아주긴글인데예순네글자를넘어야하기때문에이렇게계속해서쓰고있습니다그래도아직모"
	    "자라는것같아서조금더쓰도록하겠습니다이제는될것같네요",
	};
	static const char *const words[] = {
	    "정말 재미있는 movie",
	    "a b c d e",
	    "don't stop it's great äöü 漢字 \xf0\x9f\x98\x80",
	    "marks are blanks",
	    "",
	    "",
	    NULL,
	};
	for (int tokenizer = UNROLL_SUBWORDS; tokenizer <= UNROLL_CHARACTERS; tokenizer++) {
		unroll_bytes file;
		unroll_corpus *corpus = make_corpus((unroll_tokenizer)tokenizer, 60, &file, korean, KOREAN);
		const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
		assert_int_equal(unroll_vocabulary_tokenizer(vocabulary), tokenizer);
		for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
			unroll_bytes tokens;
			char decoded[1024] = "";
			const char *expected = words[t] ? words[t] : texts[t];
			assert_int_equal(unroll_tokenize(vocabulary, texts[t], strlen(texts[t]), &tokens, NULL),
			                 UNROLL_OK);
			const unroll_token *token = (const unroll_token *)tokens.data;
			size_t count = tokens.size / sizeof *token;
			for (size_t i = 0; i < count; i++) {
				size_t size;
				const char *piece =
				    unroll_vocabulary_word(vocabulary, token[i].id - UNROLL_INDEX_FROM, &size);
				bool begins = i == 0 || token[i].word != token[i - 1].word;
				assert_int_equal(token[i].word, i ? token[i - 1].word + begins : 0);
				assert_true(token[i].start <= token[i].end && token[i].end <= strlen(texts[t]));
				if (i) assert_true(token[i].start >= token[i - 1].start);
				if (token[i].id - UNROLL_INDEX_FROM - 1 < PIECE_BYTES) {
					sprintf(decoded + strlen(decoded), "%c", (char)(token[i].id - UNROLL_INDEX_FROM - 1));
					continue;
				}
				assert_int_equal(begins, size >= CHUNK_MARK_BYTES &&
				                             memcmp(piece, CHUNK_MARK, CHUNK_MARK_BYTES) == 0);
				if (begins && i) strcat(decoded, " ");
				if (begins) piece += CHUNK_MARK_BYTES, size -= CHUNK_MARK_BYTES;
				if (tokenizer == UNROLL_CHARACTERS) assert_true(utf8_cut(piece, size, 1) <= 1);
				strncat(decoded, piece, size);
				/* Lower case aside, a piece stands in the text where it says. */
				if (t == 0 && size && token[i].word < 2)
					assert_memory_equal(texts[t] + token[i].start, piece, size);
			}
			assert_string_equal(decoded, expected);
			unroll_bytes_free(&tokens);
		}
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
	}
}

/* A smaller vocabulary is the first part, and a review of the corpus is parted to what it would be with it. */
static void a_smaller_vocabulary_is_an_earlier_one(void **state) {
	(void)state;
	unroll_bytes file;
	unroll_corpus *corpus = make_corpus(UNROLL_SUBWORDS, 60, &file, korean, KOREAN);
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	uint32_t all = unroll_corpus_words(corpus);
	assert_int_equal(all, unroll_vocabulary_count(vocabulary) + 4);
	assert_true(vocabulary_pieces(vocabulary)->pairs.count > 10);
	for (uint32_t words = 100; words <= all; words += words < 255 ? 50 : 1) {
		unroll_settings settings = {.padding = UNROLL_PRE, .truncating = UNROLL_PRE};
		settings.words = words;
		settings.length = 40;
		size_t size;
		const char *pieces = unroll_vocabulary_text(vocabulary, words - 4, &size);
		unroll_vocabulary *smaller;
		assert_int_equal(unroll_vocabulary_create_for(UNROLL_SUBWORDS, pieces, size, &smaller, NULL),
		                 UNROLL_OK);
		for (uint32_t r = 0; r < KOREAN; r++) {
			uint16_t row[40], expected[40];
			unroll_half half = r + 1 < KOREAN ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF;
			/* The corpus has reviews by their labels: 0 and 2, then 1 and 3. */
			uint32_t index = half == UNROLL_TEST_HALF ? 0 : r % 2 * 2 + r / 2;
			unroll_corpus_review review = unroll_corpus_get(corpus, half, index);
			pad_corpus_review(row, padding_rule_of(&settings), corpus, &review, words);
			review_reader reader;
			assert_int_equal(
			    review_reader_open(&reader, smaller, &settings, korean[r], strlen(korean[r]), NULL),
			    UNROLL_OK);
			review_reader_begin(&reader, expected);
			for (uint32_t i = 0; i < reader.token_count; i++) review_reader_next(&reader);
			assert_memory_equal(row, expected, sizeof row);
			if (words >= 260)
				for (int t = 0; t < 40; t++) assert_int_not_equal(row[t], UNROLL_UNKNOWN_ID);
		}
		unroll_vocabulary_destroy(smaller);
	}
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

/* Learning in steps, in between more reviews, gives the same bytes as at once; the order of adding does not matter. */
static void learning_can_be_stepped(void **state) {
	(void)state;
	unroll_bytes files[3] = {{0}};
	for (int way = 0; way < 3; way++) {
		unroll_corpus_options options = unroll_default_corpus_options();
		unroll_corpus_builder *builder;
		uint32_t left = 1, calls = 0;
		options.tokenizer = UNROLL_SUBWORDS;
		options.merges = 40;
		assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
		for (uint32_t i = 0; i < KOREAN; i++) {
			uint32_t n = way == 2 ? KOREAN - 1 - i : i;
			unroll_review review = {UNROLL_TRAIN_HALF, 0, n, korean[n], strlen(korean[n])};
			assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
			if (way == 1) assert_int_equal(unroll_corpus_builder_learn(builder, 3, &left, NULL), UNROLL_OK);
		}
		for (; way == 1 && left; calls++) {
			uint32_t before = left;
			assert_int_equal(unroll_corpus_builder_learn(builder, 3, &left, NULL), UNROLL_OK);
			assert_true(left < before);
		}
		if (way == 1) assert_true(calls > 3);
		assert_int_equal(unroll_corpus_builder_finish(builder, "made up", &files[way], NULL), UNROLL_OK);
		unroll_corpus_builder_destroy(builder);
		assert_int_equal(files[way].size, files[0].size);
		assert_memory_equal(files[way].data, files[0].data, files[0].size);
	}
	for (int way = 0; way < 3; way++) unroll_bytes_free(&files[way]);
}

/* What the test half has does not show. */
static void the_test_half_is_not_learned_from(void **state) {
	(void)state;
	const char *other[KOREAN];
	memcpy(other, korean, sizeof other);
	other[KOREAN - 1] = "다른 다른 다른 다른 qqq qqq qqq qqq";
	unroll_bytes files[2];
	unroll_corpus *corpora[2] = {make_corpus(UNROLL_SUBWORDS, 60, &files[0], korean, KOREAN),
	                             make_corpus(UNROLL_SUBWORDS, 60, &files[1], other, KOREAN)};
	size_t sizes[2];
	const char *texts[2];
	for (int i = 0; i < 2; i++)
		texts[i] = unroll_vocabulary_text(unroll_corpus_vocabulary(corpora[i]), UINT32_MAX, &sizes[i]);
	assert_int_equal(sizes[0], sizes[1]);
	assert_memory_equal(texts[0], texts[1], sizes[0]);
	for (int i = 0; i < 2; i++) {
		unroll_corpus_close(corpora[i]);
		unroll_bytes_free(&files[i]);
	}
}

/* A file that ends anywhere, or has another byte anywhere, is refused, or is another corpus by every rule. */
static void a_damaged_file_is_refused(void **state) {
	(void)state;
	unroll_bytes file;
	unroll_corpus_close(make_corpus(UNROLL_SUBWORDS, 30, &file, korean, KOREAN));
	uint8_t *bytes = malloc(file.size);
	for (size_t size = 0; size < file.size; size++) {
		unroll_corpus *corpus;
		memcpy(bytes, file.data, size);
		assert_int_equal(unroll_corpus_open(bytes, size, &corpus, NULL), UNROLL_BAD_FILE);
	}
	memcpy(bytes, file.data, file.size);
	for (size_t at = 0; at < file.size; at++) {
		unroll_corpus *corpus;
		bytes[at] ^= 1;
		if (unroll_corpus_open(bytes, file.size, &corpus, NULL) == UNROLL_OK) unroll_corpus_close(corpus);
		bytes[at] ^= 1;
	}
	free(bytes);
	unroll_bytes_free(&file);
}

/* Statistics of pieces, and the corpus that is drawn from them, have the tokenizer, and no unknown words. */
static void statistics_keep_the_pieces(void **state) {
	(void)state;
	unroll_bytes file, counted, drawn;
	unroll_corpus *corpus = make_corpus(UNROLL_SUBWORDS, 60, &file, korean, KOREAN), *synthetic;
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_statistics *statistics;
	options.words = unroll_corpus_words(corpus) - 20;
	assert_int_equal(unroll_statistics_count(corpus, &options, &counted, NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_open(counted.data, counted.size, &statistics, NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_draw(statistics, 50, 1, &drawn, NULL), UNROLL_OK);
	assert_int_equal(unroll_corpus_open(drawn.data, drawn.size, &synthetic, NULL), UNROLL_OK);
	assert_int_equal(unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(synthetic)), UNROLL_SUBWORDS);
	assert_int_equal(unroll_corpus_words(synthetic), options.words);
	for (uint32_t r = 0; r < 50; r++) {
		unroll_corpus_review review = unroll_corpus_get(synthetic, UNROLL_TRAIN_HALF, r);
		for (uint32_t i = 0; i < review.count; i++) assert_int_not_equal(review.ids[i], UNROLL_UNKNOWN_ID);
	}
	unroll_corpus_close(synthetic);
	unroll_statistics_close(statistics);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&drawn);
	unroll_bytes_free(&counted);
	unroll_bytes_free(&file);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_are_the_plain_ones),
	    cmocka_unit_test(a_vocabulary_gives_the_pieces_back),
	    cmocka_unit_test(wrong_vocabularies_are_refused),
	    cmocka_unit_test(pieces_make_the_words_again),
	    cmocka_unit_test(a_smaller_vocabulary_is_an_earlier_one),
	    cmocka_unit_test(learning_can_be_stepped),
	    cmocka_unit_test(the_test_half_is_not_learned_from),
	    cmocka_unit_test(a_damaged_file_is_refused),
	    cmocka_unit_test(statistics_keep_the_pieces),
	};
	return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}

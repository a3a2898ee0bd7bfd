/* Proves that pieces, put together again, are the words of the text; that the first part of a vocabulary is what learning had given
 * then, also for a corpus; and that corpora and statistics of pieces are files like others. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/part_pieces.h"
#include "text/review_reader.h"
#include "text/vocabulary.h"
#include "unroll/corpus.h"
#include "unroll/statistics.h"

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
	    ("한번도끊어쓰지않은아주아주긴글인데예순네글자를넘어야하기때문에이렇게계속해서쓰고있습니다그래도아직"
	     "모"
	     "자라는것같아서조금더쓰도록하겠습니다이제는될것같네요"),
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
	    cmocka_unit_test(pieces_make_the_words_again),
	    cmocka_unit_test(a_smaller_vocabulary_is_an_earlier_one),
	    cmocka_unit_test(learning_can_be_stepped),
	    cmocka_unit_test(the_test_half_is_not_learned_from),
	    cmocka_unit_test(a_damaged_file_is_refused),
	    cmocka_unit_test(statistics_keep_the_pieces),
	};
	return cmocka_run_group_tests_name("piece corpora", tests, NULL, NULL);
}

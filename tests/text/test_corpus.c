/* Proves that a corpus file is read as it was written, and that a wrong one is refused, naming the tensor at fault. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "storage/safetensors.h"
#include "unroll/corpus.h"

/* What a corpus file is made of. Tests change one part of a right one. */
typedef struct parts {
	const char *format, *words, *tail, *source; /* NULL leaves it out */
	uint16_t train_ids[6], test_ids[2];
	uint32_t train_offsets[4], test_offsets[2];
	uint8_t train_labels[3], test_labels[1];
	const char *vocabulary;
	const char *left_out, *other_type, *shorter, *other_rank; /* the name of a tensor, or NULL */
	const char *extra;                                        /* the name of one more tensor, or NULL */
} parts;

static const parts right = {
    .format = "unroll-corpus-1",
    .words = "8",
    .tail = "3",
    .source = "tests",
    .train_ids = {1, 4, 5, 6, 2, 1},
    .test_ids = {1, 2},
    .train_offsets = {0, 2, 5, 6},
    .test_offsets = {0, 2},
    .train_labels = {0, 1, 1},
    .test_labels = {1},
    .vocabulary = "film\ngood\nbad",
};

static bool same(const char *a, const char *b) {
	return a && strcmp(a, b) == 0;
}

static void add(safetensors_writer *writer, const parts *p, const char *name, safetensors_type type,
                uint64_t count, const void *data) {
	uint64_t shape[2] = {same(p->shorter, name) ? count - 1 : count, 1};
	if (same(p->left_out, name)) return;
	if (same(p->other_type, name))
		type = type == SAFETENSORS_U32 ? SAFETENSORS_F32 : SAFETENSORS_U32, shape[0] = 1;
	safetensors_add_tensor(writer, name, type, same(p->other_rank, name) ? 2 : 1, shape, data);
}

static unroll_bytes write_parts(const parts *p) {
	safetensors_writer *writer = safetensors_begin();
	unroll_bytes file;
	if (p->format) safetensors_add_metadata(writer, "format", p->format);
	if (p->words) safetensors_add_metadata(writer, "words", p->words);
	if (p->tail) safetensors_add_metadata(writer, "tail", p->tail);
	if (p->source) safetensors_add_metadata(writer, "source", p->source);
	add(writer, p, "train/ids", SAFETENSORS_U16, 6, p->train_ids);
	add(writer, p, "train/offsets", SAFETENSORS_U32, 4, p->train_offsets);
	add(writer, p, "train/labels", SAFETENSORS_U8, 3, p->train_labels);
	add(writer, p, "test/ids", SAFETENSORS_U16, 2, p->test_ids);
	add(writer, p, "test/offsets", SAFETENSORS_U32, 2, p->test_offsets);
	add(writer, p, "test/labels", SAFETENSORS_U8, 1, p->test_labels);
	add(writer, p, "vocabulary", SAFETENSORS_U8, strlen(p->vocabulary), p->vocabulary);
	if (p->extra) add(writer, p, p->extra, SAFETENSORS_U8, 1, "x");
	assert_int_equal(safetensors_finish(writer, &file, NULL), UNROLL_OK);
	return file;
}

static void check_refused(const parts *p, const char *subject) {
	unroll_bytes file = write_parts(p);
	unroll_corpus *corpus = NULL;
	unroll_error error = {UNROLL_OK, "", ""};
	assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, subject);
	assert_null(corpus);
	unroll_bytes_free(&file);
}

static void a_corpus_is_read(void **state) {
	(void)state;
	unroll_bytes file = write_parts(&right);
	unroll_corpus *corpus;
	size_t size;
	assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
	assert_int_equal(unroll_corpus_count(corpus, UNROLL_TRAIN_HALF), 3);
	assert_int_equal(unroll_corpus_count(corpus, UNROLL_TEST_HALF), 1);
	unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, 1);
	assert_int_equal(review.count, 3);
	assert_int_equal(review.label, 1);
	assert_memory_equal(review.ids, right.train_ids + 2, 3 * sizeof *review.ids);
	review = unroll_corpus_get(corpus, UNROLL_TEST_HALF, 0);
	assert_int_equal(review.count, 2);
	assert_memory_equal(review.ids, right.test_ids, 2 * sizeof *review.ids);
	assert_int_equal(unroll_corpus_words(corpus), 8);
	assert_int_equal(unroll_corpus_tail(corpus), 3);
	assert_string_equal(unroll_corpus_source(corpus), "tests");
	assert_memory_equal(unroll_vocabulary_word(unroll_corpus_vocabulary(corpus), 2, &size), "good", 4);
	unroll_corpus_close(corpus);
	unroll_corpus_close(NULL);
	unroll_bytes_free(&file);
}

static void every_cut_is_refused(void **state) {
	(void)state;
	unroll_bytes file = write_parts(&right);
	for (size_t size = 0; size < file.size; size++) {
		uint8_t *bytes = malloc(size ? size : 1);
		unroll_corpus *corpus = NULL;
		memcpy(bytes, file.data, size);
		assert_int_equal(unroll_corpus_open(bytes, size, &corpus, NULL), UNROLL_BAD_FILE);
		assert_null(corpus);
		free(bytes);
	}
	unroll_bytes_free(&file);
}

/* Whatever one byte is changed to: no crash, and what opens keeps what the header promises. */
static void every_changed_byte_is_survived(void **state) {
	(void)state;
	unroll_bytes file = write_parts(&right);
	for (size_t at = 0; at < file.size; at++) {
		uint8_t was = file.data[at];
		for (unsigned bit = 0; bit < 8; bit++) {
			unroll_corpus *corpus;
			file.data[at] = (uint8_t)(was ^ 1u << bit);
			if (unroll_corpus_open(file.data, file.size, &corpus, NULL) != UNROLL_OK) continue;
			for (unroll_half half = UNROLL_TRAIN_HALF; half <= UNROLL_TEST_HALF; half++) {
				for (uint32_t r = 0; r < unroll_corpus_count(corpus, half); r++) {
					unroll_corpus_review review = unroll_corpus_get(corpus, half, r);
					assert_true(review.count > 0 && review.label <= 1);
					for (uint32_t i = 0; i < review.count; i++)
						assert_true(review.ids[i] < unroll_corpus_words(corpus));
				}
			}
			unroll_corpus_close(corpus);
		}
		file.data[at] = was;
	}
	unroll_bytes_free(&file);
}

static void wrong_metadata_are_refused(void **state) {
	(void)state;
	static const char *const wrong_words[] = {NULL, "", "x", "-8", "8 ", "3", "65537", "99999999999", "6"};
	static const char *const subjects[] = {"words", "words", "words", "words",     "words",
	                                       "words", "words", "words", "vocabulary"};
	for (size_t i = 0; i < sizeof wrong_words / sizeof *wrong_words; i++) {
		parts p = right;
		p.words = wrong_words[i];
		check_refused(&p, subjects[i]);
	}
	parts p = right;
	p.format = NULL;
	check_refused(&p, "format");
	p.format = "unroll-corpus-2";
	check_refused(&p, "format");
	p = right, p.tail = NULL;
	check_refused(&p, "tail");
	p = right, p.tail = "1.5";
	check_refused(&p, "tail");
	p = right, p.tail = "2"; /* a review has three */
	check_refused(&p, "train/offsets");
	p = right, p.source = NULL;
	check_refused(&p, "source");
}

static void tensors_of_another_kind_are_refused(void **state) {
	(void)state;
	static const char *const names[] = {"train/ids",    "train/offsets", "train/labels", "test/ids",
	                                    "test/offsets", "test/labels",   "vocabulary"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		parts p = right;
		p.left_out = names[i];
		check_refused(&p, names[i]);
		p = right, p.other_type = names[i];
		check_refused(&p, names[i]);
		p = right, p.other_rank = names[i];
		check_refused(&p, names[i]);
	}
	parts p = right;
	p.extra = "train/extra";
	check_refused(&p, "corpus");
}

static void sizes_that_disagree_are_refused(void **state) {
	(void)state;
	static const char *const halves[][3] = {{"train/ids", "train/offsets", "train/labels"},
	                                        {"test/ids", "test/offsets", "test/labels"}};
	for (size_t half = 0; half < 2; half++) {
		for (size_t i = 0; i < 3; i++) {
			parts p = right;
			p.shorter = halves[half][i];
			check_refused(&p, halves[half][1]);
		}
	}
	parts p = right;
	p.shorter = "vocabulary"; /* "ba" is a word too: nothing is wrong but the word */
	unroll_bytes file = write_parts(&p);
	unroll_corpus *corpus;
	assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

static void wrong_values_are_refused(void **state) {
	(void)state;
	static const uint16_t ids[] = {0, 3, 7, 8, 65535};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		parts p = right;
		p.train_ids[5] = ids[i];
		check_refused(&p, "train/ids");
		p = right, p.test_ids[0] = ids[i];
		check_refused(&p, "test/ids");
	}
	static const uint32_t offsets[][4] = {{1, 2, 5, 6}, {0, 2, 5, 5}, {0, 2, 5, 7},           {0, 5, 2, 6},
	                                      {0, 0, 3, 6}, {0, 2, 6, 6}, {0, 2, 4294967295u, 6}, {0, 4, 5, 6}};
	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
		parts p = right;
		memcpy(p.train_offsets, offsets[i], sizeof p.train_offsets);
		check_refused(&p, "train/offsets");
	}
	parts p = right;
	p.train_labels[2] = 2;
	check_refused(&p, "train/labels");
	p = right, p.test_labels[0] = 255;
	check_refused(&p, "test/labels");
	static const char *const vocabularies[] = {"film\ngood\nfilm", "film\n\nbad", "film\ngood\n",
	                                           "fi\xff\ngood\nbad", ""};
	for (size_t i = 0; i < 4; i++) {
		p = right, p.vocabulary = vocabularies[i];
		check_refused(&p, "vocabulary");
	}
	p = right,
	p.vocabulary = vocabularies[4]; /* a right vocabulary, which lacks the words that reviews have */
	check_refused(&p, "train/ids");
}

static void a_corpus_without_training_reviews_is_refused(void **state) {
	(void)state;
	static const uint64_t none[] = {0}, one[] = {1};
	static const uint32_t offsets[] = {0};
	safetensors_writer *writer = safetensors_begin();
	unroll_bytes file;
	unroll_corpus *corpus;
	unroll_error error;
	safetensors_add_metadata(writer, "format", "unroll-corpus-1");
	safetensors_add_metadata(writer, "words", "4");
	safetensors_add_metadata(writer, "tail", "0");
	safetensors_add_metadata(writer, "source", "");
	safetensors_add_tensor(writer, "train/offsets", SAFETENSORS_U32, 1, one, offsets);
	safetensors_add_tensor(writer, "test/offsets", SAFETENSORS_U32, 1, one, offsets);
	safetensors_add_tensor(writer, "train/ids", SAFETENSORS_U16, 1, none, NULL);
	safetensors_add_tensor(writer, "test/ids", SAFETENSORS_U16, 1, none, NULL);
	safetensors_add_tensor(writer, "train/labels", SAFETENSORS_U8, 1, none, NULL);
	safetensors_add_tensor(writer, "test/labels", SAFETENSORS_U8, 1, none, NULL);
	safetensors_add_tensor(writer, "vocabulary", SAFETENSORS_U8, 1, none, NULL);
	assert_int_equal(safetensors_finish(writer, &file, NULL), UNROLL_OK);
	assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "train/labels");
	unroll_bytes_free(&file);
}

/* Against a list that is sorted by hand: of 250 reviews the third from below. */
static void what_is_rare_among_reviews_is_known(void **state) {
	(void)state;
	unroll_corpus_builder *builder;
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_bytes file;
	unroll_corpus *corpus;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t number = 0; number < 250; number++) {
		char text[512] = "";
		/* 5 to 30 words; the shortest three are the reviews 0, 1 and 2 with 2, 3 and 4 words. */
		uint32_t words = number < 3 ? 2 + number : 5 + number % 26;
		for (uint32_t i = 0; i < words; i++)
			strcat(text, number == 7 && i > 0 ? "rare " : i % 4 == 3 ? "seldom " : "film ");
		unroll_review review = {UNROLL_TRAIN_HALF, (uint8_t)(number % 2), number, text, strlen(text)};
		assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
	/* "film" is the most frequent word: with five ids it alone is known. Of every four words it is three, but in review 7. */
	unroll_extremes found = unroll_corpus_extremes(corpus, UNROLL_TRAIN_HALF, 5);
	assert_int_equal(found.words, 4);
	assert_true(found.known == 0.75);
	found = unroll_corpus_extremes(corpus, UNROLL_TRAIN_HALF, unroll_corpus_words(corpus));
	assert_int_equal(found.words, 4);
	assert_true(found.known == 1);
	found = unroll_corpus_extremes(corpus, UNROLL_TEST_HALF, 5);
	assert_true(found.words == 0 && found.known == 0);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&file);
}

/* Of pieces, the words are counted that they belong to: a typed review is compared with them. */
static void what_is_rare_is_counted_in_words_of_any_tokenizer(void **state) {
	(void)state;
	for (unroll_tokenizer tokenizer = UNROLL_WORDS; tokenizer <= UNROLL_CHARACTERS; tokenizer++) {
		unroll_corpus_builder *builder;
		unroll_corpus_options options = unroll_default_corpus_options();
		unroll_bytes file;
		unroll_corpus *corpus;
		options.tokenizer = tokenizer;
		options.merges = 5;
		assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
		for (uint32_t number = 0; number < 10; number++) {
			static const char text[] = "정말 wonderful film, wonderful 배우들";
			unroll_review review = {UNROLL_TRAIN_HALF, (uint8_t)(number % 2), number, text, strlen(text)};
			assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
		}
		assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &file, NULL), UNROLL_OK);
		unroll_corpus_builder_destroy(builder);
		assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
		unroll_extremes found =
		    unroll_corpus_extremes(corpus, UNROLL_TRAIN_HALF, unroll_corpus_words(corpus));
		assert_int_equal(found.words, 5);
		assert_true(found.known == 1);
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_rare_among_reviews_is_known),
	    cmocka_unit_test(what_is_rare_is_counted_in_words_of_any_tokenizer),
	    cmocka_unit_test(a_corpus_is_read),
	    cmocka_unit_test(every_cut_is_refused),
	    cmocka_unit_test(every_changed_byte_is_survived),
	    cmocka_unit_test(wrong_metadata_are_refused),
	    cmocka_unit_test(tensors_of_another_kind_are_refused),
	    cmocka_unit_test(sizes_that_disagree_are_refused),
	    cmocka_unit_test(wrong_values_are_refused),
	    cmocka_unit_test(a_corpus_without_training_reviews_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

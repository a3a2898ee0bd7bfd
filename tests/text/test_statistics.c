/* Proves that a statistics file is read as it was written, and that a wrong one is refused, naming what is at fault. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "storage/safetensors.h"
#include "unroll/statistics.h"

/* What a statistics file is made of: 7 ids of which 4 to 6 are words, 3 pairs, 4 lengths. Tests change one part of a right one. */
typedef struct parts {
	const char *format, *words, *tail, *source; /* NULL leaves it out */
	uint32_t offsets[8];
	uint16_t ids[3], counts[2][3];
	uint32_t rare_rows[2][7], rare_ids[2][7], lengths[2][4];
	const char *vocabulary;
	const char *left_out, *other_type, *shorter, *other_rank; /* the name of a tensor, or NULL */
	const char *extra;                                        /* the name of one more tensor, or NULL */
	bool digest;
} parts;

static const parts right = {
    .format = "unroll-statistics-1",
    .words = "7",
    .tail = "3",
    .source = "tests",
    .offsets = {0, 1, 1, 1, 1, 1, 3, 3},
    .ids = {4, 2, 6},
    .counts = {{3, 0, 9}, {1, 4, 65535}},
    .rare_rows = {{2, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 0, 1}},
    .rare_ids = {{0, 0, 1, 0, 2, 0, 0}, {0, 0, 0, 0, 0, 1, 1}},
    .lengths = {{0, 1, 0, 3}, {0, 0, 2, 0}},
    .vocabulary = "film\ngood\nbad",
};

static const char *const names[] = {"before/offsets", "before/ids", "before/counts", "rare/rows",
                                    "rare/ids",       "lengths",    "vocabulary"};
enum { NAMES = sizeof names / sizeof *names };

static bool same(const char *a, const char *b) {
	return a && strcmp(a, b) == 0;
}

static void add(safetensors_writer *writer, const parts *p, const char *name, safetensors_type type,
                uint32_t rank, uint64_t columns, const void *data) {
	uint64_t shape[3] = {rank == 2 ? 2 : columns, rank == 2 ? columns : 1, 1};
	if (same(p->shorter, name)) shape[rank - 1]--;
	if (same(p->left_out, name)) return;
	if (same(p->other_type, name))
		type = type == SAFETENSORS_U16 ? SAFETENSORS_U8 : SAFETENSORS_U16, shape[0] = 1, shape[rank - 1] = 1;
	safetensors_add_tensor(writer, name, type, same(p->other_rank, name) ? rank + 1 : rank, shape, data);
}

static unroll_bytes write_parts(const parts *p) {
	safetensors_writer *writer = safetensors_begin();
	unroll_bytes file;
	if (p->format) safetensors_add_metadata(writer, "format", p->format);
	if (p->words) safetensors_add_metadata(writer, "words", p->words);
	if (p->tail) safetensors_add_metadata(writer, "tail", p->tail);
	if (p->source) safetensors_add_metadata(writer, "source", p->source);
	add(writer, p, "before/offsets", SAFETENSORS_U32, 1, 8, p->offsets);
	add(writer, p, "before/ids", SAFETENSORS_U16, 1, 3, p->ids);
	add(writer, p, "before/counts", SAFETENSORS_U16, 2, 3, p->counts);
	add(writer, p, "rare/rows", SAFETENSORS_U32, 2, 7, p->rare_rows);
	add(writer, p, "rare/ids", SAFETENSORS_U32, 2, 7, p->rare_ids);
	add(writer, p, "lengths", SAFETENSORS_U32, 2, 4, p->lengths);
	add(writer, p, "vocabulary", SAFETENSORS_U8, 1, strlen(p->vocabulary), p->vocabulary);
	if (p->extra) add(writer, p, p->extra, SAFETENSORS_U8, 1, 1, "x");
	if (p->digest) safetensors_add_digest(writer);
	assert_int_equal(safetensors_finish(writer, &file, NULL), UNROLL_OK);
	return file;
}

static void check_refused(const parts *p, const char *subject) {
	unroll_bytes file = write_parts(p);
	unroll_statistics *statistics = NULL;
	unroll_error error = {UNROLL_OK, "", ""};
	assert_int_equal(unroll_statistics_open(file.data, file.size, &statistics, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, subject);
	assert_null(statistics);
	unroll_bytes_free(&file);
}

static void statistics_are_read(void **state) {
	(void)state;
	unroll_bytes file = write_parts(&right);
	unroll_statistics *s;
	size_t size;
	assert_int_equal(unroll_statistics_open(file.data, file.size, &s, NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_words(s), 7);
	assert_int_equal(unroll_statistics_tail(s), 3);
	assert_int_equal(unroll_statistics_pairs(s), 3);
	assert_string_equal(unroll_statistics_source(s), "tests");
	assert_memory_equal(unroll_vocabulary_word(unroll_statistics_vocabulary(s), 2, &size), "good", 4);
	unroll_statistics_close(s);
	unroll_statistics_close(NULL);
	unroll_bytes_free(&file);
}

/* With a digest and without: then the reader itself must see what is missing. */
static void every_cut_is_refused(void **state) {
	(void)state;
	for (int digest = 0; digest < 2; digest++) {
		parts p = right;
		p.digest = digest;
		unroll_bytes file = write_parts(&p);
		for (size_t size = 0; size < file.size; size++) {
			uint8_t *bytes = malloc(size ? size : 1);
			unroll_statistics *s = NULL;
			memcpy(bytes, file.data, size);
			assert_int_equal(unroll_statistics_open(bytes, size, &s, NULL), UNROLL_BAD_FILE);
			assert_null(s);
			free(bytes);
		}
		unroll_bytes_free(&file);
	}
}

/* Whatever one bit is changed to: no crash, and from what opens a corpus can be drawn that opens. */
static void every_changed_bit_is_survived(void **state) {
	(void)state;
	unroll_bytes file = write_parts(&right);
	uint32_t opened = 0;
	for (size_t at = 0; at < file.size; at++) {
		uint8_t was = file.data[at];
		for (unsigned bit = 0; bit < 8; bit++) {
			unroll_statistics *s;
			unroll_corpus *corpus;
			unroll_bytes drawn;
			unroll_error error;
			file.data[at] = (uint8_t)(was ^ 1u << bit);
			if (unroll_statistics_open(file.data, file.size, &s, NULL) != UNROLL_OK) continue;
			opened++;
			if (unroll_statistics_draw(s, 20, 1, &drawn, &error) != UNROLL_OK) fail_msg("%s", error.message);
			if (unroll_corpus_open(drawn.data, drawn.size, &corpus, &error) != UNROLL_OK)
				fail_msg("%s", error.message);
			unroll_corpus_close(corpus);
			unroll_bytes_free(&drawn);
			unroll_statistics_close(s);
		}
		file.data[at] = was;
	}
	assert_true(opened > 100); /* counts may be anything, and so may letters */
	unroll_bytes_free(&file);
}

static void with_a_digest_no_changed_data_are_taken(void **state) {
	(void)state;
	parts p = right;
	p.digest = true;
	unroll_bytes file = write_parts(&p);
	unroll_statistics *s = NULL;
	unroll_error error;
	file.data[file.size - 1] ^= 1;
	assert_int_equal(unroll_statistics_open(file.data, file.size, &s, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "sha256");
	unroll_bytes_free(&file);
}

static void wrong_metadata_are_refused(void **state) {
	(void)state;
	static const char *const wrong[] = {NULL, "", "x", "-7", "7 ", "4", "4097", "99999999999"};
	parts p;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		p = right, p.words = wrong[i];
		check_refused(&p, "words");
	}
	p = right, p.words = "6"; /* too few for the vocabulary */
	check_refused(&p, "vocabulary");
	p = right, p.words = "8"; /* too many for the tensors */
	check_refused(&p, "before/offsets");
	p = right, p.tail = NULL;
	check_refused(&p, "tail");
	p = right, p.tail = "1";
	check_refused(&p, "tail");
	p = right, p.tail = "2001";
	check_refused(&p, "tail");
	p = right, p.tail = "4";
	check_refused(&p, "lengths");
	p = right, p.format = "unroll-corpus-1";
	check_refused(&p, "format");
	p = right, p.format = NULL;
	check_refused(&p, "format");
	p = right, p.source = NULL;
	check_refused(&p, "source");
	p = right, p.vocabulary = "";
	check_refused(&p, "vocabulary");
	p = right, p.vocabulary = "film\ngood"; /* a word less, whose id is in the list */
	check_refused(&p, "before/ids");
	p = right, p.vocabulary = "film\ngood\nfilm";
	check_refused(&p, "vocabulary");
}

static void tensors_of_another_kind_or_size_are_refused(void **state) {
	(void)state;
	parts p;
	for (size_t i = 0; i < NAMES; i++) {
		p = right, p.left_out = names[i];
		check_refused(&p, names[i]);
		p = right, p.other_type = names[i];
		check_refused(&p, names[i]);
		p = right, p.other_rank = names[i];
		check_refused(&p, names[i]);
	}
	/* One pair less is one too few for the counts; one letter less is a word as good as any. */
	for (size_t i = 0; i + 1 < NAMES; i++) {
		p = right, p.shorter = names[i];
		check_refused(&p, same(names[i], "before/ids") ? "before/counts" : names[i]);
	}
	p = right, p.extra = "more";
	check_refused(&p, "statistics");
}

static void numbers_that_cannot_be_are_refused(void **state) {
	(void)state;
	parts p;
	/* The id of no word, in the list and among the rare ones; ids that fall. */
	static const uint16_t no_words[] = {0, 1, 3, 7, 65535};
	for (size_t i = 0; i < sizeof no_words / sizeof *no_words; i++) {
		p = right, p.ids[0] = no_words[i];
		check_refused(&p, "before/ids");
		if (no_words[i] < 7) {
			p = right, p.rare_ids[1][no_words[i]] = 1;
			check_refused(&p, "rare/ids");
		}
	}
	p = right, p.ids[1] = 6, p.ids[2] = 5;
	check_refused(&p, "before/ids");
	/* Rows that do not begin at 0, fall, leave the list, or end too early. */
	p = right, p.offsets[0] = 1;
	check_refused(&p, "before/offsets");
	p = right, p.offsets[3] = 0;
	check_refused(&p, "before/offsets");
	p = right, p.offsets[3] = UINT32_MAX;
	check_refused(&p, "before/offsets");
	p = right, p.offsets[6] = 4, p.offsets[7] = 4;
	check_refused(&p, "before/offsets");
	p = right, p.offsets[6] = 2, p.offsets[7] = 2;
	check_refused(&p, "before/offsets");
	/* Sums beyond 32 bits; reviews without ids, or none of a label. */
	p = right, p.rare_rows[1][5] = UINT32_MAX - 65538;
	check_refused(&p, "before/counts");
	p = right, p.rare_ids[0][4] = UINT32_MAX;
	check_refused(&p, "rare/ids");
	p = right, p.lengths[0][1] = UINT32_MAX;
	check_refused(&p, "lengths");
	p = right, p.lengths[1][0] = 1;
	check_refused(&p, "lengths");
	p = right, p.lengths[1][2] = 0;
	check_refused(&p, "lengths");
}

/* A file may know reviews of three ids and not one word of them. */
static void where_nothing_is_known_words_are_unknown(void **state) {
	(void)state;
	parts p = right;
	memset(p.counts, 0, sizeof p.counts);
	memset(p.rare_ids, 0, sizeof p.rare_ids);
	unroll_bytes file = write_parts(&p), drawn;
	unroll_statistics *s;
	unroll_corpus *corpus;
	assert_int_equal(unroll_statistics_open(file.data, file.size, &s, NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_draw(s, 20, 1, &drawn, NULL), UNROLL_OK);
	assert_int_equal(unroll_corpus_open(drawn.data, drawn.size, &corpus, NULL), UNROLL_OK);
	unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, 19);
	assert_int_equal(review.count, 2);
	assert_int_equal(review.ids[0], UNROLL_START_ID);
	assert_int_equal(review.ids[1], UNROLL_UNKNOWN_ID);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&drawn);
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(statistics_are_read),
	    cmocka_unit_test(every_cut_is_refused),
	    cmocka_unit_test(every_changed_bit_is_survived),
	    cmocka_unit_test(with_a_digest_no_changed_data_are_taken),
	    cmocka_unit_test(wrong_metadata_are_refused),
	    cmocka_unit_test(tensors_of_another_kind_or_size_are_refused),
	    cmocka_unit_test(numbers_that_cannot_be_are_refused),
	    cmocka_unit_test(where_nothing_is_known_words_are_unknown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

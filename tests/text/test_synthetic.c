/* Proves that a synthetic corpus has the words, pairs and lengths of its statistics, and the same bytes everywhere. */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "text/statistics_file.h"

#include "drawn_corpus.h"

typedef struct fixture {
	made_corpus counted;
	unroll_bytes file;
	unroll_statistics *statistics;
} fixture;

static fixture make_fixture(uint32_t tail) {
	fixture f = {.counted = corpus_of_random_words(1, tail)};
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_error error;
	if (unroll_statistics_count(f.counted.corpus, &options, &f.file, &error) != UNROLL_OK ||
	    unroll_statistics_open(f.file.data, f.file.size, &f.statistics, &error) != UNROLL_OK)
		fail_msg("%s", error.message);
	return f;
}

static void release_fixture(fixture *f) {
	unroll_statistics_close(f->statistics);
	unroll_bytes_free(&f->file);
	corpus_release(&f->counted);
}

static made_corpus draw(const unroll_statistics *s, uint32_t reviews, uint32_t seed) {
	made_corpus made;
	unroll_error error;
	if (unroll_statistics_draw(s, reviews, seed, &made.file, &error) != UNROLL_OK ||
	    unroll_corpus_open(made.file.data, made.file.size, &made.corpus, &error) != UNROLL_OK)
		fail_msg("%s", error.message);
	return made;
}

static void the_corpus_is_as_documented(void **state) {
	(void)state;
	fixture f = make_fixture(0);
	made_corpus made = draw(f.statistics, 101, 5);
	assert_int_equal(unroll_corpus_count(made.corpus, UNROLL_TRAIN_HALF), 101);
	assert_int_equal(unroll_corpus_count(made.corpus, UNROLL_TEST_HALF), 0);
	assert_int_equal(unroll_corpus_words(made.corpus), unroll_statistics_words(f.statistics));
	assert_int_equal(unroll_corpus_tail(made.corpus), 200);
	assert_string_equal(unroll_corpus_source(made.corpus), UNROLL_SYNTHETIC_SOURCE "tests");
	for (uint32_t r = 0; r < 101; r++)
		assert_int_equal(unroll_corpus_get(made.corpus, UNROLL_TRAIN_HALF, r).label, r >= 50);
	/* Its words are those of the corpus that was counted, so a model of one can classify the other. */
	size_t sizes[2];
	const char *words = unroll_vocabulary_text(unroll_corpus_vocabulary(made.corpus), UINT32_MAX, &sizes[0]);
	const char *counted =
	    unroll_vocabulary_text(unroll_corpus_vocabulary(f.counted.corpus), UINT32_MAX, &sizes[1]);
	assert_int_equal(sizes[0], sizes[1]);
	assert_memory_equal(words, counted, sizes[0]);
	corpus_release(&made);
	release_fixture(&f);
}

/* The same digest with every compiler; WebAssembly is compared in web/tests/engine/statistics.test.ts. */
static void the_same_seed_gives_the_same_bytes(void **state) {
	(void)state;
	fixture f = make_fixture(0);
	made_corpus first = draw(f.statistics, 200, 7), again = draw(f.statistics, 200, 7),
	            other = draw(f.statistics, 200, 8);
	char digest[SHA256_TEXT];
	assert_int_equal(first.file.size, again.file.size);
	assert_memory_equal(first.file.data, again.file.data, first.file.size);
	assert_true(first.file.size != other.file.size ||
	            memcmp(first.file.data, other.file.data, first.file.size) != 0);
	sha256_hexadecimal(first.file.data, first.file.size, digest);
	assert_string_equal(digest, "9683edf12ec4144eb2789983ebf1625dee79f056e9a829af652f53b0c0ae4d51");
	corpus_release(&first);
	corpus_release(&again);
	corpus_release(&other);
	release_fixture(&f);
}

static bool equal_reviews(unroll_corpus_review a, unroll_corpus_review b) {
	return a.count == b.count && memcmp(a.ids, b.ids, a.count * sizeof *a.ids) == 0;
}

/* So that a corpus of more reviews has those of a smaller one among its own. */
static void a_review_depends_on_seed_number_and_label_alone(void **state) {
	(void)state;
	fixture f = make_fixture(0);
	made_corpus small = draw(f.statistics, 50, 7), large = draw(f.statistics, 400, 7);
	uint32_t different = 0;
	for (uint32_t r = 0; r < 25; r++) {
		unroll_corpus_review a = unroll_corpus_get(small.corpus, UNROLL_TRAIN_HALF, r);
		assert_true(equal_reviews(a, unroll_corpus_get(large.corpus, UNROLL_TRAIN_HALF, r)));
		different += !equal_reviews(a, unroll_corpus_get(small.corpus, UNROLL_TRAIN_HALF, (r + 1) % 25));
	}
	assert_true(different > 20);
	corpus_release(&small);
	corpus_release(&large);
	release_fixture(&f);
}

/* How far `seen` of `draws` may be from its expected share: five standard deviations of the binomial distribution, and
 * a little for shares that are hardly ever drawn. */
static void check_share(double seen, double draws, double share) {
	double expected = draws * share, distance = seen - expected;
	assert_true(distance * distance <= 25 * expected + 25);
}

/* What follows what, and how long reviews are, comes near what was counted. Rare pairs are drawn by the id before
 * alone, so they are held against that. */
static void pairs_and_lengths_come_near_their_counts(void **state) {
	(void)state;
	enum { REVIEWS = 20000, MOST = 32 };
	fixture f = make_fixture(0);
	const unroll_statistics *s = f.statistics;
	made_corpus made = draw(s, REVIEWS, 3);
	static uint32_t pairs[2][MOST][MOST], lengths[2][201];
	for (uint32_t r = 0; r < REVIEWS; r++) {
		unroll_corpus_review review = unroll_corpus_get(made.corpus, UNROLL_TRAIN_HALF, r);
		lengths[review.label][review.count]++;
		assert_int_equal(review.ids[0], UNROLL_START_ID);
		for (uint32_t i = 1; i < review.count; i++)
			pairs[review.label][i + 1 < review.count ? review.ids[i + 1] : 0][review.ids[i]]++;
	}
	for (uint32_t label = 0; label < 2; label++) {
		double reviews = 0, rare = 0;
		for (uint32_t i = 0; i <= s->tail; i++) reviews += s->lengths[label * (s->tail + 1) + i];
		for (uint32_t i = 0; i <= s->tail; i++)
			check_share(lengths[label][i], REVIEWS / 2, s->lengths[label * (s->tail + 1) + i] / reviews);
		for (uint32_t id = 0; id < s->words; id++) rare += s->rare_ids[label * s->words + id];
		for (uint32_t row = 0; row < s->words; row++) {
			double total = s->rare_rows[label * s->words + row], shares[MOST] = {0}, draws = 0;
			for (uint32_t i = s->offsets[row]; i < s->offsets[row + 1]; i++)
				total += s->counts[label * s->pairs + i];
			for (uint32_t i = s->offsets[row]; i < s->offsets[row + 1]; i++)
				shares[s->ids[i]] += s->counts[label * s->pairs + i] / total;
			for (uint32_t id = 0; id < s->words; id++) {
				shares[id] +=
				    s->rare_rows[label * s->words + row] / total * s->rare_ids[label * s->words + id] / rare;
				draws += pairs[label][row][id];
			}
			for (uint32_t id = 0; id < s->words && total > 0; id++)
				check_share(pairs[label][row][id], draws, shares[id]);
		}
	}
	corpus_release(&made);
	release_fixture(&f);
}

/* A review that reaches the tail is the end of a longer one: it has no start. */
static void a_review_that_was_cut_has_no_start(void **state) {
	(void)state;
	fixture f = make_fixture(9);
	made_corpus made = draw(f.statistics, 300, 1);
	uint32_t cut = 0;
	for (uint32_t r = 0; r < 300; r++) {
		unroll_corpus_review review = unroll_corpus_get(made.corpus, UNROLL_TRAIN_HALF, r);
		assert_true(review.count >= 1 && review.count <= 9);
		assert_int_equal(review.ids[0] == UNROLL_START_ID, review.count < 9);
		for (uint32_t i = 1; i < review.count; i++) assert_int_not_equal(review.ids[i], UNROLL_START_ID);
		cut += review.count == 9;
	}
	assert_true(cut > 100 && cut < 300);
	corpus_release(&made);
	release_fixture(&f);
}

/* What occurs once is not listed, and a review without words leaves every row empty. */
static void where_no_pair_is_listed_rare_words_are_drawn(void **state) {
	(void)state;
	static const char *const texts[] = {"+", "-a b c"};
	made_corpus counted = corpus_of_texts(texts, 2, 12, 0);
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes file;
	unroll_statistics *s;
	assert_int_equal(unroll_statistics_count(counted.corpus, &options, &file, NULL), UNROLL_OK);
	assert_int_equal(unroll_statistics_open(file.data, file.size, &s, NULL), UNROLL_OK);
	made_corpus made = draw(s, 4, 1);
	for (uint32_t r = 0; r < 4; r++) {
		unroll_corpus_review review = unroll_corpus_get(made.corpus, UNROLL_TRAIN_HALF, r);
		assert_int_equal(review.count, review.label ? 1 : 4);
		for (uint32_t i = 1; i < review.count; i++) assert_in_range(review.ids[i], 4, 6);
	}
	corpus_release(&made);
	unroll_statistics_close(s);
	unroll_bytes_free(&file);
	corpus_release(&counted);
}

static void impossible_counts_are_refused(void **state) {
	(void)state;
	static const uint32_t wrong[] = {0, 1, 1000001, UINT32_MAX};
	fixture f = make_fixture(0);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unroll_bytes file = {NULL, 7};
		unroll_error error;
		assert_int_equal(unroll_statistics_draw(f.statistics, wrong[i], 1, &file, &error),
		                 UNROLL_BAD_SETTING);
		assert_string_equal(error.subject, "reviews");
		assert_true(file.data == NULL && file.size == 7);
	}
	release_fixture(&f);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_corpus_is_as_documented),
	    cmocka_unit_test(the_same_seed_gives_the_same_bytes),
	    cmocka_unit_test(a_review_depends_on_seed_number_and_label_alone),
	    cmocka_unit_test(pairs_and_lengths_come_near_their_counts),
	    cmocka_unit_test(a_review_that_was_cut_has_no_start),
	    cmocka_unit_test(where_no_pair_is_listed_rare_words_are_drawn),
	    cmocka_unit_test(impossible_counts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

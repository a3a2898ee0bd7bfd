/* Proves that a bag of words is scikit-learn's logistic regression on the same reviews, of two classes and of three, whatever the order and number of
 * their words; that it reads what its model reads and no more; and that a corpus with other words is refused. */
#include "golden_figures.h"

enum { WORDS = 40, TRAIN = 400, TEST = 100, LENGTH = 400 };

typedef struct setting {
	golden_file golden;
	unroll_bytes file;
	unroll_corpus *corpus;
	unroll_model *model;
} setting;

/* A review in which word w stands counts[w] times, in an order of its own. */
static void add_review(unroll_corpus_builder *builder, unroll_half half, uint32_t number, uint8_t label,
                       const uint8_t *counts) {
	char text[LENGTH * 4] = "";
	size_t size = 0;
	for (uint32_t i = 0, w = number % WORDS; i < WORDS; i++, w = (w + 7) % WORDS)
		for (uint8_t n = 0; n < counts[w]; n++)
			size += (size_t)snprintf(text + size, sizeof text - size, "w%u ", w);
	unroll_review review = {half, label, number, text, size};
	assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
}

static setting begin(uint32_t classes, uint32_t length) {
	setting s = {.golden = golden_figures("bag_of_words")};
	char labels_name[16], counts_name[16];
	snprintf(labels_name, sizeof labels_name, "labels/%u", classes);
	snprintf(counts_name, sizeof counts_name, "counts/%u", classes);
	const uint8_t *labels = golden_all(&s.golden, labels_name), *counts = golden_all(&s.golden, counts_name);
	unroll_corpus_options options = unroll_default_corpus_options();
	unroll_corpus_builder *builder;
	options.classes = classes, options.tail = 0;
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < TRAIN + TEST; i++)
		add_review(builder, i < TRAIN ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF, i, labels[i],
		           counts + (size_t)i * WORDS);
	assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &s.file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(s.file.data, s.file.size, &s.corpus, NULL), UNROLL_OK);
	unroll_settings settings = unroll_default_settings();
	settings.length = length, settings.words = 100, settings.classes = classes;
	settings.held_out = UNROLL_HELD_OUT_TEST; /* so that all of the training half is trained on */
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(s.corpus), &s.model, NULL),
	                 UNROLL_OK);
	return s;
}

static void end(setting *s) {
	unroll_model_destroy(s->model);
	unroll_corpus_close(s->corpus);
	unroll_bytes_free(&s->file);
	golden_close(&s->golden);
}

/* Its logits for the test half, (TEST, k). */
static void train_and_predict(const setting *s, float *logits, unroll_bag_progress *progress) {
	unroll_bag_of_words *bag;
	unroll_evaluator *evaluator;
	unroll_score score;
	unroll_predictions predictions;
	assert_int_equal(unroll_bag_of_words_create(s->model, s->corpus, &bag, NULL), UNROLL_OK);
	do unroll_bag_of_words_step(bag, 3, progress);
	while (!progress->done);
	assert_int_equal(unroll_evaluator_create(s->model, s->corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_evaluator_keep_reviews(evaluator, NULL), UNROLL_OK);
	unroll_evaluator_step(evaluator, 100, &score);
	assert_int_equal(unroll_bag_of_words_predict(bag, evaluator, logits, &predictions, NULL), UNROLL_OK);
	assert_int_equal(predictions.count, TEST);
	assert_memory_equal(predictions.labels, unroll_evaluator_reviews(evaluator).predictions.labels, TEST);
	unroll_evaluator_destroy(evaluator);
	unroll_bag_of_words_destroy(bag);
}

static void check(uint32_t classes) {
	float logits[TEST * 3];
	char name[16];
	unroll_bag_progress progress;
	setting s = begin(classes, LENGTH);
	train_and_predict(&s, logits, &progress);
	assert_true(progress.gradient <= 1e-6 && progress.iterations > 3);
	snprintf(name, sizeof name, "logits/%u", classes);
	const double *theirs = golden_all(&s.golden, name);
	uint32_t outputs = classes > 2 ? classes : 1;
	for (uint32_t r = 0; r < TEST; r++) {
		double mean = 0; /* a constant to all logits of a review changes nothing */
		for (uint32_t k = 0; classes > 2 && k < classes; k++)
			mean += (double)logits[r * outputs + k] / classes;
		for (uint32_t k = 0; k < outputs; k++)
			assert_near((double)logits[r * outputs + k] - mean, theirs[r * outputs + k], 5e-4);
	}
	end(&s);
}

static void it_is_the_logistic_regression_of_scikit_learn(void **state) {
	(void)state;
	check(2);
	check(3);
}

static void it_reads_what_its_model_reads(void **state) {
	(void)state;
	float whole[TEST], end_alone[TEST];
	unroll_bag_progress progress;
	setting long_ = begin(2, LENGTH), short_ = begin(2, 3);
	train_and_predict(&long_, whole, &progress);
	train_and_predict(&short_, end_alone, &progress);
	/* Three words have at most 40³ + 40² + 40 + 1 sets; that the last three decide is seen where they are changed alone. */
	uint32_t different = 0;
	for (uint32_t r = 0; r < TEST; r++) different += whole[r] != end_alone[r];
	assert_true(different > TEST / 2);
	for (uint32_t r = 0; r < TEST; r++)
		for (uint32_t other = 0; other < r; other++) {
			unroll_corpus_review a = unroll_corpus_get(short_.corpus, UNROLL_TEST_HALF, r);
			unroll_corpus_review b = unroll_corpus_get(short_.corpus, UNROLL_TEST_HALF, other);
			if (memcmp(a.ids + a.count - 3, b.ids + b.count - 3, 3 * sizeof *a.ids) == 0)
				assert_true(end_alone[r] == end_alone[other]);
		}
	end(&long_);
	end(&short_);
}

/* 100 words, of which a review has nine of ten, and the label is that of one of the rarest: so the columns of x are nearly the same. */
static void words_in_nearly_all_reviews_do_not_slow_it(void **state) {
	(void)state;
	enum { COMMON = 100, REVIEWS = 400 };
	unroll_corpus_builder *builder;
	unroll_bytes file;
	setting s;
	unroll_bag_of_words *bag;
	unroll_bag_progress progress;
	unroll_corpus_options corpus_options = unroll_default_corpus_options();
	assert_int_equal(unroll_corpus_builder_create(&corpus_options, &builder, NULL), UNROLL_OK);
	for (uint32_t r = 0; r < REVIEWS; r++) {
		char text[COMMON * 5] = "";
		size_t size = 0;
		for (uint32_t w = 0; w < COMMON; w++)
			if ((r * 7919 + w * 104729 + r * w * 31) % 97 >= 5)
				size += (size_t)snprintf(text + size, sizeof text - size, "w%u ", w);
		bool praised = strstr(text, "w0 ") != NULL, long_one = strstr(text, "w1 ") != NULL;
		unroll_review review = {UNROLL_TRAIN_HALF, (r % 3 == 0) ^ (praised && long_one), r, text, size};
		assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
	}
	assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(file.data, file.size, &s.corpus, NULL), UNROLL_OK);
	unroll_settings settings = unroll_default_settings();
	settings.words = 2 * COMMON, settings.held_out = UNROLL_HELD_OUT_TEST;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(s.corpus), &s.model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_bag_of_words_create(s.model, s.corpus, &bag, NULL), UNROLL_OK);
	do unroll_bag_of_words_step(bag, 1, &progress);
	while (!progress.done);
	assert_true(progress.gradient <= 1e-6);
	assert_true(progress.iterations < 30);
	unroll_bag_of_words_destroy(bag);
	unroll_model_destroy(s.model);
	unroll_corpus_close(s.corpus);
	unroll_bytes_free(&file);
}

static void other_words_are_refused(void **state) {
	(void)state;
	setting s = begin(2, LENGTH);
	unroll_vocabulary *other;
	unroll_model *model;
	unroll_bag_of_words *bag;
	assert_int_equal(unroll_vocabulary_create("a\nb", 3, &other, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_create(unroll_model_settings(s.model), other, &model, NULL), UNROLL_OK);
	assert_int_equal(unroll_bag_of_words_create(model, s.corpus, &bag, NULL), UNROLL_MISMATCH);
	unroll_model_destroy(model);
	unroll_vocabulary_destroy(other);
	end(&s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_is_the_logistic_regression_of_scikit_learn),
	    cmocka_unit_test(it_reads_what_its_model_reads),
	    cmocka_unit_test(words_in_nearly_all_reviews_do_not_slow_it),
	    cmocka_unit_test(other_words_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves that an evaluator scores, to the bit, the reviews that it says it scores: whole, with only their last words, or with the last
 * words of a review of the other label; and that it reports of each review what the pass predicts for it. What it should read is prepared here review by review, padded by a plain loop, and scored by
 * the pass alone. */
#include "small_corpus.h"

#include "training/model.h"
#include "training/pass.h"
#include "training/splits.h"

enum { TIMESTEPS = 9, BATCH = 10, MOST_REVIEWS = 64, MOST_IDS = 64 };

/* A trained model, a split, and the pass that scores prepared rows. */
typedef struct setting {
	small_corpus data;
	unroll_model *model;
	unroll_evaluator *evaluator;
	arena memory;
	uint32_t *permutation;
	batch batch;
	pass pass;
	review_list list;
} setting;

static void layout(setting *s, arena *memory) {
	batch_shape shape = batch_shape_of(&s->model->net.settings, BATCH);
	s->permutation =
	    arena_take(memory, unroll_corpus_count(s->data.corpus, UNROLL_TRAIN_HALF), sizeof(uint32_t));
	s->batch = batch_layout(memory, shape);
	s->pass = pass_layout(memory, &s->model->net, shape, false);
}

static setting begin_masking(unroll_split split, unroll_side padding, unroll_side truncating, bool masking) {
	setting s = {.data = small_corpus_make(203, 31, 1)};
	unroll_settings settings = small_settings(UNROLL_GRU);
	unroll_trainer *trainer;
	settings.length = TIMESTEPS, settings.batch = BATCH, settings.words = 20;
	settings.padding = padding, settings.truncating = truncating;
	settings.mask_zero = masking;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(s.data.corpus), &s.model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(s.model, s.data.corpus, &trainer, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_step(trainer, 60, NULL, NULL), UNROLL_OK);
	unroll_trainer_destroy(trainer);
	assert_int_equal(unroll_evaluator_create(s.model, s.data.corpus, split, &s.evaluator, NULL), UNROLL_OK);
	arena counting = arena_counting();
	layout(&s, &counting);
	assert_true(arena_open(&s.memory, counting.used));
	layout(&s, &s.memory);
	s.list = reviews_of_split(&settings, s.data.corpus, split, s.permutation);
	assert_true(s.list.count > BATCH && s.list.count % BATCH != 0 && s.list.count <= MOST_REVIEWS);
	return s;
}

static setting begin(unroll_split split, unroll_side padding, unroll_side truncating) {
	return begin_masking(split, padding, truncating, false);
}

static void end(setting *s) {
	arena_close(&s->memory);
	unroll_evaluator_destroy(s->evaluator);
	unroll_model_destroy(s->model);
	small_corpus_free(&s->data);
}

/* The ids that truncating leaves of the review at a place. */
static uint32_t ids_of(const setting *s, uint32_t place, uint16_t *ids) {
	unroll_corpus_review review = review_at(s->data.corpus, &s->list, place);
	uint32_t count = 0;
	for (uint32_t i = 0; i < review.count; i++)
		if (s->model->net.settings.truncating == UNROLL_PRE ? i + TIMESTEPS >= review.count : i < TIMESTEPS)
			ids[count++] = review.ids[i];
	return count;
}

static uint8_t label_of(const setting *s, uint32_t place) {
	return review_at(s->data.corpus, &s->list, place).label;
}

/* The place of the n-th review with the other label, for the n-th of this one; after the last, the first again. */
static uint32_t opposite_of(const setting *s, uint32_t place) {
	uint32_t n = 0, others[MOST_REVIEWS], count = 0;
	for (uint32_t p = 0; p < s->list.count; p++) {
		n += p < place && label_of(s, p) == label_of(s, place);
		if (label_of(s, p) != label_of(s, place)) others[count++] = p;
	}
	return others[n % count];
}

/* The ids of a review as it should be read. */
static uint32_t prepare(const setting *s, uint32_t place, unroll_reading reading, uint32_t words,
                        uint16_t *ids) {
	uint16_t own[MOST_IDS], other[MOST_IDS];
	uint32_t owned = ids_of(s, place, own), count = 0;
	for (uint32_t i = 0; i < owned; i++) {
		bool last = i + words >= owned;
		if (reading == UNROLL_READ_ALL || (reading == UNROLL_READ_LAST) == last) ids[count++] = own[i];
	}
	if (reading == UNROLL_READ_OPPOSITE) {
		uint32_t lent = ids_of(s, opposite_of(s, place), other);
		for (uint32_t i = 0; i < lent; i++)
			if (i + words >= lent) ids[count++] = other[i];
	}
	return count;
}

static unroll_score score_prepared(setting *s, unroll_reading reading, uint32_t words) {
	uint32_t total = s->list.count, correct = 0;
	bool pre = s->model->net.settings.padding == UNROLL_PRE;
	double loss = 0;
	for (uint32_t first = 0; first < total; first += BATCH) {
		uint32_t count = total - first < BATCH ? total - first : BATCH;
		batch_begin(&s->batch, count);
		for (uint32_t r = 0; r < count; r++) {
			uint16_t ids[MOST_IDS], row[TIMESTEPS] = {0};
			uint32_t kept = prepare(s, first + r, reading, words, ids);
			assert_true(kept <= TIMESTEPS);
			for (uint32_t i = 0; i < kept; i++) row[pre ? TIMESTEPS - kept + i : i] = ids[i];
			batch_set(&s->batch, r, row, TIMESTEPS, label_of(s, first + r));
		}
		batch_finish(&s->batch);
		pass_run(&s->pass, s->model->parameters, &s->batch, (random_stream){0, 0}, NULL, NULL);
		loss += pass_loss(&s->pass) * count;
		correct += pass_correct(&s->pass);
	}
	return (unroll_score){loss / total, (double)correct / total, total, total};
}

static unroll_score score(unroll_evaluator *evaluator) {
	unroll_score result;
	do unroll_evaluator_step(evaluator, 2, &result);
	while (result.reviews < result.total);
	return result;
}

static void same_score(unroll_score a, unroll_score b) {
	assert_int_equal(a.reviews, b.reviews);
	assert_true(a.loss == b.loss && a.accuracy == b.accuracy);
}

/* Ids of a review from `first` on that are words, and how many of them the model does not know. */
static void count_words(const setting *s, unroll_corpus_review review, uint32_t first, uint32_t *words,
                        uint32_t *unknown) {
	*words = *unknown = 0;
	for (uint32_t i = first; i < review.count; i++) {
		*words += review.ids[i] != UNROLL_START_ID;
		*unknown += review.ids[i] == UNROLL_UNKNOWN_ID || review.ids[i] >= s->model->net.settings.words;
	}
}

/* Reviews of a batch are read in another order where padding is masked. */
static void each_review_is_reported_where_it_stands(void **state) {
	(void)state;
	for (int masked = 0; masked < 2; masked++) {
		setting s = begin_masking(UNROLL_VALIDATION_SPLIT, UNROLL_PRE, UNROLL_PRE, masked);
		assert_int_equal(unroll_evaluator_reviews(s.evaluator).predictions.count, 0);
		assert_int_equal(unroll_evaluator_keep_reviews(s.evaluator, NULL), UNROLL_OK);
		unroll_score whole = score(s.evaluator);
		unroll_scored_reviews scored = unroll_evaluator_reviews(s.evaluator);
		assert_int_equal(scored.predictions.count, s.list.count);
		uint32_t correct = 0;
		for (uint32_t place = 0; place < s.list.count; place++) {
			uint32_t words, unknown, read;
			unroll_corpus_review review = review_at(s.data.corpus, &s.list, place);
			assert_int_equal(scored.indices[place], s.list.indices[place]);
			assert_int_equal(scored.predictions.labels[place], review.label);
			assert_ptr_equal(unroll_evaluator_review(s.evaluator, place).ids, review.ids);
			count_words(&s, review, 0, &words, &unknown);
			assert_int_equal(scored.words[place], words);
			count_words(&s, review, review.count > TIMESTEPS ? review.count - TIMESTEPS : 0, &read, &unknown);
			assert_int_equal(scored.unknown[place], unknown * 1000 / read);
			/* Read alone, it has the same logit. */
			batch_begin(&s.batch, 1);
			batch_set(&s.batch, 0, review.ids, review.count, review.label);
			batch_finish(&s.batch);
			pass_run(&s.pass, s.model->parameters, &s.batch, (random_stream){0, 0}, NULL, NULL);
			assert_true(scored.predictions.logits[place] == *pass_logits_of(&s.pass, 0));
			correct += (scored.predictions.logits[place] > 0) == review.label;
		}
		assert_true(whole.accuracy == (double)correct / s.list.count);
		end(&s);
	}
}

static void every_review_is_of_both_halves(void **state) {
	(void)state;
	setting s = begin(UNROLL_TEST_SPLIT, UNROLL_PRE, UNROLL_PRE);
	uint32_t train = unroll_corpus_count(s.data.corpus, UNROLL_TRAIN_HALF);
	assert_int_equal(unroll_evaluator_keep_reviews(s.evaluator, NULL), UNROLL_OK);
	unroll_score test = score(s.evaluator);
	float logits[MOST_REVIEWS];
	memcpy(logits, unroll_evaluator_reviews(s.evaluator).predictions.logits, test.total * sizeof *logits);
	unroll_evaluator_destroy(s.evaluator);
	assert_int_equal(unroll_evaluator_create(s.model, s.data.corpus, UNROLL_EVERY_REVIEW, &s.evaluator, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_evaluator_keep_reviews(s.evaluator, NULL), UNROLL_OK);
	assert_int_equal(score(s.evaluator).total, train + test.total);
	unroll_scored_reviews scored = unroll_evaluator_reviews(s.evaluator);
	for (uint32_t place = 0; place < scored.predictions.count; place++) {
		assert_int_equal(scored.indices[place], place);
		if (place < train)
			assert_int_equal(scored.predictions.labels[place],
			                 unroll_corpus_get(s.data.corpus, UNROLL_TRAIN_HALF, place).label);
		else
			assert_true(scored.predictions.logits[place] == logits[place - train]);
	}
	end(&s);
}

static void reviews_are_read_as_prepared_by_hand(void **state) {
	(void)state;
	static const uint32_t words[] = {0, 1, 4, TIMESTEPS - 1, TIMESTEPS, TIMESTEPS + 5, UINT32_MAX};
	for (int sides = 0; sides < 4; sides++)
		for (int split = UNROLL_VALIDATION_SPLIT; split <= UNROLL_TEST_SPLIT; split++) {
			setting s = begin((unroll_split)split, (unroll_side)(sides & 1), (unroll_side)(sides >> 1));
			unroll_score whole = score(s.evaluator);
			same_score(whole, score_prepared(&s, UNROLL_READ_ALL, 0));
			for (size_t i = 0; i < sizeof words / sizeof *words; i++)
				for (int reading = UNROLL_READ_LAST; reading <= UNROLL_READ_OPPOSITE; reading++) {
					/* Begun in the middle of another score. */
					unroll_score some;
					unroll_evaluator_step(s.evaluator, 1, &some);
					assert_int_equal(
					    unroll_evaluator_restart(s.evaluator, (unroll_reading)reading, words[i], NULL),
					    UNROLL_OK);
					uint32_t plain = words[i] < MOST_IDS ? words[i] : MOST_IDS;
					same_score(score(s.evaluator), score_prepared(&s, (unroll_reading)reading, plain));
				}
			assert_int_equal(unroll_evaluator_restart(s.evaluator, UNROLL_READ_LAST, TIMESTEPS, NULL),
			                 UNROLL_OK);
			same_score(whole, score(s.evaluator));
			assert_int_equal(unroll_evaluator_restart(s.evaluator, UNROLL_READ_OPPOSITE, 0, NULL), UNROLL_OK);
			same_score(whole, score(s.evaluator));
			end(&s);
		}
}

/* The model of the other tests has learned: what the end says counts, and against a whole opposite review it is wrong. */
static void an_opposite_end_turns_the_prediction(void **state) {
	(void)state;
	setting s = begin(UNROLL_VALIDATION_SPLIT, UNROLL_PRE, UNROLL_PRE);
	double accuracy[2];
	for (uint32_t i = 0; i < 2; i++) {
		assert_int_equal(unroll_evaluator_restart(s.evaluator, UNROLL_READ_OPPOSITE, i * TIMESTEPS, NULL),
		                 UNROLL_OK);
		accuracy[i] = score(s.evaluator).accuracy;
	}
	assert_true(accuracy[0] > 0.7 && accuracy[1] < 0.3);
	end(&s);
}

static void a_split_of_one_label_has_no_opposites(void **state) {
	(void)state;
	unroll_evaluator *evaluator;
	unroll_error error;
	small_corpus one = {{NULL, 0}, NULL};
	unroll_corpus_builder *builder;
	unroll_corpus_options options = unroll_default_corpus_options();
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < 40; i++) small_review(builder, UNROLL_TRAIN_HALF, 2 * i + 1, 1);
	for (uint32_t i = 0; i < 40; i++) small_review(builder, UNROLL_TEST_HALF, i, 1);
	assert_int_equal(unroll_corpus_builder_finish(builder, "positive", &one.file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(one.file.data, one.file.size, &one.corpus, NULL), UNROLL_OK);
	unroll_model *model;
	unroll_settings settings = small_settings(UNROLL_LSTM);
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(one.corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_evaluator_create(model, one.corpus, UNROLL_VALIDATION_SPLIT, &evaluator, NULL),
	                 UNROLL_OK);
	unroll_score before = score(evaluator);
	assert_int_equal(unroll_evaluator_restart(evaluator, UNROLL_READ_OPPOSITE, 3, &error), UNROLL_NO_REVIEWS);
	assert_string_equal(error.subject, "split");
	unroll_score after;
	unroll_evaluator_step(evaluator, 1, &after); /* it is as it was: done, with the same score */
	same_score(before, after);
	unroll_evaluator_destroy(evaluator);
	unroll_model_destroy(model);
	small_corpus_free(&one);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reviews_are_read_as_prepared_by_hand),
	    cmocka_unit_test(each_review_is_reported_where_it_stands),
	    cmocka_unit_test(every_review_is_of_both_halves),
	    cmocka_unit_test(an_opposite_end_turns_the_prediction),
	    cmocka_unit_test(a_split_of_one_label_has_no_opposites),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Proves that a search for a learning rate tries the rates it says, by ordinary updates; that it ends where the loss diverges, goes on over
 * epochs, repeats itself bit for bit, and reports what to try. */
#include "small_corpus.h"

#include <math.h>

#include "training/trainer.h"

enum { UPDATES = 61 }; /* of 9 batches an epoch */

static unroll_rate_search search_all(unroll_rate_finder *finder) {
	unroll_rate_search search;
	do unroll_rate_finder_step(finder, 7, &search);
	while (!search.finished);
	return search;
}

static unroll_rate_finder *open_finder(const unroll_settings *settings, const small_corpus *data) {
	unroll_rate_finder *finder;
	assert_int_equal(unroll_rate_finder_create(settings, data->corpus, UPDATES, &finder, NULL), UNROLL_OK);
	return finder;
}

/* Against a trainer that is given the rates one by one, and sums over all losses so far. */
static void its_losses_are_those_of_ordinary_updates(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 0, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.dropout = 0.2;
	unroll_rate_finder *finder = open_finder(&settings, &data);
	unroll_rate_search search = search_all(finder);
	const unroll_rate_point *points = unroll_rate_finder_points(finder);
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
	double losses[UPDATES], lowest = INFINITY, best = 0;
	assert_true(search.updates > 40 && search.total == UPDATES);
	for (uint32_t i = 0; i < search.updates; i++) {
		double sum = 0, weights = 0, rate = 1e-6 * pow(1e7, i / (UPDATES - 1.0));
		assert_true(trainer_train_at(trainer, points[i].rate, &losses[i]));
		for (uint32_t k = 0; k <= i; k++) {
			sum += losses[k] * pow(0.95, i - k);
			weights += pow(0.95, i - k);
		}
		assert_true(fabs(points[i].rate / rate - 1) < 1e-12);
		assert_true(points[i].loss == losses[i]);
		assert_true(fabs(points[i].smoothed - sum / weights) < 1e-12);
		if (sum / weights < lowest) lowest = sum / weights, best = points[i].rate;
	}
	assert_true(search.suggested == best / 10);
	assert_true(search.suggested > 1e-5 && search.suggested < 1);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	unroll_rate_finder_destroy(finder);
	small_corpus_free(&data);
}

/* SGD at a rate of 10 with momentum leaves all bounds; RMSprop's steps make the loss grow. Either ends before the last update. */
static void it_ends_where_the_loss_diverges(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 0, 1);
	unroll_settings settings = small_settings(UNROLL_SIMPLE_RNN);
	unroll_rate_finder *finder = open_finder(&settings, &data);
	unroll_rate_search search = search_all(finder), again;
	const unroll_rate_point *points = unroll_rate_finder_points(finder);
	assert_true(search.updates < search.total);
	double lowest = INFINITY;
	for (uint32_t i = 0; i < search.updates; i++) {
		if (points[i].smoothed < lowest) lowest = points[i].smoothed;
		assert_int_equal(points[i].smoothed > 2 * lowest, i + 1 == search.updates);
	}
	unroll_rate_finder_step(finder, 5, &again); /* it is over */
	assert_memory_equal(&again.updates, &search.updates, sizeof again.updates);
	assert_true(again.finished && again.suggested == search.suggested);
	unroll_rate_finder_destroy(finder);
	small_corpus_free(&data);
}

/* Whatever the schedule of the settings, which a search does not follow. */
static void it_repeats_itself(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_rate_finder *one = open_finder(&settings, &data);
	settings.learning_rate = 3, settings.schedule = UNROLL_SCHEDULE_COSINE, settings.warm_up = 9;
	settings.epochs = 1;
	unroll_rate_finder *other = open_finder(&settings, &data);
	unroll_rate_search search = search_all(one);
	assert_int_equal(search_all(other).updates, search.updates);
	assert_memory_equal(unroll_rate_finder_points(one), unroll_rate_finder_points(other),
	                    search.updates * sizeof(unroll_rate_point));
	unroll_rate_finder_destroy(one);
	unroll_rate_finder_destroy(other);
	small_corpus_free(&data);
}

static void what_cannot_be_searched_is_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 0, 1), one = small_corpus_make(1, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_rate_finder *finder = NULL;
	unroll_error error;
	assert_int_equal(unroll_rate_finder_create(&settings, data.corpus, 1, &finder, &error),
	                 UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "updates");
	assert_int_equal(unroll_rate_finder_create(&settings, one.corpus, 9, &finder, &error), UNROLL_NO_REVIEWS);
	settings.units[0] = 0;
	assert_int_equal(unroll_rate_finder_create(&settings, data.corpus, 9, &finder, &error),
	                 UNROLL_BAD_SETTING);
	assert_null(finder);
	unroll_rate_finder_destroy(NULL);
	small_corpus_free(&data);
	small_corpus_free(&one);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(its_losses_are_those_of_ordinary_updates),
	    cmocka_unit_test(it_ends_where_the_loss_diverges),
	    cmocka_unit_test(it_repeats_itself),
	    cmocka_unit_test(what_cannot_be_searched_is_refused),
	};
	return cmocka_run_group_tests_name("rate_finder", tests, NULL, NULL);
}

/* Proves that each schedule gives the rates of Keras: tables worked out by hand, and the formulas with the C library's functions. */
#include "../cmocka_all.h"

#include <math.h>

#include "training/learning_rate.h"

enum { EPOCH_UPDATES = 3 };

static unroll_settings settings_of(unroll_schedule schedule, uint32_t warm_up) {
	unroll_settings settings = unroll_default_settings();
	settings.schedule = schedule;
	settings.warm_up = warm_up;
	settings.learning_rate = 0.01;
	settings.rate_factor = 0.5;
	settings.rate_epochs = 2;
	settings.epochs = 5;
	return settings;
}

static void check_table(const unroll_settings *settings, uint32_t plateaus, const double *rates,
                        size_t count) {
	for (size_t i = 0; i < count; i++) {
		double rate = learning_rate_at(settings, EPOCH_UPDATES, i + 1, plateaus);
		if (!(fabs(rate - rates[i]) <= 1e-15))
			fail_msg("update %zu: %.17g, expected %.17g", i + 1, rate, rates[i]);
	}
}

static void a_constant_rate_is_that_of_the_settings(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	for (uint64_t update = 1; update < 100000; update += 777)
		assert_true(learning_rate_at(&settings, 313, update, (uint32_t)update) == settings.learning_rate);
}

static void a_warm_up_rises_from_nothing(void **state) {
	(void)state;
	unroll_settings settings = settings_of(UNROLL_SCHEDULE_CONSTANT, 4);
	static const double rates[] = {0, 0.0025, 0.005, 0.0075, 0.01, 0.01, 0.01};
	check_table(&settings, 0, rates, 7);
}

static void steps_come_after_every_so_many_epochs(void **state) {
	(void)state;
	unroll_settings settings = settings_of(UNROLL_SCHEDULE_STEP, 0);
	static const double rates[] = {0.01,  0.01,  0.01,  0.01,  0.01,  0.01,  0.005,
	                               0.005, 0.005, 0.005, 0.005, 0.005, 0.0025};
	check_table(&settings, 3, rates, 13); /* plateaus do not matter */
	settings.warm_up = 8;
	assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 8, 0) == 0.005 * 7 / 8);
}

/* Behind the warm-up, over all fifteen updates but those of the warm-up, down to the lowest rate, and not up again. */
static void a_cosine_ends_at_the_lowest_rate(void **state) {
	(void)state;
	unroll_settings settings = settings_of(UNROLL_SCHEDULE_COSINE, 4);
	settings.min_rate = 0.002;
	double rates[20];
	for (int s = 0; s < 20; s++) {
		double share = fmin((s - 4) / 11.0, 1);
		rates[s] =
		    s < 4 ? 0.01 * s / 4 : 0.01 * ((1 - 0.2) * (1 + cos(3.14159265358979323846 * share)) / 2 + 0.2);
	}
	check_table(&settings, 0, rates, 20);
	assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 5, 0) == 0.01);
	assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 16, 0) == 0.002);
	settings.min_rate = 1; /* counts as the rate itself */
	for (uint64_t update = 5; update < 20; update++)
		assert_true(learning_rate_at(&settings, EPOCH_UPDATES, update, 0) == 0.01);
	settings.warm_up = 1000; /* longer than the run */
	assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 15, 0) == 0.01 * 14 / 1000);
}

static void plateaus_lower_the_rate_to_its_least(void **state) {
	(void)state;
	unroll_settings settings = settings_of(UNROLL_SCHEDULE_PLATEAU, 7); /* no warm-up */
	settings.min_rate = 0.002;
	static const double after[] = {0.01, 0.005, 0.0025, 0.002, 0.002};
	for (uint32_t plateaus = 0; plateaus < 5; plateaus++)
		assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 1, plateaus) == after[plateaus]);
	settings.min_rate = 1;
	assert_true(learning_rate_at(&settings, EPOCH_UPDATES, 1, 3) == 0.01);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_constant_rate_is_that_of_the_settings),
	    cmocka_unit_test(a_warm_up_rises_from_nothing),
	    cmocka_unit_test(steps_come_after_every_so_many_epochs),
	    cmocka_unit_test(a_cosine_ends_at_the_lowest_rate),
	    cmocka_unit_test(plateaus_lower_the_rate_to_its_least),
	};
	return cmocka_run_group_tests_name("learning_rate", tests, NULL, NULL);
}

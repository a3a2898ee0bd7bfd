/* Proves that early stopping and the plateaus of a learning rate count as Keras' callbacks do. */
#include "../cmocka_all.h"

#include "training/early_stopping.h"

static early_stopping stopping_of(uint32_t patience, unroll_monitor monitor, double min_delta) {
	unroll_settings settings = unroll_default_settings();
	settings.patience = patience, settings.monitor = monitor, settings.min_delta = min_delta;
	settings.rate_epochs = 2;
	return early_stopping_of(&settings);
}

static bool count_loss(early_stopping *stopping, uint32_t number, double val_loss) {
	return early_stopping_improved(stopping, number,
	                               &(unroll_epoch){.val_loss = val_loss, .val_accuracy = 0.5});
}

static void losses_must_be_lower_than_the_best(void **state) {
	(void)state;
	/* Equal is no improvement; the count starts again at each improvement. */
	static const double losses[] = {0.7, 0.6, 0.6, 0.65, 0.59, 0.6, 0.61, 0.59};
	static const bool improved[] = {true, true, false, false, true, false, false, false};
	early_stopping stopping = stopping_of(3, UNROLL_MONITOR_VAL_LOSS, 0);
	for (uint32_t i = 0; i < 8; i++) {
		assert_false(early_stopping_enough(&stopping));
		assert_int_equal(count_loss(&stopping, i + 1, losses[i]), improved[i]);
	}
	assert_true(early_stopping_enough(&stopping));
	assert_int_equal(stopping.best_epoch, 5);
	assert_true(stopping.best_val_loss == 0.59);
	early_stopping endless = stopping_of(0, UNROLL_MONITOR_VAL_LOSS, 0);
	for (uint32_t i = 1; i < 100; i++) count_loss(&endless, i, i);
	assert_false(early_stopping_enough(&endless));
}

/* By 0.0625 exactly is not by more than that. */
static void improvements_must_be_larger_than_the_least(void **state) {
	(void)state;
	static const double losses[] = {0.75, 0.6875, 0.625, 0.609375, 0.5};
	static const bool improved[] = {true, false, true, false, true};
	early_stopping by_loss = stopping_of(9, UNROLL_MONITOR_VAL_LOSS, 0.0625);
	early_stopping by_accuracy = stopping_of(9, UNROLL_MONITOR_VAL_ACCURACY, 0.0625);
	for (uint32_t i = 0; i < 5; i++) {
		unroll_epoch loses = {.val_loss = losses[i], .val_accuracy = 0}, gains = {1, 0, 1, 1 - losses[i]};
		assert_int_equal(early_stopping_improved(&by_loss, i + 1, &loses), improved[i]);
		assert_int_equal(early_stopping_improved(&by_accuracy, i + 1, &gains), improved[i]);
	}
}

/* Whatever becomes of the loss. What is reported of the best epoch is its own. */
static void accuracy_decides_where_it_is_monitored(void **state) {
	(void)state;
	early_stopping stopping = stopping_of(2, UNROLL_MONITOR_VAL_ACCURACY, 0);
	assert_true(early_stopping_improved(&stopping, 1, &(unroll_epoch){.val_loss = 0.5, .val_accuracy = 0.7}));
	assert_true(early_stopping_improved(&stopping, 2, &(unroll_epoch){.val_loss = 0.6, .val_accuracy = 0.8}));
	assert_false(
	    early_stopping_improved(&stopping, 3, &(unroll_epoch){.val_loss = 0.4, .val_accuracy = 0.8}));
	assert_false(
	    early_stopping_improved(&stopping, 4, &(unroll_epoch){.val_loss = 0.3, .val_accuracy = 0.75}));
	assert_true(early_stopping_enough(&stopping));
	assert_int_equal(stopping.best_epoch, 2);
	assert_true(stopping.best_val_loss == 0.6 && stopping.best_val_accuracy == 0.8);
}

/* ReduceLROnPlateau(patience=2): it waits anew after each reduction, and after each improvement. */
static void plateaus_are_so_many_epochs_without_improvement(void **state) {
	(void)state;
	static const double losses[] = {0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.6, 0.7, 0.5, 0.6, 0.6};
	static const uint32_t plateaus[] = {0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3};
	early_stopping stopping = stopping_of(0, UNROLL_MONITOR_VAL_LOSS, 0);
	for (uint32_t i = 0; i < 11; i++) {
		count_loss(&stopping, i + 1, losses[i]);
		assert_int_equal(stopping.plateaus, plateaus[i]);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(losses_must_be_lower_than_the_best),
	    cmocka_unit_test(improvements_must_be_larger_than_the_least),
	    cmocka_unit_test(accuracy_decides_where_it_is_monitored),
	    cmocka_unit_test(plateaus_are_so_many_epochs_without_improvement),
	};
	return cmocka_run_group_tests_name("early_stopping", tests, NULL, NULL);
}

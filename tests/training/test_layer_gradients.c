/* The gradients of networks with layers above the recurrent ones, or between them, as in test_gradients.c. */
#include "checked_network.h"

/* The top layer's timesteps are pooled. */
static const char *const poolings[][8] = {
    {"7", "no", "same", "mean"},
    {"5", "no", "same", "max"},
    {"5,3", "no,concat", "same", "mean"},
    {"2,3", "concat,average", "gru", "max"},
};

/* A hidden dense layer above the last states, and above what is pooled. */
static const char *const hidden[][8] = {
    {"7", "no", "same", "last", "5", "relu"},
    {"5", "concat", "same", "last", "19", "tanh"},
    {"5,3", "no", "same", "mean", "7", "relu"},
    {"2,3", "no,average", "lstm", "max", "1", "tanh"},
};

/* Layers of dropout between recurrent layers, and below the last layer. */
static const char *const dropped[][8] = {
    {"7", "no", "same", "last", "0", "relu", "0", "0.3"},
    {"5,3", "no", "same", "last", "7", "tanh", "0.4", "0.3"},
    {"2,5,3", "concat,average,no", "same", "mean", "0", "relu", "0.3", "0.5"},
    {"3,2", "no,concat", "lstm", "last", "0", "relu", "0.2"},
};

/* More than two classes above each of these. */
static const char *const class_heads[][8] = {
    {"7", "no", "same", "last"},
    {"3,2", "concat,no", "lstm", "mean"},
    {"5", "concat", "same", "max", "7", "tanh"},
    {"3,2", "no", "same", "last", "0", "relu", "0.3", "0.4"},
};

static void timesteps_are_pooled(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (unroll_input input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++)
			check_stacks(poolings, sizeof poolings / sizeof *poolings, cell, input);
}

static void hidden_dense_layers(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		check_stacks(hidden, sizeof hidden / sizeof *hidden, cell, UNROLL_EMBEDDING);
}

static void layers_of_dropout(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (unroll_input input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++)
			check_stacks(dropped, sizeof dropped / sizeof *dropped, cell, input);
}

/* Of 3 to 20 classes, with label smoothing and class weights, and with masks and dropout. */
static void more_than_two_classes(void **state) {
	(void)state;
	static const struct {
		uint32_t classes;
		double smoothing;
		double dropout[2];
	} table[] = {{3, 0, {0, 0}}, {5, 0.2, {0.3, 0}}, {20, 0.1, {0.3, 0.4}}};
	worst_error = 0;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (size_t i = 0; i < 3; i++) {
			form f = {1, {1}, 11, 7, 19, i % 2 ? UNROLL_POST : UNROLL_PRE, UNROLL_PRE};
			unroll_settings settings =
			    settings_of(&f, cell, UNROLL_EMBEDDING, table[i].dropout[0], table[i].dropout[1]);
			set_stack(&settings, class_heads[(i + cell) % 4]);
			settings.classes = table[i].classes;
			settings.label_smoothing = table[i].smoothing;
			settings.mask_zero = i ? UNROLL_MASK_ZERO_YES : UNROLL_MASK_ZERO_NO;
			check_network(settings);
		}
	print_message("worst error of a gradient: %.2g of the largest in its tensor\n", worst_error);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(timesteps_are_pooled),
	    cmocka_unit_test(hidden_dense_layers),
	    cmocka_unit_test(layers_of_dropout),
	    cmocka_unit_test(more_than_two_classes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

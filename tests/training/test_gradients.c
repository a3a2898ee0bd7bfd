/* Proves the whole way through a network and back: logits and losses against a plain network in double
 * precision (plain_network.h), and the gradient of every weight against central differences of that
 * network's mean loss, for all cells, inputs and kinds of dropout, with and without masked padding, for batches of one length or as long
 * as their longest review, for one to three layers of one cell
 * or of several, in one direction or in both, and for batches of part of a block up to several blocks a shard.
 *
 * The units, dimensions, steps and words of a network are different primes (or 1), so that a swapped index
 * cannot hide. */
#include "checked_network.h"

static void check_cell(unroll_cell cell, unroll_input input) {
	static const double rates[4][2] = {{0, 0}, {0.3, 0}, {0, 0.4}, {0.3, 0.4}};
	worst_error = 0;
	for (size_t i = 0; i < FORMS; i++)
		for (size_t d = 0; d < 4; d++) {
			unroll_settings settings = settings_of(&forms[i], cell, input, rates[d][0], rates[d][1]);
			check_network(settings);
			settings.mask_zero = UNROLL_MASK_ZERO_YES; /* of a one-hot input nothing is masked */
			check_network(settings);
			settings.convention = UNROLL_CONVENTION_PYTORCH; /* with two biases */
			if (d == 0 || (d == 3 && input == UNROLL_EMBEDDING)) check_network(settings);
			settings.convention = UNROLL_CONVENTION_KERAS;
			settings.mask_zero = UNROLL_MASK_ZERO_NO;
			settings.pad_to = UNROLL_PAD_TO_LONGEST;
			if (d == i % 4) check_network(settings);
		}
	print_message("worst error of a gradient: %.2g of the largest in its tensor\n", worst_error);
}

static void simple_rnn_on_an_embedding(void **state) {
	(void)state;
	check_cell(UNROLL_SIMPLE_RNN, UNROLL_EMBEDDING);
}

static void simple_rnn_on_one_hot(void **state) {
	(void)state;
	check_cell(UNROLL_SIMPLE_RNN, UNROLL_ONE_HOT);
}

static void lstm_on_an_embedding(void **state) {
	(void)state;
	check_cell(UNROLL_LSTM, UNROLL_EMBEDDING);
}

static void lstm_on_one_hot(void **state) {
	(void)state;
	check_cell(UNROLL_LSTM, UNROLL_ONE_HOT);
}

static void gru_on_an_embedding(void **state) {
	(void)state;
	check_cell(UNROLL_GRU, UNROLL_EMBEDDING);
}

static void gru_on_one_hot(void **state) {
	(void)state;
	check_cell(UNROLL_GRU, UNROLL_ONE_HOT);
}

/* Layers that read in both directions, alone and stacked, under and above others. */
static const char *const directions[][8] = {
    {"7", "concat", "same", "last"},      {"5", "sum", "same", "last"},
    {"3,5", "concat", "same", "last"},    {"5,3", "average,sum", "same", "last"},
    {"3,2", "concat,no", "lstm", "last"}, {"2,3,5", "no,average,concat", "gru,simple-rnn", "last"},
};

static void check_directions(unroll_cell cell, unroll_input input) {
	check_stacks(directions, sizeof directions / sizeof *directions, cell, input);
}

static void simple_rnn_in_both_directions(void **state) {
	(void)state;
	check_directions(UNROLL_SIMPLE_RNN, UNROLL_EMBEDDING);
	check_directions(UNROLL_SIMPLE_RNN, UNROLL_ONE_HOT);
}

static void lstm_in_both_directions(void **state) {
	(void)state;
	check_directions(UNROLL_LSTM, UNROLL_EMBEDDING);
	check_directions(UNROLL_LSTM, UNROLL_ONE_HOT);
}

static void gru_in_both_directions(void **state) {
	(void)state;
	check_directions(UNROLL_GRU, UNROLL_EMBEDDING);
	check_directions(UNROLL_GRU, UNROLL_ONE_HOT);
}

/* A small batch after a large one, in memory that was laid out for the large one: as the last batch of an
 * epoch. */
static void a_smaller_batch_has_its_own_gradient(void **state) {
	(void)state;
	static fixture f;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		open_fixture(&f, settings_of(&forms[FORMS - 1], cell, UNROLL_EMBEDDING, 0.3, 0.4), true);
		leave_traces(&f);
		f.masks = random_stream_of(42, RANDOM_DROPOUT, 1);
		fill_weights(&f, 1);
		fill_batch(&f, 19, 2);
		pass_run(&f.p, f.weights, &f.reviews, f.masks, f.gradient, NULL);
		check_forward(&f, true);
		for (uint32_t i = 0; i < f.net.tensor_count; i++) check_tensor(&f, &f.net.tensors[i]);
		close_fixture(&f);
	}
}

/* A pass laid out without the backward pass, as for a model that only classifies: dropout is off whatever the
 * settings. */
static void a_pass_can_be_forward_alone(void **state) {
	(void)state;
	static fixture f;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (unroll_input input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			open_fixture(&f, settings_of(&forms[FORMS - 1], cell, input, 0.3, 0.4), false);
			fill_weights(&f, 1);
			fill_batch(&f, 35, 2);
			pass_run(&f.p, f.weights, &f.reviews, (random_stream){0, 0}, NULL, NULL);
			check_forward(&f, false);
			close_fixture(&f);
		}
}

/* A masked review has the logit, bit for bit, that it has alone and without padding, whatever stands beside it in its block: 0 to 10
 * words and never all timesteps, so that some are left out; without a word it is the bias. */
static void masked_reviews_are_as_if_alone(void **state) {
	(void)state;
	static fixture f, alone;
	form shapes[] = {{2, {3, 7}, 5, PLAIN_STEPS, 19, UNROLL_PRE, UNROLL_PRE},
	                 {2, {3, 7}, 5, PLAIN_STEPS, 19, UNROLL_POST, UNROLL_PRE}};
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (size_t shape = 0; shape < 12; shape++) {
			unroll_settings settings = settings_of(&shapes[shape % 2], cell, UNROLL_EMBEDDING, 0, 0);
			settings.pooling = (unroll_pooling)(shape / 4);
			if (shape % 4 >= 2)
				assert_int_equal(unroll_settings_set(&settings, "bidirectional", "sum,concat", NULL),
				                 UNROLL_OK);
			settings.mask_zero = UNROLL_MASK_ZERO_YES;
			open_fixture(&f, settings, true);
			leave_traces(&f);
			fill_weights(&f, 1);
			batch_begin(&f.reviews, 19);
			uint16_t ids[19][PLAIN_STEPS];
			for (uint32_t r = 0; r < 19; r++) {
				for (uint32_t i = 0; i < PLAIN_STEPS; i++)
					ids[r][i] = (uint16_t)(1 + (r * 7 + i * 3) % (WORDS - 1));
				batch_set(&f.reviews, r, ids[r], r % PLAIN_STEPS, 0);
			}
			batch_finish(&f.reviews);
			pass_run(&f.p, f.weights, &f.reviews, f.masks, NULL, NULL);
			for (uint32_t r = 0; r < 19; r++) {
				uint32_t size = r % PLAIN_STEPS;
				if (size == 0) {
					assert_true(f.p.logits[r] == f.weights[f.net.dense_bias]);
					continue;
				}
				settings.mask_zero = UNROLL_MASK_ZERO_NO;
				settings.length = size;
				open_fixture(&alone, settings, false);
				batch_begin(&alone.reviews, 1);
				batch_set(&alone.reviews, 0, ids[r], size, 0);
				batch_finish(&alone.reviews);
				pass_run(&alone.p, f.weights, &alone.reviews, f.masks, NULL, NULL);
				assert_same_floats(&f.p.logits[r], alone.p.logits, 1);
				close_fixture(&alone);
			}
			close_fixture(&f);
		}
}

/* Runs the parts of each step in the given order. */
static void run_parts_in(fixture *f, const uint32_t order[SHARDS]) {
	pass_begin(&f->p, f->weights, &f->reviews, true, f->masks);
	for (size_t i = 0; i < SHARDS; i++) pass_word_rows(&f->p, order[i]);
	for (size_t i = 0; i < SHARDS; i++) pass_shard(&f->p, order[i]);
	for (size_t i = 0; i < SHARDS; i++) pass_word_gradients(&f->p, order[i]);
	pass_gradient(&f->p, f->gradient);
}

static void check_part_order(unroll_settings settings) {
	static const uint32_t orders[][SHARDS] = {{3, 2, 1, 0}, {2, 0, 3, 1}, {0, 1, 2, 3}};
	static fixture f;
	static float gradient[MOST_WEIGHTS], logits[MOST_REVIEWS];
	open_fixture(&f, settings, true);
	f.masks = random_stream_of(42, RANDOM_DROPOUT, 0);
	fill_weights(&f, 1);
	fill_batch(&f, settings.batch, 2);
	pass_run(&f.p, f.weights, &f.reviews, f.masks, f.gradient, NULL);
	memcpy(gradient, f.gradient, sizeof gradient);
	memcpy(logits, f.p.logits, sizeof logits);
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		leave_traces(&f);
		fill_weights(&f, 1);
		fill_batch(&f, settings.batch, 2);
		run_parts_in(&f, orders[i]);
		assert_same_floats(f.gradient, gradient, f.net.parameters);
		assert_same_floats(f.p.logits, logits, MOST_REVIEWS);
	}
	close_fixture(&f);
}

static void the_order_of_the_parts_does_not_show(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++) {
		check_part_order(settings_of(&forms[FORMS - 1], cell, UNROLL_EMBEDDING, 0, 0));
		check_part_order(settings_of(&forms[FORMS - 1], cell, UNROLL_EMBEDDING, 0.3, 0.4));
		check_part_order(settings_of(&forms[FORMS - 1], cell, UNROLL_ONE_HOT, 0.3, 0.4));
		unroll_settings both = settings_of(&forms[FORMS - 1], cell, UNROLL_EMBEDDING, 0, 0);
		assert_int_equal(unroll_settings_set(&both, "bidirectional", "concat", NULL), UNROLL_OK);
		check_part_order(both);
		both.dropout = 0.3;
		check_part_order(both);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(simple_rnn_on_an_embedding),
	    cmocka_unit_test(simple_rnn_on_one_hot),
	    cmocka_unit_test(lstm_on_an_embedding),
	    cmocka_unit_test(lstm_on_one_hot),
	    cmocka_unit_test(gru_on_an_embedding),
	    cmocka_unit_test(gru_on_one_hot),
	    cmocka_unit_test(simple_rnn_in_both_directions),
	    cmocka_unit_test(lstm_in_both_directions),
	    cmocka_unit_test(gru_in_both_directions),
	    cmocka_unit_test(a_smaller_batch_has_its_own_gradient),
	    cmocka_unit_test(a_pass_can_be_forward_alone),
	    cmocka_unit_test(masked_reviews_are_as_if_alone),
	    cmocka_unit_test(the_order_of_the_parts_does_not_show),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

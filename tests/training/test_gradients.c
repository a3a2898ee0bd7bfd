/* Proves the whole way through a network and back: logits and losses against a plain network in double
 * precision (plain_network.h), and the gradient of every weight against central differences of that
 * network's mean loss, for all cells, inputs and kinds of dropout, with and without masked padding, for batches of one length or as long
 * as their longest review, for one to three layers of one cell
 * or of several, in one direction or in both, and for batches of part of a block up to several blocks a shard.
 *
 * The units, dimensions, steps and words of a network are different primes (or 1), so that a swapped index
 * cannot hide. */
#include "../kernels/guarded.h"

#include "plain_network.h"
#include "training/pass.h"

/* The engine computes in float. Logits and losses may differ by what eleven steps round away; gradients are
 * compared relative to the largest of their tensor, and come seven times closer than this. */
#define LOGIT_TOLERANCE    2e-5
#define GRADIENT_TOLERANCE 1e-4

enum { WORDS = 23, MOST_REVIEWS = 70, MOST_IDS = 2 * PLAIN_STEPS, MOST_WEIGHTS = 2400 };

/* What the networks of this test are made of, beside cell, input and dropout. */
typedef struct form {
	uint32_t layers, units[3], embedding, length, reviews;
	unroll_side padding, truncating;
} form;

static const form forms[] = {
    {1, {7}, 5, PLAIN_STEPS, 3, UNROLL_PRE, UNROLL_PRE},
    {1, {1}, 19, PLAIN_STEPS, 17, UNROLL_POST, UNROLL_POST}, /* an embedding wider than all gates */
    {2, {3, 7}, 5, PLAIN_STEPS, 17, UNROLL_POST, UNROLL_PRE},
    {3, {7, 3, 1}, 5, PLAIN_STEPS, 3, UNROLL_PRE, UNROLL_POST},
    {2, {3, 2}, 7, 5, MOST_REVIEWS, UNROLL_PRE, UNROLL_PRE}, /* five blocks for four shards, the last of 6 */
};
#define FORMS (sizeof forms / sizeof *forms)

/* A network with weights, a batch, and a pass, all alive until close_fixture(). */
typedef struct fixture {
	unroll_settings settings;
	network net;
	arena memory;
	batch reviews;
	pass p;
	random_stream masks;
	float weights[MOST_WEIGHTS], gradient[MOST_WEIGHTS];
	double plain_weights[MOST_WEIGHTS];
	uint32_t ids[MOST_REVIEWS][PLAIN_STEPS]; /* padded by this test */
	uint32_t most;                           /* ids of a review of fill_batch() */
	uint32_t first;        /* timestep of the batch, where it is as long as its longest review */
	unroll_settings plain; /* the settings, with the length of the batch */
} fixture;

static unroll_settings settings_of(const form *f, unroll_cell cell, unroll_input input, double dropout,
                                   double recurrent_dropout) {
	unroll_settings settings = unroll_default_settings();
	settings.cell = cell;
	settings.input = input;
	settings.layers = f->layers;
	memcpy(settings.units, f->units, sizeof f->units);
	settings.embedding = f->embedding;
	settings.words = WORDS;
	settings.length = f->length;
	settings.padding = f->padding;
	settings.truncating = f->truncating;
	settings.dropout = dropout;
	settings.recurrent_dropout = recurrent_dropout;
	settings.batch = f->reviews;
	return settings;
}

/* Random everywhere: embeddings in ±1, all others in ±0.7, biases too. */
static void fill_weights(fixture *f, uint64_t seed) {
	size_t embeddings = f->settings.input == UNROLL_EMBEDDING ? WORDS * f->settings.embedding : 0;
	fill_with_test_values(f->weights, f->net.parameters, seed);
	for (size_t i = 0; i < f->net.parameters; i++) {
		if (i >= embeddings) f->weights[i] *= 0.7f;
		f->plain_weights[i] = (double)f->weights[i];
	}
}

/* Keras' pad_sequences with num_words, for one review. */
static void plain_pad(const unroll_settings *settings, const uint16_t *ids, uint32_t count,
                      uint32_t *padded_ids) {
	uint32_t length = settings->length, kept = count < length ? count : length;
	const uint16_t *first = settings->truncating == UNROLL_PRE ? ids + (count - kept) : ids;
	uint32_t zeros = settings->padding == UNROLL_PRE ? length - kept : 0;
	for (uint32_t t = 0; t < length; t++) padded_ids[t] = 0;
	for (uint32_t i = 0; i < kept; i++) padded_ids[zeros + i] = first[i] < settings->words ? first[i] : 2;
}

/* The length of the batch, and where it begins. */
static void plain_batch(fixture *f, uint32_t longest) {
	f->plain = f->settings;
	if (f->settings.pad_to == UNROLL_PAD_TO_LONGEST && longest < f->settings.length)
		f->plain.length = longest;
	f->first = f->settings.padding == UNROLL_PRE ? f->settings.length - f->plain.length : 0;
}

/* `count` reviews of 0 to f->most ids, some of them beyond the words. */
static void fill_batch(fixture *f, uint32_t count, uint64_t seed) {
	uint32_t longest = 0;
	batch_begin(&f->reviews, count);
	for (uint32_t r = 0; r < count; r++) {
		uint16_t ids[MOST_IDS];
		uint32_t size = (r * 5 + 2) % (f->most + 1);
		if (size > longest) longest = size;
		for (uint32_t i = 0; i < size; i++)
			ids[i] = (uint16_t)((test_value(&seed) + 1) / 2 * (float)(WORDS + 4));
		for (uint32_t i = 0; f->most < f->settings.length && i < size; i++)
			if (ids[i] == 0) ids[i] = 1; /* no word has the id of padding, which is left out */
		batch_set(&f->reviews, r, ids, size, (uint8_t)(test_value(&seed) > 0));
		plain_pad(&f->settings, ids, size, f->ids[r]);
	}
	batch_finish(&f->reviews);
	plain_batch(f, longest);
}

static void open_fixture(fixture *f, unroll_settings settings, bool training) {
	f->settings = settings;
	f->most = 2 * settings.length;
	f->net = network_of(&f->settings);
	assert_int_equal(f->net.parameters, plain_weight_count(&f->settings));
	assert_true(f->net.parameters <= MOST_WEIGHTS);
	memset(f->gradient, 0, sizeof f->gradient);
	batch_shape shape = {settings.batch, settings.length, WORDS, settings.padding, settings.truncating};
	arena counting = arena_counting();
	batch_layout(&counting, shape);
	pass_layout(&counting, &f->net, shape, training);
	assert_true(arena_open(&f->memory, counting.used));
	f->reviews = batch_layout(&f->memory, shape);
	f->p = pass_layout(&f->memory, &f->net, shape, training);
	assert_int_equal(f->memory.used, counting.used);
}

static void close_fixture(fixture *f) {
	arena_close(&f->memory);
}

/* A pass over another full batch, so that whatever it leaves behind would show in the next. */
static void leave_traces(fixture *f) {
	fill_weights(f, 99);
	fill_batch(f, f->settings.batch, 98);
	pass_run(&f->p, f->weights, &f->reviews, random_stream_of(5, RANDOM_DROPOUT, 7), f->gradient, NULL);
}

static double plain_mean_loss(const fixture *f) {
	double sum = 0;
	for (uint32_t r = 0; r < f->reviews.reviews; r++)
		sum += plain_loss(plain_logit(&f->plain, f->plain_weights, f->ids[r] + f->first, r, true, f->masks),
		                  f->reviews.labels[r]);
	return sum / f->reviews.reviews;
}

/* Logits, losses, mean loss and hits of the pass that just ran. */
static void check_forward(const fixture *f, bool training) {
	double sum = 0;
	uint32_t correct = 0;
	for (uint32_t r = 0; r < f->reviews.reviews; r++) {
		double logit = plain_logit(&f->plain, f->plain_weights, f->ids[r] + f->first, r, training, f->masks);
		double loss = plain_loss(logit, f->reviews.labels[r]);
		if (!(fabs((double)f->p.logits[r] - logit) <= LOGIT_TOLERANCE))
			fail_msg("logit of review %u is %.9g, not %.9g", r, (double)f->p.logits[r], logit);
		assert_true(fabs(f->p.losses[r] - loss) <= LOGIT_TOLERANCE);
		sum += loss;
		correct += (f->p.logits[r] > 0) == f->reviews.labels[r];
	}
	assert_true(fabs(pass_loss(&f->p) - sum / f->reviews.reviews) <= LOGIT_TOLERANCE);
	assert_int_equal(pass_correct(&f->p), correct);
}

/* Returns the worst error of one tensor, relative to its largest gradient. */
static double check_tensor(fixture *f, const network_tensor *tensor) {
	const double step = 1e-5;
	double expected[MOST_WEIGHTS], largest = 0, worst = 0;
	size_t count = tensor_floats(tensor);
#ifdef UNROLL_SANITIZED
	/* A sanitizer watches the memory, and makes the plain network ten times slower: other builds prove the values. */
	count = 0, largest = 1;
	for (size_t i = 0; i < tensor_floats(tensor); i++) assert_true(isfinite(f->gradient[tensor->offset + i]));
#endif
	for (size_t i = 0; i < count; i++) {
		double *weight = f->plain_weights + tensor->offset + i, before = *weight;
		*weight = before + step;
		double above = plain_mean_loss(f);
		*weight = before - step;
		expected[i] = (above - plain_mean_loss(f)) / (2 * step);
		*weight = before;
		largest = fmax(largest, fabs(expected[i]));
	}
	assert_true(largest > 1e-6); /* or the comparison would mean nothing */
	for (size_t i = 0; i < count; i++) {
		double error = fabs((double)f->gradient[tensor->offset + i] - expected[i]) / largest;
		if (!(error <= GRADIENT_TOLERANCE))
			fail_msg("%s[%zu] has gradient %.9g, not %.9g; the largest is %.9g", tensor->name, i,
			         (double)f->gradient[tensor->offset + i], expected[i], largest);
		worst = fmax(worst, error);
	}
	return worst;
}

static double worst_error;

static void check_network(unroll_settings settings) {
	static fixture f;
	open_fixture(&f, settings, true);
	leave_traces(&f);
	f.masks = random_stream_of(42, RANDOM_DROPOUT, settings.layers);
	fill_weights(&f, settings.length + settings.units[0]);
	if (settings.pad_to == UNROLL_PAD_TO_LONGEST) f.most = settings.length * 2 / 3;
	fill_batch(&f, settings.batch, settings.batch);
	pass_run(&f.p, f.weights, &f.reviews, f.masks, NULL, NULL);
	check_forward(&f, false);
	pass_run(&f.p, f.weights, &f.reviews, f.masks, f.gradient, NULL);
	check_forward(&f, true);
	for (uint32_t i = 0; i < f.net.tensor_count; i++)
		worst_error = fmax(worst_error, check_tensor(&f, &f.net.tensors[i]));
	close_fixture(&f);
}

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
static const char *const directions[][6] = {
    /* units, bidirectional, upper-cells, pooling, dense, dense-activation */
    {"7", "concat", "same", "last"},      {"5", "sum", "same", "last"},
    {"3,5", "concat", "same", "last"},    {"5,3", "average,sum", "same", "last"},
    {"3,2", "concat,no", "lstm", "last"}, {"2,3,5", "no,average,concat", "gru,simple-rnn", "last"},
};

/* The top layer's timesteps are pooled. */
static const char *const poolings[][6] = {
    {"7", "no", "same", "mean"},
    {"5", "no", "same", "max"},
    {"5,3", "no,concat", "same", "mean"},
    {"2,3", "concat,average", "gru", "max"},
};

/* A hidden dense layer above the last states, and above what is pooled. */
static const char *const hidden[][6] = {
    {"7", "no", "same", "last", "5", "relu"},
    {"5", "concat", "same", "last", "19", "tanh"},
    {"5,3", "no", "same", "mean", "7", "relu"},
    {"2,3", "no,average", "lstm", "max", "1", "tanh"},
};

static void check_stacks(const char *const (*stacks)[6], size_t count, unroll_cell cell, unroll_input input) {
	static const char *const names[] = {"units",   "bidirectional", "upper-cells",
	                                    "pooling", "dense",         "dense-activation"};
	static const double rates[3][2] = {{0, 0}, {0.3, 0}, {0.3, 0.4}};
	worst_error = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t d = 0; d < 3; d++) {
			form f = {1, {1}, 11, 7, 19, i % 2 ? UNROLL_POST : UNROLL_PRE, UNROLL_PRE};
			unroll_settings settings = settings_of(&f, cell, input, rates[d][0], rates[d][1]);
			for (size_t n = 0; n < 6 && stacks[i][n]; n++)
				assert_int_equal(unroll_settings_set(&settings, names[n], stacks[i][n], NULL), UNROLL_OK);
			if (input == UNROLL_EMBEDDING || d == 0) check_network(settings);
			settings.mask_zero = UNROLL_MASK_ZERO_YES;
			if (input == UNROLL_EMBEDDING || d == 2) check_network(settings);
			settings.convention = UNROLL_CONVENTION_PYTORCH;
			if (d == 1) check_network(settings);
			settings.convention = UNROLL_CONVENTION_KERAS;
			settings.mask_zero = UNROLL_MASK_ZERO_NO;
			settings.pad_to = UNROLL_PAD_TO_LONGEST;
			if (d == i % 3) check_network(settings);
		}
	print_message("worst error of a gradient: %.2g of the largest in its tensor\n", worst_error);
}

static void check_directions(unroll_cell cell, unroll_input input) {
	check_stacks(directions, sizeof directions / sizeof *directions, cell, input);
}

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

/* A pass laid out without the way back, as for a model that only classifies: dropout is off whatever the
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
	    cmocka_unit_test(timesteps_are_pooled),
	    cmocka_unit_test(hidden_dense_layers),
	    cmocka_unit_test(a_smaller_batch_has_its_own_gradient),
	    cmocka_unit_test(a_pass_can_be_forward_alone),
	    cmocka_unit_test(masked_reviews_are_as_if_alone),
	    cmocka_unit_test(the_order_of_the_parts_does_not_show),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

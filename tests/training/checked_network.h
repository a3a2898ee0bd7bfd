/* A network with weights, a batch and a pass, and the checks of its forward pass against the plain network and of its gradients against that
 * network's differences. */
#ifndef TESTS_CHECKED_NETWORK_H
#define TESTS_CHECKED_NETWORK_H

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

/* A label from a number in ±1. */
static uint8_t label_from(const unroll_settings *settings, float value) {
	uint32_t label = (uint32_t)((value + 1) / 2 * (float)settings->classes);
	return (uint8_t)(settings->classes == 2 ? value > 0 : label < settings->classes ? label : 0);
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
		batch_set(&f->reviews, r, ids, size, label_from(&f->settings, test_value(&seed)));
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
	for (uint32_t r = 0; r < f->reviews.reviews; r++) {
		double logits[UNROLL_MOST_CLASSES];
		uint8_t label = f->reviews.labels[r];
		plain_logits(&f->plain, f->plain_weights, f->ids[r] + f->first, f->first, r, true, f->masks, logits);
		sum += f->p.class_weights[label] * plain_loss(&f->settings, logits, label);
	}
	return sum / f->reviews.reviews;
}

/* Logits, losses, mean loss and hits of the pass that just ran. */
static void check_forward(const fixture *f, bool training) {
	double sum = 0;
	uint32_t correct = 0;
	for (uint32_t r = 0; r < f->reviews.reviews; r++) {
		uint8_t label = f->reviews.labels[r];
		double logits[UNROLL_MOST_CLASSES], weight = training ? f->p.class_weights[label] : 1;
		plain_logits(&f->plain, f->plain_weights, f->ids[r] + f->first, f->first, r, training, f->masks,
		             logits);
		double loss = weight * plain_loss(&f->settings, logits, label);
		const float *ours = pass_logits_of(&f->p, r);
		uint32_t best = 0;
		for (uint32_t k = 0; k < f->net.outputs; k++) {
			if (!(fabs((double)ours[k * BLOCK] - logits[k]) <= LOGIT_TOLERANCE))
				fail_msg("logit %u of review %u is %.9g, not %.9g", k, r, (double)ours[k * BLOCK], logits[k]);
			if (ours[k * BLOCK] > ours[best * BLOCK]) best = k;
		}
		assert_true(fabs(f->p.losses[r] - loss) <= LOGIT_TOLERANCE);
		sum += loss;
		correct += (f->net.outputs == 1 ? ours[0] > 0 : best) == label;
	}
	assert_true(fabs(pass_loss(&f->p) - sum / f->reviews.reviews) <= LOGIT_TOLERANCE);
	assert_int_equal(pass_correct(&f->p), correct);
}

/* Returns the worst error of one tensor, relative to its largest gradient. */
static double check_tensor(fixture *f, const network_tensor *tensor) {
	const double step = 1e-5;
	double expected[MOST_WEIGHTS], largest = 0, worst = 0;
	size_t count = tensor_floats(tensor);
#if defined(UNROLL_SANITIZED) || defined(__clang__)
	/* A sanitizer watches the memory, and makes the plain network ten times slower. What clang builds has the bits of what gcc builds
	 * (test_fingerprint.c), whose values are proven. */
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
	for (uint32_t k = 0; settings.classes > 2 && k < settings.classes; k++)
		f.p.class_weights[k] = 0.5 + 0.25 * k;
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

/* Settings of a stack: units, bidirectional, upper-cells, pooling, dense, dense-activation, layer-dropout, dense-dropout. */
static void set_stack(unroll_settings *settings, const char *const stack[8]) {
	static const char *const names[] = {"units", "bidirectional",    "upper-cells",   "pooling",
	                                    "dense", "dense-activation", "layer-dropout", "dense-dropout"};
	for (size_t n = 0; n < 8 && stack[n]; n++)
		assert_int_equal(unroll_settings_set(settings, names[n], stack[n], NULL), UNROLL_OK);
}

/* The stacks of a table, with and without dropout, masks and PyTorch's conventions. */
static void check_stacks(const char *const (*stacks)[8], size_t count, unroll_cell cell, unroll_input input) {
	static const double rates[3][2] = {{0, 0}, {0.3, 0}, {0.3, 0.4}};
	worst_error = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t d = 0; d < 3; d++) {
			form f = {1, {1}, 11, 7, 19, i % 2 ? UNROLL_POST : UNROLL_PRE, UNROLL_PRE};
			unroll_settings settings = settings_of(&f, cell, input, rates[d][0], rates[d][1]);
			set_stack(&settings, stacks[i]);
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

#endif

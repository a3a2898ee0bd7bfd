/* A network in plain loops and double precision, for one review, written from Keras' documentation and
 * sharing nothing with the engine but dropout_factor(), which names the masks. Weights lie as Keras lists
 * them, one tensor after the other: embeddings, then kernel, recurrent kernel and bias of each layer (of a
 * bidirectional one those of its forward direction, then those of the backward one), then the dense kernel and bias. */
#ifndef TESTS_PLAIN_NETWORK_H
#define TESTS_PLAIN_NETWORK_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layers/dropout.h"
#include "unroll/settings.h"

enum { PLAIN_STEPS = 11, PLAIN_FEATURES = 32, PLAIN_COLUMNS = 4 * PLAIN_FEATURES };

/* What a layer is given or gives: features of every step. */
typedef double plain_sequence[PLAIN_STEPS][PLAIN_FEATURES];

/* Gates of Keras. */
static inline size_t plain_gates(unroll_cell cell) {
	return cell == UNROLL_SIMPLE_RNN ? 1 : cell == UNROLL_LSTM ? 4 : 3;
}

/* The cell of layer `index`, how many directions it has, and the features that it gives of H units. */
static inline unroll_cell plain_cell(const unroll_settings *settings, uint32_t index) {
	int upper = index ? (int)settings->upper_cells[index - 1] : 0;
	return upper ? (unroll_cell)(upper - 1) : settings->cell;
}

static inline size_t plain_directions(const unroll_settings *settings, uint32_t index) {
	return settings->bidirectional[index] == UNROLL_ONE_DIRECTION ? 1 : 2;
}

static inline size_t plain_features(const unroll_settings *settings, uint32_t index) {
	return settings->units[index] * (settings->bidirectional[index] == UNROLL_CONCAT ? 2 : 1);
}

/* A cell's biases: Keras' GRU, and every cell of PyTorch, has another for what comes through the recurrent kernel. */
static inline size_t plain_biases(const unroll_settings *settings, unroll_cell cell) {
	return cell == UNROLL_GRU || settings->convention == UNROLL_CONVENTION_PYTORCH ? 2 : 1;
}

/* Logits of a review. */
static inline size_t plain_outputs(const unroll_settings *settings) {
	return settings->classes == 2 ? 1 : settings->classes;
}

/* Weights in all, counted from the formulas of Keras' summary(). */
static inline size_t plain_weight_count(const unroll_settings *settings) {
	size_t inputs = settings->input == UNROLL_EMBEDDING ? settings->embedding : settings->words;
	size_t count = settings->input == UNROLL_EMBEDDING ? (size_t)settings->words * inputs : 0;
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_cell cell = plain_cell(settings, i);
		size_t units = settings->units[i], biases = plain_biases(settings, cell);
		count += plain_directions(settings, i) * plain_gates(cell) * units * (inputs + units + biases);
		inputs = plain_features(settings, i);
	}
	size_t outputs = plain_outputs(settings);
	if (settings->dense == 0) return count + (inputs + 1) * outputs;
	return count + settings->dense * (inputs + 1) + (settings->dense + 1) * outputs;
}

static inline double plain_sigmoid(double x) {
	return 1 / (1 + exp(-x));
}

/* sums[c] = bias[c] + Σ_i x[i]·kernel[i][c]. */
static inline void plain_affine(double *sums, const double *x, const double *kernel, const double *bias,
                                size_t inputs, size_t columns) {
	for (size_t c = 0; c < columns; c++) sums[c] = bias[c];
	for (size_t i = 0; i < inputs; i++) {
		if (x[i] == 0) continue; /* as nearly all of a one-hot input */
		for (size_t c = 0; c < columns; c++) sums[c] += x[i] * kernel[i * columns + c];
	}
}

/* One layer: its weights and what it keeps from step to step. */
typedef struct plain_layer {
	unroll_cell cell;
	size_t inputs, units;
	const double *kernel, *recurrent_kernel, *bias, *recurrent_bias;
	double input_mask[PLAIN_FEATURES], recurrent_mask[PLAIN_FEATURES];
	double h[PLAIN_FEATURES], c[PLAIN_FEATURES];
} plain_layer;

/* One unit's new state from the sums that reach it: `x` from the input, `r` from the recurrent kernel, in
 * Keras' gate order, gate g of unit u at g·units + u. */
static inline void plain_unit(plain_layer *layer, size_t u, const double *x, const double *r) {
	size_t n = layer->units;
	if (layer->cell == UNROLL_SIMPLE_RNN) {
		layer->h[u] = tanh(x[u] + r[u]);
	} else if (layer->cell == UNROLL_LSTM) {
		double i = plain_sigmoid(x[u] + r[u]), f = plain_sigmoid(x[n + u] + r[n + u]);
		double candidate = tanh(x[2 * n + u] + r[2 * n + u]), o = plain_sigmoid(x[3 * n + u] + r[3 * n + u]);
		layer->c[u] = f * layer->c[u] + i * candidate;
		layer->h[u] = o * tanh(layer->c[u]);
	} else {
		double z = plain_sigmoid(x[u] + r[u]), reset = plain_sigmoid(x[n + u] + r[n + u]);
		double candidate = tanh(x[2 * n + u] + reset * r[2 * n + u]);
		layer->h[u] = z * layer->h[u] + (1 - z) * candidate;
	}
}

static inline void plain_step(plain_layer *layer, const double *input) {
	double masked_input[PLAIN_FEATURES], masked_h[PLAIN_FEATURES], x[PLAIN_COLUMNS], r[PLAIN_COLUMNS];
	size_t columns = plain_gates(layer->cell) * layer->units;
	for (size_t i = 0; i < layer->inputs; i++) masked_input[i] = input[i] * layer->input_mask[i];
	for (size_t u = 0; u < layer->units; u++) masked_h[u] = layer->h[u] * layer->recurrent_mask[u];
	plain_affine(x, masked_input, layer->kernel, layer->bias, layer->inputs, columns);
	plain_affine(r, masked_h, layer->recurrent_kernel, layer->recurrent_bias, layer->units, columns);
	for (size_t u = 0; u < layer->units; u++) plain_unit(layer, u, x, r);
}

/* Keras' Embedding(mask_zero): a timestep of padding leaves the states as they are. */
static inline bool plain_is_masked(const unroll_settings *settings, uint32_t id) {
	return settings->input == UNROLL_EMBEDDING && settings->mask_zero == UNROLL_MASK_ZERO_YES && id == 0;
}

/* Whether a review that is read on its own is read without this timestep. */
static inline bool plain_is_left_out(const unroll_settings *settings, uint32_t id) {
	return plain_is_masked(settings, id) || (settings->pad_to == UNROLL_PAD_TO_LONGEST && id == 0);
}

static inline void plain_mask(double *mask, random_stream masks, uint64_t number, double rate, size_t review,
                              size_t count) {
	for (size_t i = 0; i < count; i++)
		mask[i] =
		    rate > 0 ? (double)dropout_factor(random_substream(masks, number), (float)rate, review, i) : 1;
}

/* Opens layer `index`, whose weights start at `weights`; returns where they end. */
static inline const double *plain_layer_open(plain_layer *layer, const unroll_settings *settings,
                                             uint32_t index, size_t inputs, const double *weights) {
	static const double no_bias[PLAIN_COLUMNS];
	unroll_cell cell = plain_cell(settings, index);
	size_t units = settings->units[index], columns = plain_gates(cell) * units,
	       biases = plain_biases(settings, cell);
	*layer = (plain_layer){.cell = cell, .inputs = inputs, .units = units, .kernel = weights};
	layer->recurrent_kernel = layer->kernel + inputs * columns;
	layer->bias = layer->recurrent_kernel + units * columns;
	layer->recurrent_bias = biases == 2 ? layer->bias + columns : no_bias;
	return layer->bias + biases * columns;
}

/* Runs a layer in one direction over a sequence: states[t] (H) after it has read timestep t of the text, and the state after the last
 * that it reads. */
static inline void plain_run(const unroll_settings *settings, plain_layer *layer, bool backward,
                             const uint32_t *ids, plain_sequence sequence, plain_sequence states,
                             double *last) {
	size_t steps = settings->length;
	for (size_t s = 0; s < steps; s++) {
		size_t t = backward ? steps - 1 - s : s;
		if (!plain_is_masked(settings, ids[t])) plain_step(layer, sequence[t]);
		for (size_t u = 0; u < layer->units; u++) states[t][u] = layer->h[u];
	}
	for (size_t u = 0; u < layer->units; u++) last[u] = layer->h[u];
}

/* Keras' Bidirectional: y (F) from f and b (H). */
static inline void plain_merge(unroll_bidirectional merge, double *y, const double *f, const double *b,
                               size_t units) {
	for (size_t u = 0; u < units; u++) {
		y[u] = merge == UNROLL_SUM ? f[u] + b[u] : merge == UNROLL_AVERAGE ? (f[u] + b[u]) / 2 : f[u];
		if (merge == UNROLL_CONCAT) y[units + u] = b[u];
	}
}

/* What the dense layer is given of the sequence (F) of the top layer: with pooling, the mean or the maximum of the timesteps up to `end`
 * that are not masked, or 0 of none; else it stays as it is. */
static inline void plain_pool(const unroll_settings *settings, const uint32_t *ids, size_t end,
                              plain_sequence sequence, double *given, size_t features) {
	if (settings->pooling == UNROLL_POOLING_LAST) return;
	for (size_t u = 0; u < features; u++) {
		double sum = 0, most = -INFINITY;
		size_t count = 0;
		for (size_t t = 0; t < end; t++) {
			if (plain_is_masked(settings, ids[t])) continue;
			sum += sequence[t][u], most = fmax(most, sequence[t][u]), count++;
		}
		given[u] = count == 0 ? 0 : settings->pooling == UNROLL_POOLING_MEAN ? sum / (double)count : most;
	}
}

/* Factor `number` of a review in a dropout layer, by its key (layers/dropout_layer.h). */
static inline double plain_factor(random_stream review, double rate, size_t number) {
	uint32_t x = (uint32_t)review.key + (uint32_t)(number + 1) * 0x9e3779b9u;
	x = ((x ^ x >> 16) * 0x7feb352du) ^ (uint32_t)(review.key >> 32);
	x = (x ^ x >> 15) * 0x846ca68bu;
	x ^= x >> 16;
	return (x >> 8) * 0x1p-24 < (double)(float)rate ? 0 : (double)(1 / (1 - (float)rate));
}

/* The dense layers, whose weights start at `weights`: the logits of what they are given (F). `mask` is that of the review in the dropout
 * layer below the last, or NULL. */
static inline void plain_head(const unroll_settings *settings, const double *weights, const double *given,
                              size_t features, const random_stream *mask, double *logits) {
	double hidden[PLAIN_FEATURES];
	size_t units = settings->dense;
	if (units) {
		plain_affine(hidden, given, weights, weights + features * units, features, units);
		for (size_t u = 0; u < units; u++)
			hidden[u] = settings->dense_activation == UNROLL_TANH ? tanh(hidden[u]) : fmax(hidden[u], 0);
		weights += (features + 1) * units;
		given = hidden, features = units;
	}
	double kept[PLAIN_FEATURES];
	for (size_t u = 0; u < features; u++)
		kept[u] = given[u] * (mask ? plain_factor(*mask, settings->dense_dropout, u) : 1);
	size_t outputs = plain_outputs(settings);
	plain_affine(logits, kept, weights, weights + features * outputs, features, outputs);
}

/* The logits of review number `review` of a batch, whose `ids` are padded and below settings->words. The
 * masks of layer i are substreams 2i (inputs) and 2i + 1 (hidden state) of `masks`, those of its backward direction 2(i + 8) and
 * 2(i + 8) + 1; dropout layers have 32 and following, and count timesteps from `first`, which that of ids[0] is in the engine. Without `training` nothing is
 * dropped. */
static inline void plain_logits(const unroll_settings *settings, const double *weights, const uint32_t *ids,
                                size_t first, size_t review, bool training, random_stream masks,
                                double *logits) {
	plain_sequence sequence = {{0}}, states[2] = {{{0}}};
	double last[2][PLAIN_FEATURES], given[PLAIN_FEATURES] = {0};
	bool embedded = settings->input == UNROLL_EMBEDDING;
	size_t steps = settings->length, inputs = embedded ? settings->embedding : settings->words;
	for (size_t t = 0; t < steps; t++)
		for (size_t e = 0; e < inputs; e++)
			sequence[t][e] = embedded ? weights[ids[t] * inputs + e] : ids[t] == e;
	if (embedded) weights += settings->words * inputs;
	for (uint32_t i = 0; i < settings->layers; i++) {
		unroll_bidirectional merge = settings->bidirectional[i];
		size_t units = settings->units[i];
		for (uint32_t d = 0; d < plain_directions(settings, i); d++) {
			plain_layer layer;
			weights = plain_layer_open(&layer, settings, i, inputs, weights);
			plain_mask(layer.input_mask, masks, 2 * (i + 8 * d), training ? settings->dropout : 0, review,
			           inputs);
			plain_mask(layer.recurrent_mask, masks, 2 * (i + 8 * d) + 1,
			           training ? settings->recurrent_dropout : 0, review, units);
			plain_run(settings, &layer, d == 1, ids, sequence, states[d], last[d]);
		}
		for (size_t t = 0; t < steps; t++) plain_merge(merge, sequence[t], states[0][t], states[1][t], units);
		plain_merge(merge, given, last[0], last[1], units);
		inputs = plain_features(settings, i);
		if (!training || settings->layer_dropout <= 0 || i + 1 == settings->layers) continue;
		random_stream mask = random_substream(random_substream(masks, 32 + i), review);
		for (size_t t = 0; t < steps; t++)
			for (size_t u = 0; u < inputs; u++)
				sequence[t][u] *= plain_factor(mask, settings->layer_dropout, (first + t) * inputs + u);
	}
	plain_pool(settings, ids, steps, sequence, given, inputs);
	uint32_t below = settings->layer_dropout > 0 ? settings->layers - 1 : 0;
	random_stream mask = random_substream(random_substream(masks, 32 + below), review);
	plain_head(settings, weights, given, inputs, training && settings->dense_dropout > 0 ? &mask : NULL,
	           logits);
}

/* -log of the probability that the network gives the right label; with label smoothing, of K classes that of each label counts s / K. */
static inline double plain_loss(const unroll_settings *settings, const double *logits, uint8_t label) {
	if (settings->classes == 2) return log1p(exp(label ? -*logits : *logits));
	double sum = 0, loss = 0, s = settings->label_smoothing;
	for (uint32_t k = 0; k < settings->classes; k++) sum += exp(logits[k]);
	for (uint32_t k = 0; k < settings->classes; k++)
		loss -= (s / settings->classes + (k == label ? 1 - s : 0)) * log(exp(logits[k]) / sum);
	return loss;
}

#endif

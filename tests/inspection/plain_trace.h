/* The plain network on a made-up model, step by step, so that any number on the way can be nudged and the logit be seen to
 * change. `ids` are those of a padded review. */
#ifndef TESTS_PLAIN_TRACE_H
#define TESTS_PLAIN_TRACE_H

#include "made_up_model.h"

static plain_layer plain_layers[3];
static double no_mask[PLAIN_FEATURES];

/* Opens the layers at the state before the first step, and returns where the dense layer's weights stand. */
static inline const double *open_plain_layers(const made_up_model *made) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	bool embedded = settings->input == UNROLL_EMBEDDING;
	size_t inputs = embedded ? settings->embedding : MADE_UP_WORDS;
	const double *weights = made->weights + (embedded ? MADE_UP_WORDS * inputs : 0);
	for (size_t i = 0; i < PLAIN_FEATURES; i++) no_mask[i] = 1;
	for (uint32_t i = 0; i < settings->layers; i++) {
		weights = plain_layer_open(&plain_layers[i], settings, i, inputs, weights);
		memcpy(plain_layers[i].input_mask, no_mask, sizeof no_mask);
		memcpy(plain_layers[i].recurrent_mask, no_mask, sizeof no_mask);
		inputs = settings->units[i];
	}
	return weights;
}

/* What the bottom layer gets for an id: its embedding (E), or the one-hot vector. */
static inline void plain_input(const made_up_model *made, uint32_t id, double *x) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	if (settings->input == UNROLL_EMBEDDING)
		memcpy(x, made->weights + id * settings->embedding, settings->embedding * sizeof *x);
	else
		for (uint32_t v = 0; v < MADE_UP_WORDS; v++) x[v] = v == id;
}

/* A number that is moved by `by`: input `unit` of the step, or the hidden state of a layer after it. */
typedef struct nudge {
	uint32_t step;
	int layer; /* -1 for the input */
	uint32_t unit;
	double by;
} nudge;

static inline double nudged_logit(const made_up_model *made, const uint32_t *ids, nudge n) {
	const unroll_settings *settings = unroll_model_settings(made->model);
	const double *dense = open_plain_layers(made);
	uint32_t top = settings->layers - 1;
	for (uint32_t t = 0; t < settings->length; t++) {
		double x[PLAIN_FEATURES];
		plain_input(made, ids[t], x);
		if (t == n.step && n.layer < 0) x[n.unit] += n.by;
		for (uint32_t i = 0; i <= top; i++) {
			if (!plain_is_left_out(settings, ids[t]))
				plain_step(&plain_layers[i], i ? plain_layers[i - 1].h : x);
			if (t == n.step && n.layer == (int)i) plain_layers[i].h[n.unit] += n.by;
		}
	}
	double logit = dense[settings->units[top]];
	for (uint32_t u = 0; u < settings->units[top]; u++) logit += plain_layers[top].h[u] * dense[u];
	return logit;
}

/* The derivative of the logit by the number that `n` names, as a central difference. */
static inline double difference(const made_up_model *made, const uint32_t *ids, nudge n) {
	n.by = 1e-5;
	double above = nudged_logit(made, ids, n);
	n.by = -1e-5;
	return (above - nudged_logit(made, ids, n)) / 2e-5;
}

#endif

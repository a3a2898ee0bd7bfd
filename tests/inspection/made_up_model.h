/* A model with random weights over a made-up vocabulary, "w4" the word with id 4 and so on, and the same weights in double
 * precision for the plain network. */
#ifndef TESTS_MADE_UP_MODEL_H
#define TESTS_MADE_UP_MODEL_H

#include "../kernels/guarded.h"
#include "../training/plain_network.h"
#include "unroll/unroll.h"

#include <stdio.h>

enum { MADE_UP_WORDS = 23, MADE_UP_WEIGHTS = 1500 };

typedef struct made_up_model {
	unroll_model *model;
	double weights[MADE_UP_WEIGHTS];
} made_up_model;

/* Networks whose units, dimensions, steps and words are different primes (or 1), so that a swapped index cannot hide. */
typedef struct made_up_form {
	uint32_t layers, units[3], embedding, length;
	unroll_side padding, truncating;
} made_up_form;

static const made_up_form made_up_forms[] = {
    {1, {7}, 5, PLAIN_STEPS, UNROLL_PRE, UNROLL_PRE},
    {1, {1}, 13, PLAIN_STEPS, UNROLL_POST, UNROLL_POST},
    {2, {3, 7}, 5, PLAIN_STEPS, UNROLL_POST, UNROLL_PRE},
    {3, {7, 3, 2}, 5, 5, UNROLL_PRE, UNROLL_POST},
};
#define MADE_UP_FORMS (sizeof made_up_forms / sizeof *made_up_forms)

static inline unroll_settings made_up_settings(const made_up_form *form, unroll_cell cell,
                                               unroll_input input) {
	unroll_settings settings = unroll_default_settings();
	settings.cell = cell;
	settings.input = input;
	settings.layers = form->layers;
	memcpy(settings.units, form->units, sizeof form->units);
	settings.embedding = form->embedding;
	settings.words = MADE_UP_WORDS;
	settings.length = form->length;
	settings.padding = form->padding;
	settings.truncating = form->truncating;
	settings.dropout = 0.5; /* which a look inside must not see */
	return settings;
}

/* Random everywhere: embeddings in ±1, all others in ±0.7, biases too. */
static inline void made_up_weights(made_up_model *made, uint64_t seed) {
	size_t place = 0;
	assert_in_range(plain_weight_count(unroll_model_settings(made->model)), 1, MADE_UP_WEIGHTS);
	for (uint32_t i = 0; i < unroll_model_tensor_count(made->model); i++) {
		unroll_tensor tensor = unroll_model_tensor(made->model, i);
		size_t count = (size_t)tensor.shape[0] * tensor.shape[1];
		bool embeddings = strcmp(tensor.name, "embedding/embeddings") == 0;
		for (size_t n = 0; n < count; n++) {
			tensor.values[n] = test_value(&seed) * (embeddings ? 1 : 0.7f);
			made->weights[place++] = (double)tensor.values[n];
		}
	}
	assert_int_equal(place, plain_weight_count(unroll_model_settings(made->model)));
}

static inline void made_up_open_with(made_up_model *made, unroll_settings settings,
                                     const unroll_vocabulary *words) {
	assert_int_equal(unroll_model_create(&settings, words, &made->model, NULL), UNROLL_OK);
	made_up_weights(made, settings.units[0] + settings.length);
}

static inline void made_up_open(made_up_model *made, unroll_settings settings) {
	char text[256] = "";
	for (int id = 4; id < MADE_UP_WORDS; id++) {
		char word[16];
		snprintf(word, sizeof word, "%sw%d", id > 4 ? "\n" : "", id);
		strcat(text, word);
	}
	unroll_vocabulary *words;
	assert_int_equal(unroll_vocabulary_create(text, strlen(text), &words, NULL), UNROLL_OK);
	made_up_open_with(made, settings, words);
	unroll_vocabulary_destroy(words);
}

/* Sets all values of a tensor. */
static inline void made_up_fill(unroll_model *model, uint32_t index, float value) {
	unroll_tensor tensor = unroll_model_tensor(model, index);
	for (size_t n = 0; n < (size_t)tensor.shape[0] * tensor.shape[1]; n++) tensor.values[n] = value;
}

/* Weights that are finite, with sums that are not: the kernel of the first recurrent layer, and the bias that is added to the
 * logit and its kernel. */
static inline void made_up_huge(unroll_model *model) {
	uint32_t last = unroll_model_tensor_count(model) - 1;
	made_up_fill(model, unroll_model_settings(model)->input == UNROLL_EMBEDDING, 3.4e38f);
	made_up_fill(model, last, 3.4e38f);
	made_up_fill(model, last - 1, 3.4e38f);
}

/* A review of `count` words, some of them unknown. */
static inline void made_up_review(char *text, uint32_t count, uint64_t seed) {
	*text = '\0';
	for (uint32_t i = 0; i < count; i++)
		sprintf(text + strlen(text), "W%d, ", 4 + (int)((test_value(&seed) + 1) / 2 * (MADE_UP_WORDS - 1)));
}

#endif

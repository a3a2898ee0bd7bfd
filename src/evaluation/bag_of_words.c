#include "unroll/bag_of_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "evaluation/minimizer.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"
#include "text/part_pieces.h"
#include "training/evaluator.h"
#include "training/model.h"
#include "training/splits.h"

enum { MOST_ITERATIONS = 500 };
#define SMALL_GRADIENT 1e-6
#define STRENGTH       0.1 /* C */

/* V words of the vocabulary, K logits, n reviews, of which a share m_j has word j.
 *
 * The variables are W (V, K) and behind it c (K), c = b + m·W: the logits are (x - m)·W + c. The minimum is the same, but the second derivatives by W and c
 * together are about 0, where those by W and b are large, as many words are in nearly all reviews: with the scale of each variable beside it, that takes
 * 23 iterations where W and b took 167. */
struct unroll_bag_of_words {
	const unroll_model *model;
	arena memory;
	batch_shape shape;
	size_t words, outputs;
	review_list list;
	uint32_t *permutation; /* (training half) */
	/* The different words of review r are ids[starts[r]] … ids[starts[r + 1] - 1]. */
	uint32_t *starts;
	uint16_t *ids;
	uint8_t *labels; /* (n) */
	uint32_t *seen;  /* (V): one more than the last review that has the word */
	uint16_t *room;  /* (T): the ids of a review */
	double *share;   /* (V): m */
	double *bias;    /* (K): b */
	double *logits;  /* (K), and then their derivatives */
	minimizer search;
};

/* Writes the different words of a review to `to` (T at most), and returns how many. `mark` is different for each review. */
static uint32_t different_words(const unroll_corpus_review *review, size_t words, uint32_t *seen,
                                uint32_t mark, uint16_t *to) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < review->count; i++) {
		uint16_t id = review->ids[i];
		if (id <= UNROLL_UNKNOWN_ID || id >= words || seen[id] == mark) continue;
		seen[id] = mark;
		to[count++] = id;
	}
	return count;
}

/* By shape, words and outputs, which are set. `ids` is how many there may be in all. */
static void layout(unroll_bag_of_words *bag, arena *memory, uint32_t half, uint32_t reviews, size_t ids) {
	bag->permutation = arena_take(memory, half, sizeof *bag->permutation);
	bag->starts = arena_take(memory, (size_t)reviews + 1, sizeof *bag->starts);
	bag->ids = arena_take(memory, ids, sizeof *bag->ids);
	bag->labels = arena_take(memory, reviews, sizeof *bag->labels);
	bag->seen = arena_take(memory, bag->words, sizeof *bag->seen);
	bag->room = arena_take(memory, bag->shape.steps, sizeof *bag->room);
	bag->share = arena_take(memory, bag->words, sizeof *bag->share);
	bag->bias = arena_take(memory, bag->outputs, sizeof *bag->bias);
	bag->logits = arena_take(memory, bag->outputs, sizeof *bag->logits);
	bag->search = minimizer_layout(memory, (bag->words + 1) * bag->outputs);
}

/* b = c - m·W */
static void find_bias(const unroll_bag_of_words *bag, const double *variables, double *bias) {
	size_t words = bag->words, outputs = bag->outputs;
	for (size_t k = 0; k < outputs; k++) {
		bias[k] = variables[words * outputs + k];
		for (size_t w = 0; w < words; w++) bias[k] -= bag->share[w] * variables[w * outputs + k];
	}
}

/* The logits of a review, x·W + b. */
static void add_up(const double *weights, const double *bias, size_t outputs, const uint16_t *ids,
                   uint32_t count, double *logits) {
	if (outputs == 1) { /* the usual case, as fast as can be */
		double sum = *bias;
		for (uint32_t i = 0; i < count; i++) sum += weights[ids[i]];
		*logits = sum;
		return;
	}
	memcpy(logits, bias, outputs * sizeof *logits);
	for (uint32_t i = 0; i < count; i++)
		for (size_t k = 0; k < outputs; k++) logits[k] += weights[ids[i] * outputs + k];
}

/* The cross-entropy of K ≥ 3 logits, log Σ e^x_k - x_y; they become its derivatives, softmax(x)_k - [k = y]. */
static double softmax_loss(double *logits, size_t outputs, uint8_t label) {
	double largest = logits[0], sum = 0, own = logits[label];
	for (size_t k = 1; k < outputs; k++)
		if (logits[k] > largest) largest = logits[k];
	for (size_t k = 0; k < outputs; k++) sum += logits[k] = scalar_exp(logits[k] - largest);
	for (size_t k = 0; k < outputs; k++) logits[k] = logits[k] / sum - (k == label);
	return scalar_log(sum) + largest - own;
}

/* What is minimized, and its derivatives: by c, s = Σ ∂loss/∂logit; by W_j, the sum over the reviews with word j, minus m_j·s. */
static double objective(void *context, const double *at, double *gradient) {
	unroll_bag_of_words *bag = context;
	size_t words = bag->words, outputs = bag->outputs;
	double loss = 0, n = bag->list.count, penalty = 0, strength = 1 / (STRENGTH * n);
	const double *sums = gradient + words * outputs;
	memset(gradient, 0, (words + 1) * outputs * sizeof *gradient);
	find_bias(bag, at, bag->bias);
	for (uint32_t r = 0; r < bag->list.count; r++) {
		const uint16_t *ids = bag->ids + bag->starts[r];
		uint32_t count = bag->starts[r + 1] - bag->starts[r];
		double *slopes = bag->logits;
		add_up(at, bag->bias, outputs, ids, count, slopes);
		if (outputs == 1) {
			loss += binary_crossentropy(*slopes, bag->labels[r]);
			*slopes = binary_crossentropy_gradient(*slopes, bag->labels[r]);
		} else {
			loss += softmax_loss(slopes, outputs, bag->labels[r]);
		}
		for (size_t k = 0; k < outputs; k++) gradient[words * outputs + k] += slopes[k];
		for (uint32_t i = 0; i < count && outputs == 1; i++) gradient[ids[i]] += *slopes;
		for (uint32_t i = 0; i < count && outputs > 1; i++)
			for (size_t k = 0; k < outputs; k++) gradient[ids[i] * outputs + k] += slopes[k];
	}
	for (size_t w = 0; w < words; w++)
		for (size_t k = 0; k < outputs; k++) gradient[w * outputs + k] -= bag->share[w] * sums[k];
	for (size_t i = 0; i < (words + 1) * outputs; i++) gradient[i] /= n;
	for (size_t i = 0; i < words * outputs; i++) {
		penalty += at[i] * at[i];
		gradient[i] += strength * at[i];
	}
	return loss / n + strength * penalty / 2;
}

static void take_reviews(unroll_bag_of_words *bag, const unroll_corpus *corpus) {
	for (uint32_t r = 0; r < bag->list.count; r++) {
		unroll_corpus_review review =
		    truncated_review(corpus, &bag->shape, review_at(corpus, &bag->list, r), bag->room);
		uint32_t count = different_words(&review, bag->words, bag->seen, r + 1, bag->ids + bag->starts[r]);
		bag->starts[r + 1] = bag->starts[r] + count;
		bag->labels[r] = review.label;
	}
}

/* m, and where to begin: where all logits are 0, the second derivative by a variable of W is p·(1 - p)·m·(1 - m) + 1 / (C·n), and by one of c p·(1 - p),
 * with p = 1/k for each of k classes. */
static void prepare_search(unroll_bag_of_words *bag) {
	size_t words = bag->words, outputs = bag->outputs;
	double p = outputs == 1 ? 0.5 : 1 / (double)outputs, n = bag->list.count, *scale = bag->search.scale;
	for (uint32_t i = 0; i < bag->starts[bag->list.count]; i++) bag->share[bag->ids[i]] += 1 / n;
	for (size_t k = 0; k < outputs; k++) {
		for (size_t w = 0; w < words; w++)
			scale[w * outputs + k] =
			    1 / (p * (1 - p) * bag->share[w] * (1 - bag->share[w]) + 1 / (STRENGTH * n));
		scale[words * outputs + k] = 1 / (p * (1 - p));
	}
	minimizer_begin(&bag->search, objective, bag);
}

unroll_status unroll_bag_of_words_create(const unroll_model *model, const unroll_corpus *corpus,
                                         unroll_bag_of_words **bag, unroll_error *error) {
	unroll_status status = model_check_corpus(model, corpus, error);
	if (status) return status;
	const unroll_settings *settings = &model->net.settings;
	uint32_t half = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t reviews = half - held_out_count(settings, half);
	size_t ids = 0;
	for (uint32_t i = 0; i < half;
	     i++) { /* at most as many as the corpus has, or T of each where they are parted */
		uint32_t count = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, i).count;
		bool parted = must_part_pieces(corpus, settings->words);
		ids += !parted && count < settings->length ? count : settings->length;
	}
	if (reviews == 0)
		return fail(
		    error, UNROLL_NO_REVIEWS, "split",
		    "The corpus has no training reviews for a bag of words. Choose the corpus that the model was "
		    "trained on.");
	unroll_bag_of_words *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) {
		made->shape = batch_shape_of(settings, 1);
		made->words = settings->words;
		made->outputs = model->net.outputs;
		layout(made, &counting, half, reviews, ids);
	}
	if (!made || counting.overflow || ids > UINT32_MAX || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, "bag of words",
		            "There is no memory for a bag of words of these reviews. Choose fewer words or reviews.");
	}
	layout(made, &made->memory, half, reviews, ids);
	made->model = model;
	made->list = reviews_of_split(settings, corpus, UNROLL_TRAIN_SPLIT, made->permutation);
	take_reviews(made, corpus);
	prepare_search(made);
	*bag = made;
	return UNROLL_OK;
}

void unroll_bag_of_words_destroy(unroll_bag_of_words *bag) {
	if (!bag) return;
	arena_close(&bag->memory);
	free(bag);
}

void unroll_bag_of_words_step(unroll_bag_of_words *bag, uint32_t iterations, unroll_bag_progress *progress) {
	minimizer *search = &bag->search;
	bool done = false;
	for (;; iterations--) {
		done = search->stuck || search->iterations >= MOST_ITERATIONS ||
		       minimizer_gradient(search) <= SMALL_GRADIENT;
		if (done || iterations == 0) break;
		minimizer_step(search, objective, bag);
	}
	*progress = (unroll_bag_progress){search->iterations, search->value, minimizer_gradient(search), done};
}

unroll_status unroll_bag_of_words_predict(const unroll_bag_of_words *bag, const unroll_evaluator *evaluator,
                                          float *logits, unroll_predictions *predictions,
                                          unroll_error *error) {
	unroll_predictions scored = unroll_evaluator_reviews(evaluator).predictions;
	const unroll_corpus *corpus = evaluator_corpus(evaluator);
	unroll_status status = model_check_corpus(bag->model, corpus, error);
	if (status) return status;
	double sums[UNROLL_MOST_CLASSES], bias[UNROLL_MOST_CLASSES];
	uint16_t *room = malloc(2 * (size_t)bag->shape.steps * sizeof *room);
	uint32_t *seen = calloc(bag->words, sizeof *seen);
	if (!room || !seen) {
		free(room);
		free(seen);
		return fail(error, UNROLL_OUT_OF_MEMORY, "bag of words", "There is no memory to predict with it.");
	}
	find_bias(bag, bag->search.at, bias);
	for (uint32_t r = 0; r < scored.count; r++) {
		unroll_corpus_review review =
		    truncated_review(corpus, &bag->shape, unroll_evaluator_review(evaluator, r), room);
		uint16_t *ids = room + bag->shape.steps;
		uint32_t count = different_words(&review, bag->words, seen, r + 1, ids);
		add_up(bag->search.at, bias, bag->outputs, ids, count, sums);
		for (size_t k = 0; k < bag->outputs; k++) logits[r * bag->outputs + k] = (float)sums[k];
	}
	free(room);
	free(seen);
	*predictions = (unroll_predictions){scored.count, scored.classes, scored.labels, logits};
	return UNROLL_OK;
}

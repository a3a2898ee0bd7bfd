/* A bag of words: a logistic regression on which words a review has, whatever their order and number. Trained on the reviews that a model
 * was trained on, and on as much of each as the model reads, it answers what the model gains from the order of words.
 *
 * With x_j 1 where word j of the model's vocabulary is among the ids that the model reads of a review and 0 where it is not (unknown
 * words, padding and the start are no words), the logits are x·W + b: one of two classes, k of more. Training minimizes
 *
 *   mean cross-entropy over the training split + ‖W‖² / (2·C·n),   C = 0.1
 *
 * which is what scikit-learn's LogisticRegression(C=0.1) minimizes; C was chosen on the validation reviews of IMDB and NSMC
 * (docs/evaluation.md). The minimum is unique, so nothing else has to be chosen: no seed, no rate and no number of epochs. It is found by
 * L-BFGS (Nocedal and Wright, "Numerical Optimization", 2006, algorithms 7.4 and 7.5) with the last 8 steps, from W = 0 and b = 0, each
 * variable scaled by its second derivative there and each x_j counted from its mean, in double precision and with the same bits everywhere. */
#ifndef UNROLL_BAG_OF_WORDS_H
#define UNROLL_BAG_OF_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/corpus.h"
#include "unroll/evaluator.h"
#include "unroll/model.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef struct unroll_bag_of_words unroll_bag_of_words;

typedef struct unroll_bag_progress {
	uint32_t iterations;
	double loss;     /* what is minimized, now */
	double gradient; /* the largest of its derivatives */
	bool
	    done; /* that is at most 1e-6, or the loss falls no further in double precision, or 500 iterations are over */
} unroll_bag_progress;

/* Model and corpus are borrowed and must outlive it; of the model only settings and vocabulary count. UNROLL_MISMATCH where the words of the
 * corpus are not those of the model, UNROLL_NO_REVIEWS where its training split is empty. */
unroll_status unroll_bag_of_words_create(const unroll_model *model, const unroll_corpus *corpus,
                                         unroll_bag_of_words **bag, unroll_error *error);
void unroll_bag_of_words_destroy(unroll_bag_of_words *bag);

/* Up to `iterations` more, each of one pass over the training reviews or a few. Allocates nothing. */
void unroll_bag_of_words_step(unroll_bag_of_words *bag, uint32_t iterations, unroll_bag_progress *progress);

/* Its predictions for the reviews that an evaluator has kept: the logits (n, or n·k) go to `logits`, and `*predictions` is made of them
 * and of the evaluator's labels, both borrowed. UNROLL_MISMATCH where the words of the evaluator's corpus are not those of the model. */
unroll_status unroll_bag_of_words_predict(const unroll_bag_of_words *bag, const unroll_evaluator *evaluator,
                                          float *logits, unroll_predictions *predictions,
                                          unroll_error *error);

UNROLL_END

#endif

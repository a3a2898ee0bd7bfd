/* What predictions say of each review; public functions are in unroll/evaluation.h. */
#ifndef EVALUATION_PREDICTED_H
#define EVALUATION_PREDICTED_H

#include <stddef.h>

#include "unroll/evaluation.h"

/* Logits of a review: 1, or k of 3 and more classes. */
size_t logits_of_review(const unroll_predictions *predictions);

/* Whether predictions and threshold are what the header asks for. */
unroll_status check_predictions(const unroll_predictions *predictions, double threshold, unroll_error *error);

/* The logit above which a review is predicted to be positive: log(t / (1 - t)). */
double threshold_logit(double threshold);

/* The class that is predicted for review `place`. */
uint32_t predicted_class(const unroll_predictions *predictions, uint32_t place, double limit);

/* The log-odds that the label of review `place` is this one, against all others. */
double log_odds_of(const unroll_predictions *predictions, uint32_t place, uint32_t label);

#endif

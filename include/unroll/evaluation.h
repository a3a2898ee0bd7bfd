/* Figures about predictions: how often they are right and how sure that is, where they are wrong, how well they rank and how honest
 * their probabilities are; and whether two networks differ. All are computed from logits and labels alone, in double precision and
 * with the same bits everywhere; docs/evaluation.md explains each to readers.
 *
 * An unroll_predictions (unroll/evaluator.h) must have a review, labels below `classes` and finite logits: where a function returns a
 * status it is UNROLL_NO_REVIEWS, UNROLL_MISMATCH or UNROLL_NOT_FINITE otherwise, and UNROLL_OUT_OF_MEMORY where there is none to sort
 * in. n reviews, k classes.
 *
 * `threshold`, above 0 and below 1 (UNROLL_BAD_SETTING otherwise), is for two classes: a review is predicted to be positive where its
 * probability is above it, at 0.5 exactly where its logit is above 0. Of more classes the one with the largest logit is predicted. */
#ifndef UNROLL_EVALUATION_H
#define UNROLL_EVALUATION_H

#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/evaluator.h"
#include "unroll/settings.h"
#include "unroll/status.h"

UNROLL_BEGIN

/* A share of reviews with its 95 % interval by Wilson's score ("Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927): with p = right / count and z = 1.95996…, (p + z²/2n ± z·√(p(1 - p)/n + z²/4n²)) / (1 + z²/n). */
typedef struct unroll_share {
	uint32_t right, count;
	double share, lower, upper; /* 0, 0 and 1 where the count is 0 */
} unroll_share;

unroll_share unroll_share_of(uint32_t right, uint32_t count);

/* --- At a threshold ------------------------------------------------------------------------------ */

typedef struct unroll_class_figures {
	uint32_t reviews;   /* with this label */
	uint32_t predicted; /* to have it */
	double precision;   /* share of the predicted that have the label; 0 where none are predicted */
	double recall;      /* share of those with the label that are predicted; 0 where there are none */
	double f1; /* 2·precision·recall / (precision + recall), the harmonic mean; 0 where both are 0 */
} unroll_class_figures;

typedef struct unroll_figures {
	unroll_share accuracy;
	/* What predicting the most frequent label always would reach, the smaller of equally frequent ones. */
	unroll_share baseline;
	uint32_t baseline_label;
	double
	    loss; /* mean cross-entropy, without L2 penalty and label smoothing; the threshold does not matter */
	double macro_f1; /* mean F1 of the classes, each counting the same */
	uint32_t confusion[UNROLL_MOST_CLASSES * UNROLL_MOST_CLASSES]; /* (k, k): [label·k + predicted] */
	unroll_class_figures of_class[UNROLL_MOST_CLASSES];            /* (k) */
} unroll_figures;

unroll_status unroll_figures_at(const unroll_predictions *predictions, double threshold,
                                unroll_figures *figures, unroll_error *error);

/* A group of reviews, and how many of them are predicted right. */
typedef struct unroll_group {
	uint32_t least, most; /* of their values */
	unroll_share accuracy;
} unroll_group;

/* Divides the reviews by a value of each (n), the number of its words for example, and gives the groups from the smallest values to the
 * largest: up to `wanted`, as equal as can be where reviews with one value stay together. `groups` has room for `wanted`; `*made` is
 * how many there are. */
unroll_status unroll_accuracy_by(const unroll_predictions *predictions, double threshold,
                                 const uint32_t *values, uint32_t wanted, unroll_group *groups,
                                 uint32_t *made, unroll_error *error);

/* An order to read reviews in. How certain a prediction is, is the distance of its logit from the threshold's; of more classes than
 * two, the log-odds of the predicted class. */
typedef enum unroll_review_order {
	UNROLL_MOST_WRONG, /* the wrong ones, the most certain first; then the right ones, the least certain first */
	UNROLL_CLOSEST,    /* the least certain first */
	UNROLL_MOST_CERTAIN, /* the right ones, the most certain first; then the wrong ones, the least certain first */
	UNROLL_IN_ORDER      /* as they come */
} unroll_review_order;

typedef struct unroll_ordered_review {
	uint32_t place;     /* among the predictions */
	uint32_t predicted; /* its class */
	double probability; /* of the positive class; of more than two, of the predicted one */
} unroll_ordered_review;

/* All reviews (n) in that order; equals as they come. */
unroll_status unroll_order_reviews(const unroll_predictions *predictions, double threshold,
                                   unroll_review_order order, unroll_ordered_review *ordered,
                                   unroll_error *error);

/* --- At every threshold -------------------------------------------------------------------------- */

/* What is predicted to have the label where the threshold is just below this score, that of one or several reviews. */
typedef struct unroll_curve_point {
	double threshold; /* a probability */
	uint32_t right;   /* of the predicted, those that have the label: true positives */
	uint32_t wrong;   /* and those that do not: false positives */
} unroll_curve_point;

typedef struct unroll_areas {
	uint32_t with, without; /* reviews with the label, and without */
	/* The area under the ROC curve, recall over the share of `without` that is predicted, by trapezoids: the probability that a review
	 * with the label scores higher than one without, equals counting half. */
	double roc;
	/* The average precision, Σ (recall_i - recall_{i-1})·precision_i over falling thresholds: the area under the precision-recall curve
	 * without the straight lines that promise too much (scikit-learn: average_precision_score). */
	double precision_recall;
} unroll_areas;

/* The points of both curves by falling threshold, an array of unroll_curve_point to be freed by the caller, and their areas, of the
 * reviews' scores for `label`, against all other labels. UNROLL_NO_REVIEWS where all have the label, or none. */
unroll_status unroll_curve_of(const unroll_predictions *predictions, uint32_t label, unroll_bytes *points,
                              unroll_areas *areas, unroll_error *error);

/* Reviews whose probabilities are alike. */
typedef struct unroll_calibration_bin {
	uint32_t count;
	double predicted; /* their mean probability; 0 where there are none */
	double observed;  /* the share for which it came true */
} unroll_calibration_bin;

/* Sorts the reviews by probability into `bins` of equal width, of which each has its upper end: of two classes the probability of the
 * positive one, which comes true where that is the label (scikit-learn: calibration_curve); of more, that of the predicted class, where
 * it is right. `*error_mean` is the expected calibration error, Σ (count / n)·|observed - predicted| (Guo et al., "On Calibration of
 * Modern Neural Networks", ICML 2017). */
unroll_status unroll_calibration_of(const unroll_predictions *predictions, uint32_t bins,
                                    unroll_calibration_bin *made, double *error_mean, unroll_error *error);

/* --- Two networks -------------------------------------------------------------------------------- */

typedef struct unroll_comparison {
	uint32_t both, first, second, neither; /* how many reviews both, one alone, or neither predict right */
	/* McNemar's test, exact ("Note on the sampling error of the difference between correlated proportions or percentages",
	 * Psychometrika 12, 1947): were both equally good, how probable a division of first + second at least as uneven as this would be,
	 * min(1, 2·Σ_{i ≤ min(first, second)} C(first + second, i) / 2^(first + second)). */
	double p;
} unroll_comparison;

/* Of predictions for the same reviews in the same order; UNROLL_MISMATCH where count, classes or labels differ. */
unroll_status unroll_compare_predictions(const unroll_predictions *first, const unroll_predictions *second,
                                         double threshold, unroll_comparison *comparison,
                                         unroll_error *error);

UNROLL_END

#endif

/* What other classifiers predict for the reviews that a model is evaluated on. Functions complain and return false where they fail. */
#ifndef CLI_RIVALS_H
#define CLI_RIVALS_H

#include <stdbool.h>

#include <unroll/unroll.h>

/* Scores all reviews of an evaluator, with a progress line. `parallel` may be NULL, and does without it where there is no memory for it. */
unroll_score score_all(unroll_evaluator *evaluator, const unroll_parallel *parallel);

/* Another classifier's predictions for the same reviews. */
typedef struct rival {
	const char *field, *name; /* in JSON, and for people; NULL where there is none */
	float *logits;            /* owned */
	unroll_predictions predictions;
} rival;

/* The model of a file, on the same split as `first`, of which the predictions borrow the labels. */
bool predict_by_second_model(const unroll_corpus *corpus, unroll_split split,
                             const unroll_scored_reviews *first, const char *path,
                             const unroll_parallel *parallel, rival *made);

/* A bag of words of the training split of `corpus`. */
bool predict_by_bag(const unroll_model *model, const unroll_corpus *corpus, const unroll_evaluator *evaluator,
                    rival *made);

#endif

/* A predictor: classifies typed reviews with a model. It brings the workspace that a pass through the network needs, so the model
 * is only read: any number of predictors, traces and evaluators of one model may work at the same time, each used by one
 * thread, as long as nothing trains the model or writes to its weights meanwhile. */
#ifndef UNROLL_PREDICTOR_H
#define UNROLL_PREDICTOR_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/model.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef struct unroll_predictor unroll_predictor;

/* The model is borrowed and must outlive the predictor, which always predicts with the weights that the model has now. */
unroll_status unroll_predictor_create(const unroll_model *model, unroll_predictor **predictor,
                                      unroll_error *error);
void unroll_predictor_destroy(unroll_predictor *predictor);

typedef struct unroll_prediction {
	/* Of two classes, the logit that the review is positive. Of more, that it is of `label`: the log-odds of that class against all others,
	 * x_label - log Σ_{j≠label} e^x_j of the logits x. */
	float logit;
	float probability; /* the sigmoid of the logit */
	uint32_t
	    label; /* 1 positive where the logit is above 0, else 0 negative; of more classes the one with the largest logit: what
	                 * accuracy compares */
	uint32_t words; /* in the review */
	uint32_t
	    unknown; /* of the words or, with another tokenizer, of their pieces, outside the vocabulary of the model */
	uint32_t classes; /* k */
	float probabilities
	    [UNROLL_MOST_CLASSES]; /* (k): of each class, by label; their sum is 1 but for rounding */
} unroll_prediction;

/* Classifies a review: tokens to ids exactly as the corpus builder does it, padded and truncated as the settings say. Allocates
 * nothing. UNROLL_BAD_TEXT where the text is not UTF-8, UNROLL_TOO_LARGE where it is larger than 4 GB, UNROLL_MISMATCH where the model has
 * no vocabulary: it was trained on ids alone, see unroll/corpus.h; UNROLL_NOT_FINITE where its weights are so large that the
 * logit is NaN or infinite, as they may be in a run that diverges. (With the setting "words" at 4 no word can have an id, so
 * that every word is unknown and there is nothing a vocabulary could add: that is predicted.) */
unroll_status unroll_predictor_predict(unroll_predictor *predictor, const char *text, size_t size,
                                       unroll_prediction *prediction, unroll_error *error);

UNROLL_END

#endif

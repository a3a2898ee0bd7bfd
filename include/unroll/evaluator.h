/* An evaluator: scores a model on a split of a corpus, a few batches at a time; dropout is off. The training and the validation
 * split are those of the model's settings (validation, split-seed). The model is only read, see unroll/predictor.h. */
#ifndef UNROLL_EVALUATOR_H
#define UNROLL_EVALUATOR_H

#include <stdint.h>

#include "unroll/api.h"
#include "unroll/corpus.h"
#include "unroll/model.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef enum unroll_split { UNROLL_TRAIN_SPLIT, UNROLL_VALIDATION_SPLIT, UNROLL_TEST_SPLIT } unroll_split;

typedef struct unroll_score {
	double loss; /* mean binary cross-entropy over the reviews scored so far; NaN if a weight is too large */
	double accuracy;  /* share of them whose logit is above 0 exactly if they are positive */
	uint32_t reviews; /* scored so far */
	uint32_t total;   /* to be scored */
} unroll_score;

typedef struct unroll_evaluator unroll_evaluator;

/* Model and corpus are borrowed and must outlive it. UNROLL_MISMATCH where the words of the corpus are not those of the
 * model, UNROLL_NO_REVIEWS where the split is empty. */
unroll_status unroll_evaluator_create(const unroll_model *model, const unroll_corpus *corpus,
                                      unroll_split split, unroll_evaluator **evaluator, unroll_error *error);
void unroll_evaluator_destroy(unroll_evaluator *evaluator);

/* Scores up to `batches` more batches. Done when score->reviews equals score->total. Allocates nothing. */
void unroll_evaluator_step(unroll_evaluator *evaluator, uint32_t batches, unroll_score *score);

UNROLL_END

#endif

/* Inside of an unroll_predictor: a pass over a few reviews, also for what needs many predictions. */
#ifndef TRAINING_PREDICTOR_H
#define TRAINING_PREDICTOR_H

#include "base/arena.h"
#include "text/batch.h"
#include "training/pass.h"
#include "unroll/predictor.h"

struct unroll_predictor {
	const unroll_model *model;
	arena memory;  /* of all below */
	batch reviews; /* one block at most */
	pass pass;
	uint16_t *row; /* (T): a typed review */
	float odds[BLOCK];
};

/* What a predictor of a network takes, in bytes; SIZE_MAX where that is more than can be addressed. */
size_t predictor_memory(const network *net);

/* The logits (16) of the reviews that stand in predictor->reviews: of two classes that of the second, of more the log-odds of class
 * `label`. They hold until the next such call or prediction. */
const float *predictor_logits(unroll_predictor *predictor, uint32_t label);

/* Fills in logit, label and probabilities from the logits of a review (layers/loss.h). */
void predict_from_logits(unroll_prediction *prediction, const float *logits, size_t step, size_t count);

#endif

/* What an unroll_evaluator reads. */
#ifndef TRAINING_EVALUATOR_H
#define TRAINING_EVALUATOR_H

#include "unroll/evaluator.h"

const unroll_corpus *evaluator_corpus(const unroll_evaluator *evaluator);

#endif

/* An evaluator: scores a model on a split of a corpus, a few batches at a time; dropout is off. The training and the validation
 * split are those of the model's settings (held-out, validation, split-seed). The model is only read, see unroll/predictor.h.
 *
 * It can also change the reviews before the model reads them, which shows how far back the model uses the words of a
 * review: unroll_evaluator_restart(). */
#ifndef UNROLL_EVALUATOR_H
#define UNROLL_EVALUATOR_H

#include <stdint.h>

#include "unroll/api.h"
#include "unroll/corpus.h"
#include "unroll/model.h"
#include "unroll/parallel.h"
#include "unroll/status.h"

UNROLL_BEGIN

/* Every review is of the training half, in its order, and then of the test half: also those the model was trained on. */
typedef enum unroll_split {
	UNROLL_TRAIN_SPLIT,
	UNROLL_VALIDATION_SPLIT,
	UNROLL_TEST_SPLIT,
	UNROLL_EVERY_REVIEW
} unroll_split;

typedef struct unroll_score {
	double
	    loss; /* mean cross-entropy over the reviews scored so far; NaN or infinite if a weight is too large */
	double accuracy;  /* share of them whose predicted label is right */
	uint32_t reviews; /* scored so far */
	uint32_t total;   /* to be scored */
} unroll_score;

/* What the model gets to read of each review. The ids that count are those which truncating leaves, at most settings.length; the
 * id that marks the start of a review is one of them. What remains is padded as every review of the model is. */
typedef enum unroll_reading {
	UNROLL_READ_ALL,
	UNROLL_READ_LAST, /* the last `words` ids, as though the review had no others */
	UNROLL_READ_OPPOSITE /* all, but in place of the last `words` ids stand the last `words` ids of a review with another
	                        label, or all of them if it has fewer. The label to predict stays that of the beginning */
} unroll_reading;

typedef struct unroll_evaluator unroll_evaluator;

/* Model and corpus are borrowed and must outlive it. UNROLL_MISMATCH where the words of the corpus are not those of the
 * model, UNROLL_NO_REVIEWS where the split is empty. */
unroll_status unroll_evaluator_create(const unroll_model *model, const unroll_corpus *corpus,
                                      unroll_split split, unroll_evaluator **evaluator, unroll_error *error);
void unroll_evaluator_destroy(unroll_evaluator *evaluator);

/* Begins again at the first review of the split, and changes each review as `reading` says; a new evaluator reads all.
 * `words` may be any number: where a review has no more ids than that, UNROLL_READ_LAST leaves it as it is, and
 * UNROLL_READ_OPPOSITE replaces all of it.
 *
 * UNROLL_READ_OPPOSITE makes the end of a review contradict its beginning. As `words` grows the accuracy falls from that of the
 * model to about 1 minus it, and where it passes 0.5, the words that were replaced and those before them weigh the same: a model
 * that remembers only the end is there after a few words, one that weighs all words alike at half of the review. The n-th
 * positive review of the split is paired with the n-th negative one and the other way round, of more classes with the n-th of the next
 * class; where one label has fewer reviews, they are used again from the first. With k classes the ends have labels of their own, and the
 * accuracy falls to that of a network for which the beginning means nothing. UNROLL_NO_REVIEWS where the split has reviews of one label only; the evaluator then
 * is as it was. Allocates nothing. */
unroll_status unroll_evaluator_restart(unroll_evaluator *evaluator, unroll_reading reading, uint32_t words,
                                       unroll_error *error);

/* From the next step on, parts of the work may run at the same time through `parallel`, which is borrowed for as long as the evaluator uses it; NULL
 * for none. The result is the same. UNROLL_OUT_OF_MEMORY where there is no room for what that takes; the evaluator then is as it was. */
unroll_status unroll_evaluator_use(unroll_evaluator *evaluator, const unroll_parallel *parallel,
                                   unroll_error *error);

/* Scores up to `batches` more batches. Done when score->reviews equals score->total. Allocates nothing. */
void unroll_evaluator_step(unroll_evaluator *evaluator, uint32_t batches, unroll_score *score);

/* What a model predicts for n reviews of k classes; unroll/evaluation.h has figures about it. */
typedef struct unroll_predictions {
	uint32_t count;        /* n */
	uint32_t classes;      /* k */
	const uint8_t *labels; /* (n): below k */
	const float *logits;   /* (n): of two classes, of label 1; of more (n, k), of each label */
} unroll_predictions;

/* The reviews that have been scored so far, in the order of the split. All arrays (n) belong to the evaluator. */
typedef struct unroll_scored_reviews {
	unroll_predictions predictions;
	const uint32_t *
	    indices; /* in the half of the corpus; in the test half of every review, behind those of the training half */
	const uint32_t *words; /* of each, or pieces, as far as the corpus has kept them */
	const uint32_t *
	    unknown; /* per mille of those that the model has read, rounded down, that are outside its vocabulary */
} unroll_scored_reviews;

/* Lets the steps keep what is predicted for each review. Called before the first of them, or before that after a restart; UNROLL_OUT_OF_MEMORY where there is no
 * room for it. */
unroll_status unroll_evaluator_keep_reviews(unroll_evaluator *evaluator, unroll_error *error);

/* What they have kept: none without that. */
unroll_scored_reviews unroll_evaluator_reviews(const unroll_evaluator *evaluator);

/* The ids of review `place` of the split as the corpus has them. */
unroll_corpus_review unroll_evaluator_review(const unroll_evaluator *evaluator, uint32_t place);

UNROLL_END

#endif

#include "cli/rivals.h"

#include <stdlib.h>
#include <string.h>

#include "cli/console.h"
#include "cli/files.h"

enum { BATCHES_PER_STEP = 8 }; /* some ten milliseconds, so that the progress line moves */

unroll_score score_all(unroll_evaluator *evaluator, const unroll_parallel *parallel) {
	unroll_score score;
	unroll_evaluator_use(evaluator, parallel, NULL);
	do {
		unroll_evaluator_step(evaluator, BATCHES_PER_STEP, &score);
		if (progress_is_due()) progress_draw("%u of %u reviews", score.reviews, score.total);
	} while (score.reviews < score.total);
	progress_clear();
	return score;
}

static bool done(unroll_status status, const unroll_error *error) {
	if (status) complain("%s", error->message);
	return status == UNROLL_OK;
}

static bool take_logits(const unroll_predictions *of, float **logits) {
	*logits = malloc(of->count * (size_t)of->classes * sizeof **logits);
	if (!*logits) complain("There is no memory for the predictions of another classifier.");
	return *logits != NULL;
}

bool predict_by_second_model(const unroll_corpus *corpus, unroll_split split,
                             const unroll_scored_reviews *first, const char *path,
                             const unroll_parallel *parallel, rival *made) {
	unroll_model *model;
	unroll_evaluator *evaluator = NULL;
	unroll_error error;
	uint32_t count = first->predictions.count;
	if (!open_model_file(path, &model)) return false;
	bool going = done(unroll_evaluator_create(model, corpus, split, &evaluator, &error), &error) &&
	             done(unroll_evaluator_keep_reviews(evaluator, &error), &error);
	if (going) {
		score_all(evaluator, parallel);
		unroll_scored_reviews second = unroll_evaluator_reviews(evaluator);
		going = second.predictions.count == count &&
		        memcmp(first->indices, second.indices, count * sizeof *first->indices) == 0;
		if (!going) complain("%s holds out other reviews. Compare the two on --split test or all.", path);
		going = going && take_logits(&second.predictions, &made->logits);
		if (going) {
			size_t outputs = second.predictions.classes > 2 ? second.predictions.classes : 1;
			memcpy(made->logits, second.predictions.logits, count * outputs * sizeof *made->logits);
			made->field = "against", made->name = "second model";
			made->predictions = first->predictions;
			made->predictions.logits = made->logits;
		}
	}
	unroll_evaluator_destroy(evaluator);
	unroll_model_destroy(model);
	return going;
}

bool predict_by_bag(const unroll_model *model, const unroll_corpus *corpus, const unroll_evaluator *evaluator,
                    rival *made) {
	const unroll_predictions scored = unroll_evaluator_reviews(evaluator).predictions;
	unroll_bag_of_words *bag = NULL;
	unroll_bag_progress progress;
	unroll_error error;
	bool going = take_logits(&scored, &made->logits) &&
	             done(unroll_bag_of_words_create(model, corpus, &bag, &error), &error);
	if (going) {
		do {
			unroll_bag_of_words_step(bag, 1, &progress);
			if (progress_is_due())
				progress_draw("bag of words: iteration %u, loss %.4f", progress.iterations, progress.loss);
		} while (!progress.done);
		progress_clear();
		made->field = "bag_of_words", made->name = "bag of words";
		going = done(unroll_bag_of_words_predict(bag, evaluator, made->logits, &made->predictions, &error),
		             &error);
	}
	unroll_bag_of_words_destroy(bag);
	return going;
}

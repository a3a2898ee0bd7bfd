#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "training/model.h"
#include "training/pass.h"
#include "training/splits.h"
#include "unroll/evaluator.h"

struct unroll_evaluator {
	const unroll_model *model;
	const unroll_corpus *corpus;
	arena memory;
	review_list reviews;
	uint32_t *split; /* (training half): the permutation that both of its splits are parts of */
	batch batch;
	pass pass;
	uint32_t done, correct;
	double loss; /* summed */
};

static void layout(unroll_evaluator *evaluator, arena *memory, const network *net, uint32_t split_reviews) {
	batch_shape shape = batch_shape_of(&net->settings, net->settings.batch);
	evaluator->split = arena_take(memory, split_reviews, sizeof *evaluator->split);
	evaluator->batch = batch_layout(memory, shape);
	evaluator->pass = pass_layout(memory, net, shape, false);
}

unroll_status unroll_evaluator_create(const unroll_model *model, const unroll_corpus *corpus,
                                      unroll_split split, unroll_evaluator **evaluator, unroll_error *error) {
	unroll_status status = model_check_corpus(model, corpus, error);
	if (status) return status;
	unroll_evaluator *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	uint32_t reviews = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	if (made) layout(made, &counting, &model->net, reviews);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, "evaluation",
		            "There is no memory to score this model. Choose a smaller batch.");
	}
	layout(made, &made->memory, &model->net, reviews);
	made->model = model;
	made->corpus = corpus;
	made->reviews = reviews_of_split(&model->net.settings, corpus, split, made->split);
	if (made->reviews.count == 0) {
		unroll_evaluator_destroy(made);
		return fail(error, UNROLL_NO_REVIEWS, "split",
		            "The corpus has no reviews in this split. Choose another split or a larger corpus.");
	}
	*evaluator = made;
	return UNROLL_OK;
}

void unroll_evaluator_destroy(unroll_evaluator *evaluator) {
	if (!evaluator) return;
	arena_close(&evaluator->memory);
	free(evaluator);
}

void unroll_evaluator_step(unroll_evaluator *evaluator, uint32_t batches, unroll_score *score) {
	uint32_t total = evaluator->reviews.count, most = evaluator->batch.shape.reviews;
	for (; batches && evaluator->done < total; batches--) {
		uint32_t left = total - evaluator->done, count = left < most ? left : most;
		fill_batch(&evaluator->batch, evaluator->corpus, &evaluator->reviews, evaluator->done, count);
		pass_run(&evaluator->pass, evaluator->model->parameters, &evaluator->batch, (random_stream){0, 0}, NULL,
		         NULL);
		evaluator->loss += pass_loss(&evaluator->pass) * count;
		evaluator->correct += pass_correct(&evaluator->pass);
		evaluator->done += count;
	}
	double done = evaluator->done ? evaluator->done : 1;
	*score = (unroll_score){evaluator->loss / done, evaluator->correct / done, evaluator->done, total};
}

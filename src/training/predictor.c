#include "training/predictor.h"

#include <stdlib.h>

#include "base/fail.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"
#include "training/model.h"

static void layout(unroll_predictor *predictor, arena *memory, const network *net) {
	batch_shape shape = batch_shape_of(&net->settings, BLOCK); /* a pass takes a whole block anyway */
	predictor->reviews = batch_layout(memory, shape);
	predictor->pass = pass_layout(memory, net, shape, false);
	predictor->pass.alone = true;
	predictor->row = arena_take(memory, net->settings.length, sizeof *predictor->row);
}

size_t predictor_memory(const network *net) {
	unroll_predictor predictor;
	arena counting = arena_counting();
	layout(&predictor, &counting, net);
	return counting.overflow ? SIZE_MAX : counting.used + sizeof predictor;
}

unroll_status unroll_predictor_create(const unroll_model *model, unroll_predictor **predictor,
                                      unroll_error *error) {
	unroll_predictor *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) layout(made, &counting, &model->net);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(
		    error, UNROLL_OUT_OF_MEMORY, "predictor",
		    "There is no memory to predict with this model, which takes %zu MB. Choose a model with fewer "
		    "units or timesteps.",
		    counting.used / 1000000);
	}
	layout(made, &made->memory, &model->net);
	made->model = model;
	*predictor = made;
	return UNROLL_OK;
}

void unroll_predictor_destroy(unroll_predictor *predictor) {
	if (!predictor) return;
	arena_close(&predictor->memory);
	free(predictor);
}

/* The logits (K, 16) of the reviews that stand in predictor->reviews. */
static const float *run_pass(unroll_predictor *predictor) {
	const unroll_model *model = predictor->model;
	pass_run(&predictor->pass, model->parameters, &predictor->reviews, (random_stream){0, 0}, NULL, NULL);
	return predictor->pass.logits;
}

const float *predictor_logits(unroll_predictor *predictor, uint32_t label) {
	const float *logits = run_pass(predictor);
	size_t outputs = predictor->model->net.outputs;
	if (outputs == 1) return logits;
	for (size_t r = 0; r < BLOCK; r++)
		predictor->odds[r] = (float)log_odds(logits + r, BLOCK, outputs, label);
	return predictor->odds;
}

void predict_from_logits(unroll_prediction *prediction, const float *logits, size_t step, size_t count) {
	prediction->label = class_of(logits, step, count);
	prediction->classes = count > 1 ? (uint32_t)count : 2;
	if (count == 1) {
		prediction->logit = *logits;
		prediction->probabilities[0] = (float)sigmoid(-(double)*logits);
		prediction->probabilities[1] = (float)sigmoid((double)*logits);
	} else {
		prediction->logit = (float)log_odds(logits, step, count, prediction->label);
		for (size_t k = 0; k < count; k++)
			prediction->probabilities[k] = (float)sigmoid((double)(float)log_odds(logits, step, count, k));
	}
	prediction->probability = (float)sigmoid((double)prediction->logit);
}

unroll_status unroll_predictor_predict(unroll_predictor *predictor, const char *text, size_t size,
                                       unroll_prediction *prediction, unroll_error *error) {
	review_reader reader;
	unroll_status status = model_open_review(predictor->model, text, size, &reader, error);
	if (status) return status;
	unroll_prediction result = {.words = reader.word_count};
	review_reader_begin(&reader, predictor->row);
	for (uint32_t i = 0; i < reader.token_count; i++)
		result.unknown += review_reader_next(&reader).token.id == UNROLL_UNKNOWN_ID;
	batch_begin(&predictor->reviews, 1);
	batch_set(&predictor->reviews, 0, predictor->row, predictor->model->net.settings.length, 0);
	batch_finish(&predictor->reviews);
	predict_from_logits(&result, run_pass(predictor), BLOCK, predictor->model->net.outputs);
	if (!scalar_is_finite(result.logit))
		return fail(
		    error, UNROLL_NOT_FINITE, "logit",
		    "The prediction is not a number: the weights of this model are too large. Train it again with a "
		    "lower learning rate.");
	*prediction = result;
	return UNROLL_OK;
}

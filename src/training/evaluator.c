#include "training/evaluator.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "training/model.h"
#include "training/pass.h"
#include "training/splits.h"

struct unroll_evaluator {
	const unroll_model *model;
	const unroll_corpus *corpus;
	arena memory;
	review_list reviews;
	uint32_t *split; /* (training half): the permutation that both of its splits are parts of */
	unroll_reading reading;
	uint32_t words;     /* that `reading` speaks of */
	uint32_t *opposite; /* (half): for each place of the split, the place of a review with the other label */
	uint32_t *of_label; /* (half): the places of the split, ordered by label */
	uint16_t *mixed;    /* (T): the ids of two reviews */
	uint16_t *room[2];  /* (T) each: those of one, and of its opposite */
	batch batch;
	pass pass;
	arena parallel_memory;           /* of what working in parallel takes beside */
	const unroll_parallel *parallel; /* borrowed, or NULL */
	uint32_t done, correct;
	double loss; /* summed */
	/* NULL, or takes what the pass predicts for the reviews of the batch, and how many there are of it. */
	void (*keep)(unroll_evaluator *evaluator);
	arena kept_memory;
	uint32_t kept;
	/* See unroll_scored_reviews. */
	uint8_t *labels;
	float *logits;
	uint32_t *indices, *lengths, *unknown;
};

static void layout(unroll_evaluator *evaluator, arena *memory, const network *net,
                   const unroll_corpus *corpus, unroll_split split) {
	batch_shape shape = batch_shape_of(&net->settings, net->settings.batch);
	uint32_t reviews = unroll_corpus_count(corpus, half_of_split(&net->settings, split));
	if (split == UNROLL_EVERY_REVIEW) reviews += unroll_corpus_count(corpus, UNROLL_TEST_HALF);
	evaluator->split =
	    arena_take(memory, unroll_corpus_count(corpus, UNROLL_TRAIN_HALF), sizeof *evaluator->split);
	evaluator->opposite = arena_take(memory, reviews, sizeof *evaluator->opposite);
	evaluator->of_label = arena_take(memory, reviews, sizeof *evaluator->of_label);
	evaluator->mixed = arena_take(memory, shape.steps, sizeof *evaluator->mixed);
	for (size_t i = 0; i < 2; i++)
		evaluator->room[i] = arena_take(memory, shape.steps, sizeof *evaluator->room[i]);
	evaluator->batch = batch_layout(memory, shape);
	evaluator->pass = pass_layout(memory, net, shape, false);
}

unroll_status unroll_evaluator_create(const unroll_model *model, const unroll_corpus *corpus,
                                      unroll_split split, unroll_evaluator **evaluator, unroll_error *error) {
	unroll_status status = model_check_corpus(model, corpus, error);
	if (status) return status;
	unroll_evaluator *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) layout(made, &counting, &model->net, corpus, split);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, "evaluation",
		            "There is no memory to score this model. Choose a smaller batch.");
	}
	layout(made, &made->memory, &model->net, corpus, split);
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
	arena_close(&evaluator->parallel_memory);
	arena_close(&evaluator->kept_memory);
	arena_close(&evaluator->memory);
	free(evaluator);
}

unroll_status unroll_evaluator_use(unroll_evaluator *evaluator, const unroll_parallel *parallel,
                                   unroll_error *error) {
	unroll_status status =
	    parallel ? pass_use_parallel(&evaluator->pass, &evaluator->parallel_memory, false, error) : UNROLL_OK;
	if (status == UNROLL_OK) evaluator->parallel = parallel;
	return status;
}

/* Pairs the n-th review of each label with the n-th of the next label that has any (of two, the other), as long as there are any, and then with
 * the first again. False where all reviews have one label. */
static bool find_opposites(unroll_evaluator *evaluator) {
	const review_list *list = &evaluator->reviews;
	uint32_t *of_label = evaluator->of_label, classes = evaluator->model->net.settings.classes;
	uint32_t first[UNROLL_MOST_CLASSES + 1] = {0}; /* of_label[first[l]] is the first place of label l */
	for (uint32_t label = 0; label < classes; label++) {
		first[label + 1] = first[label];
		for (uint32_t place = 0; place < list->count; place++)
			if (review_at(evaluator->corpus, list, place).label == label)
				of_label[first[label + 1]++] = place;
	}
	for (uint32_t label = 0; label < classes; label++) {
		uint32_t other = (label + 1) % classes;
		while (other != label && first[other] == first[other + 1]) other = (other + 1) % classes;
		if (first[label + 1] - first[label] == list->count) return false;
		const uint32_t *others = of_label + first[other];
		uint32_t count = first[other + 1] - first[other];
		for (uint32_t n = first[label]; n < first[label + 1]; n++)
			evaluator->opposite[of_label[n]] = others[(n - first[label]) % count];
	}
	return true;
}

unroll_status unroll_evaluator_restart(unroll_evaluator *evaluator, unroll_reading reading, uint32_t words,
                                       unroll_error *error) {
	if (reading == UNROLL_READ_OPPOSITE && !find_opposites(evaluator))
		return fail(error, UNROLL_NO_REVIEWS, "split",
		            "All reviews of this split have the same label, so none has an opposite. Choose another "
		            "split, or "
		            "a corpus with positive and negative reviews.");
	evaluator->reading = reading;
	evaluator->words = words;
	evaluator->done = evaluator->correct = evaluator->kept = 0;
	evaluator->loss = 0;
	return UNROLL_OK;
}

/* The review at a place, as the model reads it. */
static unroll_corpus_review truncated(const unroll_evaluator *evaluator, uint32_t place, uint16_t *room) {
	unroll_corpus_review review = unroll_evaluator_review(evaluator, place);
	return truncated_review(evaluator->corpus, &evaluator->batch.shape, review, room);
}

static unroll_corpus_review last_of(unroll_corpus_review review, uint32_t words) {
	uint32_t count = review.count < words ? review.count : words;
	return (unroll_corpus_review){review.ids + review.count - count, count, review.label};
}

/* The beginning of one review and the end of another, together at most T ids. */
static unroll_corpus_review mix(uint16_t *ids, unroll_corpus_review begin, unroll_corpus_review end,
                                uint32_t words) {
	uint32_t kept = begin.count - last_of(begin, words).count;
	end = last_of(end, words);
	if (kept) memcpy(ids, begin.ids, kept * sizeof *ids);
	if (end.count) memcpy(ids + kept, end.ids, end.count * sizeof *ids);
	return (unroll_corpus_review){ids, kept + end.count, begin.label};
}

/* Fills the batch with `count` reviews as they are to be read. */
static void fill(unroll_evaluator *evaluator, uint32_t first, uint32_t count) {
	if (evaluator->reading == UNROLL_READ_ALL) {
		fill_batch(&evaluator->batch, evaluator->corpus, &evaluator->reviews, first, count,
		           network_masks(&evaluator->model->net));
		return;
	}
	batch_begin(&evaluator->batch, count);
	for (uint32_t r = 0; r < count; r++) {
		unroll_corpus_review review = truncated(evaluator, first + r, evaluator->room[0]);
		if (evaluator->reading == UNROLL_READ_LAST)
			review = last_of(review, evaluator->words);
		else
			review = mix(evaluator->mixed, review,
			             truncated(evaluator, evaluator->opposite[first + r], evaluator->room[1]),
			             evaluator->words);
		batch_set(&evaluator->batch, r, review.ids, review.count, review.label);
	}
	batch_finish(&evaluator->batch);
}

/* How long a review is and what of it is unknown: of its ids in the batch those that are neither padding nor the start. */
static void measure(unroll_evaluator *evaluator, uint32_t row, uint32_t place) {
	unroll_corpus_review review = unroll_evaluator_review(evaluator, place);
	const uint16_t *ids = batch_row(&evaluator->batch, row);
	uint32_t unknown = 0, words = 0;
	for (uint32_t t = 0; t < evaluator->batch.shape.steps; t++) {
		words += ids[t] > UNROLL_START_ID;
		unknown += ids[t] == UNROLL_UNKNOWN_ID;
	}
	evaluator->unknown[place] = words ? unknown * 1000 / words : 0;
	evaluator->lengths[place] = review.count - (review.count && review.ids[0] == UNROLL_START_ID);
	evaluator->indices[place] = index_at(&evaluator->reviews, place);
	evaluator->labels[place] = review.label;
}

/* The reviews may stand in the batch in another order than in the split. */
static void keep_predictions(unroll_evaluator *evaluator) {
	bool ordered = evaluator->reading == UNROLL_READ_ALL && network_masks(&evaluator->model->net);
	size_t outputs = evaluator->model->net.outputs;
	for (uint32_t r = 0; r < evaluator->batch.reviews; r++) {
		uint32_t place = ordered ? evaluator->batch.order[r] : evaluator->done + r;
		const float *logits = pass_logits_of(&evaluator->pass, r);
		for (size_t k = 0; k < outputs; k++) evaluator->logits[place * outputs + k] = logits[k * BLOCK];
		measure(evaluator, r, place);
	}
	evaluator->kept = evaluator->done + evaluator->batch.reviews;
}

static void layout_kept(unroll_evaluator *evaluator, arena *memory) {
	uint32_t reviews = evaluator->reviews.count;
	size_t outputs = evaluator->model->net.outputs;
	evaluator->labels = arena_take(memory, reviews, sizeof *evaluator->labels);
	evaluator->logits = arena_take(memory, reviews * outputs, sizeof *evaluator->logits);
	evaluator->indices = arena_take(memory, reviews, sizeof *evaluator->indices);
	evaluator->lengths = arena_take(memory, reviews, sizeof *evaluator->lengths);
	evaluator->unknown = arena_take(memory, reviews, sizeof *evaluator->unknown);
}

unroll_status unroll_evaluator_keep_reviews(unroll_evaluator *evaluator, unroll_error *error) {
	if (evaluator->keep) return UNROLL_OK;
	arena counting = arena_counting();
	layout_kept(evaluator, &counting);
	if (counting.overflow || !arena_open(&evaluator->kept_memory, counting.used))
		return fail(error, UNROLL_OUT_OF_MEMORY, "evaluation",
		            "There is no memory for what is predicted for each review. Evaluate fewer reviews.");
	layout_kept(evaluator, &evaluator->kept_memory);
	evaluator->keep = keep_predictions;
	return UNROLL_OK;
}

unroll_scored_reviews unroll_evaluator_reviews(const unroll_evaluator *evaluator) {
	return (unroll_scored_reviews){
	    {evaluator->kept, evaluator->model->net.settings.classes, evaluator->labels, evaluator->logits},
	    evaluator->indices,
	    evaluator->lengths,
	    evaluator->unknown};
}

const unroll_corpus *evaluator_corpus(const unroll_evaluator *evaluator) {
	return evaluator->corpus;
}

unroll_corpus_review unroll_evaluator_review(const unroll_evaluator *evaluator, uint32_t place) {
	return review_at(evaluator->corpus, &evaluator->reviews, place);
}

void unroll_evaluator_step(unroll_evaluator *evaluator, uint32_t batches, unroll_score *score) {
	uint32_t total = evaluator->reviews.count, most = evaluator->batch.shape.reviews;
	for (; batches && evaluator->done < total; batches--) {
		uint32_t left = total - evaluator->done, count = left < most ? left : most;
		fill(evaluator, evaluator->done, count);
		pass_run(&evaluator->pass, evaluator->model->parameters, &evaluator->batch, (random_stream){0, 0},
		         NULL, evaluator->parallel);
		evaluator->loss += pass_loss(&evaluator->pass) * count;
		evaluator->correct += pass_correct(&evaluator->pass);
		if (evaluator->keep) evaluator->keep(evaluator);
		evaluator->done += count;
	}
	double done = evaluator->done ? evaluator->done : 1;
	*score = (unroll_score){evaluator->loss / done, evaluator->correct / done, evaluator->done, total};
}

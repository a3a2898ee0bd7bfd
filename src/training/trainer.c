#include "training/trainer.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "kernels/array_math.h"
#include "kernels/scalar_math.h"
#include "text/train_test_split.h"
#include "training/model_file.h"
#include "training/objective.h"
#include "training/predictor.h"
#include "training/shuffle.h"

static void layout(unroll_trainer *trainer, arena *memory, const network *net, uint32_t reviews) {
	const unroll_settings *settings = &net->settings;
	batch_shape shape = batch_shape_of(settings, settings->batch);
	uint32_t held_out = held_out_count(settings, reviews);
	trainer->split = arena_take(memory, reviews, sizeof *trainer->split);
	trainer->order = arena_take(memory, reviews - held_out, sizeof *trainer->order);
	trainer->batch = batch_layout(memory, shape);
	trainer->pass = pass_layout(memory, net, shape, true);
	trainer->optimizer = optimizer_layout(memory, settings, net->hot, net->parameters, settings->words,
	                                      network_row_width(net));
	trainer->gradient = arena_take(memory, net->parameters, sizeof *trainer->gradient);
	trainer->best = best_weights_layout(memory, net->parameters);
	trainer->history = arena_take(memory, settings->epochs, sizeof *trainer->history);
}

unroll_status unroll_training_memory(const unroll_settings *settings, uint32_t reviews, size_t *bytes,
                                     unroll_error *error) {
	unroll_status status = unroll_settings_check(settings, error);
	if (status) return status;
	network net = network_of(settings);
	unroll_trainer trainer;
	arena counting = arena_counting();
	layout(&trainer, &counting, &net, reviews);
	const size_t parts[] = {counting.overflow ? SIZE_MAX : counting.used, sizeof trainer,
	                        model_memory(settings), predictor_memory(&net)};
	size_t sum = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i] > SIZE_MAX - 1 - sum)
			return fail(
			    error, UNROLL_TOO_LARGE, "memory",
			    "These settings need more memory than this machine can address. Choose fewer units, words "
			    "or timesteps, or a smaller batch.");
		sum += parts[i];
	}
	*bytes = sum;
	return UNROLL_OK;
}

void trainer_shuffle(unroll_trainer *trainer) {
	shuffle_epoch(trainer->order, trainer->unshuffled, trainer->sizes.train, &trainer->model->net.settings,
	              trainer->position.epoch);
}

unroll_status unroll_trainer_create(unroll_model *model, const unroll_corpus *corpus,
                                    unroll_trainer **trainer, unroll_error *error) {
	unroll_status status = model_check_corpus(model, corpus, error);
	/* The best weights, at first these, are always finite. */
	if (!status) status = check_block(&model->net, "", model->parameters, error);
	if (status) return status;
	const unroll_settings *settings = &model->net.settings;
	uint32_t reviews = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t held_out = held_out_count(settings, reviews);
	if (settings->held_out == UNROLL_HELD_OUT_TEST) {
		if (unroll_corpus_count(corpus, UNROLL_TEST_HALF) == 0 || reviews == 0)
			return fail(error, UNROLL_NO_REVIEWS, "held-out",
			            "Held-out test needs reviews in both halves; the training half has %u and the test "
			            "half %u. Hold "
			            "out a share of the training half, or use another corpus.",
			            reviews, unroll_corpus_count(corpus, UNROLL_TEST_HALF));
	} else if (held_out == 0 || held_out >= reviews)
		return fail(error, UNROLL_NO_REVIEWS, "validation",
		            "The training half has %u reviews, of which validation %g leaves none for one of the two "
		            "splits. Use a larger corpus or another share.",
		            reviews, settings->validation);
	unroll_trainer *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) layout(made, &counting, &model->net, reviews);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(
		    error, UNROLL_OUT_OF_MEMORY, "trainer",
		    "There is no memory for this run, which takes %zu MB. Choose fewer units, words or timesteps, "
		    "or a smaller batch.",
		    counting.used / 1000000);
	}
	layout(made, &made->memory, &model->net, reviews);
	made->model = model;
	made->corpus = corpus;
	made->train = reviews_of_split(settings, corpus, UNROLL_TRAIN_SPLIT, made->split);
	made->validation = reviews_of_split(settings, corpus, UNROLL_VALIDATION_SPLIT, made->split);
	made->unshuffled = made->train.indices;
	made->train.indices = made->order;
	made->sizes = (run_sizes){made->train.count, made->validation.count, settings->batch, settings->epochs,
	                          early_stopping_of(settings)};
	made->position = run_position_first(&made->sizes);
	best_weights_keep(&made->best, model->parameters);
	trainer_shuffle(made);
	class_weights_of(settings, corpus, &made->train, made->pass.class_weights);
	model->classes = *corpus_class_names(corpus);
	*trainer = made;
	return UNROLL_OK;
}

void unroll_trainer_destroy(unroll_trainer *trainer) {
	if (!trainer) return;
	arena_close(&trainer->memory);
	arena_close(&trainer->parallel_memory);
	free(trainer);
}

unroll_status unroll_trainer_use(unroll_trainer *trainer, const unroll_parallel *parallel,
                                 unroll_error *error) {
	unroll_status status =
	    parallel ? pass_use_parallel(&trainer->pass, &trainer->parallel_memory, true, error) : UNROLL_OK;
	if (status == UNROLL_OK) trainer->parallel = parallel;
	return status;
}

/* Ends the run with the best weights. */
static void finish(unroll_trainer *trainer) {
	trainer->position.phase = UNROLL_FINISHED;
	best_weights_restore(&trainer->best, trainer->model->parameters);
}

static bool weights_are_finite(const unroll_trainer *trainer) {
	return all_finite(trainer->model->parameters, trainer->model->net.parameters);
}

static unroll_status diverged(unroll_trainer *trainer, unroll_error *error) {
	const run_position *at = &trainer->position;
	finish(trainer);
	return fail(
	    error, UNROLL_NOT_FINITE, "learning-rate",
	    "In epoch %u, batch %u the loss or a weight was no longer a number: the learning rate %g is too "
	    "high for this network. The last good weights were kept. Lower the learning rate or set a clip "
	    "norm.",
	    at->epoch, at->batch + 1, trainer->optimizer.learning_rate);
}

/* The reviews of the phase that the run is in. */
static const review_list *phase_reviews(const unroll_trainer *trainer) {
	return trainer->position.phase == UNROLL_VALIDATING ? &trainer->validation : &trainer->train;
}

uint32_t unroll_trainer_next_review(const unroll_trainer *trainer) {
	if (trainer->position.phase == UNROLL_FINISHED) return 0;
	const review_list *list = phase_reviews(trainer);
	uint32_t place = trainer->position.batch * trainer->batch.shape.reviews;
	return list->indices ? list->indices[place] : place;
}

/* Fills the next batch of the phase and returns how many reviews it has. */
static uint32_t next_batch(unroll_trainer *trainer) {
	const review_list *list = phase_reviews(trainer);
	uint32_t most = trainer->batch.shape.reviews, first = trainer->position.batch * most;
	uint32_t left = list->count - first, count = left < most ? left : most;
	fill_batch(&trainer->batch, trainer->corpus, list, first, count, network_masks(&trainer->model->net));
	return count;
}

/* Trains the next batch; at the rate of the schedule, where `rate` is 0. */
static unroll_status train_batch(unroll_trainer *trainer, double rate, unroll_error *error) {
	unroll_model *model = trainer->model;
	run_position *at = &trainer->position;
	uint32_t count = next_batch(trainer);
	random_stream masks = random_stream_of(model->net.settings.seed, RANDOM_DROPOUT, at->trained_batches);
	pass_run(&trainer->pass, model->parameters, &trainer->batch, masks, trainer->gradient, trainer->parallel);
	double loss = pass_loss(&trainer->pass);
	if (!scalar_is_finite(loss)) return diverged(trainer, error);
	at->trained_batches++;
	trainer->optimizer.learning_rate = rate > 0 ? rate : trainer_learning_rate(trainer, at->trained_batches);
	optimizer_touch(&trainer->optimizer, trainer->batch.distinct, trainer->batch.distinct_count);
	optimizer_step(&trainer->optimizer, model->parameters, trainer->gradient, at->trained_batches,
	               trainer->parallel);
	at->batch_loss = loss;
	at->loss += loss * count;
	at->correct += pass_correct(&trainer->pass);
	if (++at->batch == phase_batches(&trainer->sizes, UNROLL_TRAINING)) {
		at->phase = UNROLL_VALIDATING;
		at->batch = 0;
	}
	return UNROLL_OK;
}

static void next_epoch(unroll_trainer *trainer) {
	run_position *at = &trainer->position;
	at->epoch++;
	at->phase = UNROLL_TRAINING;
	at->batch = 0;
	at->loss = at->val_loss = 0;
	at->correct = at->val_correct = 0;
	trainer_shuffle(trainer);
}

bool trainer_train_at(unroll_trainer *trainer, double rate, double *loss) {
	if (trainer->position.phase == UNROLL_VALIDATING) next_epoch(trainer);
	bool trained = train_batch(trainer, rate, NULL) == UNROLL_OK;
	*loss = trainer->position.batch_loss;
	return trained;
}

/* Records the epoch, keeps the weights where they are the best, and goes on to the next or ends. */
static void finish_epoch(unroll_trainer *trainer) {
	run_position *at = &trainer->position;
	unroll_model *model = trainer->model;
	double train = trainer->train.count, validation = trainer->validation.count;
	unroll_epoch epoch = {at->loss / train, at->correct / train, at->val_loss / validation,
	                      at->val_correct / validation};
	trainer->history[at->finished_epochs++] = epoch;
	if (early_stopping_improved(&at->stopping, at->epoch, &epoch))
		best_weights_keep(&trainer->best, model->parameters);
	at->stopped_early = early_stopping_enough(&at->stopping);
	if (at->stopped_early || at->epoch == model->net.settings.epochs) {
		finish(trainer);
		return;
	}
	next_epoch(trainer);
}

static unroll_status validate_batch(unroll_trainer *trainer, unroll_error *error) {
	run_position *at = &trainer->position;
	uint32_t count = next_batch(trainer);
	pass_run(&trainer->pass, trainer->model->parameters, &trainer->batch, (random_stream){0, 0}, NULL,
	         trainer->parallel);
	double loss = pass_loss(&trainer->pass);
	bool last = at->batch + 1 == phase_batches(&trainer->sizes, UNROLL_VALIDATING);
	/* A weight that no review of the split reads does not show in the loss, but it would be kept. */
	if (!scalar_is_finite(loss) || (last && !weights_are_finite(trainer))) return diverged(trainer, error);
	at->val_loss += loss * count;
	at->val_correct += pass_correct(&trainer->pass);
	at->batch++;
	if (last) finish_epoch(trainer);
	return UNROLL_OK;
}

unroll_status unroll_trainer_step(unroll_trainer *trainer, uint32_t batches, unroll_progress *progress,
                                  unroll_error *error) {
	unroll_status status = UNROLL_OK;
	for (; batches && trainer->position.phase != UNROLL_FINISHED; batches--) {
		bool training = trainer->position.phase == UNROLL_TRAINING;
		status = training ? train_batch(trainer, 0, error) : validate_batch(trainer, error);
		if (status) break;
	}
	if (progress) *progress = unroll_trainer_progress(trainer);
	return status;
}

void unroll_trainer_stop(unroll_trainer *trainer) {
	if (trainer->position.phase == UNROLL_FINISHED) return;
	bool keep = trainer->position.finished_epochs == 0 && weights_are_finite(trainer);
	if (keep)
		trainer->position.phase = UNROLL_FINISHED;
	else
		finish(trainer);
}

const unroll_epoch *unroll_trainer_history(const unroll_trainer *trainer) {
	return trainer->history;
}

/* A checkpoint is a model file ("format" "unroll-checkpoint-1") with more in it:
 *
 *   best/…             the best weights so far
 *   velocity/…         the optimizer's moments, and momentum/…
 *   history   F64 (epochs, 4)   loss, accuracy, val_loss, val_accuracy of each finished epoch
 *   counts    U64 (11)          where the run stands, see COUNTS
 *   sums      F64 (4)           its running sums, see SUMS
 *   "corpus"  metadata          SHA-256 of the training half it was trained on
 *
 * All random numbers follow from the seed and the position, so no generator is kept. */
#include <string.h>

#include "base/fail.h"
#include "base/sha256.h"
#include "training/model_file.h"
#include "training/trainer.h"

#define CHECKPOINT_FORMAT "unroll-checkpoint-1"

enum { COUNTS = 11, SUMS = 4 };

static void hash_corpus(const unroll_corpus *corpus, char text[SHA256_TEXT]) {
	sha256 hash;
	sha256_begin(&hash);
	for (uint32_t i = 0; i < unroll_corpus_count(corpus, UNROLL_TRAIN_HALF); i++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, i);
		uint32_t about[] = {review.count, review.label};
		sha256_add(&hash, about, sizeof about);
		sha256_add(&hash, review.ids, review.count * sizeof *review.ids);
	}
	sha256_end(&hash, text);
}

static void position_to_numbers(const run_position *at, uint64_t counts[COUNTS], double sums[SUMS]) {
	const early_stopping *stopping = &at->stopping;
	uint64_t all[COUNTS] = {at->phase,
	                        at->epoch,
	                        at->batch,
	                        at->trained_batches,
	                        at->finished_epochs,
	                        at->stopped_early,
	                        at->correct,
	                        at->val_correct,
	                        stopping->best_epoch,
	                        stopping->epochs_without_improvement,
	                        stopping->patience};
	memcpy(counts, all, sizeof all);
	sums[0] = at->batch_loss, sums[1] = at->loss, sums[2] = at->val_loss, sums[3] = stopping->best_val_loss;
}

static void numbers_to_position(run_position *at, const uint64_t counts[COUNTS], const double sums[SUMS]) {
	early_stopping *stopping = &at->stopping;
	at->phase = (unroll_phase)counts[0];
	at->epoch = (uint32_t)counts[1];
	at->batch = (uint32_t)counts[2];
	at->trained_batches = counts[3];
	at->finished_epochs = (uint32_t)counts[4];
	at->stopped_early = counts[5] != 0;
	at->correct = (uint32_t)counts[6];
	at->val_correct = (uint32_t)counts[7];
	stopping->best_epoch = (uint32_t)counts[8];
	stopping->epochs_without_improvement = (uint32_t)counts[9];
	stopping->patience = (uint32_t)counts[10];
	at->batch_loss = sums[0], at->loss = sums[1], at->val_loss = sums[2], stopping->best_val_loss = sums[3];
}

/* Batches in the phase that a position names. */
static uint64_t batches_in_phase(const unroll_trainer *trainer, uint64_t phase) {
	uint32_t reviews = phase == UNROLL_VALIDATING ? trainer->validation.count : trainer->train.count;
	return (reviews - 1) / trainer->batch.shape.reviews + 1;
}

/* Whether counts could have been written by a run like this: nothing read from them may lead outside an array. */
static bool is_possible(const unroll_trainer *trainer, const uint64_t counts[COUNTS], uint64_t finished) {
	const unroll_settings *settings = &trainer->model->net.settings;
	if (counts[0] > UNROLL_FINISHED || counts[1] < 1 || counts[1] > settings->epochs) return false;
	if (counts[0] != UNROLL_FINISHED && counts[2] >= batches_in_phase(trainer, counts[0])) return false;
	if (counts[0] != UNROLL_FINISHED && counts[4] + 1 != counts[1]) return false;
	if (counts[2] > UINT32_MAX || counts[4] != finished || finished > settings->epochs ||
	    counts[8] > finished)
		return false;
	return counts[6] <= trainer->train.count && counts[7] <= trainer->validation.count &&
	       counts[9] <= finished && counts[10] == settings->patience;
}

unroll_status unroll_trainer_save(unroll_trainer *trainer, unroll_bytes *file, unroll_error *error) {
	const network *net = &trainer->model->net;
	const run_position *at = &trainer->position;
	uint64_t counts[COUNTS];
	double sums[SUMS];
	position_to_numbers(at, counts, sums);
	/* Once a run: the reviews do not change, and hashing them takes as long as training on many of them. */
	if (!trainer->corpus_hash[0]) hash_corpus(trainer->corpus, trainer->corpus_hash);
	optimizer_catch_up(&trainer->optimizer, at->trained_batches);
	safetensors_writer *writer = safetensors_begin();
	add_description(writer, trainer->model, CHECKPOINT_FORMAT);
	safetensors_add_metadata(writer, "corpus", trainer->corpus_hash);
	add_block(writer, net, "", trainer->model->parameters);
	add_block(writer, net, "best/", trainer->best);
	for (uint32_t i = 0; i < trainer->optimizer.moment_count; i++) {
		char prefix[16];
		format_text(prefix, sizeof prefix, "%s/", optimizer_moment_name(&trainer->optimizer, i));
		add_block(writer, net, prefix, trainer->optimizer.moments[i]);
	}
	uint64_t epochs[] = {at->finished_epochs, 4}, count_shape = COUNTS, sum_shape = SUMS;
	safetensors_add_tensor(writer, "history", SAFETENSORS_F64, 2, epochs, trainer->history);
	safetensors_add_tensor(writer, "counts", SAFETENSORS_U64, 1, &count_shape, counts);
	safetensors_add_tensor(writer, "sums", SAFETENSORS_F64, 1, &sum_shape, sums);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

/* Fills a new trainer with what the checkpoint has. */
static unroll_status read_run(const safetensors_file *file, unroll_trainer *trainer, unroll_error *error) {
	const network *net = &trainer->model->net;
	unroll_status status = read_block(file, net, "best/", trainer->best, error);
	for (uint32_t i = 0; !status && i < trainer->optimizer.moment_count; i++) {
		char prefix[16];
		format_text(prefix, sizeof prefix, "%s/", optimizer_moment_name(&trainer->optimizer, i));
		status = read_block(file, net, prefix, trainer->optimizer.moments[i], error);
	}
	if (status) return status;
	const safetensors_tensor *history, *counts, *sums;
	status = safetensors_require(file, "history", SAFETENSORS_F64, 2, &history, error);
	if (!status) status = safetensors_require(file, "counts", SAFETENSORS_U64, 1, &counts, error);
	if (!status) status = safetensors_require(file, "sums", SAFETENSORS_F64, 1, &sums, error);
	if (status) return status;
	uint64_t finished = history->shape[0];
	bool shaped = history->shape[1] == 4 && counts->shape[0] == COUNTS && sums->shape[0] == SUMS;
	if (!shaped || !is_possible(trainer, counts->data, finished))
		return fail(error, UNROLL_BAD_FILE, "counts",
		            "The checkpoint's position is impossible. The file is damaged.");
	numbers_to_position(&trainer->position, counts->data, sums->data);
	optimizer_resume(&trainer->optimizer, trainer->position.trained_batches);
	memcpy(trainer->history, history->data, history->bytes);
	trainer_shuffle(trainer);
	return UNROLL_OK;
}

static unroll_status check_corpus_hash(const safetensors_file *file, const unroll_corpus *corpus,
                                       unroll_error *error) {
	char hash[SHA256_TEXT];
	const char *expected = safetensors_metadata(file, "corpus");
	hash_corpus(corpus, hash);
	if (expected && strcmp(expected, hash) == 0) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, "corpus",
	            "The checkpoint was made with another corpus. Resume it with the corpus it was trained on.");
}

static unroll_status resume(const safetensors_file *file, const unroll_corpus *corpus, unroll_model **model,
                            unroll_trainer **trainer, unroll_error *error) {
	unroll_model *made = NULL;
	unroll_trainer *runs = NULL;
	unroll_status status = read_model(file, CHECKPOINT_FORMAT, &made, error);
	if (!status) status = check_corpus_hash(file, corpus, error);
	if (!status) status = unroll_trainer_create(made, corpus, &runs, error);
	if (!status) status = read_run(file, runs, error);
	if (status) {
		unroll_trainer_destroy(runs);
		unroll_model_destroy(made);
		return status;
	}
	*model = made;
	*trainer = runs;
	return UNROLL_OK;
}

unroll_status unroll_trainer_resume(const uint8_t *bytes, size_t size, const unroll_corpus *corpus,
                                    unroll_model **model, unroll_trainer **trainer, unroll_error *error) {
	safetensors_file *file;
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	status = resume(file, corpus, model, trainer, error);
	safetensors_close(file);
	return status;
}

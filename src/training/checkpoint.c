/* A checkpoint is a model file ("format" "unroll-checkpoint-1") with more in it:
 *
 *   best/…             the best weights so far
 *   velocity/…         the optimizer's moments, and momentum/…
 *   history   F64 (epochs, 4)   loss, accuracy, val_loss, val_accuracy of each finished epoch
 *   counts    U64 (11)          where the run stands, see run_position.h
 *   sums      F64 (4)           its running sums, likewise
 *   "corpus"  metadata          SHA-256 of the training half it was trained on and, with held-out test, of the test half
 *
 * All random numbers follow from the seed and the position, so no generator is kept. */
#include <string.h>

#include "base/fail.h"
#include "base/sha256.h"
#include "training/model_file.h"
#include "training/trainer.h"

#define CHECKPOINT_FORMAT "unroll-checkpoint-1"

static void hash_half(sha256 *hash, const unroll_corpus *corpus, unroll_half half) {
	for (uint32_t i = 0; i < unroll_corpus_count(corpus, half); i++) {
		unroll_corpus_review review = unroll_corpus_get(corpus, half, i);
		uint32_t about[] = {review.count, review.label};
		sha256_add(hash, about, sizeof about);
		sha256_add(hash, review.ids, review.count * sizeof *review.ids);
	}
}

/* What the run depends on. */
static void hash_corpus(const unroll_corpus *corpus, const unroll_settings *settings,
                        char text[SHA256_TEXT]) {
	sha256 hash;
	sha256_begin(&hash);
	hash_half(&hash, corpus, UNROLL_TRAIN_HALF);
	if (settings->held_out == UNROLL_HELD_OUT_TEST) hash_half(&hash, corpus, UNROLL_TEST_HALF);
	sha256_end(&hash, text);
}

/* The prefix of the tensors that hold a moment of the optimizer: "velocity/". */
enum { PREFIX = 16 };
static void moment_prefix(char prefix[PREFIX], const optimizer *o, uint32_t index) {
	format_text(prefix, PREFIX, "%s/", optimizer_moment_name(o, index));
}

/* --- Writing ------------------------------------------------------------------------------------- */

/* Whether all weights and moments are finite: of others no run can be resumed. */
static unroll_status check_run(const unroll_trainer *trainer, unroll_error *error) {
	const network *net = &trainer->model->net;
	unroll_status status = check_block(net, "", trainer->model->parameters, error);
	if (!status) status = check_block(net, "best/", trainer->best.values, error);
	for (uint32_t i = 0; !status && i < trainer->optimizer.moment_count; i++) {
		char prefix[PREFIX];
		moment_prefix(prefix, &trainer->optimizer, i);
		status = check_block(net, prefix, trainer->optimizer.moments[i], error);
	}
	return status;
}

unroll_status unroll_trainer_save(unroll_trainer *trainer, unroll_bytes *file, unroll_error *error) {
	const network *net = &trainer->model->net;
	const run_position *at = &trainer->position;
	uint64_t counts[POSITION_COUNTS];
	double sums[POSITION_SUMS];
	run_position_write(at, counts, sums);
	/* Once a run: the reviews do not change, and hashing them takes as long as training on many of them. */
	if (!trainer->corpus_hash[0]) hash_corpus(trainer->corpus, &net->settings, trainer->corpus_hash);
	optimizer_catch_up(&trainer->optimizer, at->trained_batches);
	unroll_status status = check_run(trainer, error);
	if (status) return status;
	safetensors_writer *writer = safetensors_begin();
	add_description(writer, trainer->model, CHECKPOINT_FORMAT);
	safetensors_add_metadata(writer, "corpus", trainer->corpus_hash);
	add_block(writer, net, "", trainer->model->parameters);
	add_block(writer, net, "best/", trainer->best.values);
	for (uint32_t i = 0; i < trainer->optimizer.moment_count; i++) {
		char prefix[PREFIX];
		moment_prefix(prefix, &trainer->optimizer, i);
		add_block(writer, net, prefix, trainer->optimizer.moments[i]);
	}
	uint64_t epochs[] = {at->finished_epochs, 4}, count_shape = POSITION_COUNTS, sum_shape = POSITION_SUMS;
	safetensors_add_tensor(writer, "history", SAFETENSORS_F64, 2, epochs, trainer->history);
	safetensors_add_tensor(writer, "counts", SAFETENSORS_U64, 1, &count_shape, counts);
	safetensors_add_tensor(writer, "sums", SAFETENSORS_F64, 1, &sum_shape, sums);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

/* --- Reading ------------------------------------------------------------------------------------- */

/* What a checkpoint has beside its model, as views into the file. */
typedef struct saved_run {
	const safetensors_file *file;
	network net;
	optimizer moments; /* laid out without memory: it knows how many moments there are, and their names */
	const uint64_t *counts;
	const double *sums;
	const unroll_epoch *history; /* (finished) */
	uint64_t finished;
} saved_run;

static unroll_status check_corpus_hash(const safetensors_file *file, const unroll_settings *settings,
                                       const unroll_corpus *corpus, unroll_error *error) {
	char hash[SHA256_TEXT];
	const char *expected = safetensors_metadata(file, "corpus");
	hash_corpus(corpus, settings, hash);
	if (expected && strcmp(expected, hash) == 0) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, "corpus",
	            "The checkpoint was made with another corpus. Resume it with the corpus it was trained on.");
}

static unroll_status impossible(const char *subject, unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, subject,
	            "The checkpoint's position is impossible. The file is damaged.");
}

static unroll_status read_numbers(saved_run *run, unroll_error *error) {
	const safetensors_tensor *history, *counts, *sums;
	unroll_status status = safetensors_require(run->file, "history", SAFETENSORS_F64, 2, &history, error);
	if (!status) status = safetensors_require(run->file, "counts", SAFETENSORS_U64, 1, &counts, error);
	if (!status) status = safetensors_require(run->file, "sums", SAFETENSORS_F64, 1, &sums, error);
	if (status) return status;
	if (history->shape[1] != 4) return impossible("history", error);
	if (counts->shape[0] != POSITION_COUNTS) return impossible("counts", error);
	if (sums->shape[0] != POSITION_SUMS) return impossible("sums", error);
	run->counts = counts->data, run->sums = sums->data;
	run->history = history->data, run->finished = history->shape[0];
	return UNROLL_OK;
}

/* Checks the whole file against the plan of its network; takes no memory. */
static unroll_status read_run(const safetensors_file *file, saved_run *run, unroll_error *error) {
	run->file = file;
	unroll_status status = read_network(file, CHECKPOINT_FORMAT, &run->net, error);
	if (status) return status;
	const network *net = &run->net;
	arena counting = arena_counting();
	run->moments = optimizer_layout(&counting, &net->settings, net->hot, net->parameters, net->settings.words,
	                                network_row_width(net));
	status = check_file_block(file, net, "", error);
	if (!status) status = check_file_block(file, net, "best/", error);
	for (uint32_t i = 0; !status && i < run->moments.moment_count; i++) {
		char prefix[PREFIX];
		moment_prefix(prefix, &run->moments, i);
		status = check_file_block(file, net, prefix, error);
	}
	if (!status) status = read_numbers(run, error);
	/* And the vocabulary, history, counts and sums. */
	uint32_t blocks = 2 + run->moments.moment_count;
	return status ? status : check_tensor_count(file, blocks * net->tensor_count + 4, error);
}

/* Fills a new trainer with what the checkpoint has. */
static unroll_status fill_trainer(const saved_run *run, unroll_trainer *trainer, unroll_error *error) {
	run_position *at = &trainer->position;
	if (!run_position_read(at, run->counts, run->sums, run->history, run->finished, &trainer->sizes))
		return impossible("counts", error);
	copy_block(run->file, &run->net, "best/", trainer->best.values);
	for (uint32_t i = 0; i < trainer->optimizer.moment_count; i++) {
		char prefix[PREFIX];
		moment_prefix(prefix, &trainer->optimizer, i);
		copy_block(run->file, &run->net, prefix, trainer->optimizer.moments[i]);
	}
	optimizer_resume(&trainer->optimizer, at->trained_batches);
	if (at->finished_epochs)
		memcpy(trainer->history, run->history, at->finished_epochs * sizeof *run->history);
	trainer_shuffle(trainer);
	return UNROLL_OK;
}

static unroll_status resume(const saved_run *run, const unroll_corpus *corpus, unroll_model **model,
                            unroll_trainer **trainer, unroll_error *error) {
	unroll_model *made = NULL;
	unroll_trainer *runs = NULL;
	unroll_status status = check_corpus_hash(run->file, &run->net.settings, corpus, error);
	if (!status) status = make_file_model(run->file, &run->net, &made, error);
	if (!status) status = unroll_trainer_create(made, corpus, &runs, error);
	if (!status) status = fill_trainer(run, runs, error);
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
	saved_run run;
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	status = read_run(file, &run, error);
	if (!status) status = resume(&run, corpus, model, trainer, error);
	safetensors_close(file);
	return status;
}

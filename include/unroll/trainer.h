/* A trainer: trains a model epoch by epoch, a few batches at a time. Between two steps a caller may pause, read or
 * predict with the model, save a checkpoint, stop, or destroy the trainer.
 *
 * Each epoch trains on the whole training set, in a new order unless settings.shuffle is once, then scores the validation
 * set with dropout off. The best weights are kept; training stops early when settings.patience epochs in a row did
 * not improve on the best validation loss, or accuracy (settings.monitor), by more than settings.min_delta. However it ends, the model is left with the weights of its best epoch
 * (Keras: EarlyStopping(restore_best_weights=True), keras/src/callbacks/early_stopping.py); what it is left with before
 * the first epoch has finished is said at unroll_trainer_step() and unroll_trainer_stop(). */
#ifndef UNROLL_TRAINER_H
#define UNROLL_TRAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/model.h"
#include "unroll/parallel.h"
#include "unroll/settings.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef struct unroll_trainer unroll_trainer;

/* One finished epoch. Loss and accuracy are means over its reviews as measured while training (dropout on); val_loss and
 * val_accuracy are those of the validation set after the epoch (dropout off). */
typedef struct unroll_epoch {
	double loss, accuracy, val_loss, val_accuracy;
} unroll_epoch;

typedef enum unroll_phase {
	UNROLL_TRAINING,   /* the next batch trains */
	UNROLL_VALIDATING, /* the next batch scores the validation split */
	UNROLL_FINISHED    /* nothing is left to do; the model has its best weights */
} unroll_phase;

/* Where a trainer stands. When it is finished, loss, accuracy, val_loss and val_accuracy are those of the last finished
 * epoch, or 0 where none has finished. */
typedef struct unroll_progress {
	unroll_phase phase;
	uint32_t epoch;                /* the running epoch, from 1; when finished, the last one that ran */
	uint32_t batch;                /* batches done in this phase of the epoch */
	uint32_t batches;              /* batches in this phase */
	uint64_t trained_batches;      /* since the run began, all epochs together */
	double batch_loss;             /* of the last trained batch */
	double learning_rate;          /* of the next update */
	double loss, accuracy;         /* means over the reviews trained so far in this epoch */
	double val_loss, val_accuracy; /* means over the reviews scored so far in this epoch */
	uint32_t finished_epochs;
	uint32_t best_epoch;  /* from 1; 0 before the first epoch has finished */
	double best_val_loss; /* of that epoch */
	uint32_t epochs_without_improvement;
	bool stopped_early; /* by patience */
	uint32_t train_reviews, validation_reviews;
} unroll_progress;

/* What a run with these settings takes, in bytes: the model without its words, the trainer, and a predictor that shows how it
 * learns. No training step allocates more. `reviews` is the size of the training half of the corpus. Nothing is allocated.
 * Working in parallel takes more (unroll_trainer_use()). UNROLL_TOO_LARGE where no machine can address as much. */
unroll_status unroll_training_memory(const unroll_settings *settings, uint32_t reviews, size_t *bytes,
                                     unroll_error *error);

/* Makes a trainer for a model, by the model's settings. It takes all its memory now. Model and corpus are
 * borrowed and must outlive it. UNROLL_MISMATCH where the vocabularies differ, or where the corpus was built with a smaller
 * `words` than the model's, so that words which the model expects were replaced by the unknown word; UNROLL_NO_REVIEWS where a split is empty;
 * UNROLL_NOT_FINITE where a weight of the model is NaN or infinite. */
unroll_status unroll_trainer_create(unroll_model *model, const unroll_corpus *corpus,
                                    unroll_trainer **trainer, unroll_error *error);
void unroll_trainer_destroy(unroll_trainer *trainer);

/* From the next step on, parts of the work may run at the same time through `parallel`, which is borrowed for as long as the
 * trainer is; NULL ends that. The weights are the same bits either way. It takes memory for the parts that it has not taken
 * before; UNROLL_OUT_OF_MEMORY leaves the trainer as it was. */
unroll_status unroll_trainer_use(unroll_trainer *trainer, const unroll_parallel *parallel,
                                 unroll_error *error);

/* Runs up to `batches` batches, of training or of validation, and reports where the trainer then stands, also where it
 * fails. `progress` may be NULL. It allocates nothing. UNROLL_NOT_FINITE where the loss, or at the end of an epoch a
 * weight, has become NaN or infinite: the trainer is then finished and the model has its last good weights (the best
 * epoch's, or the initial ones). */
unroll_status unroll_trainer_step(unroll_trainer *trainer, uint32_t batches, unroll_progress *progress,
                                  unroll_error *error);

/* Ends the run where it stands and gives the model its best weights. Where no epoch has finished, the weights stay as
 * they are or, if they are no longer finite, become the initial ones again. */
void unroll_trainer_stop(unroll_trainer *trainer);

/* The first review of the batch that the next step begins with: its index in the corpus' training half,
 * or while validating with settings.held_out test in the test half. 0 when finished. */
uint32_t unroll_trainer_next_review(const unroll_trainer *trainer);

unroll_progress unroll_trainer_progress(const unroll_trainer *trainer);

/* The finished epochs, unroll_progress.finished_epochs of them. Belongs to the trainer. */
const unroll_epoch *unroll_trainer_history(const unroll_trainer *trainer);

/* Writes a checkpoint: weights, best weights, optimizer, position, history, words and settings, as one
 * safetensors file ("format" "unroll-checkpoint-1"). Resuming from it ends in the same bits. UNROLL_NOT_FINITE where a
 * weight or a moment of the optimizer is NaN or infinite, as it may be just before a step reports it; earlier
 * checkpoints stay good. */
unroll_status unroll_trainer_save(unroll_trainer *trainer, unroll_bytes *file, unroll_error *error);

/* Opens a checkpoint on the corpus it was trained on, and makes both its model and its trainer; the bytes
 * are not kept. The whole file is checked before memory is taken for it. UNROLL_BAD_FILE where a tensor is missing,
 * superfluous, of another shape than the settings ask for or not finite, or no run can stand where the checkpoint says;
 * UNROLL_MISMATCH where the corpus is another one. */
unroll_status unroll_trainer_resume(const uint8_t *bytes, size_t size, const unroll_corpus *corpus,
                                    unroll_model **model, unroll_trainer **trainer, unroll_error *error);

UNROLL_END

#endif

/* Inside of an unroll_trainer. */
#ifndef TRAINING_TRAINER_H
#define TRAINING_TRAINER_H

#include "base/arena.h"
#include "base/sha256.h"
#include "text/batch.h"
#include "training/early_stopping.h"
#include "training/model.h"
#include "training/optimizer.h"
#include "training/pass.h"
#include "training/splits.h"
#include "unroll/trainer.h"

/* Where a run stands: with the weights and the optimizer's moments all that a checkpoint must keep. */
typedef struct run_position {
	unroll_phase phase;
	uint32_t epoch; /* the running one, from 1 */
	uint32_t batch; /* batches done in this phase */
	uint64_t trained_batches;
	uint32_t finished_epochs;
	bool stopped_early;
	double batch_loss;
	double loss, val_loss; /* summed over the reviews of the running epoch */
	uint32_t correct, val_correct;
	early_stopping stopping;
} run_position;

struct unroll_trainer {
	unroll_model *model;
	const unroll_corpus *corpus;
	char corpus_hash[SHA256_TEXT];   /* of its training half; empty until the first checkpoint asks for it */
	arena memory;                    /* of all below but the position */
	arena parallel_memory;           /* of what working in parallel takes beside */
	const unroll_parallel *parallel; /* borrowed, or NULL */
	run_position position;
	uint32_t *split; /* (reviews): the permutation that both splits are parts of */
	uint32_t *order; /* (train.count): the training split as this epoch shuffles it */
	review_list train, validation;
	batch batch;
	pass pass;
	optimizer optimizer;
	float *gradient;       /* (parameters) */
	float *best;           /* (parameters): the best weights, at first the initial ones */
	unroll_epoch *history; /* (epochs) */
};

/* Shuffles the training split for the epoch that the position names. */
void trainer_shuffle(unroll_trainer *trainer);

#endif

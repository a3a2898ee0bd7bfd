/* Inside of an unroll_trainer. */
#ifndef TRAINING_TRAINER_H
#define TRAINING_TRAINER_H

#include "base/arena.h"
#include "base/sha256.h"
#include "text/batch.h"
#include "training/best_weights.h"
#include "training/model.h"
#include "training/optimizer.h"
#include "training/pass.h"
#include "training/run_position.h"
#include "training/splits.h"
#include "unroll/trainer.h"

struct unroll_trainer {
	unroll_model *model;
	const unroll_corpus *corpus;
	char corpus_hash[SHA256_TEXT];   /* of its training half; empty until the first checkpoint asks for it */
	arena memory;                    /* of all below but the position */
	arena parallel_memory;           /* of what working in parallel takes beside */
	const unroll_parallel *parallel; /* borrowed, or NULL */
	run_sizes sizes;
	run_position position;
	uint32_t *split;            /* (reviews): the permutation that both splits are parts of */
	const uint32_t *unshuffled; /* (train.count): the part of it that is trained on */
	uint32_t *order;            /* (train.count): the training split as this epoch shuffles it */
	review_list train, validation;
	batch batch;
	pass pass;
	optimizer optimizer;
	float *gradient; /* (parameters) */
	best_weights best;
	unroll_epoch *history; /* (epochs) */
};

/* The learning rate of an update, from 1, of the running epoch. */
double trainer_learning_rate(const unroll_trainer *trainer, uint64_t update);

/* Trains the next batch at this rate, whatever the schedule says, in the next epoch where none is left: validation is skipped. *loss is that of the
 * batch, before the update. False where the loss is no longer a number; the run is then finished. */
bool trainer_train_at(unroll_trainer *trainer, double rate, double *loss);

/* Puts the training split into the order of the epoch that the position names. */
void trainer_shuffle(unroll_trainer *trainer);

#endif

/* Inside of an unroll_model. */
#ifndef TRAINING_MODEL_H
#define TRAINING_MODEL_H

#include "base/arena.h"
#include "text/batch.h"
#include "training/network.h"
#include "training/pass.h"
#include "unroll/model.h"

struct unroll_model {
	network net;
	unroll_vocabulary *vocabulary; /* the words that have ids below settings.words; owned */
	arena memory;                  /* of all below */
	float *parameters;             /* (net.parameters) */
	batch review;                  /* of typed reviews, one block at most */
	pass verdict;                  /* its pass */
	uint16_t *ids;                 /* (2 · length): its ids, and the same in order */
};

/* How a batch of `reviews` reviews looks to a network with these settings. */
batch_shape batch_shape_of(const unroll_settings *settings, uint32_t reviews);

/* What a model takes, in bytes, beside its words; SIZE_MAX where that is more than can be addressed. */
size_t model_memory(const unroll_settings *settings);

/* A model with all weights 0. Takes over the vocabulary, also where it fails. */
unroll_status model_allocate(const unroll_settings *settings, unroll_vocabulary *vocabulary,
                             unroll_model **model, unroll_error *error);

/* The logits (16) of the reviews that stand in model->review. They hold until the next such call or verdict. */
const float *model_logits(unroll_model *model);

/* UNROLL_MISMATCH where a corpus does not give words the ids that the model gives them. */
unroll_status model_check_corpus(const unroll_model *model, const unroll_corpus *corpus, unroll_error *error);

#endif

/* Inside of an unroll_model. */
#ifndef TRAINING_MODEL_H
#define TRAINING_MODEL_H

#include "base/arena.h"
#include "text/batch.h"
#include "text/class_names.h"
#include "text/review_reader.h"
#include "training/network.h"
#include "unroll/corpus.h"
#include "unroll/model.h"

struct unroll_model {
	network net;
	unroll_vocabulary *vocabulary; /* the words that have ids below settings.words; owned */
	arena memory;                  /* of the parameters */
	float *parameters;             /* (net.parameters) */
	class_names classes;           /* of the corpus that it is trained on */
};

/* How a batch of `reviews` reviews looks to a network with these settings. */
batch_shape batch_shape_of(const unroll_settings *settings, uint32_t reviews);

/* What a model takes, in bytes, beside its words; SIZE_MAX where that is more than can be addressed. */
size_t model_memory(const unroll_settings *settings);

/* A model with all weights 0. Takes over the vocabulary, also where it fails. */
unroll_status model_allocate(const unroll_settings *settings, unroll_vocabulary *vocabulary,
                             unroll_model **model, unroll_error *error);

/* Opens a typed review (text/review_reader.h) with the ids that the model gives words. Fails as unroll_predictor_predict()
 * does, also where the model has no vocabulary. */
unroll_status model_open_review(const unroll_model *model, const char *text, size_t size,
                                review_reader *reader, unroll_error *error);

/* UNROLL_MISMATCH where a corpus does not give words the ids that the model gives them. */
unroll_status model_check_corpus(const unroll_model *model, const unroll_corpus *corpus, unroll_error *error);

#endif

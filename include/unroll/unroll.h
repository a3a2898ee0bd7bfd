/* Unroll: recurrent networks that classify reviews as positive or negative.
 *
 * Each header is the manual of its subject:
 *
 *   status.h      statuses, errors, and what a failed call leaves
 *   settings.h    settings of a network and its training; their names, ranges and defaults
 *   text.h        texts to words; vocabularies
 *   corpus.h      reviews as word ids: building a corpus from texts, opening one
 *   import.h      corpora from the archives, arrays and tables of others; report.h reports what was read
 *   statistics.h  counts of a corpus, and synthetic reviews drawn from them
 *   model.h       a network with its weights: creating, opening, saving, its layers and tensors
 *   trainer.h     training, a few batches at a time; checkpoints; parallel.h lends it threads
 *   rate_finder.h the loss of a network while its learning rate rises
 *   predictor.h   classifying a text
 *   evaluator.h   scoring a model on a split of a corpus, review by review
 *   evaluation.h  figures about predictions: confusion, curves, calibration, and whether two networks differ
 *   bag_of_words.h  a classifier that sees which words a review has, but not their order
 *   exchange.h    a model as a file of Keras, PyTorch or ONNX, and back
 *   inspection.h  what happens inside: traces of a review, probes of a run, the word map
 *
 * A program opens or builds a corpus, creates a model, steps a trainer until it is finished, and predicts or saves; objects are
 * destroyed in the reverse order, since each borrows those that it was created from. Without error handling:
 *
 *   unroll_corpus_open(file, size, &corpus, &error);
 *   unroll_settings settings = unroll_default_settings();
 *   unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, &error);
 *   unroll_trainer_create(model, corpus, &trainer, &error);
 *   do unroll_trainer_step(trainer, 10, &progress, &error);
 *   while (progress.phase != UNROLL_FINISHED);
 *   unroll_predictor_create(model, &predictor, &error);
 *   unroll_predictor_predict(predictor, text, strlen(text), &prediction, &error);
 *
 * examples/train.c and examples/predict.c are complete programs.
 *
 * The library never prints, exits, reads a clock or touches a file: it works on bytes and reports a status.
 * A file that is opened (corpus, model, checkpoint, statistics) is read where it lies and must begin at a multiple of 8, as malloc()
 * gives it: UNROLL_BAD_FILE otherwise. Nothing else needs an alignment of its own.
 * It has no global state. An object may be used from several threads as long as one uses it at a time, and what an object only
 * reads (`const` in its create function: a model that is not being trained, a corpus) may be shared by several at the same time. */
#ifndef UNROLL_UNROLL_H
#define UNROLL_UNROLL_H

#include "unroll/bag_of_words.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/evaluation.h"
#include "unroll/evaluator.h"
#include "unroll/exchange.h"
#include "unroll/import.h"
#include "unroll/import_report.h"
#include "unroll/inspection.h"
#include "unroll/model.h"
#include "unroll/parallel.h"
#include "unroll/predictor.h"
#include "unroll/rate_finder.h"
#include "unroll/settings.h"
#include "unroll/statistics.h"
#include "unroll/status.h"
#include "unroll/text.h"
#include "unroll/trainer.h"
#include "unroll/version.h"
#include "unroll/word_vectors.h"

#endif

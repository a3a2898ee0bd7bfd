/* Unroll: recurrent networks that classify reviews as positive or negative.
 *
 *   unroll_corpus_open()       reviews as word ids
 *   unroll_model_create()      a network, with settings from unroll_default_settings()
 *   unroll_trainer_create()    and unroll_trainer_step() until the progress says UNROLL_FINISHED
 *   unroll_predictor_create()  and unroll_predictor_predict() for each typed review
 *   unroll_model_save()        the file to keep
 *
 * The library never prints, exits, reads a clock or touches a file: it works on bytes and reports a status.
 * A file that is opened (corpus, model, checkpoint, statistics) is read where it lies and must begin at a multiple of 8, as malloc()
 * gives it: UNROLL_BAD_FILE otherwise. Nothing else needs an alignment of its own.
 * It has no global state. An object may be used from several threads as long as one uses it at a time, and what an object only
 * reads (`const` in its create function: a model that is not being trained, a corpus) may be shared by several at the same time. */
#ifndef UNROLL_UNROLL_H
#define UNROLL_UNROLL_H

#include "unroll/account.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/evaluator.h"
#include "unroll/import.h"
#include "unroll/inspection.h"
#include "unroll/model.h"
#include "unroll/parallel.h"
#include "unroll/predictor.h"
#include "unroll/settings.h"
#include "unroll/statistics.h"
#include "unroll/status.h"
#include "unroll/text.h"
#include "unroll/trainer.h"
#include "unroll/version.h"

#endif

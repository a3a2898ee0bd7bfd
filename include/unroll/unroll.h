/* Unroll: recurrent networks that learn to tell good reviews from bad ones.
 *
 *   unroll_corpus_open()    reviews as word ids
 *   unroll_model_create()   a network, with settings from unroll_default_settings()
 *   unroll_trainer_create() and unroll_trainer_step() until the progress says UNROLL_FINISHED
 *   unroll_model_predict()  a verdict on a typed review
 *   unroll_model_save()     the file to keep
 *
 * The library never prints, exits, reads a clock or touches a file: it works on bytes and reports a status.
 * A file that is opened (corpus, model, checkpoint, statistics) is read where it lies and must begin at a multiple of 8, as malloc()
 * gives it: UNROLL_BAD_FILE otherwise. Nothing else needs an alignment of its own.
 * It has no global state; objects may be used from several threads as long as each is used by one at a time. */
#ifndef UNROLL_UNROLL_H
#define UNROLL_UNROLL_H

#include "unroll/account.h"
#include "unroll/bytes.h"
#include "unroll/corpus.h"
#include "unroll/import.h"
#include "unroll/inspection.h"
#include "unroll/model.h"
#include "unroll/parallel.h"
#include "unroll/settings.h"
#include "unroll/statistics.h"
#include "unroll/status.h"
#include "unroll/text.h"
#include "unroll/trainer.h"

#endif

/* A learning-rate finder (Smith 2017, "Cyclical learning rates for training neural networks", section 3.3): a network is trained for some
 * hundred updates while the learning rate rises exponentially, and the loss of each batch is recorded. Where the rate is too low the loss hardly
 * falls; where it is too high the loss grows, and the search ends.
 *
 * A finder has a network of its own, with the initial values of its settings: no other weights are touched. */
#ifndef UNROLL_RATE_FINDER_H
#define UNROLL_RATE_FINDER_H

#include <stdbool.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/corpus.h"
#include "unroll/settings.h"
#include "unroll/status.h"

UNROLL_BEGIN

typedef struct unroll_rate_finder unroll_rate_finder;

/* An update. */
typedef struct unroll_rate_point {
	double rate; /* 1e-6 · 1e7^(i / (updates - 1)) of the i-th, from 0: up to 10, the highest of settings.h */
	double loss;     /* of its batch, before the update */
	double smoothed; /* mean of the losses so far, each weighing 0.95 times what the next does */
} unroll_rate_point;

typedef struct unroll_rate_search {
	uint32_t updates; /* points so far */
	uint32_t total;   /* at most */
	bool
	    finished; /* after `total` updates, or where the loss diverges: it is more than twice the lowest, or not a number */
	double suggested; /* a tenth of the rate with the lowest smoothed loss; 0 before the first point */
} unroll_rate_search;

/* Trains by `settings`, but for the learning rate, its schedule and warm-up. The corpus is borrowed and must outlive the finder. All memory is
 * taken now. UNROLL_BAD_SETTING for a setting that is not allowed, or fewer than 2 updates; otherwise the failures of
 * unroll_model_create() and unroll_trainer_create(). */
unroll_status unroll_rate_finder_create(const unroll_settings *settings, const unroll_corpus *corpus,
                                        uint32_t updates, unroll_rate_finder **finder, unroll_error *error);
void unroll_rate_finder_destroy(unroll_rate_finder *finder);

/* Trains up to `updates` more batches; a new epoch begins where one ends, without validation. Allocates nothing. */
void unroll_rate_finder_step(unroll_rate_finder *finder, uint32_t updates, unroll_rate_search *search);

/* The points so far, unroll_rate_search.updates of them. They belong to the finder. */
const unroll_rate_point *unroll_rate_finder_points(const unroll_rate_finder *finder);

UNROLL_END

#endif

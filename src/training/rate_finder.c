#include "unroll/rate_finder.h"

#include <stdlib.h>

#include "base/fail.h"
#include "kernels/scalar_math.h"
#include "training/trainer.h"
#include "unroll/model.h"

#define LOWEST_RATE  1e-6
#define HIGHEST_RATE 10.0
#define MEMORY       0.95 /* of the smoothed loss */
#define DIVERGENCE   2    /* times the lowest smoothed loss */

struct unroll_rate_finder {
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_rate_point *points; /* (total) */
	unroll_rate_search search;
	double mean;   /* of the losses, by weights that do not add up to 1 yet */
	double lowest; /* smoothed loss */
};

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "rate finder",
	            "There is no memory to try learning rates. Choose fewer units, words or timesteps.");
}

unroll_status unroll_rate_finder_create(const unroll_settings *settings, const unroll_corpus *corpus,
                                        uint32_t updates, unroll_rate_finder **finder, unroll_error *error) {
	if (updates < 2)
		return fail(error, UNROLL_BAD_SETTING, "updates",
		            "A search for a learning rate takes 2 updates at least.");
	unroll_settings own = *settings;
	own.schedule = UNROLL_SCHEDULE_CONSTANT;
	own.warm_up = 0;
	unroll_rate_finder *made = calloc(1, sizeof *made);
	if (!made) return no_memory(error);
	made->search.total = updates;
	unroll_status status = UNROLL_OK;
	if (!(made->points = calloc(updates, sizeof *made->points))) status = no_memory(error);
	if (!status) status = unroll_model_create(&own, unroll_corpus_vocabulary(corpus), &made->model, error);
	if (!status) status = unroll_trainer_create(made->model, corpus, &made->trainer, error);
	if (status)
		unroll_rate_finder_destroy(made);
	else
		*finder = made;
	return status;
}

void unroll_rate_finder_destroy(unroll_rate_finder *finder) {
	if (!finder) return;
	unroll_trainer_destroy(finder->trainer);
	unroll_model_destroy(finder->model);
	free(finder->points);
	free(finder);
}

/* lowest · (highest / lowest)^(place / (total - 1)) */
static double rate_at(uint32_t place, uint32_t total) {
	double span = scalar_log(HIGHEST_RATE / LOWEST_RATE);
	if (place + 1 == total) return HIGHEST_RATE;
	return LOWEST_RATE * scalar_exp(span * place / (total - 1));
}

/* Records the loss of a batch. */
static void record(unroll_rate_finder *finder, double rate, double loss) {
	unroll_rate_search *search = &finder->search;
	finder->mean = MEMORY * finder->mean + (1 - MEMORY) * loss;
	double smoothed = finder->mean / (1 - scalar_power(MEMORY, search->updates + 1));
	if (search->updates == 0 || smoothed < finder->lowest) {
		finder->lowest = smoothed;
		search->suggested = rate / 10;
	}
	finder->points[search->updates++] = (unroll_rate_point){rate, loss, smoothed};
	search->finished = search->updates == search->total || smoothed > DIVERGENCE * finder->lowest;
}

void unroll_rate_finder_step(unroll_rate_finder *finder, uint32_t updates, unroll_rate_search *search) {
	for (; updates && !finder->search.finished; updates--) {
		double rate = rate_at(finder->search.updates, finder->search.total), loss;
		if (trainer_train_at(finder->trainer, rate, &loss))
			record(finder, rate, loss);
		else
			finder->search.finished = true;
	}
	*search = finder->search;
}

const unroll_rate_point *unroll_rate_finder_points(const unroll_rate_finder *finder) {
	return finder->points;
}

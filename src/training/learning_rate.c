#include "training/learning_rate.h"

#include "kernels/scalar_math.h"

/* From the learning rate to `least` while `done` goes from 0 to `all`. */
static double cosine(double rate, double least, double done, double all) {
	double share = done < all ? done / all : 1;
	return least + (rate - least) * 0.5 * (1 + scalar_cos_pi(share));
}

double learning_rate_at(const unroll_settings *settings, uint32_t epoch_updates, uint64_t update,
                        uint32_t plateaus) {
	double rate = settings->learning_rate, least = settings->min_rate < rate ? settings->min_rate : rate;
	uint64_t step = update - 1, warm_up = settings->warm_up;
	switch (settings->schedule) {
	case UNROLL_SCHEDULE_CONSTANT:
		break;
	case UNROLL_SCHEDULE_STEP:
		rate *= scalar_power(settings->rate_factor, step / epoch_updates / settings->rate_epochs);
		break;
	case UNROLL_SCHEDULE_COSINE: {
		uint64_t all = (uint64_t)settings->epochs * epoch_updates;
		if (step < warm_up) break;
		rate = cosine(rate, least, (double)(step - warm_up), all > warm_up ? (double)(all - warm_up) : 1);
		break;
	}
	case UNROLL_SCHEDULE_PLATEAU:
		rate *= scalar_power(settings->rate_factor, plateaus);
		return rate > least ? rate : least;
	}
	return step < warm_up ? rate * ((double)step / (double)warm_up) : rate;
}

/* Reviews in groups, and in orders to be read in. */
#include <stdlib.h>

#include "evaluation/predicted.h"
#include "evaluation/sorted.h"
#include "layers/loss.h"

unroll_status unroll_accuracy_by(const unroll_predictions *predictions, double threshold,
                                 const uint32_t *values, uint32_t wanted, unroll_group *groups,
                                 uint32_t *made, unroll_error *error) {
	sorted_place *places;
	uint32_t count = predictions->count, first = 0;
	unroll_status status = check_predictions(predictions, threshold, error);
	if (!status) status = take_places(count, &places, error);
	if (status) return status;
	for (uint32_t i = 0; i < count; i++) places[i] = (sorted_place){values[i], i};
	sort_places(places, count);
	double limit = threshold_logit(threshold);
	*made = 0;
	for (uint32_t i = 0, right = 0; i < count; i++) {
		uint32_t place = places[i].place;
		right += predicted_class(predictions, place, limit) == predictions->labels[place];
		/* A group ends where its share of all reviews is reached, and the next value is another. */
		bool last = i + 1 == count;
		uint64_t due = (uint64_t)count * (*made + 1) / wanted;
		if (!last && (i + 1 < due || places[i + 1].key == places[i].key)) continue;
		groups[(*made)++] =
		    (unroll_group){values[places[first].place], values[place], unroll_share_of(right, i + 1 - first)};
		first = i + 1, right = 0;
	}
	free(places);
	return UNROLL_OK;
}

/* How far a prediction is from being another one. */
static double certainty(const unroll_predictions *predictions, uint32_t place, uint32_t predicted,
                        double limit) {
	double odds = log_odds_of(predictions, place, predicted);
	if (predictions->classes > 2) return odds;
	return predicted ? odds - limit : odds + limit;
}

unroll_status unroll_order_reviews(const unroll_predictions *predictions, double threshold,
                                   unroll_review_order order, unroll_ordered_review *ordered,
                                   unroll_error *error) {
	sorted_place *places;
	uint32_t count = predictions->count;
	unroll_status status = check_predictions(predictions, threshold, error);
	if (!status) status = take_places(count, &places, error);
	if (status) return status;
	double limit = threshold_logit(threshold);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t predicted = predicted_class(predictions, i, limit);
		double sure = certainty(predictions, i, predicted, limit);
		double right = predicted == predictions->labels[i] ? sure : -sure; /* how sure of what is right */
		double key = order == UNROLL_MOST_WRONG     ? right
		             : order == UNROLL_CLOSEST      ? sure
		             : order == UNROLL_MOST_CERTAIN ? -right
		                                            : 0;
		places[i] = (sorted_place){key, i};
	}
	sort_places(places, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t place = places[i].place, predicted = predicted_class(predictions, place, limit);
		uint32_t of = predictions->classes > 2 ? predicted : 1;
		ordered[i] = (unroll_ordered_review){place, predicted, sigmoid(log_odds_of(predictions, place, of))};
	}
	free(places);
	return UNROLL_OK;
}

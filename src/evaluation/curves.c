/* What holds at every threshold: ranking, and calibration. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "evaluation/predicted.h"
#include "evaluation/sorted.h"
#include "layers/loss.h"

/* Writes a point for each different score, by falling scores; returns how many. */
static size_t find_points(const unroll_predictions *predictions, uint32_t label, const sorted_place *places,
                          unroll_curve_point *points) {
	uint32_t right = 0, count = predictions->count;
	size_t made = 0;
	for (uint32_t i = 0; i < count; i++) {
		right += predictions->labels[places[i].place] == label;
		if (i + 1 < count && places[i + 1].key == places[i].key) continue;
		points[made++] = (unroll_curve_point){sigmoid(-places[i].key), right, i + 1 - right};
	}
	return made;
}

static unroll_areas areas_under(const unroll_curve_point *points, size_t count) {
	unroll_areas areas = {points[count - 1].right, points[count - 1].wrong, 0, 0};
	unroll_curve_point before = {1, 0, 0};
	for (size_t i = 0; i < count; i++) {
		unroll_curve_point at = points[i];
		double rise = (double)at.right - before.right, run = (double)at.wrong - before.wrong;
		areas.roc += run * ((double)at.right + before.right) / 2;
		areas.precision_recall += rise * at.right / ((double)at.right + at.wrong);
		before = at;
	}
	areas.roc /= (double)areas.with * areas.without;
	areas.precision_recall /= areas.with;
	return areas;
}

unroll_status unroll_curve_of(const unroll_predictions *predictions, uint32_t label, unroll_bytes *points,
                              unroll_areas *areas, unroll_error *error) {
	sorted_place *places;
	uint32_t count = predictions->count, with = 0;
	unroll_status status = check_predictions(predictions, 0.5, error);
	if (status) return status;
	for (uint32_t i = 0; i < count; i++) with += predictions->labels[i] == label;
	if (with == 0 || with == count)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "%s of these reviews has this label, so there is nothing to rank. Evaluate reviews of "
		            "every class.",
		            with ? "Each" : "None");
	status = take_places(count, &places, error);
	if (status) return status;
	unroll_curve_point *found = malloc(count * sizeof *found);
	if (!found) {
		free(places);
		return fail(error, UNROLL_OUT_OF_MEMORY, "evaluation",
		            "There is no memory for the curves. Evaluate fewer reviews.");
	}
	for (uint32_t i = 0; i < count; i++) places[i] = (sorted_place){-log_odds_of(predictions, i, label), i};
	sort_places(places, count);
	size_t made = find_points(predictions, label, places, found);
	free(places);
	*areas = areas_under(found, made);
	*points = (unroll_bytes){(uint8_t *)found, made * sizeof *found};
	return UNROLL_OK;
}

unroll_status unroll_calibration_of(const unroll_predictions *predictions, uint32_t bins,
                                    unroll_calibration_bin *made, double *error_mean, unroll_error *error) {
	unroll_status status = check_predictions(predictions, 0.5, error);
	if (status) return status;
	memset(made, 0, bins * sizeof *made);
	for (uint32_t i = 0; i < predictions->count; i++) {
		uint32_t of = predictions->classes > 2 ? predicted_class(predictions, i, 0) : 1;
		double probability = sigmoid(log_odds_of(predictions, i, of)), scaled = probability * bins;
		uint32_t bin = (uint32_t)scaled;
		if (bin > 0 && scaled == bin) bin--; /* a bin has its upper end */
		made[bin].count++;
		made[bin].predicted += probability;
		made[bin].observed += predictions->labels[i] == of;
	}
	*error_mean = 0;
	for (uint32_t b = 0; b < bins; b++) {
		double off = made[b].observed - made[b].predicted;
		*error_mean += (off < 0 ? -off : off) / predictions->count;
		if (made[b].count) made[b].predicted /= made[b].count, made[b].observed /= made[b].count;
	}
	return UNROLL_OK;
}

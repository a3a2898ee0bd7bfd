/* What can be counted at a threshold. */
#include <string.h>

#include "evaluation/predicted.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"

unroll_share unroll_share_of(uint32_t right, uint32_t count) {
	if (count == 0) return (unroll_share){.upper = 1};
	const double z = 1.959963984540054; /* the standard normal distribution has 97.5 % below it */
	double n = count, p = right / n, square = z * z / n;
	double center = p + square / 2, half = z * scalar_sqrt(p * (1 - p) / n + square / (4 * n));
	/* At p = 0 and 1 one end is p itself, of which rounding would leave a little. */
	double lower = right == 0 ? 0 : (center - half) / (1 + square);
	double upper = right == count ? 1 : (center + half) / (1 + square);
	return (unroll_share){right, count, p, lower, upper};
}

static double ratio(double part, double whole) {
	return whole > 0 ? part / whole : 0;
}

static unroll_class_figures class_figures(const uint32_t *confusion, uint32_t classes, uint32_t label) {
	unroll_class_figures made = {0};
	uint32_t right = confusion[label * classes + label];
	for (uint32_t other = 0; other < classes; other++) {
		made.reviews += confusion[label * classes + other];
		made.predicted += confusion[other * classes + label];
	}
	made.precision = ratio(right, made.predicted);
	made.recall = ratio(right, made.reviews);
	/* 2PR / (P + R), in counts. */
	made.f1 = ratio(2.0 * right, (double)made.predicted + made.reviews);
	return made;
}

unroll_status unroll_figures_at(const unroll_predictions *predictions, double threshold,
                                unroll_figures *figures, unroll_error *error) {
	unroll_status status = check_predictions(predictions, threshold, error);
	if (status) return status;
	uint32_t classes = predictions->classes, count = predictions->count, right = 0;
	double limit = threshold_logit(threshold);
	memset(figures, 0, sizeof *figures);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t label = predictions->labels[i], predicted = predicted_class(predictions, i, limit);
		figures->confusion[label * classes + predicted]++;
		right += label == predicted;
		/* -log σ(x) of the log-odds x of its label. */
		figures->loss += binary_crossentropy(log_odds_of(predictions, i, label), 1);
	}
	figures->loss /= count;
	figures->accuracy = unroll_share_of(right, count);
	for (uint32_t label = 0; label < classes; label++) {
		figures->of_class[label] = class_figures(figures->confusion, classes, label);
		figures->macro_f1 += figures->of_class[label].f1 / classes;
		if (figures->of_class[label].reviews > figures->of_class[figures->baseline_label].reviews)
			figures->baseline_label = label;
	}
	figures->baseline = unroll_share_of(figures->of_class[figures->baseline_label].reviews, count);
	return UNROLL_OK;
}

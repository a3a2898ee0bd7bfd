/* Proves that every figure is what scikit-learn and SciPy compute of the same predictions, to 1e-9, and the intervals and tests also what is
 * tabulated; that groups and orders are what a plain reading of their definition gives; and that predictions without meaning are refused. */
#include "golden_figures.h"

#define NEAR 1e-9

static unroll_predictions predictions_of(const golden_file *golden, const char *logits, uint32_t classes) {
	unroll_predictions made = {.classes = classes};
	made.labels = golden_rows(golden, "labels", &made.count);
	made.logits = golden_all(golden, logits);
	return made;
}

static void check_figures(const golden_file *golden, const unroll_predictions *predictions, double threshold,
                          int number) {
	char name[32];
	uint32_t classes = predictions->classes;
	unroll_figures figures;
	assert_int_equal(unroll_figures_at(predictions, threshold, &figures, NULL), UNROLL_OK);
	snprintf(name, sizeof name, "figures/%d", number);
	const double *theirs = golden_all(golden, name);
	assert_near(figures.accuracy.share, theirs[0], NEAR);
	assert_near(figures.loss, theirs[1], NEAR);
	assert_near(figures.macro_f1, theirs[2], NEAR);
	for (uint32_t label = 0; label < classes; label++) {
		assert_near(figures.of_class[label].precision, theirs[3 + label], NEAR);
		assert_near(figures.of_class[label].recall, theirs[3 + classes + label], NEAR);
		assert_near(figures.of_class[label].f1, theirs[3 + 2 * classes + label], NEAR);
		assert_true(figures.of_class[label].reviews <= figures.baseline.right);
	}
	assert_int_equal(figures.of_class[figures.baseline_label].reviews, figures.baseline.right);
	snprintf(name, sizeof name, "confusion/%d", number);
	assert_memory_equal(figures.confusion, golden_all(golden, name), sizeof(uint32_t) * classes * classes);
}

static void figures_are_those_of_scikit_learn(void **state) {
	(void)state;
	golden_file two = golden_figures("evaluation_binary"), four = golden_figures("evaluation_classes");
	unroll_predictions predictions = predictions_of(&two, "logits", 2);
	uint32_t thresholds;
	const double *all = golden_rows(&two, "thresholds", &thresholds);
	for (uint32_t i = 0; i < thresholds; i++) check_figures(&two, &predictions, all[i], (int)i);
	predictions = predictions_of(&four, "logits", 4);
	check_figures(&four, &predictions, 0.5, 0);
	golden_close(&two);
	golden_close(&four);
}

static void curves_are_those_of_scikit_learn(void **state) {
	(void)state;
	golden_file golden = golden_figures("evaluation_binary");
	unroll_predictions predictions = predictions_of(&golden, "logits", 2);
	unroll_bytes bytes;
	unroll_areas areas;
	uint32_t points;
	assert_int_equal(unroll_curve_of(&predictions, 1, &bytes, &areas, NULL), UNROLL_OK);
	const double *theirs = golden_all(&golden, "areas"), *roc = golden_rows(&golden, "roc", &points);
	const double *precision_recall = golden_all(&golden, "precision_recall");
	assert_near(areas.roc, theirs[0], NEAR);
	assert_near(areas.precision_recall, theirs[1], NEAR);
	assert_int_equal(bytes.size, points * sizeof(unroll_curve_point));
	const unroll_curve_point *ours = (const void *)bytes.data;
	for (uint32_t i = 0; i < points; i++) {
		assert_near((double)ours[i].wrong / areas.without, roc[3 * i], NEAR);
		assert_near((double)ours[i].right / areas.with, roc[3 * i + 1], NEAR);
		assert_near(ours[i].threshold, roc[3 * i + 2], NEAR);
		assert_near(ours[i].right / ((double)ours[i].right + ours[i].wrong), precision_recall[2 * i], NEAR);
		assert_near((double)ours[i].right / areas.with, precision_recall[2 * i + 1], NEAR);
	}
	unroll_bytes_free(&bytes);
	golden_close(&golden);
}

static void areas_of_each_class_are_those_of_scikit_learn(void **state) {
	(void)state;
	golden_file golden = golden_figures("evaluation_classes");
	unroll_predictions predictions = predictions_of(&golden, "logits", 4);
	const double *theirs = golden_all(&golden, "areas");
	for (uint32_t label = 0; label < 4; label++) {
		unroll_bytes bytes;
		unroll_areas areas;
		assert_int_equal(unroll_curve_of(&predictions, label, &bytes, &areas, NULL), UNROLL_OK);
		assert_near(areas.roc, theirs[2 * label], NEAR);
		assert_near(areas.precision_recall, theirs[2 * label + 1], NEAR);
		unroll_bytes_free(&bytes);
	}
	golden_close(&golden);
}

static void calibration_is_that_of_scikit_learn(void **state) {
	(void)state;
	enum { BINS = 10 };
	golden_file two = golden_figures("evaluation_binary"), four = golden_figures("evaluation_classes");
	unroll_predictions predictions = predictions_of(&two, "logits", 2);
	unroll_calibration_bin bins[BINS];
	double mean;
	uint32_t filled, at = 0, reviews = 0;
	assert_int_equal(unroll_calibration_of(&predictions, BINS, bins, &mean, NULL), UNROLL_OK);
	assert_near(mean, *(const double *)golden_all(&two, "calibration_error"), NEAR);
	const double *theirs = golden_rows(&two, "calibration", &filled);
	for (uint32_t b = 0; b < BINS; reviews += bins[b++].count) {
		if (bins[b].count == 0) continue; /* which scikit-learn leaves out */
		assert_near(bins[b].observed, theirs[2 * at], NEAR);
		assert_near(bins[b].predicted, theirs[2 * at++ + 1], NEAR);
	}
	assert_int_equal(at, filled);
	assert_int_equal(reviews, predictions.count);
	predictions = predictions_of(&four, "logits", 4);
	assert_int_equal(unroll_calibration_of(&predictions, BINS, bins, &mean, NULL), UNROLL_OK);
	assert_near(mean, *(const double *)golden_all(&four, "calibration_error"), NEAR);
	golden_close(&two);
	golden_close(&four);
}

static void intervals_are_wilsons(void **state) {
	(void)state;
	golden_file golden = golden_figures("evaluation_binary");
	uint32_t count;
	const uint32_t *shares = golden_rows(&golden, "shares", &count);
	const double *theirs = golden_all(&golden, "wilson");
	for (uint32_t i = 0; i < count; i++) {
		unroll_share ours = unroll_share_of(shares[2 * i], shares[2 * i + 1]);
		assert_near(ours.lower, theirs[2 * i], NEAR);
		assert_near(ours.upper, theirs[2 * i + 1], NEAR);
	}
	/* Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I. */
	static const struct {
		uint32_t right, count;
		double lower, upper;
	} tabulated[] = {
	    {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
	for (size_t i = 0; i < sizeof tabulated / sizeof *tabulated; i++) {
		unroll_share ours = unroll_share_of(tabulated[i].right, tabulated[i].count);
		assert_near(ours.lower, tabulated[i].lower, 5e-5);
		assert_near(ours.upper, tabulated[i].upper, 5e-5);
	}
	assert_near(unroll_share_of(0, 0).upper, 1, 0);
	golden_close(&golden);
}

/* Predictions for `first` reviews that are right, then `second` that are wrong. */
static unroll_predictions right_then_wrong(uint32_t first, uint32_t second, bool turned, float *logits,
                                           const uint8_t *labels) {
	for (uint32_t i = 0; i < first + second; i++) logits[i] = (i < first) != turned ? -1.0f : 1.0f;
	return (unroll_predictions){first + second, 2, labels, logits};
}

static void mcnemars_test_is_the_exact_one(void **state) {
	(void)state;
	enum { MOST = 8192 };
	static float logits[2][MOST];
	static uint8_t labels[MOST];
	golden_file golden = golden_figures("evaluation_binary");
	uint32_t count;
	unroll_comparison ours;
	const uint32_t *cases = golden_rows(&golden, "disagreements", &count);
	const double *theirs = golden_all(&golden, "mcnemar");
	for (uint32_t i = 0; i < count; i++) {
		uint32_t one = cases[2 * i], other = cases[2 * i + 1];
		if (one + other == 0) continue;
		unroll_predictions first = right_then_wrong(one, other, false, logits[0], labels);
		unroll_predictions second = right_then_wrong(one, other, true, logits[1], labels);
		assert_int_equal(unroll_compare_predictions(&first, &second, 0.5, &ours, NULL), UNROLL_OK);
		assert_int_equal(ours.first, one);
		assert_int_equal(ours.second, other);
		assert_near(ours.p, theirs[i], 1e-9 * theirs[i]);
	}
	/* Of 5 and 15 the binomial distribution of 20 has 2 · 21,700 / 2^20. */
	unroll_predictions first = right_then_wrong(5, 15, false, logits[0], labels);
	unroll_predictions second = right_then_wrong(5, 15, true, logits[1], labels);
	assert_int_equal(unroll_compare_predictions(&first, &second, 0.5, &ours, NULL), UNROLL_OK);
	assert_near(ours.p, 43400.0 / 1048576, 1e-15);
	/* Two that agree everywhere. */
	assert_int_equal(unroll_compare_predictions(&first, &first, 0.5, &ours, NULL), UNROLL_OK);
	assert_true(ours.both == 5 && ours.neither == 15 && ours.first == 0 && ours.second == 0 && ours.p == 1);
	second.count--;
	assert_int_equal(unroll_compare_predictions(&first, &second, 0.5, &ours, NULL), UNROLL_MISMATCH);
	golden_close(&golden);
}

static void groups_keep_equal_values_together(void **state) {
	(void)state;
	static const float logits[] = {1, -1, 1, 1, -1, -1, 1, 1, 1, -1};
	static const uint8_t labels[] = {1, 1, 1, 0, 0, 0, 1, 1, 0, 0};
	static const uint32_t values[] = {7, 3, 7, 7, 7, 7, 1, 2, 9, 7};
	unroll_predictions predictions = {10, 2, labels, logits};
	unroll_group groups[4];
	uint32_t made;
	assert_int_equal(unroll_accuracy_by(&predictions, 0.5, values, 4, groups, &made, NULL), UNROLL_OK);
	assert_int_equal(made, 3); /* 1 and 2; 3 and the six sevens; 9 */
	static const uint32_t expected[][4] = {{1, 2, 2, 2}, {3, 7, 7, 5}, {9, 9, 1, 0}};
	for (uint32_t g = 0; g < made; g++) {
		const unroll_group *group = &groups[g];
		const uint32_t ours[] = {group->least, group->most, group->accuracy.count, group->accuracy.right};
		assert_memory_equal(ours, expected[g], sizeof ours);
	}
}

static void reviews_come_in_the_order_that_is_asked_for(void **state) {
	(void)state;
	static const float logits[] = {3, -2, 1, -0.5f, 0.25f, 4};
	static const uint8_t labels[] = {0, 0, 1, 1, 0, 1};
	static const uint32_t expected[][6] = {[UNROLL_MOST_WRONG] = {0, 3, 4, 2, 1, 5},
	                                       [UNROLL_CLOSEST] = {4, 3, 2, 1, 0, 5},
	                                       [UNROLL_MOST_CERTAIN] = {5, 1, 2, 4, 3, 0},
	                                       [UNROLL_IN_ORDER] = {0, 1, 2, 3, 4, 5}};
	unroll_predictions predictions = {6, 2, labels, logits};
	unroll_ordered_review ordered[6];
	for (int order = UNROLL_MOST_WRONG; order <= UNROLL_IN_ORDER; order++) {
		assert_int_equal(unroll_order_reviews(&predictions, 0.5, (unroll_review_order)order, ordered, NULL),
		                 UNROLL_OK);
		for (uint32_t i = 0; i < 6; i++) assert_int_equal(ordered[i].place, expected[order][i]);
	}
	/* With a threshold of 0.9, whose logit is 2.2, 0.25 and 1 are predicted to be negative, and 1 is the farthest off of the wrong ones. */
	assert_int_equal(unroll_order_reviews(&predictions, 0.9, UNROLL_MOST_WRONG, ordered, NULL), UNROLL_OK);
	static const uint32_t turned[] = {3, 2, 0, 5, 4, 1};
	for (uint32_t i = 0; i < 6; i++) assert_int_equal(ordered[i].place, turned[i]);
	assert_int_equal(ordered[1].predicted, 0);
	assert_near(ordered[0].probability, 0.37754066879814546, NEAR); /* σ(-0.5) */
}

static void predictions_without_meaning_are_refused(void **state) {
	(void)state;
	static const uint8_t labels[] = {1, 0, 3};
	float logits[] = {1, -1, 0};
	unroll_predictions predictions = {2, 2, labels, logits};
	unroll_figures figures;
	unroll_bytes points;
	unroll_areas areas;
	unroll_error error;
	assert_int_equal(unroll_figures_at(&predictions, 0.5, &figures, &error), UNROLL_OK);
	for (int i = 0; i < 3; i++) {
		static const double thresholds[] = {0, 1, -0.5};
		assert_int_equal(unroll_figures_at(&predictions, thresholds[i], &figures, &error),
		                 UNROLL_BAD_SETTING);
	}
	predictions.count = 0;
	assert_int_equal(unroll_figures_at(&predictions, 0.5, &figures, &error), UNROLL_NO_REVIEWS);
	predictions.count = 3;
	assert_int_equal(unroll_figures_at(&predictions, 0.5, &figures, &error), UNROLL_MISMATCH);
	predictions.count = 1; /* one label alone cannot be ranked */
	assert_int_equal(unroll_curve_of(&predictions, 1, &points, &areas, &error), UNROLL_NO_REVIEWS);
	predictions.count = 2;
	logits[1] = (float)(1e308 * 10);
	assert_int_equal(unroll_figures_at(&predictions, 0.5, &figures, &error), UNROLL_NOT_FINITE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(figures_are_those_of_scikit_learn),
	    cmocka_unit_test(curves_are_those_of_scikit_learn),
	    cmocka_unit_test(areas_of_each_class_are_those_of_scikit_learn),
	    cmocka_unit_test(calibration_is_that_of_scikit_learn),
	    cmocka_unit_test(intervals_are_wilsons),
	    cmocka_unit_test(mcnemars_test_is_the_exact_one),
	    cmocka_unit_test(groups_keep_equal_values_together),
	    cmocka_unit_test(reviews_come_in_the_order_that_is_asked_for),
	    cmocka_unit_test(predictions_without_meaning_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "cli/evaluation_report.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/console.h"
#include "cli/json.h"
#include "cli/review_text.h"
#include "cli/rivals.h"

enum { GROUPS = 5, BINS = 10 };

static bool done(unroll_status status, const unroll_error *error) {
	if (status) complain("%s", error->message);
	return status == UNROLL_OK;
}

static const char *class_name(const unroll_model *model, uint32_t label, char name[UNROLL_VALUE_BYTES]) {
	snprintf(name, UNROLL_VALUE_BYTES, "%s", unroll_model_class(model, label));
	return without_controls(name);
}

/* --- At the threshold ---------------------------------------------------------------------------- */

static void json_share(const char *name, const unroll_share *share) {
	json_open(name);
	json_number("share", share->share);
	json_number("lower", share->lower);
	json_number("upper", share->upper);
	json_count("right", share->right);
	json_count("reviews", share->count);
	json_close();
}

static void json_figures(const unroll_model *model, const unroll_figures *figures, uint32_t classes) {
	json_number("cross_entropy", figures->loss);
	json_share("accuracy_interval", &figures->accuracy);
	json_share("baseline", &figures->baseline);
	json_number("macro_f1", figures->macro_f1);
	json_open("confusion"); /* by label, how often each class is predicted */
	for (uint32_t label = 0; label < classes; label++)
		json_counts(unroll_model_class(model, label), figures->confusion + (size_t)label * classes, classes);
	json_close();
	json_open("classes");
	for (uint32_t label = 0; label < classes; label++) {
		const unroll_class_figures *of = &figures->of_class[label];
		json_open(unroll_model_class(model, label));
		json_number("precision", of->precision);
		json_number("recall", of->recall);
		json_number("f1", of->f1);
		json_count("reviews", of->reviews);
		json_count("predicted", of->predicted);
		json_close();
	}
	json_close();
}

static void print_figures(const unroll_model *model, const unroll_figures *figures, uint32_t classes) {
	char name[UNROLL_VALUE_BYTES];
	printf("  accuracy       %.4f, 95 %% interval %.4f to %.4f (Wilson)\n", figures->accuracy.share,
	       figures->accuracy.lower, figures->accuracy.upper);
	printf("  always %s  %.4f\n", class_name(model, figures->baseline_label, name), figures->baseline.share);
	printf("\n  %-20s %9s %9s %9s %9s   predicted as", "class", "reviews", "precision", "recall", "F1");
	for (uint32_t label = 0; label < classes; label++) printf(" %s", class_name(model, label, name));
	printf("\n");
	for (uint32_t label = 0; label < classes; label++) {
		const unroll_class_figures *of = &figures->of_class[label];
		printf("  %-20.40s %9u %9.4f %9.4f %9.4f  ", class_name(model, label, name), of->reviews,
		       of->precision, of->recall, of->f1);
		for (uint32_t other = 0; other < classes; other++)
			printf(" %u", figures->confusion[label * classes + other]);
		printf("\n");
	}
}

static bool show_figures(const unroll_model *model, const unroll_predictions *predictions,
                         const report_options *options) {
	unroll_figures figures;
	unroll_error error;
	if (!done(unroll_figures_at(predictions, options->threshold, &figures, &error), &error)) return false;
	if (options->json)
		json_figures(model, &figures, predictions->classes);
	else
		print_figures(model, &figures, predictions->classes);
	return true;
}

static void json_groups(const char *name, const unroll_group *groups, uint32_t count) {
	uint32_t least[GROUPS], most[GROUPS], reviews[GROUPS];
	for (uint32_t g = 0; g < count; g++)
		least[g] = groups[g].least, most[g] = groups[g].most, reviews[g] = groups[g].accuracy.count;
	json_open(name);
	json_counts("least", least, count);
	json_counts("most", most, count);
	json_counts("reviews", reviews, count);
	json_numbers("accuracy", &groups->accuracy.share, count, sizeof *groups);
	json_numbers("lower", &groups->accuracy.lower, count, sizeof *groups);
	json_numbers("upper", &groups->accuracy.upper, count, sizeof *groups);
	json_close();
}

/* Accuracy by a value of each review; `title` and `unit` are for people. */
static bool show_groups(const unroll_predictions *predictions, const uint32_t *values, const char *name,
                        const char *title, double unit, const report_options *options) {
	unroll_group groups[GROUPS];
	unroll_error error;
	uint32_t count;
	if (!done(unroll_accuracy_by(predictions, options->threshold, values, GROUPS, groups, &count, &error),
	          &error))
		return false;
	if (options->json) {
		json_groups(name, groups, count);
		return true;
	}
	printf("\n  %s\n", title);
	for (uint32_t g = 0; g < count; g++)
		printf("    %6.4g to %-6.4g %.4f (%.4f to %.4f), %u reviews\n", groups[g].least * unit,
		       groups[g].most * unit, groups[g].accuracy.share, groups[g].accuracy.lower,
		       groups[g].accuracy.upper, groups[g].accuracy.count);
	return true;
}

/* --- At every threshold -------------------------------------------------------------------------- */

static void json_curve(const unroll_bytes *points) {
	size_t count = points->size / sizeof(unroll_curve_point);
	const unroll_curve_point *all = (const void *)points->data;
	uint32_t *counts = malloc(count * sizeof *counts);
	json_open("curve");
	json_numbers("threshold", &all->threshold, count, sizeof *all);
	for (size_t i = 0; counts && i < count; i++) counts[i] = all[i].right;
	if (counts) json_counts("right", counts, count);
	for (size_t i = 0; counts && i < count; i++) counts[i] = all[i].wrong;
	if (counts) json_counts("wrong", counts, count);
	json_close();
	free(counts);
}

/* The curve of one class against the others; there is none where a class has no reviews. */
static bool show_curve(const unroll_model *model, const unroll_predictions *predictions, uint32_t label,
                       const report_options *options) {
	char name[UNROLL_VALUE_BYTES];
	unroll_bytes points = {NULL, 0};
	unroll_areas areas;
	unroll_error error;
	unroll_status status = unroll_curve_of(predictions, label, &points, &areas, &error);
	if (status && status != UNROLL_NO_REVIEWS) return done(status, &error);
	if (!status && options->json) {
		json_open(unroll_model_class(model, label));
		json_number("roc_area", areas.roc);
		json_number("average_precision", areas.precision_recall);
		if (options->curves) json_curve(&points);
		json_close();
	} else if (!status) {
		printf("    %-20.40s ROC %.4f, precision-recall %.4f\n", class_name(model, label, name), areas.roc,
		       areas.precision_recall);
	}
	unroll_bytes_free(&points);
	return true;
}

static bool show_curves(const unroll_model *model, const unroll_predictions *predictions,
                        const report_options *options) {
	bool going = true;
	if (options->json)
		json_open("ranking");
	else
		printf("\n  area under the curves\n");
	/* Of two classes the curve of one has all that there is to know. */
	uint32_t first = predictions->classes == 2;
	for (uint32_t label = first; going && label < predictions->classes; label++)
		going = show_curve(model, predictions, label, options);
	if (options->json) json_close();
	return going;
}

static bool show_calibration(const unroll_predictions *predictions, const report_options *options) {
	unroll_calibration_bin bins[BINS];
	uint32_t counts[BINS];
	double mean;
	unroll_error error;
	if (!done(unroll_calibration_of(predictions, BINS, bins, &mean, &error), &error)) return false;
	for (uint32_t b = 0; b < BINS; b++) counts[b] = bins[b].count;
	if (options->json) {
		json_open("calibration");
		json_number("expected_error", mean);
		json_counts("reviews", counts, BINS);
		json_numbers("predicted", &bins->predicted, BINS, sizeof *bins);
		json_numbers("observed", &bins->observed, BINS, sizeof *bins);
		json_close();
		return true;
	}
	printf("\n  calibration: expected error %.4f\n    predicted  observed  reviews\n", mean);
	for (uint32_t b = 0; b < BINS; b++)
		if (counts[b]) printf("    %9.4f %9.4f  %7u\n", bins[b].predicted, bins[b].observed, counts[b]);
	return true;
}

/* --- Beside others ------------------------------------------------------------------------------- */

/* What it reaches, and whether the difference could be luck. */
static bool show_rival(const unroll_predictions *predictions, const rival *other,
                       const report_options *options) {
	unroll_figures figures;
	unroll_comparison comparison;
	unroll_error error;
	double threshold = options->threshold;
	if (!other->field) return true;
	if (!done(unroll_figures_at(&other->predictions, threshold, &figures, &error), &error) ||
	    !done(unroll_compare_predictions(predictions, &other->predictions, threshold, &comparison, &error),
	          &error))
		return false;
	if (options->json) {
		json_open(other->field);
		json_share("accuracy_interval", &figures.accuracy);
		json_number("cross_entropy", figures.loss);
		json_count("both_right", comparison.both);
		json_count("only_first_right", comparison.first);
		json_count("only_second_right", comparison.second);
		json_count("neither_right", comparison.neither);
		json_number("p", comparison.p);
		json_close();
		return true;
	}
	printf("\n  against the %s: it has accuracy %.4f (%.4f to %.4f)\n    only this model is right on %u "
	       "reviews, only the other on %u: exact McNemar p = %.3g,\n    %s\n",
	       other->name, figures.accuracy.share, figures.accuracy.lower, figures.accuracy.upper,
	       comparison.first, comparison.second, comparison.p,
	       comparison.p < 0.05 ? "more than luck explains" : "which could be luck");
	return true;
}

/* --- Reviews ------------------------------------------------------------------------------------- */

static void show_review(const unroll_model *model, const unroll_corpus *corpus,
                        const unroll_evaluator *evaluator, const char *kind,
                        const unroll_ordered_review *review, bool json) {
	char label[UNROLL_VALUE_BYTES], predicted[UNROLL_VALUE_BYTES];
	unroll_scored_reviews scored = unroll_evaluator_reviews(evaluator);
	unroll_corpus_review ids = unroll_evaluator_review(evaluator, review->place);
	char *text = review_text(corpus, &ids, unroll_model_settings(model)->words);
	class_name(model, ids.label, label), class_name(model, review->predicted, predicted);
	if (json) {
		json_begin();
		json_text("kind", kind);
		json_count("review", scored.indices[review->place]);
		json_text("label", label);
		json_text("predicted", predicted);
		json_number("probability", review->probability);
		json_count("words", scored.words[review->place]);
		json_number("unknown", scored.unknown[review->place] / 1000.0);
		json_text("text", text ? text : "");
		json_end();
	} else {
		printf("    review %u: %.4f, predicted %s, is %s\n      %s\n", scored.indices[review->place],
		       review->probability, predicted, label, text ? text : "");
	}
	free(text);
}

static bool show_reviews(const unroll_model *model, const unroll_corpus *corpus,
                         const unroll_evaluator *evaluator, const report_options *options) {
	static const struct {
		unroll_review_order order;
		const char *kind, *title;
	} kinds[] = {{UNROLL_MOST_WRONG, "wrong", "most confidently wrong"},
	             {UNROLL_CLOSEST, "close", "closest calls"},
	             {UNROLL_MOST_CERTAIN, "typical", "most confidently right"}};
	const unroll_predictions predictions = unroll_evaluator_reviews(evaluator).predictions;
	unroll_ordered_review *ordered = malloc(predictions.count * sizeof *ordered);
	unroll_error error;
	bool going = ordered != NULL;
	if (!going) complain("There is no memory to sort the reviews.");
	for (size_t k = 0; going && k < sizeof kinds / sizeof *kinds; k++) {
		unroll_review_order order = kinds[k].order;
		going = done(unroll_order_reviews(&predictions, options->threshold, order, ordered, &error), &error);
		if (going && !options->json) printf("\n  %s\n", kinds[k].title);
		for (uint32_t i = 0; going && i < options->mistakes && i < predictions.count; i++) {
			bool right = ordered[i].predicted == predictions.labels[ordered[i].place];
			if (order != UNROLL_CLOSEST && right != (order == UNROLL_MOST_CERTAIN)) break;
			show_review(model, corpus, evaluator, kinds[k].kind, &ordered[i], options->json);
		}
	}
	free(ordered);
	return going;
}

static void begin_report(const unroll_score *score, const char *name, uint32_t classes,
                         const report_options *options) {
	char count[COUNT_TEXT];
	if (options->json) {
		json_begin();
		json_number("loss", score->loss);
		json_number("accuracy", score->accuracy);
		json_count("reviews", score->reviews);
		json_number("threshold", options->threshold);
		return;
	}
	printf("%s: %s reviews, loss %.4f", name, count_text(score->reviews, count), score->loss);
	if (classes == 2) printf(", threshold %g", options->threshold);
	printf("\n");
}

bool report_evaluation(const unroll_model *model, const unroll_corpus *corpus, unroll_split split,
                       const unroll_evaluator *evaluator, const unroll_score *score, const char *name,
                       const report_options *options) {
	const unroll_scored_reviews scored = unroll_evaluator_reviews(evaluator);
	const unroll_predictions *predictions = &scored.predictions;
	rival bag = {.logits = NULL}, second = {.logits = NULL};
	/* What may fail comes before anything is printed. */
	bool going = (!options->bag_of_words || predict_by_bag(model, corpus, evaluator, &bag)) &&
	             (!options->against || predict_by_second_model(corpus, split, &scored, options->against,
	                                                           options->parallel, &second));
	if (going) {
		begin_report(score, name, predictions->classes, options);
		going =
		    show_figures(model, predictions, options) && show_curves(model, predictions, options) &&
		    show_calibration(predictions, options) &&
		    show_groups(predictions, scored.words, "by_words", "accuracy by number of words", 1, options) &&
		    show_groups(predictions, scored.unknown, "by_unknown_per_mille",
		                "accuracy by share of unknown words, in %", 0.1, options) &&
		    show_rival(predictions, &bag, options) && show_rival(predictions, &second, options);
		if (options->json) json_end();
	}
	free(bag.logits);
	free(second.logits);
	return going && (!options->mistakes || show_reviews(model, corpus, evaluator, options));
}

/* All figures about a model's predictions, for people or as JSON. */
#ifndef CLI_EVALUATION_REPORT_H
#define CLI_EVALUATION_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include <unroll/unroll.h>

typedef struct report_options {
	double threshold;
	uint32_t mistakes;               /* so many reviews of each kind are shown */
	bool curves, json;               /* curves: JSON alone */
	const char *against;             /* the file of a second model, or NULL */
	bool bag_of_words;               /* trained on the training split of `corpus` */
	const unroll_parallel *parallel; /* for what the second model predicts, or NULL */
} report_options;

/* Reports on all reviews of the evaluator, which have been scored; `score` and `split` are of them. Complains and returns false where that
 * fails. */
bool report_evaluation(const unroll_model *model, const unroll_corpus *corpus, unroll_split split,
                       const unroll_evaluator *evaluator, const unroll_score *score, const char *name,
                       const report_options *options);

#endif

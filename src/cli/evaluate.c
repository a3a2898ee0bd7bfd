/* unroll evaluate: the score of a model on one split of a corpus. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

#define BATCHES_PER_STEP 8 /* some ten milliseconds, so that the progress line moves */

static const char usage[] = "evaluate MODEL CORPUS [--split train|validation|test]";
static const char details[] =
    "Prints the mean loss and the accuracy of a model on a split of a corpus. The training and\n"
    "the validation split are those that the model was trained with.\n\n"
    "--json prints one object: loss, accuracy, reviews.";

static const char *const split_names[] = {
    [UNROLL_TRAIN_SPLIT] = "train", [UNROLL_VALIDATION_SPLIT] = "validation", [UNROLL_TEST_SPLIT] = "test"};
enum { SPLITS = sizeof split_names / sizeof *split_names };

static bool find_split(const char *name, unroll_split *split) {
	for (int i = 0; i < SPLITS; i++)
		if (strcmp(split_names[i], name) == 0) {
			*split = (unroll_split)i;
			return true;
		}
	return false;
}

static unroll_score score_all(unroll_evaluator *evaluator) {
	unroll_score score;
	do {
		unroll_evaluator_step(evaluator, BATCHES_PER_STEP, &score);
		if (progress_is_due()) progress_draw("%u of %u reviews", score.reviews, score.total);
	} while (score.reviews < score.total);
	progress_clear();
	return score;
}

static void show_score(unroll_split split, const unroll_score *score, bool json) {
	char reviews[COUNT_TEXT];
	if (!json) {
		printf("%s: loss %.4f, accuracy %.4f, %s reviews\n", split_names[split], score->loss, score->accuracy,
		       count_text(score->reviews, reviews));
		return;
	}
	json_begin();
	json_number("loss", score->loss);
	json_number("accuracy", score->accuracy);
	json_count("reviews", score->reviews);
	json_end();
}

static int evaluate(unroll_model *model, const char *corpus_path, unroll_split split, bool json) {
	unroll_bytes bytes;
	unroll_corpus *corpus;
	unroll_evaluator *evaluator;
	unroll_error error;
	if (!open_corpus_file(corpus_path, &bytes, &corpus)) return FAILED;
	unroll_status status = unroll_evaluator_create(model, corpus, split, &evaluator, &error);
	if (status == UNROLL_OK) {
		unroll_score score = score_all(evaluator);
		status = isfinite(score.loss) ? UNROLL_OK : UNROLL_NOT_FINITE;
		if (status == UNROLL_OK)
			show_score(split, &score, json);
		else
			complain(
			    "The loss is not a number: the weights of this model are too large. Train it again with a "
			    "lower learning rate.");
		unroll_evaluator_destroy(evaluator);
	} else {
		complain("%s: %s", corpus_path, error.message);
	}
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return status == UNROLL_OK ? DONE : FAILED;
}

int evaluate_command(int argc, char **argv) {
	const char *split_name = "test", *json = NULL;
	const option options[] = {
	    {"--split", "SPLIT", "train, validation or test (the default)", &split_name},
	    {"--json", NULL, "print JSON", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 2,       2,       "a model and a corpus"};
	arguments given;
	unroll_split split;
	unroll_model *model;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!find_split(split_name, &split))
		return wrong_usage(&command, "--split \"%s\": it must be train, validation or test.", split_name);
	if (!open_model_file(given.words[0], &model)) return FAILED;
	code = evaluate(model, given.words[1], split, json != NULL);
	unroll_model_destroy(model);
	return code;
}

/* unroll evaluate: the score of a model on one split of a corpus. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evaluation_report.h"
#include "cli/files.h"
#include "cli/import_job.h"
#include "cli/json.h"
#include "cli/rivals.h"
#include "cli/threads.h"

#define MOST_NUMBERS   64 /* in a list of words */
#define PROBED_REVIEWS 32 /* as many as the page probes */

static const char usage[] =
    "evaluate MODEL CORPUS|TABLE [--split train|validation|test|all] [--report] [OPTION …]";
static const char details[] =
    "Prints the mean loss and the accuracy of a model on a split of a corpus. The training and\n"
    "the validation split are those that the model was trained with. A table of texts and labels, as\n"
    "unroll corpus csv reads it, is evaluated whole, with the vocabulary of the model.\n\n"
    "--report adds the 95 % interval of the accuracy, the confusion matrix, precision, recall and F1\n"
    "of each class, the areas under the ROC and the precision-recall curve, calibration, and accuracy\n"
    "by length and by share of unknown words; docs/evaluation.md explains them. The options from\n"
    "--threshold to --curves belong to it and imply it.\n\n"
    "Three options show how far back a model uses the words of a review. --last-words scores it again\n"
    "on the last K words of each review alone, the rest padding. --opposite-end replaces the last K\n"
    "words by those of a review with the other label: where the accuracy passes 0.5, they weigh as much\n"
    "as all words before them. --gradients prints how large the gradient of the loss with respect to the\n"
    "hidden state is at the first and at the last timestep, the mean over 32 validation reviews.\n\n"
    "--json prints an object for each score: loss, accuracy, reviews, and first, where the reviews were\n"
    "changed, last_words or opposite_end, which is K. For the gradients: first, last, reviews. The report\n"
    "is one object, in which the rows of \"confusion\" are labels; then one for each review of --mistakes.";

/* Scores beside that of the whole reviews. */
typedef struct request {
	unroll_reading reading;
	const char *option, *field; /* of its JSON object */
	const char *line;           /* format of what it is called, with the number of words */
	const char *text;           /* the numbers, as given; NULL where not */
	uint32_t words[MOST_NUMBERS];
	size_t count;
} request;

/* What the command was given. */
typedef struct wanted {
	const unroll_model *model;
	const unroll_corpus *corpus;
	unroll_split split;
	request changed[2];
	bool gradients, reports;
	report_options report;
} wanted;

static const char *const split_names[] = {[UNROLL_TRAIN_SPLIT] = "train",
                                          [UNROLL_VALIDATION_SPLIT] = "validation",
                                          [UNROLL_TEST_SPLIT] = "test",
                                          [UNROLL_EVERY_REVIEW] = "all"};
enum { SPLITS = sizeof split_names / sizeof *split_names };

static bool find_split(const char *name, unroll_split *split) {
	for (int i = 0; i < SPLITS; i++)
		if (strcmp(split_names[i], name) == 0) {
			*split = (unroll_split)i;
			return true;
		}
	return false;
}

/* `changed` is NULL for the whole reviews. */
static void show_score(unroll_split split, const request *changed, uint32_t words, const unroll_score *score,
                       bool json) {
	char reviews[COUNT_TEXT];
	if (json) {
		json_begin();
		if (changed) json_count(changed->field, words);
		json_number("loss", score->loss);
		json_number("accuracy", score->accuracy);
		json_count("reviews", score->reviews);
		json_end();
		return;
	}
	printf("%s", split_names[split]);
	if (changed) printf(changed->line, words);
	printf(": loss %.4f, accuracy %.4f, %s reviews\n", score->loss, score->accuracy,
	       count_text(score->reviews, reviews));
}

/* Scores the split as it is, or changed, and shows the score. */
static bool score_and_show(unroll_evaluator *evaluator, const wanted *what, const request *changed,
                           uint32_t words) {
	unroll_error error;
	if (changed && unroll_evaluator_restart(evaluator, changed->reading, words, &error) != UNROLL_OK) {
		complain("%s", error.message);
		return false;
	}
	unroll_score score = score_all(evaluator, what->report.parallel);
	if (!isfinite(score.loss)) {
		complain(
		    "The loss is not a number: the weights of this model are too large. Train it again with a lower "
		    "learning rate.");
		return false;
	}
	if (what->reports && !changed)
		return report_evaluation(what->model, what->corpus, what->split, evaluator, &score,
		                         split_names[what->split], &what->report);
	show_score(what->split, changed, words, &score, what->report.json);
	return true;
}

static bool show_gradients(const unroll_model *model, const unroll_corpus *corpus, bool json) {
	unroll_probe *probe;
	unroll_error error;
	if (unroll_probe_create(model, corpus, PROBED_REVIEWS, &probe, &error) != UNROLL_OK) {
		complain("%s", error.message);
		return false;
	}
	if (unroll_probe_run(probe, &error) != UNROLL_OK) {
		complain("%s", error.message);
		unroll_probe_destroy(probe);
		return false;
	}
	const unroll_settings *settings = unroll_model_settings(model);
	const double *gradients = unroll_probe_of_layer(probe, settings->layers - 1).gradients;
	double first = gradients[0], last = gradients[settings->length - 1];
	uint32_t reviews = unroll_probe_reviews(probe);
	if (json) {
		json_begin();
		json_number("first", first);
		json_number("last", last);
		json_count("reviews", reviews);
		json_end();
	} else {
		printf("gradient at the first timestep %.3g, at the last %.3g (%u validation reviews)\n", first, last,
		       reviews);
	}
	unroll_probe_destroy(probe);
	return true;
}

static bool score_model(const char *path, const wanted *what) {
	unroll_evaluator *evaluator;
	unroll_error error;
	if (unroll_evaluator_create(what->model, what->corpus, what->split, &evaluator, &error) != UNROLL_OK) {
		complain("%s: %s", path, error.message);
		return false;
	}
	bool done = !what->reports || unroll_evaluator_keep_reviews(evaluator, &error) == UNROLL_OK;
	if (!done) complain("%s: %s", path, error.message);
	done = done && score_and_show(evaluator, what, NULL, 0);
	for (size_t i = 0; i < 2; i++)
		for (size_t n = 0; done && n < what->changed[i].count; n++)
			done = score_and_show(evaluator, what, &what->changed[i], what->changed[i].words[n]);
	unroll_evaluator_destroy(evaluator);
	return done && (!what->gradients || show_gradients(what->model, what->corpus, what->report.json));
}

/* A corpus, or a table, of which all rows are evaluated. */
static bool open_reviews(const unroll_model *model, const char *path, wanted *what, unroll_bytes *bytes,
                         unroll_corpus **corpus) {
	unroll_error error;
	if (!looks_like_table(path)) return open_corpus_file(path, bytes, corpus);
	if (what->report.bag_of_words || what->gradients) {
		complain("%s is a table: %s needs the corpus that the model was trained on.", path,
		         what->gradients ? "--gradients" : "--bag-of-words");
		return false;
	}
	if (!import_table_for(model, path, bytes)) return false;
	what->split = UNROLL_EVERY_REVIEW;
	unroll_status status = unroll_corpus_open(bytes->data, bytes->size, corpus, &error);
	if (status) complain("%s: %s", path, error.message);
	return status == UNROLL_OK;
}

static int evaluate(const unroll_model *model, const char *corpus_path, wanted *what) {
	unroll_bytes bytes;
	unroll_corpus *corpus;
	if (!open_reviews(model, corpus_path, what, &bytes, &corpus)) return FAILED;
	what->model = model, what->corpus = corpus;
	bool done = score_model(corpus_path, what);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return done ? DONE : FAILED;
}

/* Reads "5,10,20". */
static bool read_words(request *changed) {
	char number[16];
	for (const char *at = changed->text; at; at++) {
		size_t size = strcspn(at, ",");
		if (changed->count == MOST_NUMBERS || size >= sizeof number) return false;
		memcpy(number, at, size);
		number[size] = '\0';
		if (!whole_number(number, &changed->words[changed->count++])) return false;
		at += size;
		if (*at == '\0') break;
	}
	return true;
}

static bool share_of(const char *text, double *share) {
	char *end;
	*share = strtod(text, &end);
	return end != text && *end == '\0' && *share > 0 && *share < 1;
}

int evaluate_command(int argc, char **argv) {
	const char *split_name = "test", *gradients = NULL, *json = NULL, *report = NULL, *threshold = NULL,
	           *bag = NULL, *mistakes = NULL, *curves = NULL, *thread_count = NULL;
	uint32_t count = processors() < UNROLL_PARTS ? processors() : UNROLL_PARTS;
	wanted what = {
	    .report = {.threshold = 0.5},
	    .changed = {
	        {UNROLL_READ_LAST, "--last-words", "last_words", ", the last %u words alone", NULL, {0}, 0},
	        {UNROLL_READ_OPPOSITE,
	         "--opposite-end",
	         "opposite_end",
	         ", the last %u words of an opposite review",
	         NULL,
	         {0},
	         0}}};
	const option options[] = {
	    {"--split", "SPLIT", "train, validation, test (the default) or all: both halves", &split_name},
	    {"--report", NULL, "report everything that is known of the predictions", &report},
	    {"--threshold", "P", "predict positive where its probability is above P (0.5)", &threshold},
	    {"--bag-of-words", NULL, "compare with a classifier that does not know their order", &bag},
	    {"--against", "MODEL2", "compare with another model", &what.report.against},
	    {"--mistakes", "N",
	     "show the N most confidently wrong, the closest and the most\nconfidently right reviews", &mistakes},
	    {"--curves", NULL, "JSON: all points of the ROC and precision-recall curves", &curves},
	    {"--last-words", "K,K,…", "score the last K words of each review alone", &what.changed[0].text},
	    {"--opposite-end", "K,K,…", "replace the last K words by an opposite review's",
	     &what.changed[1].text},
	    {"--gradients", NULL, "compare the gradients at both ends", &gradients},
	    {"--threads", "N", "work on 1 to 4 parts of a batch at once (as many as there are processors)",
	     &thread_count},
	    {"--json", NULL, "print JSON", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 2,       2,       "a model and a corpus"};
	arguments given;
	unroll_model *model;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!find_split(split_name, &what.split))
		return wrong_usage(&command, "--split \"%s\": it must be train, validation, test or all.",
		                   split_name);
	for (size_t i = 0; i < 2; i++)
		if (!read_words(&what.changed[i]))
			return wrong_usage(&command, "%s \"%s\": it must be whole numbers with commas, at most %d.",
			                   what.changed[i].option, what.changed[i].text, MOST_NUMBERS);
	if (threshold && !share_of(threshold, &what.report.threshold))
		return wrong_usage(&command, "--threshold \"%s\": it must be above 0 and below 1.", threshold);
	if (!number_option(&command, "--mistakes", mistakes, &what.report.mistakes, &code)) return code;
	what.gradients = gradients != NULL;
	what.report.json = json != NULL, what.report.curves = curves != NULL,
	what.report.bag_of_words = bag != NULL;
	what.reports = report || threshold || bag || mistakes || curves || what.report.against;
	if (!threads_option(&command, thread_count, &count, &code)) return code;
	if (!open_model_file(given.words[0], &model)) return FAILED;
	threads *pool = threads_start(count);
	what.report.parallel = pool ? threads_parallel(pool) : NULL;
	code = pool ? evaluate(model, given.words[1], &what) : FAILED;
	threads_end(pool);
	unroll_model_destroy(model);
	return code;
}

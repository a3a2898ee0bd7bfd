/* unroll chapter: trains the six runs of the textbook's chapter and prints them beside what was recorded of them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/json.h"
#include "cli/reference_runs.h"
#include "cli/run.h"

static const char usage[] = "chapter CORPUS [--edition 1|2] [--runs 1,3] [--seed N[,N…]]";
static const char details[] =
    "Trains the six reference runs of the textbook's chapter and prints, for the best epoch of\n"
    "each, loss and accuracy beside those that the textbook's notebooks recorded. With several\n"
    "seeds, each run is trained with each, and the median is printed too.\n\n"
    "The first edition trains with RMSprop and a learning rate of 0.0001, the second with Adam and\n"
    "0.001; the second did not record the accuracy on the training set. Its runs 7 and 8 are its\n"
    "networks in PyTorch, in PyTorch's convention; they are trained where --runs names them.\n\n"
    "--json prints one object per run and seed: edition, run, seed, parameters, best_epoch, loss,\n"
    "accuracy, val_loss, val_accuracy, epochs, seconds, and recorded_val_loss,\n"
    "recorded_val_accuracy, recorded_epochs, recorded_seconds.";

enum { MOST_SEEDS = 16 };

/* --- One run ------------------------------------------------------------------------------------- */

typedef struct result {
	uint32_t number, seed;
	uint64_t parameters;
	uint32_t best_epoch, epochs;
	unroll_epoch best;
	double seconds;
} result;

static bool note_epoch(void *context, const unroll_progress *progress, const unroll_epoch *epoch,
                       double seconds) {
	result *r = context;
	r->epochs = progress->finished_epochs;
	r->seconds += seconds;
	if (progress->best_epoch == progress->finished_epochs) {
		r->best_epoch = progress->best_epoch;
		r->best = *epoch;
	}
	return true;
}

/* Trains r->number with r->seed. */
static run_end train_run(const unroll_corpus *corpus, const reference_run *run, result *r) {
	unroll_settings settings;
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_error error;
	char title[32];
	run_end end = RUN_FAILED;
	snprintf(title, sizeof title, "run %u, ", r->number);
	if (reference_settings(run, r->seed, &settings, &error) == UNROLL_OK &&
	    unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, &error) == UNROLL_OK &&
	    unroll_trainer_create(model, corpus, &trainer, &error) == UNROLL_OK) {
		run_events events = {title, note_epoch, r};
		end = run_trainer(trainer, &settings, &events);
		r->parameters = unroll_model_parameters(model);
	} else {
		complain("run %u: %s", r->number, error.message);
	}
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	return end;
}

/* --- The table ----------------------------------------------------------------------------------- */

#define ROW_FORMAT "%-3s  %-22s  %-10s  %10s  %7s  %8s  %8.4f  %12.4f  %6u  %7s\n"

static void show_heading(void) {
	printf("%-3s  %-22s  %-10s  %10s  %7s  %8s  %8s  %12s  %6s  %7s\n", "run", "model", "seed", "best epoch",
	       "loss", "accuracy", "val_loss", "val_accuracy", "epochs", "seconds");
	fflush(stdout);
}

/* A figure, or "-" where it was not recorded. */
static const char *show_figure(char text[16], int decimals, double value) {
	snprintf(text, 16, "%.*f", decimals, value);
	return isnan(value) ? "-" : text;
}

static void show_row(const char *number, const char *model, const char *seed, const char *best_epoch,
                     const unroll_epoch *best, uint32_t epochs, double seconds) {
	char loss[16], accuracy[16], time[16];
	printf(ROW_FORMAT, number, model, seed, best_epoch, show_figure(loss, 4, best->loss),
	       show_figure(accuracy, 4, best->accuracy), best->val_loss, best->val_accuracy, epochs,
	       show_figure(time, 1, seconds));
	fflush(stdout);
}

static void show_result(const reference_run *run, const result *r) {
	char number_text[16], seed_text[16], epoch_text[16];
	snprintf(number_text, sizeof number_text, "%u", r->number);
	snprintf(seed_text, sizeof seed_text, "%u", r->seed);
	snprintf(epoch_text, sizeof epoch_text, "%u", r->best_epoch);
	show_row(number_text, run->model, seed_text, epoch_text, &r->best, r->epochs, r->seconds);
}

static void show_recorded(const reference_run *run) {
	show_row("", "", "recorded", run->best_epoch, &run->best, run->epochs, run->seconds);
}

static int compare_numbers(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The middle one; of an even number, the mean of the two in the middle. */
static double median(double *values, uint32_t count) {
	qsort(values, count, sizeof *values, compare_numbers);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void show_median(const result *results, uint32_t count, const reference_run *run) {
	double losses[MOST_SEEDS], accuracies[MOST_SEEDS];
	for (uint32_t i = 0; i < count; i++) {
		losses[i] = results[i].best.val_loss;
		accuracies[i] = results[i].best.val_accuracy;
	}
	double loss = median(losses, count);
	printf("%-3s  %-22s  %-10s  %10s  %7s  %8s  %8.4f  %12.4f  (%+.4f to the recorded val_loss)\n", "", "",
	       "median", "", "", "", loss, median(accuracies, count), loss - run->best.val_loss);
	fflush(stdout);
}

/* Epochs and seconds of all runs so far, and those that were recorded for them. */
typedef struct totals {
	uint32_t epochs, recorded_epochs;
	double seconds, recorded_seconds;
} totals;

static void add_to_totals(totals *sum, const result *r, const reference_run *run) {
	sum->epochs += r->epochs;
	sum->seconds += r->seconds;
	sum->recorded_epochs += run->epochs;
	if (!isnan(run->seconds)) sum->recorded_seconds += run->seconds;
}

static void show_totals(const totals *sum) {
	printf("together: %u epochs in %.1f s; recorded: %u epochs in %.0f s\n", sum->epochs, sum->seconds,
	       sum->recorded_epochs, sum->recorded_seconds);
}

static void show_json(uint32_t edition, const reference_run *run, const result *r) {
	json_begin();
	json_count("edition", edition);
	json_count("run", r->number);
	json_count("seed", r->seed);
	json_count("parameters", r->parameters);
	json_count("best_epoch", r->best_epoch);
	json_number("loss", r->best.loss);
	json_number("accuracy", r->best.accuracy);
	json_number("val_loss", r->best.val_loss);
	json_number("val_accuracy", r->best.val_accuracy);
	json_count("epochs", r->epochs);
	json_seconds("seconds", r->seconds);
	json_number("recorded_val_loss", run->best.val_loss);
	json_number("recorded_val_accuracy", run->best.val_accuracy);
	json_count("recorded_epochs", run->epochs);
	json_seconds("recorded_seconds", run->seconds);
	json_end();
}

/* --- The command --------------------------------------------------------------------------------- */

typedef struct number_list {
	uint32_t count, values[MOST_SEEDS];
} number_list;

/* "1,3" */
static bool read_list(const char *text, number_list *list) {
	list->count = 0;
	for (bool more = true; more;) {
		char number[16];
		size_t size = strcspn(text, ",");
		if (list->count == MOST_SEEDS || size >= sizeof number) return false;
		memcpy(number, text, size);
		number[size] = '\0';
		if (!whole_number(number, &list->values[list->count++])) return false;
		more = text[size] == ',';
		text += size + more;
	}
	return true;
}

static bool read_runs(const char *text, uint32_t edition, number_list *list) {
	if (!read_list(text, list)) return false;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->values[i] < 1 || list->values[i] > reference_run_count(edition)) return false;
	return true;
}

static int train_runs(const unroll_corpus *corpus, uint32_t edition, const number_list *numbers,
                      const number_list *seeds, bool json) {
	result results[MOST_SEEDS];
	totals sum = {0};
	if (!json) show_heading();
	for (uint32_t i = 0; i < numbers->count; i++) {
		const reference_run *run = reference_run_of(edition, numbers->values[i]);
		for (uint32_t s = 0; s < seeds->count; s++) {
			result *r = &results[s];
			*r = (result){.number = numbers->values[i], .seed = seeds->values[s]};
			run_end end = train_run(corpus, run, r);
			if (end == RUN_INTERRUPTED) complain("interrupted in run %u.", r->number);
			if (end != RUN_FINISHED) return FAILED;
			add_to_totals(&sum, r, run);
			if (json)
				show_json(edition, run, r);
			else
				show_result(run, r);
		}
		if (json) continue;
		if (seeds->count > 1) show_median(results, seeds->count, run);
		show_recorded(run);
	}
	if (!json) show_totals(&sum);
	return DONE;
}

int chapter_command(int argc, char **argv) {
	const char *edition_text = "1", *runs_text = "1,2,3,4,5,6", *seeds_text = "42", *json = NULL;
	const option options[] = {
	    {"--edition", "1|2", "of the textbook (1)", &edition_text},
	    {"--runs", "N[,N…]", "which runs (1 to 6)", &runs_text},
	    {"--seed", "N[,N…]", "of initial values, shuffling and dropout (42)", &seeds_text},
	    {"--json", NULL, "print JSON, one object per line", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 1,       1,       "a corpus"};
	arguments given;
	number_list numbers, seeds;
	uint32_t edition;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!whole_number(edition_text, &edition) || edition < 1 || edition > EDITIONS)
		return wrong_usage(&command, "--edition \"%s\": it must be 1 or 2.", edition_text);
	if (!read_runs(runs_text, edition, &numbers))
		return wrong_usage(&command, "--runs \"%s\": it must be numbers from 1 to %d, such as 1,3.",
		                   runs_text, (int)reference_run_count(edition));
	if (!read_list(seeds_text, &seeds))
		return wrong_usage(&command, "--seed \"%s\": it must be at most %d whole numbers, such as 1,2,3.",
		                   seeds_text, MOST_SEEDS);
	unroll_bytes bytes;
	unroll_corpus *corpus;
	if (!open_corpus_file(given.words[0], &bytes, &corpus)) return FAILED;
	watch_interrupts();
	code = train_runs(corpus, edition, &numbers, &seeds, json != NULL);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return code;
}

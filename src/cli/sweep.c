/* unroll sweep: the same run with several seeds, and with settings varied. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/sweep_plan.h"
#include "cli/sweep_results.h"
#include "cli/threads.h"

#define MOST_JOBS        64
#define BATCHES_PER_STEP 16 /* between two looks at interrupts: some ten milliseconds */

static const char usage[] = "sweep CORPUS [--seeds N] [--vary SETTING=VALUE,VALUE,…] … [-o RESULTS]\n"
                            "       [--jobs N] [--shard I/N] [--plan] [--json] [--SETTING VALUE …]";
static const char details[] =
    "Trains a network with several seeds, and with every combination of the varied settings, several runs\n"
    "at once, and prints the mean and the standard deviation of the best epochs. The division into training\n"
    "and validation set is the same for all.\n\n"
    "With -o, RESULTS has a line of JSON per run: corpus, settings (those varied or not as by default),\n"
    "parameters, best_epoch, val_loss and val_accuracy of that epoch, stopped_early, sha256 of the weights, "
    "and the\n"
    "history; a run that diverged has \"failed\" instead. It is written after each run. Where it exists,\n"
    "its runs are not done again: after Ctrl-C the same command goes on, and one with more seeds or values\n"
    "adds to it.\n\n"
    "--shard 2/3 does the second third of the runs, for several machines. Every run gives the same line on\n"
    "all of them, so the files of all shards together are the file of the whole.\n\n"
    "Values that contain commas are separated by semicolons: --vary 'units=8;16,8'.\n\n"
    "--json prints the lines on standard output, as the runs end.";

typedef struct sweep {
	sweep_plan plan;
	sweep_results results;
	const unroll_corpus *corpus;
	uint32_t shard, shards; /* the runs of which run % shards == shard */
	uint32_t jobs;
	bool json;

	/* Under the lock, as are the results. */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint32_t next, working;
	uint32_t to_do, done; /* runs of this command */
	bool failed;          /* the results could not be kept */
} sweep;

/* --- A run --------------------------------------------------------------------------------------- */

/* Trains to the end. False where it was interrupted; where it failed, *error says why. */
static bool train_to_end(unroll_trainer *trainer, unroll_error *error) {
	unroll_progress progress = unroll_trainer_progress(trainer);
	error->status = UNROLL_OK;
	while (progress.phase != UNROLL_FINISHED) {
		if (interrupted()) return false;
		if (unroll_trainer_step(trainer, BATCHES_PER_STEP, &progress, error) != UNROLL_OK) return true;
	}
	return true;
}

static void keep_result(sweep *s, uint32_t run, const unroll_model *model, const unroll_trainer *trainer,
                        const char *failure) {
	pthread_mutex_lock(&s->lock);
	if (!results_add(&s->results, run, model, trainer, failure)) s->failed = true;
	if (s->json && !s->failed) {
		fputs(s->results.runs[run].line, stdout);
		fflush(stdout);
	}
	s->done++;
	pthread_mutex_unlock(&s->lock);
}

static void do_run(sweep *s, uint32_t run) {
	unroll_settings settings = plan_settings(&s->plan, run);
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_error error;
	if (unroll_model_create(&settings, unroll_corpus_vocabulary(s->corpus), &model, &error) == UNROLL_OK &&
	    unroll_trainer_create(model, s->corpus, &trainer, &error) == UNROLL_OK) {
		if (train_to_end(trainer, &error))
			keep_result(s, run, model, trainer, error.status == UNROLL_OK ? NULL : error.message);
	} else {
		pthread_mutex_lock(&s->lock);
		if (!s->failed) complain("%s", error.message);
		s->failed = true;
		pthread_mutex_unlock(&s->lock);
	}
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
}

/* --- All of them --------------------------------------------------------------------------------- */

static bool is_to_do(const sweep *s, uint32_t run) {
	return run % s->shards == s->shard && !results_has(&s->results, run);
}

/* The next run that nobody has taken, under the lock; plan_runs() where there is none. */
static uint32_t take_run(sweep *s) {
	uint32_t runs = plan_runs(&s->plan);
	while (s->next < runs && !is_to_do(s, s->next)) s->next++;
	if (s->next == runs || s->failed || interrupted()) return runs;
	return s->next++;
}

static void *work(void *context) {
	sweep *s = context;
	pthread_mutex_lock(&s->lock);
	for (uint32_t run; (run = take_run(s)) < plan_runs(&s->plan);) {
		pthread_mutex_unlock(&s->lock);
		do_run(s, run);
		pthread_mutex_lock(&s->lock);
	}
	s->working--;
	pthread_cond_signal(&s->changed);
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

static void show_progress(const sweep *s, double seconds) {
	if (!progress_is_due()) return;
	if (s->done)
		progress_draw("%u of %u runs, about %.0f s left", s->done, s->to_do,
		              seconds / s->done * (s->to_do - s->done));
	else
		progress_draw("%u of %u runs", s->done, s->to_do);
}

/* Waits until all threads have ended, under the lock, and shows how far they are. */
static void wait_for_work(sweep *s) {
	double began = seconds_now();
	while (s->working) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += 200000000;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&s->changed, &s->lock, &until);
		show_progress(s, seconds_now() - began);
	}
	progress_clear();
}

static bool do_runs(sweep *s) {
	pthread_t workers[MOST_JOBS];
	uint32_t started = 0;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	pthread_mutex_lock(&s->lock);
	while (started < s->jobs && started < s->to_do) {
		if (pthread_create(&workers[started], NULL, work, s) != 0) break;
		started++;
		s->working++;
	}
	if (s->to_do && !started) {
		complain("The system cannot start a thread.");
		s->failed = true;
	}
	wait_for_work(s);
	pthread_mutex_unlock(&s->lock);
	for (uint32_t i = 0; i < started; i++) pthread_join(workers[i], NULL);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	return !s->failed;
}

/* --- The command --------------------------------------------------------------------------------- */

/* How many runs, and the memory of the largest ones that may run at once. */
static void show_plan(const sweep *s) {
	size_t most = 0;
	uint32_t reviews = unroll_corpus_count(s->corpus, UNROLL_TRAIN_HALF);
	for (uint32_t i = 0; i < plan_combinations(&s->plan); i++) {
		unroll_settings settings = plan_settings(&s->plan, i * s->plan.seeds);
		size_t bytes = 0;
		unroll_training_memory(&settings, reviews, &bytes, NULL);
		if (bytes > most) most = bytes;
	}
	uint32_t at_once = s->jobs < s->to_do ? s->jobs : s->to_do;
	char memory[COUNT_TEXT];
	remark("%u runs (%u combinations, %u seeds), %u of them to do here, %u at once, %s of memory at most",
	       plan_runs(&s->plan), plan_combinations(&s->plan), s->plan.seeds, s->to_do, at_once,
	       size_text((uint64_t)most * at_once, memory));
}

static int end(const sweep *s) {
	if (s->failed) return FAILED;
	if (interrupted())
		remark("Interrupted after %u of %u runs.%s", s->done, s->to_do,
		       s->results.path ? " The same command goes on." : "");
	if (!s->json) results_show(&s->results);
	return DONE;
}

static int sweep_corpus(sweep *s, const char *path, bool words_given, bool only_plan) {
	unroll_bytes bytes;
	unroll_corpus *corpus;
	if (s->results.path && !can_write_file(s->results.path)) return FAILED;
	if (!open_corpus_file(path, &bytes, &corpus)) return FAILED;
	s->corpus = corpus;
	settings_for_corpus(&s->plan.base, corpus, words_given);
	int code = FAILED;
	if (results_open(&s->results, &s->plan, unroll_corpus_sha256(corpus), s->results.path)) {
		for (uint32_t i = 0; i < plan_runs(&s->plan); i++) s->to_do += is_to_do(s, i);
		if (only_plan || !s->json) show_plan(s);
		watch_interrupts();
		code = only_plan ? DONE : do_runs(s) ? end(s) : FAILED;
	}
	results_close(&s->results);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return code;
}

static bool read_shard(const char *text, sweep *s) {
	char first[16];
	size_t size = strcspn(text, "/");
	if (text[size] != '/' || size >= sizeof first) return false;
	memcpy(first, text, size);
	first[size] = '\0';
	if (!whole_number(first, &s->shard) || !whole_number(text + size + 1, &s->shards)) return false;
	return s->shard-- >= 1 && s->shard < s->shards;
}

int sweep_command(int argc, char **argv) {
	uint32_t most = processors();
	sweep s = {.plan.seeds = 1, .shards = 1, .jobs = most < MOST_JOBS ? most : MOST_JOBS};
	value_list vary = {NULL, ""};
	const char *seeds = NULL, *jobs = NULL, *shard = NULL, *json = NULL, *only_plan = NULL;
	const option options[] = {
	    {"--seeds", "N", "runs of each combination, with seeds from --seed on (1)", &seeds},
	    {"--vary", "SETTING=VALUE,VALUE …", "a setting and its values; at most 4 times", &vary.all},
	    {"-o", "RESULTS", "keep the results in this file, and go on from it", &s.results.path},
	    {"--jobs", "N", "runs at once (as many as there are processors)", &jobs},
	    {"--shard", "I/N", "the I-th of N parts of the runs (1/1)", &shard},
	    {"--plan", NULL, "only say how many runs there are", &only_plan},
	    {"--json", NULL, "print the results as JSON, one object per line", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                true,  1,       1,       "a corpus"};
	arguments given;
	unroll_error error;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!number_option(&command, "--seeds", seeds, &s.plan.seeds, &code)) return code;
	if (!number_option(&command, "--jobs", jobs, &s.jobs, &code)) return code;
	if (s.plan.seeds < 1 || s.plan.seeds > MOST_RUNS)
		return wrong_usage(&command, "--seeds must be a whole number from 1 to %d.", MOST_RUNS);
	if (s.jobs < 1 || s.jobs > MOST_JOBS)
		return wrong_usage(&command, "--jobs must be a whole number from 1 to %d.", MOST_JOBS);
	if (shard && !read_shard(shard, &s))
		return wrong_usage(&command, "--shard \"%s\": it must be such as 1/3, 2/3 or 3/3.", shard);
	s.plan.base = given.settings;
	if (!plan_vary(&s.plan, vary.all, &error)) return wrong_usage(&command, "%s", error.message);
	s.json = json != NULL;
	bool words_given = given.words_given || plan_varies(&s.plan, "words");
	return sweep_corpus(&s, given.words[0], words_given, only_plan != NULL);
}

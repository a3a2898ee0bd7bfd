/* unroll_bench THREADS CORPUS [NAME=VALUE …]: trains on command and reports how long each batch took, for ./dev bench.
 *
 * The settings are those of unroll/settings.h. Commands come one a line on the standard input; each is
 * answered by one line of JSON:
 *
 *   start       makes model and trainer and trains the first batch      {"ms": [all of it]}
 *   batches N   trains N more whole batches                             {"ms": [of each]}
 *   peak N      runs the loop of peak.h for N steps                     {"ms": [all of it]}
 *   memory      the most memory this process has had                    {"bytes": …}
 */
#define _POSIX_C_SOURCE 200809L

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unroll/unroll.h>

#include "cli/threads.h"
#include "peak.h"

typedef struct bench {
	uint8_t *file; /* of the corpus */
	unroll_corpus *corpus;
	unroll_settings settings;
	threads *threads;
	unroll_model *model;
	unroll_trainer *trainer;
} bench;

static void die(const char *subject, const char *message) {
	fprintf(stderr, "unroll_bench: %s: %s\n", subject, message);
	exit(1);
}

static void must(unroll_status status, const unroll_error *error) {
	if (status != UNROLL_OK) die(error->subject, error->message);
}

static double now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static void open_corpus(bench *b, const char *path) {
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0) die(path, "cannot be read; ./dev site makes a corpus");
	long size = ftell(file);
	rewind(file);
	b->file = size > 0 ? malloc((size_t)size) : NULL;
	if (!b->file || fread(b->file, 1, (size_t)size, file) != (size_t)size) die(path, "cannot be read whole");
	fclose(file);
	unroll_error error;
	must(unroll_corpus_open(b->file, (size_t)size, &b->corpus, &error), &error);
}

static void set(unroll_settings *settings, const char *assignment) {
	char name[64];
	const char *equals = strchr(assignment, '=');
	if (!equals || (size_t)(equals - assignment) >= sizeof name) die(assignment, "should be NAME=VALUE");
	memcpy(name, assignment, (size_t)(equals - assignment));
	name[equals - assignment] = '\0';
	unroll_error error;
	must(unroll_settings_set(settings, name, equals + 1, &error), &error);
}

/* Trains until a whole batch is done and returns its time: neither the last batch of an epoch, which may be smaller,
 * nor the scoring after it counts. */
static double batch_ms(bench *b) {
	for (;;) {
		uint64_t before = unroll_trainer_progress(b->trainer).trained_batches;
		unroll_progress progress;
		unroll_error error;
		double begin = now_ms();
		must(unroll_trainer_step(b->trainer, 1, &progress, &error), &error);
		double took = now_ms() - begin;
		if (progress.trained_batches > before && progress.phase == UNROLL_TRAINING) return took;
		if (progress.phase == UNROLL_FINISHED)
			die("epochs", "the run has ended; please ask for more of them");
	}
}

static double start_ms(bench *b) {
	unroll_error error;
	double begin = now_ms();
	must(unroll_model_create(&b->settings, unroll_corpus_vocabulary(b->corpus), &b->model, &error), &error);
	must(unroll_trainer_create(b->model, b->corpus, &b->trainer, &error), &error);
	must(unroll_trainer_use(b->trainer, threads_parallel(b->threads), &error), &error);
	batch_ms(b);
	return now_ms() - begin;
}

static double peak_ms(uint32_t steps) {
	volatile float kept;
	double begin = now_ms();
	kept = peak_run(steps);
	(void)kept;
	return now_ms() - begin;
}

/* getrusage() would not do: it counts what the process was before it became this program. */
static unsigned long long peak_bytes(void) {
	FILE *status = fopen("/proc/self/status", "r");
	char line[256];
	unsigned long long kilobytes = 0;
	while (status && fgets(line, sizeof line, status) && sscanf(line, "VmHWM: %llu", &kilobytes) != 1)
		continue;
	if (status) fclose(status);
	return 1024 * kilobytes;
}

static void answer(bench *b, const char *command, unsigned long count) {
	if (strcmp(command, "memory") == 0) {
		printf("{\"bytes\": %llu}\n", peak_bytes());
	} else if (strcmp(command, "peak") == 0) {
		printf("{\"ms\": [%.6f]}\n", peak_ms((uint32_t)count));
	} else if (strcmp(command, "start") == 0 && !b->trainer) {
		printf("{\"ms\": [%.6f]}\n", start_ms(b));
	} else if (strcmp(command, "batches") == 0 && b->trainer) {
		printf("{\"ms\": [");
		for (unsigned long i = 0; i < count; i++) printf("%s%.6f", i ? ", " : "", batch_ms(b));
		printf("]}\n");
	} else {
		die(command, "is no command, or not now; the head of unroll_bench.c lists them");
	}
	fflush(stdout);
}

int main(int count, char **arguments) {
	if (count < 3) die("CORPUS", "is missing; usage: unroll_bench THREADS CORPUS [NAME=VALUE …]");
	bench b = {.settings = unroll_default_settings()};
	for (int i = 3; i < count; i++) set(&b.settings, arguments[i]);
	open_corpus(&b, arguments[2]);
	unsigned long wanted = strtoul(arguments[1], NULL, 10);
	if (wanted < 1 || wanted > UNROLL_PARTS) die("THREADS", "must be 1 to 4");
	b.threads = threads_start((uint32_t)wanted);
	if (!b.threads) return 1;

	char line[64], command[64];
	while (fgets(line, sizeof line, stdin)) {
		unsigned long number = 0;
		if (sscanf(line, "%63s %lu", command, &number) >= 1) answer(&b, command, number);
	}

	unroll_trainer_destroy(b.trainer);
	threads_end(b.threads);
	unroll_model_destroy(b.model);
	unroll_corpus_close(b.corpus);
	free(b.file);
	return 0;
}

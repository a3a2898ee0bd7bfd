#define _POSIX_C_SOURCE 200809L
#include "cli/sweep_results.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

/* --- Lines --------------------------------------------------------------------------------------- */

static bool lacks_memory(void) {
	complain("There is not enough memory.");
	return false;
}

/* Corpus and settings: those that are varied or not as by default. Two runs with the same are the same. */
static void write_key(const sweep_plan *plan, const char *corpus_sha256, uint32_t run) {
	unroll_settings settings = plan_settings(plan, run);
	json_text("corpus", corpus_sha256);
	json_open("settings");
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		unroll_setting setting = unroll_setting_at(i);
		char value[UNROLL_SETTING_TEXT] = "";
		unroll_settings_get(&settings, setting.name, value, sizeof value, NULL);
		bool is_seed = strcmp(setting.name, "seed") == 0;
		if (is_seed || plan_varies(plan, setting.name) || strcmp(value, setting.initial) != 0)
			json_text(setting.name, value);
	}
	json_close();
}

static char *make_key(const sweep_plan *plan, const char *corpus_sha256, uint32_t run) {
	char *key = NULL;
	size_t size;
	FILE *memory = open_memstream(&key, &size);
	if (!memory) return NULL;
	json_begin_to(memory);
	write_key(plan, corpus_sha256, run);
	if (fclose(memory) == 0) return key;
	free(key);
	return NULL;
}

static void write_history(const unroll_epoch *history, uint32_t epochs) {
	json_open("history");
	json_numbers("loss", &history->loss, epochs, sizeof *history);
	json_numbers("accuracy", &history->accuracy, epochs, sizeof *history);
	json_numbers("val_loss", &history->val_loss, epochs, sizeof *history);
	json_numbers("val_accuracy", &history->val_accuracy, epochs, sizeof *history);
	json_close();
}

static void write_outcome(const unroll_model *model, const unroll_trainer *trainer, const char *failure) {
	unroll_progress progress = unroll_trainer_progress(trainer);
	const unroll_epoch *history = unroll_trainer_history(trainer);
	json_count("parameters", unroll_model_parameters(model));
	if (failure) {
		json_text("failed", failure);
	} else {
		char fingerprint[65];
		const unroll_epoch *best = &history[progress.best_epoch - 1];
		unroll_model_fingerprint(model, fingerprint);
		json_count("best_epoch", progress.best_epoch);
		json_number("val_loss", best->val_loss);
		json_number("val_accuracy", best->val_accuracy);
		json_truth("stopped_early", progress.stopped_early);
		json_text("sha256", fingerprint);
	}
	if (progress.finished_epochs) write_history(history, progress.finished_epochs);
}

/* The key, and what follows it. */
static char *make_line(const char *key, const unroll_model *model, const unroll_trainer *trainer,
                       const char *failure) {
	char *line = NULL;
	size_t size;
	FILE *memory = open_memstream(&line, &size);
	if (!memory) return NULL;
	json_resume_to(memory, key);
	write_outcome(model, trainer, failure);
	json_end();
	if (fclose(memory) == 0) return line;
	free(line);
	return NULL;
}

static bool read_number(const char *line, const char *name, double *value) {
	const char *at = strstr(line, name);
	char *end;
	if (!at) return false;
	at += strlen(name);
	*value = strtod(at, &end);
	return end > at && isfinite(*value);
}

/* Takes over a line that ends in '\n'. */
static bool keep_line(sweep_result *result, char *line) {
	const char *outcome = line + strlen(result->key);
	result->failed = strstr(outcome, "\"failed\":") != NULL;
	if (!result->failed && !(read_number(outcome, "\"val_loss\":", &result->val_loss) &&
	                         read_number(outcome, "\"val_accuracy\":", &result->val_accuracy)))
		return false;
	free(result->line);
	result->line = line;
	return true;
}

/* --- The file ------------------------------------------------------------------------------------ */

static bool begins_with(const char *text, const char *beginning) {
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

static sweep_result *find_run(const sweep_results *results, const char *line) {
	uint32_t runs = plan_runs(results->plan);
	for (uint32_t i = 0; i < runs; i++)
		if (begins_with(line, results->runs[i].key)) return &results->runs[i];
	return NULL;
}

static bool read_line(sweep_results *results, const char *line, size_t size) {
	char *copy = strndup(line, size);
	if (!copy) return lacks_memory();
	sweep_result *run = find_run(results, copy);
	if (begins_with(copy, "{\"corpus\":\"") && strlen(copy) == size && copy[size - 1] == '\n') {
		if (run && keep_line(run, copy)) return true;
		if (!run) {
			strcat(results->others, copy);
			free(copy);
			return true;
		}
	}
	free(copy);
	complain("%s: it is not a file of results of this command. Choose another name for -o.", results->path);
	return false;
}

static bool read_results(sweep_results *results) {
	unroll_bytes bytes;
	if (!read_file(results->path, &bytes)) return false;
	const char *at = (const char *)bytes.data, *end = at + bytes.size;
	results->others = calloc(1, bytes.size + 1);
	bool read = results->others != NULL || lacks_memory();
	while (read && at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		size_t size = (size_t)((line_end ? line_end + 1 : end) - at);
		read = read_line(results, at, size);
		at += size;
	}
	unroll_bytes_free(&bytes);
	return read;
}

static bool write_results(const sweep_results *results) {
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	if (!memory) return lacks_memory();
	for (uint32_t i = 0; i < plan_runs(results->plan); i++)
		if (results->runs[i].line) fputs(results->runs[i].line, memory);
	if (results->others) fputs(results->others, memory);
	bool written = fclose(memory) == 0 || lacks_memory();
	unroll_bytes bytes = {(uint8_t *)text, size};
	written = written && write_file(results->path, &bytes);
	free(text);
	return written;
}

bool results_open(sweep_results *results, const sweep_plan *plan, const char *corpus_sha256,
                  const char *path) {
	uint32_t runs = plan_runs(plan);
	*results = (sweep_results){.plan = plan, .path = path, .runs = calloc(runs, sizeof *results->runs)};
	if (!results->runs) return lacks_memory();
	for (uint32_t i = 0; i < runs; i++)
		if (!(results->runs[i].key = make_key(plan, corpus_sha256, i))) return lacks_memory();
	return !path || access(path, F_OK) != 0 || read_results(results);
}

bool results_has(const sweep_results *results, uint32_t run) {
	return results->runs[run].line != NULL;
}

bool results_add(sweep_results *results, uint32_t run, const unroll_model *model,
                 const unroll_trainer *trainer, const char *failure) {
	sweep_result *result = &results->runs[run];
	char *line = make_line(result->key, model, trainer, failure);
	if (!line) return lacks_memory();
	keep_line(result, line);
	return !results->path || write_results(results);
}

void results_close(sweep_results *results) {
	for (uint32_t i = 0; results->runs && i < plan_runs(results->plan); i++) {
		free(results->runs[i].key);
		free(results->runs[i].line);
	}
	free(results->runs);
	free(results->others);
}

/* --- The table ----------------------------------------------------------------------------------- */

typedef struct spread {
	uint32_t runs, failed;
	double mean, deviation; /* of the sample: NaN for fewer than two */
} spread;

/* Mean m = Σx/n and deviation s = √(Σ(x − m)²/(n − 1)) of a combination's runs. `of` is the member's place in sweep_result. */
static spread spread_of(const sweep_results *results, uint32_t combination, size_t of) {
	spread s = {0};
	uint32_t seeds = results->plan->seeds;
	const sweep_result *runs = results->runs + (size_t)combination * seeds;
	for (uint32_t i = 0; i < seeds; i++) {
		if (runs[i].line && runs[i].failed) s.failed++;
		if (!runs[i].line || runs[i].failed) continue;
		s.mean += *(const double *)(const void *)((const char *)&runs[i] + of);
		s.runs++;
	}
	s.mean /= s.runs;
	for (uint32_t i = 0; i < seeds; i++) {
		if (!runs[i].line || runs[i].failed) continue;
		double off = *(const double *)(const void *)((const char *)&runs[i] + of) - s.mean;
		s.deviation += off * off;
	}
	s.deviation = sqrt(s.deviation / ((double)s.runs - 1));
	return s;
}

static void show_spread(const spread *s) {
	char deviation[32] = "";
	if (s->runs > 1) snprintf(deviation, sizeof deviation, "± %.4f", s->deviation);
	if (s->runs)
		printf("  %.4f %-9s", s->mean, deviation);
	else
		printf("  %-16s", "-");
}

/* The combination with the lowest mean val_loss; UINT32_MAX where there is none. */
static uint32_t best_combination(const sweep_results *results) {
	uint32_t best = UINT32_MAX;
	double lowest = INFINITY;
	for (uint32_t i = 0; i < plan_combinations(results->plan); i++) {
		spread s = spread_of(results, i, offsetof(sweep_result, val_loss));
		if (!s.runs || !(s.mean < lowest)) continue;
		lowest = s.mean;
		best = i;
	}
	return best;
}

void results_show(const sweep_results *results) {
	uint32_t combinations = plan_combinations(results->plan), best = best_combination(results);
	char text[256];
	int width = 8;
	for (uint32_t i = 0; i < combinations; i++) {
		plan_combination_text(results->plan, i, text, sizeof text);
		if ((int)strlen(text) > width) width = (int)strlen(text);
	}
	printf("%-*s  %4s  %-16s  %-16s\n", width, "settings", "runs", "val_loss", "val_accuracy");
	for (uint32_t i = 0; i < combinations; i++) {
		spread loss = spread_of(results, i, offsetof(sweep_result, val_loss));
		spread accuracy = spread_of(results, i, offsetof(sweep_result, val_accuracy));
		if (!loss.runs && !loss.failed) continue;
		plan_combination_text(results->plan, i, text, sizeof text);
		printf("%-*s  %4u", width, text, loss.runs);
		show_spread(&loss);
		show_spread(&accuracy);
		if (loss.failed) printf("  %u diverged", loss.failed);
		printf("%s\n", combinations > 1 && i == best ? "  lowest loss" : "");
	}
	if (combinations > 1)
		printf(
		    "The best of %u was chosen by these figures, so they flatter it: score it on the test reviews.\n",
		    combinations);
}

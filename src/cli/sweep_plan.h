/* The runs of a sweep: every combination of the varied settings, each with several seeds. */
#ifndef CLI_SWEEP_PLAN_H
#define CLI_SWEEP_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

#define MOST_VARIED 4
#define MOST_VALUES 64   /* of one setting */
#define MOST_RUNS   2000 /* of a sweep */

typedef struct varied_setting {
	const char *name;
	const char *values[MOST_VALUES];
	uint32_t count;
} varied_setting;

typedef struct sweep_plan {
	unroll_settings base; /* what is not varied; its seed is the first one */
	varied_setting varied[MOST_VARIED];
	size_t varied_count;
	uint32_t seeds; /* runs of each combination, with the seeds base.seed, base.seed + 1, … */
	char text[4096];
} sweep_plan;

/* Reads lines of "NAME=VALUE,VALUE,…" into a plan with its base and seeds set; NULL for none. Where a value contains commas itself
 * ("16,8"), all are separated by semicolons. False, with *error about the culprit, where a setting or value is not allowed, a
 * combination is impossible, or there are too many. */
bool plan_vary(sweep_plan *plan, const char *lines, unroll_error *error);

uint32_t plan_combinations(const sweep_plan *plan);
uint32_t plan_runs(const sweep_plan *plan);

/* The settings of a run, from 0: the seed changes fastest, then the setting that was given last. */
unroll_settings plan_settings(const sweep_plan *plan, uint32_t run);

/* "cell lstm, units 16", or "all runs" where nothing is varied. */
void plan_combination_text(const sweep_plan *plan, uint32_t combination, char *text, size_t capacity);

/* Whether the setting called `name` is varied. */
bool plan_varies(const sweep_plan *plan, const char *name);

#endif

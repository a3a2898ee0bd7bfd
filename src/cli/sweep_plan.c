#include "cli/sweep_plan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static bool refuse(unroll_error *error, const char *format, ...) {
	va_list values;
	va_start(values, format);
	vsnprintf(error->message, sizeof error->message, format, values);
	va_end(values);
	return false;
}

/* The value of a varied setting in a combination, of which the last setting changes fastest. */
static const char *value_in(const sweep_plan *plan, size_t setting, uint32_t combination) {
	for (size_t i = plan->varied_count - 1; i > setting; i--) combination /= plan->varied[i].count;
	return plan->varied[setting].values[combination % plan->varied[setting].count];
}

static unroll_settings combination_settings(const sweep_plan *plan, uint32_t combination) {
	unroll_settings settings = plan->base;
	for (size_t i = 0; i < plan->varied_count; i++)
		unroll_settings_set(&settings, plan->varied[i].name, value_in(plan, i, combination), NULL);
	return settings;
}

/* Cuts "NAME=VALUE,VALUE" in place. */
static bool read_varied(sweep_plan *plan, char *line, unroll_error *error) {
	char *equals = strchr(line, '=');
	if (!equals)
		return refuse(
		    error, "\"%s\": a setting, an equals sign and its values are needed, such as units=8,16.", line);
	*equals = '\0';
	char *values = equals + 1;
	if (strcmp(line, "seed") == 0)
		return refuse(error, "\"seed\" is varied by --seeds N, from the setting --seed on.");
	if (plan_varies(plan, line)) return refuse(error, "\"%s\" is given twice.", line);
	if (plan->varied_count == MOST_VARIED)
		return refuse(error, "At most %d settings can be varied at once.", MOST_VARIED);
	varied_setting *varied = &plan->varied[plan->varied_count];
	*varied = (varied_setting){.name = line};
	char separator = strchr(values, ';') ? ';' : ',';
	for (char *at = values; at;) {
		char *end = strchr(at, separator);
		if (end) *end = '\0';
		if (varied->count == MOST_VALUES)
			return refuse(error, "\"%s\" has more than %d values.", line, MOST_VALUES);
		unroll_settings settings = plan->base;
		unroll_error why;
		if (unroll_settings_set(&settings, line, at, &why) != UNROLL_OK)
			return refuse(error, "%s=%s: %s", line, at, why.message);
		for (uint32_t i = 0; i < varied->count; i++)
			if (strcmp(varied->values[i], at) == 0) return refuse(error, "%s=%s is given twice.", line, at);
		varied->values[varied->count++] = at;
		at = end ? end + 1 : NULL;
	}
	plan->varied_count++;
	return true;
}

static bool check_combinations(const sweep_plan *plan, unroll_error *error) {
	uint64_t runs = plan->seeds;
	for (size_t i = 0; i < plan->varied_count; i++) runs *= plan->varied[i].count;
	if (runs > MOST_RUNS)
		return refuse(error, "These are %llu runs; at most %d are done at once.", (unsigned long long)runs,
		              MOST_RUNS);
	if (plan->base.seed > UINT32_MAX - (plan->seeds - 1))
		return refuse(error, "The last seed would be above %u. Begin with a smaller --seed.", UINT32_MAX);
	for (uint32_t i = 0; i < plan_combinations(plan); i++) {
		unroll_settings settings = combination_settings(plan, i);
		unroll_error why;
		if (unroll_settings_check(&settings, &why) == UNROLL_OK) continue;
		char text[256];
		plan_combination_text(plan, i, text, sizeof text);
		return refuse(error, "%s: %s", text, why.message);
	}
	return true;
}

bool plan_vary(sweep_plan *plan, const char *lines, unroll_error *error) {
	if (lines && strlen(lines) >= sizeof plan->text)
		return refuse(error, "The varied settings are too long.");
	if (lines) strcpy(plan->text, lines);
	for (char *line = lines ? plan->text : NULL; line;) {
		char *end = strchr(line, '\n');
		if (end) *end = '\0';
		if (!read_varied(plan, line, error)) return false;
		line = end ? end + 1 : NULL;
	}
	return check_combinations(plan, error);
}

uint32_t plan_combinations(const sweep_plan *plan) {
	uint32_t combinations = 1;
	for (size_t i = 0; i < plan->varied_count; i++) combinations *= plan->varied[i].count;
	return combinations;
}

uint32_t plan_runs(const sweep_plan *plan) {
	return plan_combinations(plan) * plan->seeds;
}

unroll_settings plan_settings(const sweep_plan *plan, uint32_t run) {
	unroll_settings settings = combination_settings(plan, run / plan->seeds);
	settings.seed += run % plan->seeds;
	return settings;
}

void plan_combination_text(const sweep_plan *plan, uint32_t combination, char *text, size_t capacity) {
	size_t size = 0;
	snprintf(text, capacity, "all runs");
	for (size_t i = 0; i < plan->varied_count && size < capacity; i++)
		size += (size_t)snprintf(text + size, capacity - size, "%s%s %s", i ? ", " : "", plan->varied[i].name,
		                         value_in(plan, i, combination));
}

bool plan_varies(const sweep_plan *plan, const char *name) {
	for (size_t i = 0; i < plan->varied_count; i++)
		if (strcmp(plan->varied[i].name, name) == 0) return true;
	return false;
}

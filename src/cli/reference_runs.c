#include "cli/reference_runs.h"

#include <math.h>

/* textbook_runs.inc is written from src/textbook/runs.json when the build is configured (textbook_runs.cmake). */
static const reference_run runs[EDITIONS][MOST_REFERENCE_RUNS] = {
#include "textbook_runs.inc"
};

uint32_t reference_run_count(uint32_t edition) {
	uint32_t count = REFERENCE_RUNS;
	while (count < MOST_REFERENCE_RUNS && runs[edition - 1][count].model) count++;
	return count;
}

const reference_run *reference_run_of(uint32_t edition, uint32_t number) {
	return &runs[edition - 1][number - 1];
}

unroll_status reference_settings(const reference_run *run, uint32_t seed, unroll_settings *settings,
                                 unroll_error *error) {
	unroll_status status = UNROLL_OK;
	*settings = unroll_default_settings();
	settings->seed = seed;
	for (size_t i = 0; run->settings[i].name && status == UNROLL_OK; i++)
		status = unroll_settings_set(settings, run->settings[i].name, run->settings[i].value, error);
	return status;
}

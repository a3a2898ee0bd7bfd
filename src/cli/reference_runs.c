#include "cli/reference_runs.h"

#include <math.h>

/* textbook_runs.inc is written from src/textbook/runs.json when the build is configured (textbook_runs.cmake). */
static const reference_run runs[EDITIONS][REFERENCE_RUNS] = {
#include "textbook_runs.inc"
};

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

/* A training run from wherever the trainer stands to its end, with progress on the terminal. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdbool.h>

#include <unroll/unroll.h>

typedef struct run_events {
	const char *title; /* begins the progress line: "run 3, ", or "" */
	/* Called after each epoch, with the trainer between two steps. `seconds` is how long this process took
	 * for it. False ends the run as failed. */
	bool (*epoch_finished)(void *context, const unroll_progress *progress, const unroll_epoch *epoch,
	                       double seconds);
	void *context;
} run_events;

typedef enum run_end { RUN_FINISHED, RUN_INTERRUPTED, RUN_FAILED } run_end;

/* Steps the trainer until it has finished, a signal has arrived (see cli/interrupt.h; the trainer then
 * stands between two batches and is not stopped yet), or something failed, which is then reported: the run diverged,
 * or an event returned false. */
run_end run_trainer(unroll_trainer *trainer, const unroll_settings *settings, const run_events *events);

#endif

#define _XOPEN_SOURCE 700
#include "cli/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int arrived; /* read by several threads */
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler sets it");

static void note(int signal_number) {
	(void)signal_number;
	atomic_store(&arrived, 1);
}

void watch_interrupts(void) {
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void) {
	return atomic_load(&arrived) != 0;
}

#define _XOPEN_SOURCE 700
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t arrived;

static void note(int signal_number) {
	(void)signal_number;
	arrived = 1;
}

void watch_interrupts(void) {
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void) {
	return arrived != 0;
}

/* Ctrl-C (SIGINT) and SIGTERM as a request to end, which long work looks at between two steps. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on these signals are noted. A second one ends the program at once. */
void watch_interrupts(void);

/* Whether one has arrived. */
bool interrupted(void);

#endif

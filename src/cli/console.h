/* What the program says to a person: complaints, progress, and numbers made readable. */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line on standard error that begins with "unroll: ". */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* A line on standard error as it is. */
__attribute__((format(printf, 1, 2))) void remark(const char *format, ...);

/* Whether it is time to redraw the progress line: at most ten times a second, and only where standard error
 * is a terminal. */
bool progress_is_due(void);

/* Draws the progress line over the one before. Any other output of this program must be preceded by
 * progress_clear(), which complain() and remark() call themselves. */
__attribute__((format(printf, 1, 2))) void progress_draw(const char *format, ...);
void progress_clear(void);

/* Seconds since some moment in the past, never going back. */
double seconds_now(void);

/* A count with its thousands apart, "25,000". */
#define COUNT_TEXT 32
const char *count_text(uint64_t count, char text[COUNT_TEXT]);

/* A size, "11.2 MB". A megabyte is 1,000,000 bytes. */
const char *size_text(uint64_t bytes, char text[COUNT_TEXT]);

#endif

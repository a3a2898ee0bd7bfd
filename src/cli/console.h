/* Output for a person: error messages, progress, and readable numbers. */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text of UTF-8 with its control characters (U+0000–1F, 7F, 80–9F) replaced by question marks: names and values of a file may
 * be anything, and a terminal obeys them. */
const char *without_controls(char *text);

/* A line on standard error that begins with "unroll: ", without control characters. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* The same without that beginning. */
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

/* A count with its thousands separated: "25,000". */
#define COUNT_TEXT 32
const char *count_text(uint64_t count, char text[COUNT_TEXT]);

/* A size, "11.2 MB". A megabyte is 1,000,000 bytes. */
const char *size_text(uint64_t bytes, char text[COUNT_TEXT]);

#endif

#define _POSIX_C_SOURCE 200809L
#include "cli/console.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define REDRAW_SECONDS 0.1
#define CLEAR_LINE     "\r\033[K" /* back to the first column, erase to the end of the line (ECMA-48) */

static bool progress_shown;
static double progress_drawn_at = -REDRAW_SECONDS;

void progress_clear(void) {
	if (!progress_shown) return;
	fputs(CLEAR_LINE, stderr);
	progress_shown = false;
}

const char *without_controls(char *text) {
	for (unsigned char *c = (unsigned char *)text; *c; c++) {
		bool second = c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0;
		if (second) c[1] = '?';
		if (second || *c < 0x20 || *c == 0x7f) *c = '?';
	}
	return text;
}

static void print_line(const char *format, va_list arguments) {
	char line[8192]; /* a path and a message */
	vsnprintf(line, sizeof line, format, arguments);
	fprintf(stderr, "%s\n", without_controls(line));
}

void complain(const char *format, ...) {
	progress_clear();
	va_list arguments;
	va_start(arguments, format);
	fputs("unroll: ", stderr);
	print_line(format, arguments);
	va_end(arguments);
}

void remark(const char *format, ...) {
	progress_clear();
	va_list arguments;
	va_start(arguments, format);
	print_line(format, arguments);
	va_end(arguments);
}

bool progress_is_due(void) {
	return seconds_now() - progress_drawn_at >= REDRAW_SECONDS && isatty(STDERR_FILENO);
}

void progress_draw(const char *format, ...) {
	va_list arguments;
	va_start(arguments, format);
	fputs(CLEAR_LINE, stderr);
	vfprintf(stderr, format, arguments);
	fflush(stderr);
	va_end(arguments);
	progress_shown = true;
	progress_drawn_at = seconds_now();
}

double seconds_now(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

const char *count_text(uint64_t count, char text[COUNT_TEXT]) {
	char digits[COUNT_TEXT];
	int size = snprintf(digits, sizeof digits, "%" PRIu64, count);
	char *end = text;
	for (int i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0) *end++ = ',';
		*end++ = digits[i];
	}
	*end = '\0';
	return text;
}

const char *size_text(uint64_t bytes, char text[COUNT_TEXT]) {
	if (bytes < 1000)
		snprintf(text, COUNT_TEXT, "%" PRIu64 " bytes", bytes);
	else if (bytes < 1000000)
		snprintf(text, COUNT_TEXT, "%.1f kB", (double)bytes / 1e3);
	else
		snprintf(text, COUNT_TEXT, "%.1f MB", (double)bytes / 1e6);
	return text;
}

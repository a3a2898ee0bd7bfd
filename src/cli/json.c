#include "cli/json.h"

#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static bool first;

/* RFC 8259, section 7: quotation mark, backslash and control characters are escaped. */
static void print_string(const char *text) {
	putchar('"');
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			printf("\\%c", *c);
		else if ((unsigned char)*c < 0x20)
			printf("\\u%04x", (unsigned)*c);
		else
			putchar(*c);
	}
	putchar('"');
}

static void print_name(const char *name) {
	if (!first) putchar(',');
	first = false;
	print_string(name);
	putchar(':');
}

void json_begin(void) {
	putchar('{');
	first = true;
}

void json_text(const char *name, const char *value) {
	print_name(name);
	print_string(value);
}

void json_count(const char *name, uint64_t value) {
	print_name(name);
	printf("%" PRIu64, value);
}

void json_counts(const char *name, const uint32_t *values, size_t count) {
	print_name(name);
	for (size_t i = 0; i < count; i++) printf("%c%" PRIu32, i ? ',' : '[', values[i]);
	putchar(']');
}

void json_truth(const char *name, bool value) {
	print_name(name);
	fputs(value ? "true" : "false", stdout);
}

static bool is_finite(double value) {
	return value >= -DBL_MAX && value <= DBL_MAX;
}

void json_number(const char *name, double value) {
	char text[32];
	if (!is_finite(value)) {
		json_null(name);
		return;
	}
	for (int digits = 15; digits <= DBL_DECIMAL_DIG; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value) break;
	}
	print_name(name);
	fputs(text, stdout);
}

void json_float(const char *name, float value) {
	if (!is_finite((double)value)) {
		json_null(name);
		return;
	}
	print_name(name);
	printf("%.*g", FLT_DECIMAL_DIG, (double)value);
}

void json_seconds(const char *name, double value) {
	if (!is_finite(value)) {
		json_null(name);
		return;
	}
	print_name(name);
	printf("%.3f", value);
}

void json_null(const char *name) {
	print_name(name);
	fputs("null", stdout);
}

void json_end(void) {
	puts("}");
	fflush(stdout);
}

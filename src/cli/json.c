#include "cli/json.h"

#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *out; /* of the object that was begun */
static bool first;

/* RFC 8259, section 7: quotation mark, backslash and control characters are escaped. */
static void print_string(const char *text) {
	putc('"', out);
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			fprintf(out, "\\%c", *c);
		else if ((unsigned char)*c < 0x20)
			fprintf(out, "\\u%04x", (unsigned)*c);
		else
			putc(*c, out);
	}
	putc('"', out);
}

static void print_name(const char *name) {
	if (!first) putc(',', out);
	first = false;
	print_string(name);
	putc(':', out);
}

void json_begin(void) {
	json_begin_to(stdout);
}

void json_begin_to(FILE *file) {
	out = file;
	putc('{', out);
	first = true;
}

void json_resume_to(FILE *file, const char *begun) {
	out = file;
	fputs(begun, out);
	first = false;
}

void json_open(const char *name) {
	print_name(name);
	putc('{', out);
	first = true;
}

void json_close(void) {
	putc('}', out);
	first = false;
}

void json_text(const char *name, const char *value) {
	print_name(name);
	print_string(value);
}

void json_count(const char *name, uint64_t value) {
	print_name(name);
	fprintf(out, "%" PRIu64, value);
}

void json_counts(const char *name, const uint32_t *values, size_t count) {
	print_name(name);
	for (size_t i = 0; i < count; i++) fprintf(out, "%c%" PRIu32, i ? ',' : '[', values[i]);
	putc(']', out);
}

void json_texts(const char *name, const char *const *values, size_t count) {
	print_name(name);
	for (size_t i = 0; i < count; i++) {
		putchar(i ? ',' : '[');
		print_string(values[i]);
	}
	putchar(']');
}

void json_floats(const char *name, const float *values, size_t count) {
	print_name(name);
	for (size_t i = 0; i < count; i++) printf("%c%.*g", i ? ',' : '[', FLT_DECIMAL_DIG, (double)values[i]);
	putchar(']');
}

void json_truth(const char *name, bool value) {
	print_name(name);
	fputs(value ? "true" : "false", out);
}

static bool is_finite(double value) {
	return value >= -DBL_MAX && value <= DBL_MAX;
}

static void print_number(double value) {
	char text[32] = "null";
	for (int digits = 15; is_finite(value) && digits <= DBL_DECIMAL_DIG; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value) break;
	}
	fputs(text, out);
}

void json_number(const char *name, double value) {
	print_name(name);
	print_number(value);
}

void json_numbers(const char *name, const double *values, size_t count, size_t stride) {
	print_name(name);
	for (size_t i = 0; i < count; i++) {
		putc(i ? ',' : '[', out);
		print_number(*(const double *)(const void *)((const char *)values + i * stride));
	}
	putc(']', out);
}

void json_float(const char *name, float value) {
	if (!is_finite((double)value)) {
		json_null(name);
		return;
	}
	print_name(name);
	fprintf(out, "%.*g", FLT_DECIMAL_DIG, (double)value);
}

void json_seconds(const char *name, double value) {
	if (!is_finite(value)) {
		json_null(name);
		return;
	}
	print_name(name);
	fprintf(out, "%.3f", value);
}

void json_null(const char *name) {
	print_name(name);
	fputs("null", out);
}

void json_end(void) {
	fputs("}\n", out);
	fflush(out);
}

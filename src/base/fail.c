#include "base/fail.h"

#include <stdarg.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

typedef struct text_output {
	char *text;
	size_t capacity, size; /* bytes there is room for, and bytes so far, both without the '\0' */
} text_output;

/* Whole characters; a byte that is not UTF-8, of a name that is quoted, becomes U+FFFD. */
static void append_bytes(text_output *output, const char *piece, size_t size) {
	while (size) {
		uint32_t code_point;
		size_t length = utf8_decode(piece, size, &code_point), taken = length ? length : 1;
		const char *shown = length ? piece : UTF8_REPLACEMENT;
		size_t shown_size = length ? length : sizeof UTF8_REPLACEMENT - 1;
		if (shown_size > output->capacity - output->size) {
			output->capacity = output->size; /* nothing follows what was cut */
			return;
		}
		memcpy(output->text + output->size, shown, shown_size);
		output->size += shown_size;
		piece += taken;
		size -= taken;
	}
}

static void append(text_output *output, const char *piece) {
	append_bytes(output, piece, strlen(piece));
}

static void append_integer(text_output *output, unsigned long long value) {
	char digits[24];
	size_t at = sizeof digits;
	digits[--at] = '\0';
	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	append(output, digits + at);
}

static bool starts_with(const char *text, const char *start) {
	return strncmp(text, start, strlen(start)) == 0;
}

static void format_arguments(text_output *output, const char *format, va_list arguments) {
	while (*format) {
		if (starts_with(format, "%s")) {
			append(output, va_arg(arguments, const char *));
			format += 2;
		} else if (starts_with(format, "%u")) {
			append_integer(output, va_arg(arguments, unsigned));
			format += 2;
		} else if (starts_with(format, "%zu")) {
			append_integer(output, va_arg(arguments, size_t));
			format += 3;
		} else if (starts_with(format, "%llu")) {
			append_integer(output, va_arg(arguments, unsigned long long));
			format += 4;
		} else if (starts_with(format, "%g")) {
			char number[NUMBER_TEXT];
			format_number(va_arg(arguments, double), number);
			append(output, number);
			format += 2;
		} else if (starts_with(format, "%%")) {
			append(output, "%");
			format += 2;
		} else {
			size_t size = 1 + strcspn(format + 1, "%");
			append_bytes(output, format, size);
			format += size;
		}
	}
	output->text[output->size] = '\0';
}

void format_text(char *text, size_t capacity, const char *format, ...) {
	if (capacity == 0) return;
	text_output output = {text, capacity - 1, 0};
	va_list arguments;
	va_start(arguments, format);
	format_arguments(&output, format, arguments);
	va_end(arguments);
}

unroll_status fail(unroll_error *error, unroll_status status, const char *subject, const char *format, ...) {
	if (!error) return status;
	error->status = status;
	format_text(error->subject, sizeof error->subject, "%s", subject);
	text_output message = {error->message, sizeof error->message - 1, 0};
	va_list arguments;
	va_start(arguments, format);
	format_arguments(&message, format, arguments);
	va_end(arguments);
	return status;
}

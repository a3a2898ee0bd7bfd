/* Proves that numbers are read as strtod reads them and written as the shortest decimal that reads back. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static uint64_t next_random(uint64_t *seed) {
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 11;
}

static void check_parsed(const char *text) {
	double value = -1;
	if (!parse_number(text, &value)) fail_msg("\"%s\" was refused", text);
	if (value != strtod(text, NULL)) fail_msg("\"%s\" was read as %.17g", text, value);
}

static void numbers_are_read_as_strtod_reads_them(void **state) {
	(void)state;
	static const char *const texts[] = {
	    "0",   "1",    "12",   "-0.5", "1e-4", "1E-4", "1e+3", "0.0001",          ".5",     "5.",
	    "0.1", "1e22", "3e-7", "2e0",  "-7",   "00.1", "007",  "123456789012345", "1.5e-7", "100000e-20"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_parsed(texts[i]);
	uint64_t seed = 1;
	for (int i = 0; i < 100000; i++) {
		char text[64];
		int places = (int)(next_random(&seed) % 16), power = (int)(next_random(&seed) % 15) - 7;
		unsigned long long digits = next_random(&seed) % 1000000000000000u;
		snprintf(text, sizeof text, "%llu.%0*de%d", digits / 1000000, 6, (int)(digits % 1000000), power);
		check_parsed(text);
		snprintf(text, sizeof text, "%llue-%d", digits, places);
		check_parsed(text);
	}
}

static void what_is_no_number_is_refused(void **state) {
	(void)state;
	static const char *const texts[] = {
	    "",     "-",    ".",    "+1",   " 1",  "1 ",   "1.2.3",        "e5",   "1e",    "1e-",
	    "0x10", "nan",  "inf",  "1,5",  "--1", "1e5x", "1e99",         "1e23", "1e-38", "1234567890123456",
	    "1\n",  "1e1e", "1e.5", "0,1a", "１",  "1_0",  "1e99999999999"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double value = 7;
		if (parse_number(texts[i], &value)) fail_msg("\"%s\" was read as %g", texts[i], value);
		assert_true(value == 7);
	}
}

/* printf's shortest form that reads back, which for at most 15 digits is the one wanted. */
static void check_formatted(double value) {
	char text[NUMBER_TEXT], wanted[64];
	double back = 0;
	for (int digits = 1; digits <= 15; digits++) {
		snprintf(wanted, sizeof wanted, "%.*g", digits, value);
		if (strtod(wanted, NULL) == value) break;
	}
	format_number(value, text);
	if (strlen(text) >= NUMBER_TEXT) fail_msg("%.17g is written too long", value);
	if (strtod(text, NULL) != strtod(wanted, NULL)) fail_msg("%s is written as %s", wanted, text);
	if (strtod(wanted, NULL) != value) return;
	if (!parse_number(text, &back) || back != value) fail_msg("%s is not read back as it was", text);
}

static void numbers_are_written_shortest(void **state) {
	(void)state;
	uint64_t seed = 2;
	for (int i = 0; i < 20000; i++) {
		double digits = (double)(next_random(&seed) % 1000000);
		static const double scales[] = {1, 10, 1e3, 1e6, 1e8, 1e12};
		check_formatted(digits / scales[next_random(&seed) % 6]);
		check_formatted(-digits * scales[next_random(&seed) % 6]);
	}
	static const struct {
		double value;
		const char *text;
	} examples[] = {
	    {0, "0"},
	    {1, "1"},
	    {-2, "-2"},
	    {10, "10"},
	    {0.1, "0.1"},
	    {1e-4, "0.0001"},
	    {0.003, "0.003"},
	    {1e-7, "1e-7"},
	    {1.5e-7, "1.5e-7"},
	    {123.25, "123.25"},
	    {1e14, "100000000000000"},
	    {1e15, "1e15"},
	    {1e22, "1e22"},
	    {99.5, "99.5"},
	    {9.999, "9.999"},
	};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		char text[NUMBER_TEXT];
		format_number(examples[i].value, text);
		assert_string_equal(text, examples[i].text);
	}
}

/* Beyond 15 digits or exact powers the text is near, and stays in its room. */
static void all_other_numbers_are_written_nearly(void **state) {
	(void)state;
	static const double values[] = {1.0 / 3, 2.0 / 3e5, 1e300, 1.7976931348623e308, 2.2250738585072014e-308,
	                                5e-324,  1e-200,    -1e23, 9.999999999999999,   0.99999999999999994};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		char text[NUMBER_TEXT];
		format_number(values[i], text);
		assert_true(strlen(text) < NUMBER_TEXT);
		double error = strtod(text, NULL) / values[i] - 1;
		if (error > 1e-13 || error < -1e-13) fail_msg("%.17g is written as %s", values[i], text);
	}
	char text[NUMBER_TEXT];
	double zero = 0;
	format_number(zero / zero, text);
	assert_string_equal(text, "nan");
	format_number(1 / zero, text);
	assert_string_equal(text, "inf");
	format_number(-1 / zero, text);
	assert_string_equal(text, "-inf");
}

static void integers_are_read(void **state) {
	(void)state;
	static const char *const wrong[] = {"",   "-1",  "+1", "1.0",        "1e3",        " 1",
	                                    "1 ", "abc", "1a", "4294967296", "99999999999"};
	uint32_t value = 7;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(parse_integer(wrong[i], &value));
		assert_int_equal(value, 7);
	}
	assert_true(parse_integer("0", &value) && value == 0);
	assert_true(parse_integer("0042", &value) && value == 42);
	assert_true(parse_integer("4294967295", &value) && value == UINT32_MAX);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_read_as_strtod_reads_them),
	    cmocka_unit_test(what_is_no_number_is_refused),
	    cmocka_unit_test(numbers_are_written_shortest),
	    cmocka_unit_test(all_other_numbers_are_written_nearly),
	    cmocka_unit_test(integers_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

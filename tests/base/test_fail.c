/* Proves that errors are formatted as printf would, are cut where they do not fit, and that every status has a name. */
#include "../cmocka_all.h"
#undef fail /* cmocka's own; this test is of the engine's */

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "unroll/bytes.h"

static void an_error_is_filled(void **state) {
	(void)state;
	unroll_error error;
	unroll_status status = fail(&error, UNROLL_BAD_SETTING, "units", "%s is %u of %zu, %llu, %g: 100%%.",
	                            "units", 7u, (size_t)8, 18446744073709551615ull, 0.25);
	assert_int_equal(status, UNROLL_BAD_SETTING);
	assert_int_equal(error.status, UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "units");
	assert_string_equal(error.message, "units is 7 of 8, 18446744073709551615, 0.25: 100%.");
}

static void an_error_may_be_null(void **state) {
	(void)state;
	assert_int_equal(fail(NULL, UNROLL_BAD_FILE, "x", "%s", "y"), UNROLL_BAD_FILE);
}

static void long_texts_are_cut(void **state) {
	(void)state;
	char text[1000];
	unroll_error error;
	memset(&error, 1, sizeof error);
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	fail(&error, UNROLL_BAD_FILE, text, "%s%u", text, 5u);
	assert_int_equal(strlen(error.subject), sizeof error.subject - 1);
	assert_int_equal(strlen(error.message), sizeof error.message - 1);
}

static void a_formatted_text_keeps_to_its_room(void **state) {
	(void)state;
	char guarded[8] = "#######";
	format_text(guarded, 4, "%u", 12345u);
	assert_memory_equal(guarded, "123\0###", 8);
	format_text(guarded, 1, "%u", 12345u);
	assert_memory_equal(guarded, "\00023\0###", 8);
	format_text(guarded, 0, "%u", 99999u);
	assert_memory_equal(guarded, "\00023\0###", 8);
}

/* A text of three-byte characters, behind a prefix of every length: wherever its room ends, it ends between two characters, and
 * nothing follows what was cut, although a shorter piece would still fit. */
static void what_does_not_fit_is_cut_between_two_characters(void **state) {
	(void)state;
	static const char *const expected[] = {"",    "a",     "a",     "a",     "a영",     "a영",
	                                       "a영", "a영화", "a영화", "a영화", "a영화평", "a영화평b"};
	for (size_t room = 1; room <= sizeof expected / sizeof *expected; room++) {
		char text[16];
		format_text(text, room, "%s%s", "a영", "화평b");
		assert_string_equal(text, expected[room - 1]);
		format_text(text, room, "a영화%s%s", "평", "b");
		assert_string_equal(text, expected[room - 1]);
	}
	for (size_t start = 0; start < 3; start++) {
		unroll_error error;
		char name[601] = "aa";
		for (size_t i = start; i + 3 < sizeof name; i += 3) strcpy(name + i, "영");
		fail(&error, UNROLL_BAD_FILE, name, "%s: a file", name);
		assert_int_equal(utf8_valid_size(error.subject, strlen(error.subject)), strlen(error.subject));
		assert_int_equal(utf8_valid_size(error.message, strlen(error.message)), strlen(error.message));
		assert_true(strlen(error.subject) > sizeof error.subject - 4);
		assert_true(strlen(error.message) > sizeof error.message - 4);
	}
}

static void bytes_that_are_not_utf8_are_replaced(void **state) {
	(void)state;
	unroll_error error;
	char text[8];
	fail(&error, UNROLL_BAD_FILE, "\xff.txt", "%s is no file of 영\xec.",
	     "a\x83"
	     "b");
	assert_string_equal(error.subject, "\xef\xbf\xbd.txt");
	assert_string_equal(error.message, "a\xef\xbf\xbd"
	                                   "b is no file of 영\xef\xbf\xbd.");
	format_text(text, 4, "ab%s", "\xff"); /* which has no room for its replacement */
	assert_string_equal(text, "ab");
}

static void every_status_has_a_name_and_a_meaning(void **state) {
	(void)state;
	for (unroll_status status = UNROLL_OK; status <= UNROLL_TOO_LARGE; status++) {
		assert_string_not_equal(unroll_status_name(status), "UNKNOWN");
		assert_true(strlen(unroll_status_meaning(status)) > 0);
	}
	assert_string_equal(unroll_status_name(UNROLL_BAD_TEXT), "BAD_TEXT");
	assert_string_equal(unroll_status_name((unroll_status)99), "UNKNOWN");
	assert_string_equal(unroll_status_meaning((unroll_status)99), "unknown status");
}

static void freeing_bytes_empties_them(void **state) {
	(void)state;
	unroll_bytes bytes = {malloc(5), 5};
	assert_non_null(bytes.data);
	unroll_bytes_free(&bytes);
	assert_null(bytes.data);
	assert_int_equal(bytes.size, 0);
	unroll_bytes_free(&bytes);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_error_is_filled),
	    cmocka_unit_test(an_error_may_be_null),
	    cmocka_unit_test(long_texts_are_cut),
	    cmocka_unit_test(a_formatted_text_keeps_to_its_room),
	    cmocka_unit_test(what_does_not_fit_is_cut_between_two_characters),
	    cmocka_unit_test(bytes_that_are_not_utf8_are_replaced),
	    cmocka_unit_test(every_status_has_a_name_and_a_meaning),
	    cmocka_unit_test(freeing_bytes_empties_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

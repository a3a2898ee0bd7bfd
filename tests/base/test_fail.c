/* Proves that errors are formatted as printf would, are cut where they do not fit, and that every status has a name. */
#include "../cmocka_all.h"
#undef fail /* cmocka's own; this test is of the engine's */

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
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
	    cmocka_unit_test(every_status_has_a_name_and_a_meaning),
	    cmocka_unit_test(freeing_bytes_empties_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

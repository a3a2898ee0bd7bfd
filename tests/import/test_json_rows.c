/* Proves how objects of JSON become rows, in pieces of any size and cut at any byte. */
#include "looked_at.h"

static const char json[] = "\xef\xbb\xbf [ {\"id\": 1, \"text\": \"good \\\"fine\\\" \\uc601\\ud654 "
                           "\\ud83d\\ude00\", \"label\": true},\n"
                           "  {\"label\": false, \"text\": \"bad\\nfilm\", \"more\": {\"a\": [\"}\", 1]}},\n"
                           "{\"label\": null, \"text\": \"none\"}, {},\n"
                           "{\"text\": \"half \\ud83d pair\", \"label\": false, \"id\": -1.5e3} ]\n";

static void objects_of_json_are_rows(void **state) {
	(void)state;
	unroll_import_options options = options_without_labels();
	options.test = 0;
	for (size_t piece = 1; piece < sizeof json; piece++) {
		unroll_import_report report;
		unroll_error error;
		if (import_table(json, piece, &options, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 1);
		assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][0], 2);
		assert_int_equal(report.skipped[UNROLL_SKIP_NO_LABEL].places[0], 3);
		assert_int_equal(report.words, 4 + 2 + 3);
	}
}

static void damaged_json_is_refused(void **state) {
	(void)state;
	static const char *const damaged[] = {
	    "[{\"text\": \"a\" \"label\": 1}]", "[{\"text\": \"\\x\", \"label\": 1}]",
	    "{\"text\": \"a\", \"label\": 1}\nand more", "[{\"text\": \"\\u12g4\"}]"};
	unroll_csv_guess guess;
	unroll_error error;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		assert_int_equal(look(damaged[i], &no_wish, &guess, &error), UNROLL_BAD_FILE);
		assert_string_equal(error.subject, "json");
	}
	char cut[sizeof json];
	for (size_t end = 0; end < sizeof json - 1; end++) {
		unroll_import_report report;
		memcpy(cut, json, end);
		cut[end] = '\0';
		if (import_table(cut, 5, NULL, &report, &error) != UNROLL_OK) assert_true(strlen(error.message) > 10);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(objects_of_json_are_rows),
	    cmocka_unit_test(damaged_json_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

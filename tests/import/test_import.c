/* Proves that an import takes files, archives and the end only in their order; that bytes of a file that was not wanted change nothing;
 * and that reviews of one label alone make no corpus, whatever they come in. */
#include "../cmocka_all.h"

#include <stdio.h>

#include "made_up.h"

static const unroll_import_kind kinds[] = {UNROLL_IMPORT_IMDB, UNROLL_IMPORT_KERAS, UNROLL_IMPORT_CSV};
static const char *const wanted_names[] = {"train/pos/1_9.txt", "x_train.npy", "table.csv"};
enum { KINDS = 3 };

static unroll_import *new_import(unroll_import_kind kind) {
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	assert_int_equal(unroll_import_create(kind, &options, &import, NULL), UNROLL_OK);
	return import;
}

/* One letter for each call: Begin a wanted file, Add a byte, End it, Unpack bytes of a tar (a whole header), the archive's Last
 * bytes, Finish. */
static unroll_status call(unroll_import *import, int kind, char letter, unroll_error *error) {
	static bytes_of_test header;
	unroll_bytes file;
	unroll_import_report report;
	bool wanted;
	header.size = 0;
	put_tar_header(&header, "folder/", 0, '5');
	switch (letter) {
	case 'B':
		return unroll_import_begin(import, wanted_names[kind], &wanted, error);
	case 'A':
		return unroll_import_add(import, (const uint8_t *)"\x93", 1, error);
	case 'E':
		return unroll_import_end(import, error);
	case 'U':
		return unroll_import_unpack(import, header.data, header.size, error);
	case 'L':
		return unroll_import_unpack(import, NULL, 0, error);
	default:
		return unroll_import_finish(import, &file, &report, error);
	}
}

/* The last call of each sequence is out of order; after it nothing is accepted. */
static void calls_out_of_order_are_refused(void **state) {
	(void)state;
	static const char *const sequences[] = {"A", "E", "BB", "BAB", "BF", "BAF", "BU", "UB", "UA", "UE", "UF"};
	for (int kind = 0; kind < KINDS; kind++)
		for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
			const char *calls = sequences[i];
			unroll_import *import = new_import(kinds[kind]);
			unroll_error error = {UNROLL_OK, "", ""};
			for (; calls[1]; calls++)
				if (call(import, kind, *calls, &error) != UNROLL_OK)
					fail_msg("%s: %s", sequences[i], error.message);
			if (call(import, kind, *calls, &error) != UNROLL_MISMATCH)
				fail_msg("kind %d, %s", kind, sequences[i]);
			assert_non_null(strstr(error.message, "out of order"));
			for (const char *all = "BAEULF"; *all; all++)
				assert_int_equal(call(import, kind, *all, NULL), UNROLL_MISMATCH);
			unroll_import_destroy(import);
		}
}

static void a_kind_that_does_not_exist_is_refused(void **state) {
	(void)state;
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	assert_int_equal(unroll_import_create((unroll_import_kind)KINDS, &options, &import, NULL),
	                 UNROLL_BAD_SETTING);
	assert_int_equal(unroll_import_create((unroll_import_kind)-1, &options, &import, NULL),
	                 UNROLL_BAD_SETTING);
}

/* The heads of arrays say how many items there are, and their ends never come. */
static void arrays_that_never_end_make_no_corpus(void **state) {
	(void)state;
	static const char *const names[] = {"x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy"};
	bytes_of_test *head = calloc(1, sizeof *head);
	unroll_import *import = new_import(UNROLL_IMPORT_KERAS);
	unroll_status status = UNROLL_OK;
	for (size_t i = 0; i < 4; i++) {
		bool wanted;
		head->size = 0;
		put_npy(head, i % 2 ? "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }\n"
		                    : "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }\n");
		if (status == UNROLL_OK) status = unroll_import_begin(import, names[i], &wanted, NULL);
		if (status == UNROLL_OK) status = unroll_import_add(import, head->data, head->size, NULL);
	}
	assert_int_equal(status, UNROLL_MISMATCH);
	unroll_bytes file;
	unroll_import_report report;
	assert_int_equal(unroll_import_finish(import, &file, &report, NULL), UNROLL_MISMATCH);
	unroll_import_destroy(import);
	free(head);
}

static void begin_unwanted(unroll_import *import, const char *name) {
	bool wanted = true;
	assert_int_equal(unroll_import_begin(import, name, &wanted, NULL), UNROLL_OK);
	assert_false(wanted);
}

static void unwanted_bytes_are_no_review(void **state) {
	(void)state;
	static const char *const names[] = {"README", "train/unsup/1_0.txt", "train/pos/", "pos/3_9.txt"};
	unroll_import *import = new_import(UNROLL_IMPORT_IMDB);
	const uint8_t *text = (const uint8_t *)"a good film";
	assert_int_equal(feed(import, "train/pos/0_9.txt", text, 11, 3, NULL), UNROLL_OK);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		begin_unwanted(import, names[i]);
		assert_int_equal(unroll_import_add(import, (const uint8_t *)"\xff not text", 10, NULL), UNROLL_OK);
		assert_int_equal(unroll_import_add(import, text, 11, NULL), UNROLL_OK);
		if (i % 2) assert_int_equal(unroll_import_end(import, NULL), UNROLL_OK);
	}
	assert_int_equal(unroll_import_count(import), 1);
	assert_int_equal(feed(import, "train/neg/0_1.txt", text, 5, 3, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_count(import), 2);
	unroll_import_destroy(import);
}

static void unwanted_bytes_are_no_word_index(void **state) {
	(void)state;
	static const char lists[] = "(]K\x01"
	                            "a]K\x01"
	                            "ae";
	bytes_of_test *x = calloc(1, sizeof *x), *y = calloc(1, sizeof *y);
	put_lists(x, lists, sizeof lists - 1, 2);
	put_labels(y, "01");
	unroll_import *import = new_import(UNROLL_IMPORT_KERAS);
	unroll_bytes file;
	unroll_import_report report;
	begin_unwanted(import, "notes.txt");
	assert_int_equal(unroll_import_add(import, (const uint8_t *)"{\"the\": 1}", 10, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_end(import, NULL), UNROLL_OK);
	assert_int_equal(feed(import, "x_train.npy", x->data, x->size, 50, NULL), UNROLL_OK);
	assert_int_equal(feed(import, "y_train.npy", y->data, y->size, 50, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_finish(import, &file, &report, NULL), UNROLL_OK);
	assert_int_equal(report.vocabulary, 0);
	unroll_bytes_free(&file);
	unroll_import_destroy(import);
	free(x);
	free(y);
}

static void refuse_one_label(unroll_import *import, const char *label) {
	unroll_bytes file;
	unroll_import_report report;
	unroll_error error;
	char wanted[80];
	snprintf(wanted, sizeof wanted, "All 3 reviews of the training half have the same label, %s", label);
	assert_int_equal(unroll_import_finish(import, &file, &report, &error), UNROLL_NO_REVIEWS);
	if (!strstr(error.message, wanted)) fail_msg("%s", error.message);
	unroll_import_destroy(import);
}

/* A test half with both labels does not help: training sees one. */
static void one_label_alone_makes_no_corpus(void **state) {
	(void)state;
	const uint8_t *text = (const uint8_t *)"a film";
	unroll_import *import = new_import(UNROLL_IMPORT_IMDB);
	static const char *const names[] = {"train/pos/0_9.txt", "train/pos/1_9.txt", "train/pos/2_9.txt",
	                                    "test/pos/0_9.txt", "test/neg/0_1.txt"};
	for (size_t i = 0; i < 5; i++) assert_int_equal(feed(import, names[i], text, 6, 6, NULL), UNROLL_OK);
	refuse_one_label(import, "positive");

	bytes_of_test *x = calloc(1, sizeof *x), *y = calloc(1, sizeof *y);
	put_lists(x, "(]]]e", 5, 3);
	put_labels(y, "000");
	import = new_import(UNROLL_IMPORT_KERAS);
	assert_int_equal(feed(import, "x_train.npy", x->data, x->size, 50, NULL), UNROLL_OK);
	assert_int_equal(feed(import, "y_train.npy", y->data, y->size, 50, NULL), UNROLL_OK);
	refuse_one_label(import, "negative");
	free(x);
	free(y);

	/* A label that only rows without a text have is none of the corpus. */
	import = new_import(UNROLL_IMPORT_CSV);
	const char rows[] = "a,1\nb,1\nc,1\n,0\n";
	assert_int_equal(feed(import, "t", (const uint8_t *)rows, sizeof rows - 1, 4, NULL), UNROLL_OK);
	refuse_one_label(import, "positive");
}

static void archives_come_one_after_another(void **state) {
	(void)state;
	unroll_import *import = new_import(UNROLL_IMPORT_IMDB);
	for (uint32_t i = 1; i <= 2; i++) {
		bytes_of_test *archive = calloc(1, sizeof *archive);
		put_tar_file(archive, i == 1 ? "train/pos/0_9.txt" : "train/neg/0_1.txt", "a film");
		put_tar_end(archive);
		assert_int_equal(unpack(import, archive->data, archive->size, 100, NULL), UNROLL_OK);
		assert_int_equal(unroll_import_count(import), i);
		free(archive);
	}
	unroll_import_destroy(import);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(calls_out_of_order_are_refused),
	    cmocka_unit_test(a_kind_that_does_not_exist_is_refused),
	    cmocka_unit_test(arrays_that_never_end_make_no_corpus),
	    cmocka_unit_test(unwanted_bytes_are_no_review),
	    cmocka_unit_test(unwanted_bytes_are_no_word_index),
	    cmocka_unit_test(one_label_alone_makes_no_corpus),
	    cmocka_unit_test(archives_come_one_after_another),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

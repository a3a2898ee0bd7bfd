/* Proves that the archive of reviews is read in pieces of any size, with the names that every kind of tar has, and that one that is
 * cut at any byte, or damaged, gives nothing. */
#include "../cmocka_all.h"

#include <stdio.h>

#include "made_up.h"

static unroll_import *new_import(void) {
	unroll_import_options options = unroll_default_import_options();
	unroll_import *import;
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_IMDB, &options, &import, NULL), UNROLL_OK);
	return import;
}

static void make_archive(bytes_of_test *to) {
	put_tar_header(to, "aclImdb/", 0, '5');
	put_tar_file(to, "aclImdb/README", "about");
	put_tar_file(to, "aclImdb/train/pos/0_9.txt", "a good film");
	put_tar_file(to, "aclImdb/train/neg/0_1.txt", "");
	put_tar_file(to, "aclImdb/train/unsup/0_0.txt", "who knows");
	put_tar_header(to, "aclImdb/train/pos/7_9.txt", 0, '2'); /* a link */
	put_tar_file(to, "aclImdb/test/neg/0_2.txt", "a bad film");
	put_tar_end(to);
}

static void check_archive(const bytes_of_test *archive, size_t piece) {
	unroll_import *import = new_import();
	unroll_bytes file;
	unroll_import_report report;
	unroll_error error;
	if (unpack(import, archive->data, archive->size, piece, &error) != UNROLL_OK)
		fail_msg("%s", error.message);
	assert_int_equal(unroll_import_count(import), 3);
	assert_int_equal(unroll_import_finish(import, &file, &report, NULL), UNROLL_OK);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][1], 1);
	assert_int_equal(report.reviews[UNROLL_TRAIN_HALF][0], 1);
	assert_int_equal(report.reviews[UNROLL_TEST_HALF][0], 1);
	assert_int_equal(report.words, 6);
	assert_int_equal(report.known, 5);
	assert_int_equal(report.vocabulary, 3);
	assert_int_equal(report.lengths[0], 3);
	assert_int_equal(report.skipped[UNROLL_SKIP_UNLABELLED].count, 1);
	assert_int_equal(report.skipped[UNROLL_SKIP_OTHER_FILE].count, 1);
	unroll_bytes_free(&file);
	unroll_import_destroy(import);
}

static void pieces_of_any_size_give_the_same(void **state) {
	(void)state;
	bytes_of_test *archive = calloc(1, sizeof *archive);
	static const size_t pieces[] = {1, 7, 511, 512, 513, 1000, 100000};
	make_archive(archive);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) check_archive(archive, pieces[i]);
	put_text(archive, "anything after the end");
	check_archive(archive, 100);
	free(archive);
}

static void an_archive_cut_at_any_byte_is_refused(void **state) {
	(void)state;
	bytes_of_test *archive = calloc(1, sizeof *archive);
	make_archive(archive);
	for (size_t end = 0; end <= archive->size - 1024; end++) {
		unroll_import *import = new_import();
		unroll_error error;
		bool whole = end == archive->size - 512;
		assert_int_equal(unpack(import, archive->data, end, 700, &error),
		                 whole ? UNROLL_OK : UNROLL_BAD_FILE);
		unroll_import_destroy(import);
	}
	free(archive);
}

static void wrong_bytes_do_no_harm(void **state) {
	(void)state;
	bytes_of_test *archive = malloc(sizeof *archive);
	uint32_t random = 7, refused = 0, rounds = 3000;
	for (uint32_t round = 0; round < rounds; round++) {
		archive->size = 0;
		make_archive(archive);
		for (uint32_t change = 0; change <= round % 3; change++) {
			random = random * 1664525u + 1013904223u;
			archive->data[(random >> 8) % (archive->size - 1024)] = (uint8_t)(random >> 24);
		}
		unroll_import *import = new_import();
		refused += unpack(import, archive->data, archive->size, 300, NULL) != UNROLL_OK;
		unroll_import_destroy(import);
	}
	free(archive);
	assert_true(refused > rounds / 10 && refused < rounds);
}

/* A name longer than the field for it, as GNU and as pax write it. */
static void long_names_are_read(void **state) {
	(void)state;
	static const uint8_t zeros[512];
	char name[200] = "", record[256];
	while (strlen(name) < 120) strcat(name, "a-long-folder/");
	strcat(name, "train/pos/3_9.txt");
	for (int pax = 0; pax < 2; pax++) {
		bytes_of_test *archive = calloc(1, sizeof *archive);
		size_t length = strlen(name) + 5 + 5; /* "150 path=" and "\n" */
		snprintf(record, sizeof record, "%zu path=%s\n", length, name);
		assert_int_equal(strlen(record), length);
		const char *said = pax ? record : name;
		put_tar_header(archive, "././@LongLink", strlen(said), pax ? 'x' : 'L');
		put_text(archive, said);
		put(archive, zeros, -strlen(said) % 512);
		put_tar_file(archive, "cut", "good");
		put_tar_file(archive, "cut", "not a review again");
		put_tar_end(archive);
		unroll_import *import = new_import();
		unroll_error error;
		if (unpack(import, archive->data, archive->size, 64, &error) != UNROLL_OK)
			fail_msg("%s", error.message);
		assert_int_equal(unroll_import_count(import), 1);
		unroll_import_destroy(import);
		free(archive);
	}
}

static void hostile_headers_are_refused(void **state) {
	(void)state;
	static const struct {
		const char *name;
		size_t size;
		char type;
	} members[] = {{"name", 1u << 20, 'L'}, {"name", 1u << 20, 'x'}};
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		bytes_of_test *archive = calloc(1, sizeof *archive);
		unroll_error error;
		put_tar_header(archive, members[i].name, members[i].size, members[i].type);
		unroll_import *import = new_import();
		assert_int_equal(unpack(import, archive->data, archive->size, 512, &error), UNROLL_BAD_FILE);
		assert_non_null(strstr(error.message, "longer than any"));
		unroll_import_destroy(import);
		free(archive);
	}
	static const char *const records[] = {"9 path=a\n",  "99999 path=abc\n", "x path=a\n",
	                                      "11 path=abc", "10 size=1\n",      "0 path=a\n"};
	for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
		static const uint8_t zeros[512];
		bytes_of_test *archive = calloc(1, sizeof *archive);
		put_tar_header(archive, "pax", strlen(records[i]), 'x');
		put_text(archive, records[i]);
		put(archive, zeros, -strlen(records[i]) % 512);
		put_tar_end(archive);
		unroll_import *import = new_import();
		unroll_status status = unpack(import, archive->data, archive->size, 512, NULL);
		assert_int_equal(status, i == 0 ? UNROLL_OK : UNROLL_BAD_FILE);
		unroll_import_destroy(import);
		free(archive);
	}
}

static void a_review_that_is_too_large_or_no_text_is_named(void **state) {
	(void)state;
	static const char name[] = "train/pos/5_9.txt";
	unroll_error error;
	bool wanted;
	unroll_import *import = new_import();
	uint8_t *large = calloc(1, UNROLL_REVIEW_BYTES + 1);
	assert_int_equal(unroll_import_begin(import, name, &wanted, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_add(import, large, UNROLL_REVIEW_BYTES, NULL), UNROLL_OK);
	assert_int_equal(unroll_import_add(import, large, 1, &error), UNROLL_TOO_LARGE);
	assert_non_null(strstr(error.message, name));
	free(large);
	unroll_import_destroy(import);
	import = new_import();
	assert_int_equal(feed(import, name, (const uint8_t *)"a\xff", 2, 1, &error), UNROLL_BAD_TEXT);
	assert_non_null(strstr(error.message, name));
	unroll_import_destroy(import);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_of_any_size_give_the_same),
	    cmocka_unit_test(an_archive_cut_at_any_byte_is_refused),
	    cmocka_unit_test(wrong_bytes_do_no_harm),
	    cmocka_unit_test(long_names_are_read),
	    cmocka_unit_test(hostile_headers_are_refused),
	    cmocka_unit_test(a_review_that_is_too_large_or_no_text_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

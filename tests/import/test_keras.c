/* Proves that an array of lists is read from a pickle and nothing else is: every opcode that numpy writes, cuts at every byte in
 * pieces of every kind, wrong bits, and pickles that would run something, nest, or take memory. */
#include "../cmocka_all.h"

#include "made_up.h"

/* Three reviews: (1, 300, 70000), (2), (). */
#define LISTS                                                                                                \
	"(](K\x01M\x2c\x01J\x70\x11\x01\x00"                                                                     \
	"e]K\x02"                                                                                                \
	"a]e"
enum { LISTS_SIZE = sizeof LISTS - 1 };

static unroll_import *new_import(uint32_t words) {
	unroll_import_options options = unroll_default_import_options();
	options.corpus.words = words;
	unroll_import *import;
	assert_int_equal(unroll_import_create(UNROLL_IMPORT_KERAS, &options, &import, NULL), UNROLL_OK);
	return import;
}

static bytes_of_test lists_file, labels_file;

static int make_files(void **state) {
	(void)state;
	put_lists(&lists_file, LISTS, LISTS_SIZE, 3);
	put_labels(&labels_file, "011");
	return 0;
}

static unroll_status feed_lists(const char *lists, size_t size, uint8_t count, unroll_error *error) {
	bytes_of_test *file = calloc(1, sizeof *file);
	put_lists(file, lists, size, count);
	unroll_import *import = new_import(1000);
	unroll_status status = feed(import, "x_train.npy", file->data, file->size, file->size, error);
	unroll_import_destroy(import);
	free(file);
	return status;
}

/* The order of RandomState(113).shuffle() of three is 1, 2, 0. */
static void the_corpus_is_what_load_data_gives(void **state) {
	(void)state;
	for (size_t piece = 1; piece < 40; piece += 3) {
		unroll_import *import = new_import(1000);
		unroll_bytes file;
		unroll_import_report report;
		unroll_error error;
		assert_int_equal(feed(import, "x_train.npy", lists_file.data, lists_file.size, piece, NULL),
		                 UNROLL_OK);
		assert_int_equal(feed(import, "y_train.npy", labels_file.data, labels_file.size, piece, NULL),
		                 UNROLL_OK);
		if (unroll_import_finish(import, &file, &report, &error) != UNROLL_OK) fail_msg("%s", error.message);
		unroll_corpus *corpus;
		assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
		assert_int_equal(unroll_corpus_count(corpus, UNROLL_TRAIN_HALF), 3);
		assert_int_equal(unroll_corpus_count(corpus, UNROLL_TEST_HALF), 0);
		uint32_t seen = 0;
		for (uint32_t i = 0; i < 3; i++) {
			unroll_corpus_review review = unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, i);
			static const uint16_t first[] = {1, 4, 303, 2}, second[] = {1, 5}, third[] = {1};
			if (review.count == 4) assert_memory_equal(review.ids, first, sizeof first);
			if (review.count == 2) assert_memory_equal(review.ids, second, sizeof second);
			if (review.count == 1) assert_memory_equal(review.ids, third, sizeof third);
			assert_int_equal(review.label, review.count != 4);
			seen += review.count;
		}
		assert_int_equal(seen, 7);
		assert_int_equal(report.words, 4);
		assert_int_equal(report.known, 3);
		assert_int_equal(report.vocabulary, 0);
		assert_int_equal(unroll_vocabulary_count(unroll_corpus_vocabulary(corpus)), 0);
		unroll_corpus_close(corpus);
		unroll_bytes_free(&file);
		unroll_import_destroy(import);
	}
}

static void a_file_cut_at_any_byte_is_refused(void **state) {
	(void)state;
	const bytes_of_test *files[] = {&lists_file, &labels_file};
	const char *names[] = {"x_train.npy", "y_train.npy"};
	for (size_t f = 0; f < 2; f++)
		for (size_t end = 0; end < files[f]->size; end++)
			for (size_t piece = 1; piece <= files[f]->size; piece += files[f]->size - 1) {
				unroll_import *import = new_import(1000);
				unroll_error error;
				assert_int_equal(feed(import, names[f], files[f]->data, end, piece, &error), UNROLL_BAD_FILE);
				assert_true(strlen(error.message) > 10);
				unroll_import_destroy(import);
			}
}

/* Whatever a wrong byte makes of a file, it is read or refused; a sanitizer sees that nothing else happens. */
static void wrong_bytes_do_no_harm(void **state) {
	(void)state;
	uint32_t random = 1, refused = 0, rounds = 20000;
	bytes_of_test *file = malloc(sizeof *file);
	for (uint32_t round = 0; round < rounds; round++) {
		*file = lists_file;
		for (uint32_t change = 0; change <= round % 4; change++) {
			random = random * 1664525u + 1013904223u;
			file->data[(random >> 8) % file->size] = (uint8_t)(random >> 24);
		}
		unroll_import *import = new_import(1000);
		refused += feed(import, "x_train.npy", file->data, file->size, 1 + round % 97, NULL) != UNROLL_OK;
		unroll_import_destroy(import);
	}
	free(file);
	assert_true(refused > rounds / 2 && refused < rounds);
}

#define REFUSED(lists, count, reason)                                                                        \
	do {                                                                                                     \
		unroll_error error;                                                                                  \
		assert_int_equal(feed_lists(lists, sizeof lists - 1, count, &error), UNROLL_BAD_FILE);               \
		if (!strstr(error.message, reason)) fail_msg("\"%s\" lacks \"%s\"", error.message, reason);          \
	} while (0)

static void what_is_no_list_of_whole_numbers_is_refused(void **state) {
	(void)state;
	REFUSED("(]cos\nsystem\nX\x02\0\0\0id\x85Rae", 1, "\"system\"");
	REFUSED("(]cbuiltins\neval\nX\x02\0\0\0id\x85Rae", 1, "\"eval\"");
	REFUSED("(]cnumpy.core.multiarray\nscalar\nae", 1, "\"scalar\"");
	REFUSED("(]G\0\0\0\0\0\0\0\0ae", 1, "kind of object");
	REFUSED("(]X\x03\0\0\0textae", 1, "");
	REFUSED("(]X\x03\0\0\0"
	        "bad"
	        "ae",
	        1, "must hold whole numbers");
	REFUSED("(]Nae", 1, "must hold whole numbers");
	REFUSED("(]]K\x01"
	        "aae",
	        1, "must hold whole numbers");
	REFUSED("(K\x01K\x02"
	        "e",
	        2, "must hold lists");
	REFUSED("(]K\0ae", 1, "below 1");
	REFUSED("(]J\xff\xff\xff\xff"
	        "ae",
	        1, "below 1");
	REFUSED("(]\x8a\x05\1\1\1\1\1ae", 1, "too large");
	REFUSED("(}e", 1, "kind of object");
	REFUSED("(]e", 2, "has 1 lists; its array says 2");
	REFUSED("(]]e", 1, "");
}

static void bombs_are_refused(void **state) {
	(void)state;
	/* The same list again and again; a list in itself; a memo with holes; texts and numbers of monstrous size. */
	REFUSED("(]q\1h\1h\1h\1e", 4, "");
	REFUSED("(]q\0h\0e", 2, "same list twice");
	REFUSED("(]r\xff\xff\xff\x7f"
	        "e",
	        1, "damaged");
	REFUSED("(]h\x09"
	        "e",
	        1, "damaged");
	REFUSED("(]X\xff\xff\xff\xff", 1, "long text");
	REFUSED("(]\x8a\xff", 1, "");
	static char deep[70000];
	memset(deep, '(', sizeof deep);
	bytes_of_test *head = calloc(1, sizeof *head);
	put_lists(head, "", 0, 1);
	unroll_import *import = new_import(1000);
	unroll_error error;
	bool wanted;
	unroll_import_begin(import, "x_train.npy", &wanted, NULL);
	assert_int_equal(unroll_import_add(import, head->data, head->size - 3, &error), UNROLL_OK);
	assert_int_equal(unroll_import_add(import, (const uint8_t *)deep, sizeof deep, &error), UNROLL_BAD_FILE);
	assert_non_null(strstr(error.message, "nested too deeply"));
	unroll_import_destroy(import);
	free(head);
}

static void refuse_array(const char *name, const char *dictionary, const char *data, const char *reason) {
	bytes_of_test *file = calloc(1, sizeof *file);
	unroll_error error;
	put_npy(file, dictionary);
	put_text(file, data);
	unroll_import *import = new_import(1000);
	assert_int_equal(feed(import, name, file->data, file->size, 7, &error), UNROLL_BAD_FILE);
	if (!strstr(error.message, reason)) fail_msg("\"%s\" lacks \"%s\"", error.message, reason);
	unroll_import_destroy(import);
	free(file);
}

static void other_arrays_are_refused(void **state) {
	(void)state;
	refuse_array("y_train", "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", "aaaa",
	             "neither whole numbers");
	refuse_array("y_train", "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n", "aaaa",
	             "objects where whole numbers");
	refuse_array("x_train", "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }\n", "aaaaaaaa",
	             "lists of whole numbers");
	refuse_array("y_train", "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 2), }\n", "",
	             "one dimension");
	refuse_array("y_train", "{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999,), }\n", "",
	             "more items");
	refuse_array("y_train", "{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }\n", "\1\2",
	             "labels other than 0 and 1");
	refuse_array("y_train", "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }\n", "\1\1",
	             "more items");
	refuse_array("y_train", "nothing\n", "", "not understood");
	refuse_array("y_train", "{'descr': [('a', '<i8')], 'fortran_order': False, 'shape': (1,), }\n", "",
	             "simple ones");
}

/* Headers that end within the type, as long as a header may be, and shorter: what follows them in memory must not be read. */
static void a_header_that_ends_within_its_type_is_refused(void **state) {
	(void)state;
	static const char *const ends[] = {"'descr':",    "'descr':'",    "'descr':'<",
	                                   "'descr':'<i", "'descr':'<i8", "'descr':'|O"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		for (size_t length = 50; length <= 10000; length += 9950) {
			bytes_of_test *file = calloc(1, sizeof *file);
			const uint8_t head[] = {
			    0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (uint8_t)length, (uint8_t)(length >> 8)};
			static const char begins[] = "{'fortran_order':False,";
			put(file, head, sizeof head);
			memset(file->data + file->size, ' ', length);
			memcpy(file->data + file->size, begins, sizeof begins - 1);
			memcpy(file->data + file->size + length - strlen(ends[i]), ends[i], strlen(ends[i]));
			file->size += length;
			unroll_import *import = new_import(1000);
			unroll_status status = feed(import, "y_train", file->data, file->size, file->size, NULL);
			assert_int_equal(status, UNROLL_BAD_FILE);
			unroll_import_destroy(import);
			free(file);
		}
}

static unroll_status read_index(const char *json, size_t size, unroll_error *error) {
	unroll_import *import = new_import(9); /* five words */
	unroll_status status = feed(import, "word_index.json", (const uint8_t *)json, size, 3, error);
	unroll_import_destroy(import);
	return status;
}

static void a_word_index_is_read_or_refused(void **state) {
	(void)state;
	static const char right[] = " {\"caf\\u00e9\": 2, \"the\":1 ,\"\\ud83d\\ude00\":3,\"rare\":77}\n";
	static const struct {
		const char *json, *reason;
	} wrong[] = {
	    {"[]", "not one object"},
	    {"{}", "no words"},
	    {"{\"a\":1,\"b\":1}", "same rank"},
	    {"{\"a\":1,\"b\":3}", "missing"},
	    {"{\"a\":1,\"b\":2,\"a\":3}", "two ranks"},
	    {"{\"a\":0}", "whole number from 1"},
	    {"{\"a\":-1}", "whole number from 1"},
	    {"{\"a\":\"1\"}", "whole number from 1"},
	    {"{\"\":1}", "empty"},
	    {"{\"a\\nb\":1}", "control"},
	    {"{\"a\\ud83d\":1}", "control"},
	    {"{\"a\\u12g4\":1}", "control"},
	    {"{\"\xff\":1}", "UTF-8"},
	    {"{\"a\" 1}", "colon"},
	    {"{\"a\":1 \"b\":2}", "comma"},
	    {"{\"a\":1}x", "follows"},
	    {"{\"a\":1.5}", "comma"},
	};
	unroll_error error;
	assert_int_equal(read_index(right, sizeof right - 1, &error), UNROLL_OK);
	for (size_t end = 0; end < sizeof right - 2; end++)
		assert_int_equal(read_index(right, end, &error), UNROLL_BAD_FILE);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(read_index(wrong[i].json, strlen(wrong[i].json), &error), UNROLL_BAD_FILE);
		if (!strstr(error.message, wrong[i].reason)) fail_msg("%s: \"%s\"", wrong[i].json, error.message);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_corpus_is_what_load_data_gives),
	    cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
	    cmocka_unit_test(wrong_bytes_do_no_harm),
	    cmocka_unit_test(what_is_no_list_of_whole_numbers_is_refused),
	    cmocka_unit_test(bombs_are_refused),
	    cmocka_unit_test(other_arrays_are_refused),
	    cmocka_unit_test(a_header_that_ends_within_its_type_is_refused),
	    cmocka_unit_test(a_word_index_is_read_or_refused),
	};
	return cmocka_run_group_tests(tests, make_files, NULL);
}

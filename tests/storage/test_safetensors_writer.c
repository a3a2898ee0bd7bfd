/* Proves what the writer writes, byte for byte, that the reader gets back what was given, and that what cannot be
 * written is refused. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage/safetensors.h"

static const float weights[6] = {0.5f, -1, 2, 3, 4, 5};
static const uint8_t labels[3] = {1, 0, 1};
static const uint64_t position = 0x0102030405060708u;

static unroll_bytes write_example(void) {
	static const uint64_t weight_shape[] = {2, 3}, label_shape[] = {3}, empty[] = {0, 7};
	safetensors_writer *writer = safetensors_begin();
	unroll_bytes bytes;
	unroll_error error;
	safetensors_add_metadata(writer, "format", "example \"1\"\n\\\x01 é 감");
	safetensors_add_metadata(writer, "empty", "");
	safetensors_add_tensor(writer, "labels", SAFETENSORS_U8, 1, label_shape, labels);
	safetensors_add_tensor(writer, "gru/kernel", SAFETENSORS_F32, 2, weight_shape, weights);
	safetensors_add_tensor(writer, "none", SAFETENSORS_U32, 2, empty, NULL);
	safetensors_add_tensor(writer, "position", SAFETENSORS_U64, 0, NULL, &position);
	if (safetensors_finish(writer, &bytes, &error) != UNROLL_OK) fail_msg("%s", error.message);
	return bytes;
}

static void the_bytes_are_these(void **state) {
	(void)state;
	static const char header[] =
	    "{\"__metadata__\":{\"format\":\"example \\\"1\\\"\\u000a\\\\\\u0001 é 감\",\"empty\":\"\"},"
	    "\"position\":{\"dtype\":\"U64\",\"shape\":[],\"data_offsets\":[0,8]},"
	    "\"gru/kernel\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]},"
	    "\"none\":{\"dtype\":\"U32\",\"shape\":[0,7],\"data_offsets\":[32,32]},"
	    "\"labels\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[32,35]}}";
	unroll_bytes bytes = write_example();
	size_t data = bytes.size - 35, written = sizeof header - 1;
	assert_int_equal(data % 64, 0);
	assert_true(data - 8 >= written && data - 8 < written + 64);
	assert_int_equal(bytes.data[0] | bytes.data[1] << 8, data - 8);
	for (size_t i = 2; i < 8; i++) assert_int_equal(bytes.data[i], 0);
	assert_memory_equal(bytes.data + 8, header, written);
	for (size_t i = 8 + written; i < data; i++) assert_int_equal(bytes.data[i], ' ');
	assert_memory_equal(bytes.data + data, "\x08\x07\x06\x05\x04\x03\x02\x01", 8);
	assert_memory_equal(bytes.data + data + 8, weights, sizeof weights);
	assert_memory_equal(bytes.data + data + 32, labels, sizeof labels);
	unroll_bytes_free(&bytes);
}

static void with_a_digest_no_bit_of_the_data_can_change(void **state) {
	(void)state;
	static const uint64_t shape[] = {3};
	safetensors_writer *writer = safetensors_begin();
	safetensors_file *file;
	unroll_bytes bytes;
	unroll_error error;
	safetensors_add_digest(writer);
	safetensors_add_tensor(writer, "labels", SAFETENSORS_U8, 1, shape, labels);
	assert_int_equal(safetensors_finish(writer, &bytes, NULL), UNROLL_OK);
	assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, NULL), UNROLL_OK);
	/* The digest of the bytes 01 00 01, by another program. */
	assert_string_equal(safetensors_metadata(file, "sha256"),
	                    "85f90dfea1d8027e1463e5ca971a250110a20df0119d204a74220bc63516d15b");
	safetensors_close(file);
	for (size_t bit = 0; bit < 24; bit++) {
		uint8_t *at = bytes.data + bytes.size - 3 + bit / 8;
		*at ^= (uint8_t)(1 << bit % 8);
		assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, &error), UNROLL_BAD_FILE);
		assert_string_equal(error.subject, "sha256");
		*at ^= (uint8_t)(1 << bit % 8);
	}
	unroll_bytes_free(&bytes);
}

static void the_reader_gets_it_back(void **state) {
	(void)state;
	unroll_bytes bytes = write_example();
	safetensors_file *file;
	assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, NULL), UNROLL_OK);
	assert_int_equal(safetensors_count(file), 4);
	assert_string_equal(safetensors_metadata(file, "format"), "example \"1\"\n\\\x01 é 감");
	assert_string_equal(safetensors_metadata(file, "empty"), "");
	assert_null(safetensors_metadata(file, "other"));
	assert_null(safetensors_find(file, "other"));
	const safetensors_tensor *kernel = safetensors_find(file, "gru/kernel");
	assert_ptr_equal(kernel, safetensors_at(file, 1));
	assert_int_equal(kernel->type, SAFETENSORS_F32);
	assert_int_equal(kernel->rank, 2);
	assert_int_equal(kernel->shape[0], 2);
	assert_int_equal(kernel->shape[1], 3);
	assert_int_equal(kernel->bytes, sizeof weights);
	assert_memory_equal(kernel->data, weights, sizeof weights);
	assert_int_equal(*(const uint64_t *)safetensors_find(file, "position")->data, position);
	assert_int_equal(safetensors_find(file, "none")->bytes, 0);
	assert_int_equal(safetensors_find(file, "none")->shape[1], 7);
	safetensors_close(file);
	unroll_bytes_free(&bytes);
}

static void a_tensor_of_another_kind_is_refused(void **state) {
	(void)state;
	unroll_bytes bytes = write_example();
	safetensors_file *file;
	const safetensors_tensor *tensor = NULL;
	unroll_error error;
	assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, NULL), UNROLL_OK);
	assert_int_equal(safetensors_require(file, "labels", SAFETENSORS_U8, 1, &tensor, &error), UNROLL_OK);
	assert_ptr_equal(tensor, safetensors_find(file, "labels"));
	assert_int_equal(safetensors_require(file, "label", SAFETENSORS_U8, 1, &tensor, &error), UNROLL_BAD_FILE);
	assert_int_equal(safetensors_require(file, "labels", SAFETENSORS_U16, 1, &tensor, &error),
	                 UNROLL_BAD_FILE);
	assert_int_equal(safetensors_require(file, "labels", SAFETENSORS_U8, 2, &tensor, &error),
	                 UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "labels");
	assert_string_equal(error.message, "Tensor \"labels\" is U8 with 1 dimensions; it must be U8 with 2.");
	safetensors_close(file);
	unroll_bytes_free(&bytes);
}

static void the_same_calls_give_the_same_bytes(void **state) {
	(void)state;
	unroll_bytes first = write_example(), second = write_example();
	assert_int_equal(first.size, second.size);
	assert_memory_equal(first.data, second.data, first.size);
	unroll_bytes_free(&first);
	unroll_bytes_free(&second);
}

static void an_empty_file_is_a_file(void **state) {
	(void)state;
	unroll_bytes bytes;
	safetensors_file *file;
	assert_int_equal(safetensors_finish(safetensors_begin(), &bytes, NULL), UNROLL_OK);
	assert_int_equal(bytes.size, 64);
	assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, NULL), UNROLL_OK);
	assert_int_equal(safetensors_count(file), 0);
	safetensors_close(file);
	unroll_bytes_free(&bytes);
}

/* Finishes a writer that must have failed, and checks that nothing was handed out. */
static void check_refused(safetensors_writer *writer, unroll_status wanted) {
	unroll_bytes bytes = {NULL, 0};
	unroll_error error = {UNROLL_OK, "", ""};
	assert_int_equal(safetensors_finish(writer, &bytes, &error), wanted);
	assert_int_equal(error.status, wanted);
	assert_true(strlen(error.message) > 0);
	assert_null(bytes.data);
}

static void names_must_differ(void **state) {
	(void)state;
	static const uint64_t shape[] = {3};
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_tensor(writer, "a", SAFETENSORS_U8, 1, shape, labels);
	safetensors_add_tensor(writer, "a", SAFETENSORS_U8, 1, shape, labels);
	safetensors_add_metadata(writer, "after", "a failure nothing is added");
	check_refused(writer, UNROLL_MISMATCH);
	writer = safetensors_begin();
	safetensors_add_metadata(writer, "a", "1");
	safetensors_add_metadata(writer, "a", "2");
	check_refused(writer, UNROLL_MISMATCH);
	writer = safetensors_begin();
	safetensors_add_tensor(writer, SAFETENSORS_METADATA, SAFETENSORS_U8, 1, shape, labels);
	check_refused(writer, UNROLL_MISMATCH);
}

static void texts_must_be_utf8(void **state) {
	(void)state;
	static const uint64_t shape[] = {3};
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "key", "\xff");
	check_refused(writer, UNROLL_BAD_TEXT);
	writer = safetensors_begin();
	safetensors_add_tensor(writer, "caf\xc3", SAFETENSORS_U8, 1, shape, labels);
	check_refused(writer, UNROLL_BAD_TEXT);
}

static void impossible_sizes_are_refused(void **state) {
	(void)state;
	static const uint64_t large[] = {SIZE_MAX / 2, 3}, half[] = {SIZE_MAX / 2 + 1}, five[5] = {1, 1, 1, 1, 1};
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_tensor(writer, "a", SAFETENSORS_U8, 2, large, labels);
	check_refused(writer, UNROLL_TOO_LARGE);
	writer = safetensors_begin();
	safetensors_add_tensor(writer, "a", SAFETENSORS_U8, 1, half, labels);
	safetensors_add_tensor(writer, "b", SAFETENSORS_U8, 1, half, labels);
	check_refused(writer, UNROLL_TOO_LARGE);
	writer = safetensors_begin();
	safetensors_add_tensor(writer, "a", SAFETENSORS_U8, 5, five, labels);
	check_refused(writer, UNROLL_TOO_LARGE);
}

static void too_many_entries_are_refused(void **state) {
	(void)state;
	static const uint64_t shape[] = {3};
	for (size_t extra = 0; extra < 2; extra++) {
		safetensors_writer *writer = safetensors_begin();
		unroll_bytes bytes = {NULL, 0};
		safetensors_file *file;
		for (size_t i = 0; i < SAFETENSORS_ENTRIES + extra; i++) {
			char name[16];
			snprintf(name, sizeof name, "%zu", i);
			safetensors_add_tensor(writer, name, SAFETENSORS_U8, 1, shape, labels);
			safetensors_add_metadata(writer, name, "");
		}
		if (extra) {
			check_refused(writer, UNROLL_TOO_LARGE);
			continue;
		}
		assert_int_equal(safetensors_finish(writer, &bytes, NULL), UNROLL_OK);
		assert_int_equal(safetensors_open(bytes.data, bytes.size, &file, NULL), UNROLL_OK);
		assert_int_equal(safetensors_count(file), SAFETENSORS_ENTRIES);
		safetensors_close(file);
		unroll_bytes_free(&bytes);
	}
}

static void a_header_of_a_megabyte_is_refused(void **state) {
	(void)state;
	char *text = malloc(SAFETENSORS_HEADER + 1);
	assert_non_null(text);
	memset(text, 'x', SAFETENSORS_HEADER);
	text[SAFETENSORS_HEADER] = '\0';
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "text", text);
	free(text);
	check_refused(writer, UNROLL_TOO_LARGE);
}

static void without_memory_for_a_writer_finishing_says_so(void **state) {
	(void)state;
	safetensors_add_metadata(NULL, "a", "b");
	safetensors_add_tensor(NULL, "a", SAFETENSORS_U8, 0, NULL, labels);
	check_refused(NULL, UNROLL_OUT_OF_MEMORY);
	safetensors_abandon(NULL);
	safetensors_abandon(safetensors_begin());
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bytes_are_these),
	    cmocka_unit_test(with_a_digest_no_bit_of_the_data_can_change),
	    cmocka_unit_test(the_reader_gets_it_back),
	    cmocka_unit_test(a_tensor_of_another_kind_is_refused),
	    cmocka_unit_test(the_same_calls_give_the_same_bytes),
	    cmocka_unit_test(an_empty_file_is_a_file),
	    cmocka_unit_test(names_must_differ),
	    cmocka_unit_test(texts_must_be_utf8),
	    cmocka_unit_test(impossible_sizes_are_refused),
	    cmocka_unit_test(too_many_entries_are_refused),
	    cmocka_unit_test(a_header_of_a_megabyte_is_refused),
	    cmocka_unit_test(without_memory_for_a_writer_finishing_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

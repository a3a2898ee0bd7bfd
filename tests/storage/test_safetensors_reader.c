/* Proves that the reader takes every valid header and refuses everything else, without reading a byte beyond what it was
 * given: each file is opened in memory of exactly its size, which AddressSanitizer guards. */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage/safetensors.h"

/* Opens a header with `data_size` bytes of data behind it. `text` may hold '\0'. */
static unroll_status open_header(const char *text, size_t text_size, size_t data_size, char *subject) {
	size_t size = 8 + text_size + data_size;
	uint8_t *bytes = malloc(size);
	safetensors_file *file = NULL;
	unroll_error error = {UNROLL_OK, "", ""};
	assert_non_null(bytes);
	memset(bytes, 0, size);
	for (size_t i = 0; i < 8; i++) bytes[i] = (uint8_t)((uint64_t)text_size >> (8 * i));
	memcpy(bytes + 8, text, text_size);
	unroll_status status = safetensors_open(bytes, size, &file, &error);
	assert_true((file != NULL) == (status == UNROLL_OK));
	assert_true((strlen(error.message) > 0) == (status != UNROLL_OK));
	if (subject) strcpy(subject, error.subject);
	safetensors_close(file);
	free(bytes);
	return status;
}

static void check_taken(const char *text, size_t data_size) {
	if (open_header(text, strlen(text), data_size, NULL) != UNROLL_OK) fail_msg("refused: %s", text);
}

static void check_refused(const char *text, size_t data_size) {
	if (open_header(text, strlen(text), data_size, NULL) != UNROLL_BAD_FILE) fail_msg("taken: %s", text);
}

#define U8_TENSOR(name, begin, end)                                                                          \
	"\"" name "\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[" begin "," end "]}"

static void valid_headers_are_taken(void **state) {
	(void)state;
	check_taken("{}", 0);
	check_taken("{ }      ", 0);
	check_taken("{\"__metadata__\":{}}", 0);
	check_taken("{" U8_TENSOR("a", "0", "2") "}", 2);
	check_taken("{" U8_TENSOR("a", "0", "2") "," U8_TENSOR("b", "2", "4") "}", 4);
	check_taken("{" U8_TENSOR("a", "0", "2") ",\"__metadata__\":{\"k\":\"v\"}}", 2);
	check_taken(
	    "{\n \"a\" : { \"data_offsets\" : [ 0 , 2 ] ,\t\"shape\" : [ 1, 2 ], \"dtype\" : \"U8\" } }  ", 2);
	check_taken("{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}", 1);
	check_taken("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0);
	check_taken("{\"\":{\"dtype\":\"U8\",\"shape\":[1,1,1,1],\"data_offsets\":[0,1]}}", 1);
}

static void every_cut_is_refused(void **state) {
	(void)state;
	static const char header[] = "{\"__metadata__\":{\"k\":\"\\u00e9v\"}," U8_TENSOR("a", "0", "2") "}";
	enum { HEADER = sizeof header - 1, SIZE = 8 + HEADER + 2 };
	uint8_t whole[SIZE] = {HEADER};
	memcpy(whole + 8, header, HEADER);
	for (size_t size = 0; size <= SIZE; size++) {
		uint8_t *bytes = malloc(size ? size : 1);
		safetensors_file *file = NULL;
		memcpy(bytes, whole, size);
		unroll_status status = safetensors_open(bytes, size, &file, NULL);
		assert_int_equal(status, size == SIZE ? UNROLL_OK : UNROLL_BAD_FILE);
		safetensors_close(file);
		free(bytes);
	}
	for (size_t size = 0; size < HEADER; size++)
		assert_int_equal(open_header(header, size, 2, NULL), UNROLL_BAD_FILE);
}

/* Whatever one byte is changed to: no crash, and what opens has its tensor inside the file. */
static void every_changed_byte_is_survived(void **state) {
	(void)state;
	static const char header[] =
	    "{\"__metadata__\":{\"k\":\"\\ud83d\\ude00v\"}," U8_TENSOR("a", "0", "2") "}";
	enum { HEADER = sizeof header - 1, SIZE = 8 + HEADER + 2 };
	uint8_t *bytes = calloc(SIZE, 1);
	bytes[0] = HEADER;
	memcpy(bytes + 8, header, HEADER);
	for (size_t at = 0; at < SIZE; at++) {
		uint8_t was = bytes[at];
		for (unsigned value = 0; value < 256; value++) {
			safetensors_file *file;
			bytes[at] = (uint8_t)value;
			if (safetensors_open(bytes, SIZE, &file, NULL) != UNROLL_OK) continue;
			for (uint32_t i = 0; i < safetensors_count(file); i++) {
				const safetensors_tensor *tensor = safetensors_at(file, i);
				assert_true((const uint8_t *)tensor->data + tensor->bytes <= bytes + SIZE);
			}
			safetensors_close(file);
		}
		bytes[at] = was;
	}
	free(bytes);
}

static void header_sizes_beyond_the_file_are_refused(void **state) {
	(void)state;
	static const uint64_t sizes[] = {3,          4, 1u << 20, (1u << 20) + 1, 0xffffffffu, UINT64_MAX - 7,
	                                 UINT64_MAX, 0, 1};
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		uint8_t *bytes = malloc(10);
		safetensors_file *file;
		for (size_t i = 0; i < 8; i++) bytes[i] = (uint8_t)(sizes[s] >> (8 * i));
		memcpy(bytes + 8, "{}", 2);
		assert_int_equal(safetensors_open(bytes, 10, &file, NULL), UNROLL_BAD_FILE);
		free(bytes);
	}
}

static void wrong_json_is_refused(void **state) {
	(void)state;
	static const char *const headers[] = {
	    " {}",
	    "[]",
	    "{",
	    "}",
	    "{}{}",
	    "{},",
	    "{}x",
	    "{}\n",
	    "{}\t",
	    "{,}",
	    "\"a\"",
	    "null",
	    "1",
	    "{\"__metadata__\":{\"k\" \"v\"}}",
	    "{\"__metadata__\":{\"k\"}}",
	    "{\"__metadata__\":{\"k\":}}",
	    "{\"__metadata__\":{\"k\":\"v\",}}",
	    "{\"__metadata__\":{,\"k\":\"v\"}}",
	    "{\"__metadata__\":{\"k\"::\"v\"}}",
	    "{\"__metadata__\":{\"k\":\"v\" \"l\":\"w\"}}",
	    "{\"__metadata__\":{\"k\":\"v\",,\"l\":\"w\"}}",
	    "{\"__metadata__\":{\"k\":\"v\"]}",
	    "{\"__metadata__\":{k:\"v\"}}",
	    "{\"__metadata__\"{}}",
	    "{\"__metadata__\":{}",
	    "{\"__metadata__\":{}}}",
	    "{\"__metadata__\":{'k':'v'}}",
	    "{\"__metadata__\":{}/**/}",
	    "{\"__metadata__\":{\"k\":\"v\":\"w\"}}",
	    "{\"__metadata__\":{}:{}}",
	    "{{}}",
	    "{\"a\":{\"b\":{\"c\":{}}}}",
	};
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) check_refused(headers[i], 0);
	assert_int_equal(open_header("{}\0", 3, 0, NULL), UNROLL_BAD_FILE);
	assert_int_equal(open_header("{\0}", 3, 0, NULL), UNROLL_BAD_FILE);
	assert_int_equal(open_header("{\"__metadata__\":{\"k\":\"\0\"}}", 25, 0, NULL), UNROLL_BAD_FILE);
}

static void wrong_metadata_are_refused(void **state) {
	(void)state;
	static const char *const values[] = {"1", "null", "true", "{}", "[]", "[\"v\"]", "\"v\",\"k\":\"w\""};
	char header[128];
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		snprintf(header, sizeof header, "{\"__metadata__\":{\"k\":%s}}", values[i]);
		check_refused(header, 0);
	}
	check_refused("{\"__metadata__\":[]}", 0);
	check_refused("{\"__metadata__\":\"v\"}", 0);
	check_refused("{\"__metadata__\":{},\"__metadata__\":{}}", 0);
	check_refused("{\"__metadata__\":{\"a\":\"1\",\"\\u0061\":\"2\"}}",
	              0); /* the same key, written otherwise */
}

static void wrong_strings_are_refused(void **state) {
	(void)state;
	static const char *const strings[] = {
	    "\xff",
	    "\xc3",
	    "\xc0\x80",
	    "\xed\xa0\x80",
	    "\xf4\x90\x80\x80", /* not UTF-8 */
	    "\x01",
	    "\t",
	    "\n",
	    "\x1f", /* control characters */
	    "\\x",
	    "\\",
	    "\\u",
	    "\\u12",
	    "\\u123",
	    "\\u123g",
	    "\\u 123",
	    "\\U0041",
	    "\\'",
	    "\\0", /* wrong escapes */
	    "\\ud83d",
	    "\\ud83d\\u0041",
	    "\\ud83dx",
	    "\\ude00",
	    "\\ude00\\ud83d",
	    "\\ud83d\\ud83d", /* half surrogates */
	    "\\u0000",
	};
	char header[128];
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
		snprintf(header, sizeof header, "{\"__metadata__\":{\"k\":\"%s\"}}", strings[i]);
		check_refused(header, 0);
		snprintf(header, sizeof header, "{\"__metadata__\":{\"%s\":\"v\"}}", strings[i]);
		check_refused(header, 0);
		snprintf(header, sizeof header, "{\"%s\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}",
		         strings[i]);
		check_refused(header, 1);
	}
}

static void strings_are_unescaped(void **state) {
	(void)state;
	static const char header[] = "{\"__metadata__\":{\"\\u006b\":\"\\\"\\\\\\/"
	                             "\\b\\f\\n\\r\\t\\u00e9\\uAC10\\ud83d\\ude00\\u007F\x7f é\"}}";
	uint8_t bytes[8 + sizeof header - 1] = {sizeof header - 1};
	safetensors_file *file;
	memcpy(bytes + 8, header, sizeof header - 1);
	assert_int_equal(safetensors_open(bytes, sizeof bytes, &file, NULL), UNROLL_OK);
	assert_string_equal(safetensors_metadata(file, "k"), "\"\\/\b\f\n\r\té감😀\x7f\x7f é");
	safetensors_close(file);
}

static void wrong_tensors_are_refused(void **state) {
	(void)state;
	static const char *const tensors[] = {
	    "1",
	    "\"x\"",
	    "[]",
	    "{}",
	    "null",
	    "{\"dtype\":\"U8\",\"shape\":[2]}",
	    "{\"dtype\":\"U8\",\"data_offsets\":[0,2]}",
	    "{\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2],\"extra\":1}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"u8\",\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"\",\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":8,\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":2,\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[\"2\"],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[[2]],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2,],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[,2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[1 2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[1:2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2.0],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2e0],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[02],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[true],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[null],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2},\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[1,1,1,1,2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[18446744073709551616],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[18446744073709551618],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[99999999999999999999999],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":{\"0\":2}}",
	    /* well-formed, but in disagreement with two bytes of data */
	    "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U16\",\"shape\":[2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}",
	    "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}",
	    "{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}",
	    "{\"dtype\":\"U8\",\"shape\":[18446744073709551615],\"data_offsets\":[0,18446744073709551615]}",
	    "{\"dtype\":\"U16\",\"shape\":[9223372036854775809],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,2],\"data_offsets\":[0,2]}",
	    "{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]}",
	};
	char header[256];
	for (size_t i = 0; i < sizeof tensors / sizeof *tensors; i++) {
		snprintf(header, sizeof header, "{\"a\":%s}", tensors[i]);
		check_refused(header, 2);
	}
}

static void wrong_layouts_are_refused(void **state) {
	(void)state;
	check_refused("{" U8_TENSOR("a", "0", "2") "," U8_TENSOR("a", "2", "4") "}", 4); /* one name */
	check_refused("{" U8_TENSOR("a", "0", "2") "," U8_TENSOR("b", "0", "2") "}", 2); /* the same data */
	check_refused("{" U8_TENSOR("a", "0", "2") "," U8_TENSOR("b", "1", "3") "}", 3); /* overlap */
	check_refused("{" U8_TENSOR("a", "0", "2") "," U8_TENSOR("b", "3", "5") "}", 5); /* a gap */
	check_refused("{" U8_TENSOR("a", "2", "4") "," U8_TENSOR("b", "0", "2") "}", 4); /* not in order */
	check_refused("{" U8_TENSOR("a", "0", "2") "}", 3);                              /* bytes behind */
	check_refused("{}", 1);
	check_refused("{" U8_TENSOR("a", "0", "2") "}", 1);
	check_refused("{" U8_TENSOR("a", "0", "2") U8_TENSOR("b", "2", "4") "}", 4);
}

/* Foreign files may be valid and yet have views that cannot be read in place. */
static void misaligned_data_are_refused(void **state) {
	(void)state;
	static const char tensor[] = "{\"odd\":{\"dtype\":\"U32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
	char subject[96], padded[128];
	for (size_t padding = 0; padding < 8; padding++) {
		snprintf(padded, sizeof padded, "%s%*s", tensor, (int)padding, "");
		size_t size = strlen(padded);
		unroll_status wanted = size % 4 == 0 ? UNROLL_OK : UNROLL_BAD_FILE;
		assert_int_equal(open_header(padded, size, 4, subject), wanted);
		assert_string_equal(subject, wanted == UNROLL_OK ? "" : "odd");
	}
}

/* Depth and number do not cost stack or time. */
static void monsters_are_refused(void **state) {
	(void)state;
	static const char *const pieces[] = {"[",  "{", "{\"a\":", "{\"a\":[",
	                                     "\"", ",", "0,",      "{\"__metadata__\":{\"a\":\""};
	char *text = malloc(SAFETENSORS_HEADER + 1);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		size_t length = strlen(pieces[i]), size = SAFETENSORS_HEADER / length * length;
		for (size_t at = 0; at < size; at += length) memcpy(text + at, pieces[i], length);
		assert_int_equal(open_header(text, size, 0, NULL), UNROLL_BAD_FILE);
		text[0] = '{';
		assert_int_equal(open_header(text, size, 0, NULL), UNROLL_BAD_FILE);
	}
	for (int count = SAFETENSORS_ENTRIES; count <= SAFETENSORS_ENTRIES + 1; count++) {
		size_t size = (size_t)sprintf(text, "{\"__metadata__\":{");
		for (int i = 0; i < count; i++)
			size += (size_t)sprintf(text + size, "%s\"%d\":\"\"", i ? "," : "", i);
		size += (size_t)sprintf(text + size, "}}");
		assert_int_equal(open_header(text, size, 0, NULL),
		                 count > SAFETENSORS_ENTRIES ? UNROLL_BAD_FILE : UNROLL_OK);
		size = (size_t)sprintf(text, "{");
		for (int i = 0; i < count; i++)
			size += (size_t)sprintf(text + size,
			                        "%s\"%d\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[%d,%d]}",
			                        i ? "," : "", i, i, i + 1);
		size += (size_t)sprintf(text + size, "}");
		assert_int_equal(open_header(text, size, (size_t)count, NULL),
		                 count > SAFETENSORS_ENTRIES ? UNROLL_BAD_FILE : UNROLL_OK);
	}
	free(text);
}

/* Tensors are read where they lie: at another address an element of eight bytes would be misaligned. */
static void misaligned_bytes_are_refused(void **state) {
	(void)state;
	static const char header[] = "{\"a\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[0,8]}}      ";
	enum { HEADER = (sizeof header - 1) / 8 * 8, SIZE = 8 + HEADER + 8 };
	uint8_t *room = malloc(SIZE + 8);
	assert_non_null(room);
	for (size_t shift = 0; shift < 8; shift++) {
		safetensors_file *file = NULL;
		unroll_error error = {UNROLL_OK, "", ""};
		memset(room, 0, SIZE + 8);
		room[shift] = HEADER;
		memcpy(room + shift + 8, header, HEADER);
		unroll_status status = safetensors_open(room + shift, SIZE, &file, &error);
		assert_int_equal(status, shift ? UNROLL_BAD_FILE : UNROLL_OK);
		if (shift) assert_string_equal(error.subject, "bytes");
		safetensors_close(file);
	}
	free(room);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(valid_headers_are_taken),
	    cmocka_unit_test(every_cut_is_refused),
	    cmocka_unit_test(misaligned_bytes_are_refused),
	    cmocka_unit_test(every_changed_byte_is_survived),
	    cmocka_unit_test(header_sizes_beyond_the_file_are_refused),
	    cmocka_unit_test(wrong_json_is_refused),
	    cmocka_unit_test(wrong_metadata_are_refused),
	    cmocka_unit_test(wrong_strings_are_refused),
	    cmocka_unit_test(strings_are_unescaped),
	    cmocka_unit_test(wrong_tensors_are_refused),
	    cmocka_unit_test(wrong_layouts_are_refused),
	    cmocka_unit_test(misaligned_data_are_refused),
	    cmocka_unit_test(monsters_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

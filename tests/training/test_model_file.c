/* Proves that a model file is checked against the plan of its network before memory is taken for it: too many words, values
 * that are no numbers, settings that ask for gigabytes; and that nothing is written that would not open again. */
#include "little_memory.h"
#include "signed_file.h"
#include "small_corpus.h"

#include <stdio.h>

#define FILES "tests/fuzz/corpora/model/"

/* A small file as it is, at the address of a block of its own. */
static unroll_bytes read_whole(const char *path) {
	unroll_bytes file = {malloc(1 << 16), 0};
	FILE *stream = fopen(path, "rb");
	assert_non_null(stream);
	file.size = fread(file.data, 1, 1 << 16, stream);
	assert_true(file.size > 0 && file.size < 1 << 16);
	fclose(stream);
	return file;
}

static void files_that_were_refused_too_late(void **state) {
	(void)state;
	static const struct {
		const char *path, *subject;
	} files[] = {
	    {FILES "vocab_7_words_10.safetensors", "vocabulary"},
	    {FILES "nan_dense.safetensors", "dense/kernel"},
	    {FILES "inf_bias.safetensors", "dense/bias"},
	    {FILES "huge_settings_model.safetensors", "embedding/embeddings"},
	};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		unroll_bytes file = read_whole(files[i].path);
		unroll_model *model = NULL;
		unroll_error error;
		limit_memory(true);
		unroll_status status = unroll_model_open(file.data, file.size, &model, &error);
		limit_memory(false);
		assert_int_equal(status, UNROLL_BAD_FILE);
		assert_string_equal(error.subject, files[i].subject);
		assert_null(model);
		unroll_bytes_free(&file);
	}
	unroll_bytes file = read_whole(FILES "valid_length_2000.safetensors");
	unroll_model *model;
	assert_int_equal(unroll_model_open(file.data, file.size, &model, NULL), UNROLL_OK);
	unroll_model_destroy(model);
	unroll_bytes_free(&file);
}

/* Every tensor, at its first and its last value, and each kind of value that is none. */
static void a_weight_that_is_no_number_is_refused_by_name(void **state) {
	(void)state;
	const float wrong[] = {__builtin_nanf(""), -__builtin_nanf(""), __builtin_inff(), -__builtin_inff()};
	small_corpus data = small_corpus_make(40, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_model *model, *read = NULL;
	unroll_bytes file;
	unroll_error error;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
	for (uint32_t t = 0; t < unroll_model_tensor_count(model); t++) {
		unroll_tensor tensor = unroll_model_tensor(model, t);
		size_t last = (size_t)tensor.shape[0] * tensor.shape[1] - 1;
		float *values = tensor_data(&file, tensor.name);
		for (size_t i = 0; i < 8; i++) {
			float *place = values + (i % 2 ? last : 0), kept = *place;
			*place = wrong[i / 2];
			sign_again(&file);
			assert_int_equal(unroll_model_open(file.data, file.size, &read, &error), UNROLL_BAD_FILE);
			assert_string_equal(error.subject, tensor.name);
			*place = kept;
			sign_again(&file);
			/* Nor is it written. */
			unroll_bytes none = {NULL, 0};
			kept = tensor.values[i % 2 ? last : 0];
			tensor.values[i % 2 ? last : 0] = wrong[i / 2];
			assert_int_equal(unroll_model_save(model, &none, &error), UNROLL_NOT_FINITE);
			assert_string_equal(error.subject, tensor.name);
			assert_null(none.data);
			tensor.values[i % 2 ? last : 0] = kept;
		}
	}
	assert_null(read);
	unroll_bytes_free(&file);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files_that_were_refused_too_late),
	    cmocka_unit_test(a_weight_that_is_no_number_is_refused_by_name),
	};
	return cmocka_run_group_tests_name("model file", tests, NULL, NULL);
}

/* Proves that a model that is exported and imported again is the model, bit for bit; that a file that is cut anywhere is refused; and that a
 * file that says nothing of its network is imported by settings, or the weight that does not fit them is named. */
#include <stdio.h>

#include "exported_models.h"

/* All formats that can be imported. */
static const unroll_format formats[] = {UNROLL_FORMAT_KERAS, UNROLL_FORMAT_WEIGHTS_H5, UNROLL_FORMAT_PYTORCH};
enum { FORMATS = sizeof formats / sizeof *formats };

static unroll_bytes exported(const unroll_model *model, unroll_format format) {
	unroll_bytes file;
	assert_int_equal(unroll_model_export(model, format, &file, NULL), UNROLL_OK);
	return file;
}

static double logit_of(const unroll_model *model, const char *text) {
	unroll_predictor *predictor;
	unroll_prediction prediction;
	assert_int_equal(unroll_predictor_create(model, &predictor, NULL), UNROLL_OK);
	assert_int_equal(unroll_predictor_predict(predictor, text, strlen(text), &prediction, NULL), UNROLL_OK);
	unroll_predictor_destroy(predictor);
	return prediction.probability;
}

/* Keras has one bias where PyTorch's convention has two. */
static bool keeps_biases(const unroll_model *model, unroll_format format) {
	const unroll_settings *settings = unroll_model_settings(model);
	return format == UNROLL_FORMAT_PYTORCH || settings->convention == UNROLL_CONVENTION_KERAS;
}

static void comes_back_as_it_was(void **state) {
	(void)state;
	for (size_t n = 0; n < EXPORTED_NETWORKS; n++) {
		unroll_model *model = exported_model(n), *back;
		unroll_bytes own, again;
		assert_int_equal(unroll_model_save(model, &own, NULL), UNROLL_OK);
		for (size_t f = 0; f < FORMATS; f++) {
			unroll_bytes file = exported(model, formats[f]);
			unroll_error error = {0};
			if (unroll_model_import(file.data, file.size, NULL, NULL, &back, &error))
				fail_msg("%s", error.message);
			assert_int_equal(unroll_model_save(back, &again, NULL), UNROLL_OK);
			if (keeps_biases(model, formats[f])) {
				assert_int_equal(own.size, again.size);
				assert_memory_equal(own.data, again.data, own.size);
			}
			assert_true(logit_of(model, "a good film") == logit_of(back, "a good film"));
			unroll_model_destroy(back);
			unroll_bytes_free(&again);
			unroll_bytes_free(&file);
		}
		unroll_bytes_free(&own);
		unroll_model_destroy(model);
	}
}

static void a_cut_file_is_refused(void **state) {
	(void)state;
	unroll_model *model = exported_model(6), *back = NULL;
	for (size_t f = 0; f < FORMATS; f++) {
		unroll_bytes file = exported(model, formats[f]);
		for (size_t size = 0; size < file.size; size += size < 4096 || file.size - size < 512 ? 1 : 37) {
			uint8_t *cut = malloc(
			    size ? size : 1); /* a block of its own, so that a sanitizer sees what is read behind it */
			unroll_error error = {0};
			memcpy(cut, file.data, size);
			unroll_status status = unroll_model_import(cut, size, NULL, NULL, &back, &error);
			if (status == UNROLL_OK) {
				unroll_model_destroy(back);
				fail_msg("%s: the first %zu of %zu bytes were taken", unroll_format_name(formats[f]), size,
				         file.size);
			}
			assert_true(strlen(error.message) > 0);
			free(cut);
		}
		unroll_bytes_free(&file);
	}
	unroll_model_destroy(model);
}

static void settings_say_what_the_weights_are_of(void **state) {
	(void)state;
	unroll_model *model = exported_model(1), *back = NULL;
	unroll_settings settings = *unroll_model_settings(model), other = settings;
	other.units[0] = 9;
	for (size_t f = 0; f < FORMATS; f++) {
		unroll_bytes file = exported(model, formats[f]);
		unroll_error error;
		assert_int_equal(
		    unroll_model_import(file.data, file.size, &settings, unroll_model_vocabulary(model), &back, NULL),
		    UNROLL_OK);
		assert_true(logit_of(model, "the film") == logit_of(back, "the film"));
		unroll_model_destroy(back);
		assert_int_equal(unroll_model_import(file.data, file.size, &other, NULL, &back, &error),
		                 UNROLL_MISMATCH);
		assert_non_null(strstr(error.subject, formats[f] == UNROLL_FORMAT_PYTORCH
		                                          ? "rnn.weight_ih_l0"
		                                          : "layers/simple_rnn/cell/vars/0"));
		other = settings, other.dense = 2; /* a layer that the file lacks */
		assert_int_equal(unroll_model_import(file.data, file.size, &other, NULL, &back, &error),
		                 UNROLL_MISMATCH);
		assert_non_null(strstr(error.subject, "dense"));
		other = settings, other.units[0] = 9;
		unroll_bytes_free(&file);
	}
	unroll_model_destroy(model);
}

static void what_a_network_lacks_is_named(void **state) {
	(void)state;
	unroll_model *model = exported_model(6), *back = NULL; /* it has a hidden dense layer */
	unroll_settings settings = *unroll_model_settings(model);
	settings.layers = 1; /* of whose shape the dense layer is too, as all have four units */
	settings.bidirectional[0] = UNROLL_ONE_DIRECTION;
	for (size_t f = 0; f < FORMATS; f++) {
		unroll_bytes file = exported(model, formats[f]);
		unroll_error error;
		assert_int_equal(unroll_model_import(file.data, file.size, &settings, NULL, &back, &error),
		                 UNROLL_MISMATCH);
		assert_non_null(strstr(error.message, "other layers than Unroll's"));
		unroll_bytes_free(&file);
	}
	unroll_model_destroy(model);
}

static void weights_that_are_no_numbers_are_not_taken(void **state) {
	(void)state;
	unroll_model *model = exported_model(1), *back = NULL;
	unroll_bytes file;
	unroll_error error;
	float *value = unroll_model_tensor(model, 0).values;
	*value = 1e30f;
	file = exported(model, UNROLL_FORMAT_WEIGHTS_H5);
	for (size_t at = 0; at + sizeof *value <= file.size; at += sizeof *value)
		if (memcmp(file.data + at, value, sizeof *value) == 0) memcpy(file.data + at, "\0\0\xc0\x7f", 4);
	assert_int_equal(unroll_model_import(file.data, file.size, NULL, NULL, &back, &error), UNROLL_NOT_FINITE);
	assert_string_equal(error.subject, "embedding/embeddings");
	unroll_bytes_free(&file);
	*value = __builtin_inff();
	assert_int_equal(unroll_model_export(model, UNROLL_FORMAT_ONNX, &file, &error), UNROLL_NOT_FINITE);
	unroll_model_destroy(model);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(comes_back_as_it_was),
	    cmocka_unit_test(a_cut_file_is_refused),
	    cmocka_unit_test(settings_say_what_the_weights_are_of),
	    cmocka_unit_test(what_a_network_lacks_is_named),
	    cmocka_unit_test(weights_that_are_no_numbers_are_not_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

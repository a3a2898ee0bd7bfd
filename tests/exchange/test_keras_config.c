/* Proves that config.json is read as Keras 3 writes it: the settings of the network follow from it, what Unroll cannot express is named, and
 * what is cut is refused; and that a .keras file of others becomes a model by it alone. */
#include <stdio.h>

#include "exchange/keras_config.h"
#include "exchange/zip.h"
#include "exported_models.h"

/* As Keras 3 writes it, with all arguments that matter here and some that do not. */
static const char keras_3[] =
    "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"name\": \"sequential\", "
    "\"trainable\": true, \"dtype\": {\"module\": \"keras\", \"class_name\": \"DTypePolicy\", \"config\": "
    "{\"name\": \"float32\"}, \"registered_name\": null}, \"layers\": ["
    "{\"module\": \"keras.layers\", \"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, "
    "80], "
    "\"dtype\": \"int32\", \"sparse\": false, \"name\": \"input_layer\"}, \"registered_name\": null}, "
    "{\"module\": \"keras.layers\", \"class_name\": \"Embedding\", \"config\": {\"name\": \"embedding\", "
    "\"trainable\": true, \"input_dim\": 700, \"output_dim\": 12, \"embeddings_regularizer\": null, "
    "\"mask_zero\": true}, \"registered_name\": null, \"build_config\": {\"input_shape\": [null, 80]}}, "
    "{\"module\": \"keras.layers\", \"class_name\": \"Bidirectional\", \"config\": {\"name\": "
    "\"bidirectional\", \"merge_mode\": \"ave\", \"layer\": {\"module\": \"keras.layers\", \"class_name\": "
    "\"LSTM\", \"config\": {\"name\": \"forward_lstm\", \"return_sequences\": true, \"return_state\": false, "
    "\"go_backwards\": false, \"stateful\": false, \"unroll\": false, \"zero_output_for_mask\": true, "
    "\"units\": 6, \"activation\": \"tanh\", \"recurrent_activation\": \"sigmoid\", \"use_bias\": true, "
    "\"unit_forget_bias\": true, \"kernel_regularizer\": {\"module\": \"keras.regularizers\", "
    "\"class_name\": "
    "\"L2\", \"config\": {\"l2\": 0.009999999776482582}, \"registered_name\": null}, "
    "\"recurrent_regularizer\": {\"module\": \"keras.regularizers\", \"class_name\": \"L2\", \"config\": "
    "{\"l2\": 0.009999999776482582}, \"registered_name\": null}, \"dropout\": 0.2, \"recurrent_dropout\": "
    "0.0, \"seed\": null}}, \"backward_layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": "
    "\"backward_lstm\", \"go_backwards\": true, \"units\": 6, \"dropout\": 0.2, \"recurrent_dropout\": "
    "0.0}}}}, "
    "{\"module\": \"keras.layers\", \"class_name\": \"GRU\", \"config\": {\"name\": \"gru\", "
    "\"return_sequences\": false, \"units\": 5, \"reset_after\": true, \"kernel_regularizer\": "
    "{\"class_name\": "
    "\"L2\", \"config\": {\"l2\": 0.009999999776482582}}, \"recurrent_regularizer\": {\"class_name\": "
    "\"L2\", "
    "\"config\": {\"l2\": 0.009999999776482582}}, \"dropout\": 0.2, \"recurrent_dropout\": 0.0}}, "
    "{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense\", \"units\": 4, \"activation\": \"relu\", "
    "\"kernel_regularizer\": {\"class_name\": \"L2\", \"config\": {\"l2\": 0.009999999776482582}}}}, "
    "{\"class_name\": \"Dropout\", \"config\": {\"name\": \"dropout\", \"rate\": 0.5, \"seed\": null}}, "
    "{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense_1\", \"units\": 3, \"activation\": "
    "\"softmax\", \"kernel_regularizer\": {\"class_name\": \"L2\", \"config\": {\"l2\": "
    "0.009999999776482582}}}}], \"build_input_shape\": [null, 80]}, \"registered_name\": null, "
    "\"compile_config\": {\"optimizer\": \"rmsprop\"}}";

static unroll_status read(const char *json, unroll_settings *settings, unroll_error *error) {
	return read_keras_config((const uint8_t *)json, strlen(json), settings, error);
}

static void settings_follow_from_the_layers(void **state) {
	(void)state;
	static const char *const expected[][2] = {{"cell", "lstm"},
	                                          {"units", "6,5"},
	                                          {"upper-cells", "gru"},
	                                          {"bidirectional", "average,no"},
	                                          {"classes", "3"},
	                                          {"dense", "4"},
	                                          {"dense-activation", "relu"},
	                                          {"dense-dropout", "0.5"},
	                                          {"words", "700"},
	                                          {"embedding", "12"},
	                                          {"mask-zero", "yes"},
	                                          {"length", "80"},
	                                          {"dropout", "0.2"},
	                                          {"layer-dropout", "0"},
	                                          {"pooling", "last"},
	                                          {"l2", "0.00999999977648258"},
	                                          {"input", "embedding"},
	                                          {"padding", "post"}};
	unroll_settings settings = unroll_default_settings();
	unroll_error error;
	settings.padding = UNROLL_POST; /* of which a file says nothing */
	if (read(keras_3, &settings, &error)) fail_msg("%s", error.message);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		char text[UNROLL_SETTING_TEXT];
		unroll_settings_get(&settings, expected[i][0], text, sizeof text, NULL);
		if (strcmp(text, expected[i][1]) != 0) fail_msg("%s is %s", expected[i][0], text);
	}
}

/* `json` with the last `from` in it replaced. The caller frees it. */
static char *replaced(const char *json, const char *from, const char *to) {
	const char *at = NULL;
	for (const char *next = json; (next = strstr(next, from)); next++) at = next;
	assert_non_null(at);
	char *text = malloc(strlen(json) + strlen(to) + 1);
	sprintf(text, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from));
	return text;
}

static void what_cannot_be_expressed_is_named(void **state) {
	(void)state;
	static const char *const changes[][4] = {
	    {"\"Sequential\"", "\"Functional\"", "config.json", "of the class Functional"},
	    {"\"class_name\": \"GRU\"", "\"class_name\": \"Conv1D\"", "gru",
	     "of Conv1D, which Unroll does not have"},
	    {"\"class_name\": \"LSTM\", \"config\": {\"name\": \"forward",
	     "\"class_name\": \"Dense\", \"config\": {\"name\": \"forward", "bidirectional", "differ"},
	    {"\"merge_mode\": \"ave\"", "\"merge_mode\": \"mul\"", "bidirectional", "merge_mode mul"},
	    {"\"activation\": \"tanh\"", "\"activation\": \"relu\"", "bidirectional", "activation relu"},
	    {"\"recurrent_activation\": \"sigmoid\"", "\"recurrent_activation\": \"hard_sigmoid\"",
	     "bidirectional", "hard_sigmoid"},
	    {"\"go_backwards\": false", "\"go_backwards\": true", "bidirectional", "go_backwards true"},
	    {"\"use_bias\": true", "\"use_bias\": false", "bidirectional", "use_bias false"},
	    {"\"stateful\": false", "\"stateful\": true", "bidirectional", "stateful true"},
	    {"\"units\": 6, \"dropout\"", "\"units\": 7, \"dropout\"", "bidirectional", "differ"},
	    {"\"reset_after\": true", "\"reset_after\": false", "gru", "reset_after false"},
	    {"\"return_sequences\": false", "\"return_sequences\": true", "gru", "return_sequences true"},
	    {"\"return_sequences\": true", "\"return_sequences\": false", "bidirectional",
	     "return_sequences false"},
	    {"\"units\": 5", "\"units\": 513", "gru", "512"},
	    {"\"dropout\": 0.2, \"recurrent_dropout\": 0.0}}, {\"class_name\": \"Dense\"",
	     "\"dropout\": 0.3, \"recurrent_dropout\": 0.0}}, {\"class_name\": \"Dense\"", "gru",
	     "one value of it for all layers"},
	    {"0.009999999776482582}}}}], ", "0.1}}}}], ", "dense_1", "kernel_regularizer 0.1"},
	    {"\"class_name\": \"L2\"", "\"class_name\": \"L1\"", "dense_1", "kernel_regularizer L1"},
	    {"\"activation\": \"relu\"", "\"activation\": \"gelu\"", "dense", "activation gelu"},
	    {"\"activation\": \"softmax\"", "\"activation\": \"sigmoid\"", "dense_1", "activation sigmoid"},
	    {"\"units\": 3", "\"units\": 2", "dense_1", "one unit with a sigmoid"},
	    {"{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense\",",
	     "{\"class_name\": \"Dropout\", \"config\": {\"name\": \"early\", \"rate\": 0.5}}, {\"class_name\": "
	     "\"Dense\", \"config\": {\"name\": \"dense\",",
	     "early", "stands where Unroll has none"},
	    {"{\"class_name\": \"Dropout\"", "{\"class_name\": \"GlobalMaxPooling1D\"", "gru",
	     "before a pooling layer"},
	    {"\"input_dim\": 700", "\"input_dim\": 70000", "embedding", "65536"},
	    {"\"embeddings_regularizer\": null", "\"embeddings_regularizer\": {}", "embedding",
	     "embeddings_regularizer"},
	};
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const char *const *change = changes[i];
		char *json = replaced(keras_3, change[0], change[1]);
		unroll_settings settings = unroll_default_settings(), before = settings;
		unroll_error error = {0};
		if (read(json, &settings, &error) != UNROLL_MISMATCH || strcmp(error.subject, change[2]) != 0 ||
		    !strstr(error.message, change[3]))
			fail_msg("%s: %s: %s", change[1], error.subject, error.message);
		assert_memory_equal(&settings, &before, sizeof settings);
		free(json);
	}
}

static void a_cut_configuration_is_refused(void **state) {
	(void)state;
	for (size_t size = 0; size < sizeof keras_3 - 1; size++) {
		char *cut = malloc(size ? size : 1); /* a block of its own, as in test_exchange.c */
		unroll_settings settings = unroll_default_settings();
		unroll_error error;
		memcpy(cut, keras_3, size);
		assert_int_equal(read_keras_config((const uint8_t *)cut, size, &settings, &error), UNROLL_BAD_FILE);
		free(cut);
	}
}

/* The .keras file of a model as others make it: without what Unroll itself says of the model. */
static byte_writer of_others(const unroll_model *model) {
	static const char *const names[] = {"metadata.json", "config.json", "model.weights.h5"};
	unroll_bytes file;
	zip_file files[3];
	byte_writer out = {0};
	assert_int_equal(unroll_model_export(model, UNROLL_FORMAT_KERAS, &file, NULL), UNROLL_OK);
	for (size_t at = 0; at + 7 <= file.size; at++)
		if (memcmp(file.data + at, "unroll", 7) == 0) memcpy(file.data + at, "others", 6);
	for (size_t at = 0; at + 4 <= file.size;
	     at++) /* the directory: what is in its place is true again below */
		if (memcmp(file.data + at, "PK\1\2", 4) == 0) {
			uint32_t data, size;
			memcpy(&data, file.data + at + 42, sizeof data);
			memcpy(&size, file.data + at + 20, sizeof size);
			for (size_t i = 0; i < 3; i++)
				if (memcmp(file.data + at + 46, names[i], strlen(names[i])) == 0)
					files[i] = (zip_file){names[i], file.data + data + 30 + strlen(names[i]), size};
		}
	assert_int_equal(write_zip(&out, files, 3, NULL), UNROLL_OK);
	unroll_bytes_free(&file);
	return out;
}

static void a_file_of_others_becomes_a_model(void **state) {
	(void)state;
	for (size_t n = 1; n < EXPORTED_NETWORKS; n++) {
		unroll_model *model = exported_model(n), *back;
		if (unroll_model_settings(model)->convention == UNROLL_CONVENTION_KERAS) {
			byte_writer file = of_others(model), own = {0}, again = {0};
			unroll_error error;
			unroll_settings settings = unroll_default_settings();
			unroll_described by;
			assert_int_equal(unroll_model_file_settings(file.data, file.size, &settings, &by, NULL),
			                 UNROLL_OK);
			assert_int_equal(by, UNROLL_DESCRIBED_NETWORK);
			if (unroll_model_import(file.data, file.size, NULL, unroll_model_vocabulary(model), &back,
			                        &error))
				fail_msg("%s", error.message);
			network net = network_of(unroll_model_settings(model));
			write_keras_config(&own, &net);
			net = network_of(unroll_model_settings(back));
			write_keras_config(&again, &net);
			/* Without a length the file leaves it as it is by default. */
			if (unroll_model_settings(model)->pad_to == UNROLL_PAD_TO_LENGTH) {
				assert_int_equal(own.size, again.size);
				assert_memory_equal(own.data, again.data, own.size);
			}
			for (uint32_t i = 0; i < unroll_model_tensor_count(model); i++) {
				unroll_tensor one = unroll_model_tensor(model, i), two = unroll_model_tensor(back, i);
				assert_string_equal(one.name, two.name);
				assert_memory_equal(one.values, two.values, one.shape[0] * sizeof *one.values);
			}
			unroll_model_destroy(back);
			free(file.data);
			free(own.data);
			free(again.data);
		}
		unroll_model_destroy(model);
	}
}

static void a_cut_file_of_others_is_refused(void **state) {
	(void)state;
	unroll_model *model = exported_model(1), *back;
	byte_writer file = of_others(model);
	for (size_t size = 0; size < file.size; size++) {
		uint8_t *cut = malloc(size ? size : 1);
		unroll_settings settings = unroll_default_settings();
		unroll_described by;
		memcpy(cut, file.data, size);
		assert_int_not_equal(unroll_model_import(cut, size, NULL, NULL, &back, NULL), UNROLL_OK);
		assert_int_not_equal(unroll_model_file_settings(cut, size, &settings, &by, NULL), UNROLL_OK);
		free(cut);
	}
	free(file.data);
	unroll_model_destroy(model);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(settings_follow_from_the_layers),
	    cmocka_unit_test(what_cannot_be_expressed_is_named),
	    cmocka_unit_test(a_cut_configuration_is_refused),
	    cmocka_unit_test(a_file_of_others_becomes_a_model),
	    cmocka_unit_test(a_cut_file_of_others_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

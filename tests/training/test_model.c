/* Proves that a model has Keras' names, shapes, counts and initial values, that its file gives it back to the bit and
 * nothing else is taken for one, and that typed reviews become ids as the corpus' did. */
#include "predict.h"
#include "same_settings.h"
#include "small_corpus.h"

#include <math.h>
#include <stdio.h>

static unroll_model *make(const small_corpus *data, const unroll_settings *settings) {
	unroll_model *model;
	assert_int_equal(unroll_model_create(settings, unroll_corpus_vocabulary(data->corpus), &model, NULL),
	                 UNROLL_OK);
	return model;
}

/* The parameters of the textbook's six runs and of its earlier edition (Keras' summary). */
static void parameter_counts_are_keras(void **state) {
	(void)state;
	static const struct {
		const char *cell, *units, *input, *words;
		uint64_t parameters;
	} runs[] = {
	    {"simple-rnn", "8", "one-hot", "200", 1681}, {"simple-rnn", "8", "embedding", "200", 3409},
	    {"lstm", "8", "embedding", "500", 8809},     {"lstm", "8,8", "embedding", "500", 9353},
	    {"gru", "8", "embedding", "500", 8633},      {"simple-rnn", "8", "embedding", "300", 5009},
	};
	small_corpus data = small_corpus_make(4, 0, 1);
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		unroll_settings settings = unroll_default_settings();
		unroll_settings_set(&settings, "cell", runs[i].cell, NULL);
		unroll_settings_set(&settings, "units", runs[i].units, NULL);
		unroll_settings_set(&settings, "input", runs[i].input, NULL);
		unroll_settings_set(&settings, "words", runs[i].words, NULL);
		unroll_model *model = make(&data, &settings);
		assert_int_equal(unroll_model_parameters(model), runs[i].parameters);
		uint64_t sum = 0;
		for (uint32_t n = 0; n < unroll_model_layer_count(model); n++)
			sum += unroll_model_layer(model, n).parameters;
		assert_int_equal(sum, runs[i].parameters);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

/* A network of any size is described at once: its layers are those of the model, and no weight is taken or drawn. */
static void layers_are_known_without_a_model(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(4, 0, 1);
	unroll_layer_summary layers[UNROLL_MOST_SUMMARIES];
	uint32_t count;
	unroll_settings settings = unroll_default_settings();
	unroll_settings_set(&settings, "units", "5,3", NULL);
	assert_int_equal(unroll_settings_layers(&settings, layers, &count, NULL), UNROLL_OK);
	unroll_model *model = make(&data, &settings);
	assert_int_equal(count, unroll_model_layer_count(model));
	for (uint32_t n = 0; n < count; n++) {
		unroll_layer_summary layer = unroll_model_layer(model, n);
		assert_string_equal(layers[n].name, layer.name);
		assert_string_equal(layers[n].type, layer.type);
		assert_int_equal(layers[n].steps, layer.steps);
		assert_int_equal(layers[n].features, layer.features);
		assert_int_equal(layers[n].parameters, layer.parameters);
	}
	unroll_model_destroy(model);
	unroll_settings_set(&settings, "units", "512,512,512,512,512,512,512,512", NULL);
	unroll_settings_set(&settings, "words", "65536", NULL);
	unroll_settings_set(&settings, "embedding", "512", NULL);
	for (int i = 0; i < 10000; i++) /* one model of them would take seconds, and ten thousand hours */
		assert_int_equal(unroll_settings_layers(&settings, layers, &count, NULL), UNROLL_OK);
	assert_int_equal(count, UNROLL_MAX_LAYERS + 2);
	assert_string_equal(layers[8].name, "gru_7");
	assert_int_equal(layers[8].parameters, 2 * 512 * 1536 + 2 * 1536);
	settings.words = 3;
	unroll_error error;
	assert_int_equal(unroll_settings_layers(&settings, layers, &count, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "words");
	small_corpus_free(&data);
}

static void names_and_shapes_are_keras(void **state) {
	(void)state;
	static const struct {
		const char *name;
		uint32_t rank, rows, columns;
	} tensors[] = {
	    {"embedding/embeddings", 2, 20, 3},
	    {"gru/kernel", 2, 3, 15},
	    {"gru/recurrent_kernel", 2, 5, 15},
	    {"gru/bias", 2, 2, 15},
	    {"gru_1/kernel", 2, 5, 6},
	    {"gru_1/recurrent_kernel", 2, 2, 6},
	    {"gru_1/bias", 2, 2, 6},
	    {"dense/kernel", 2, 2, 1},
	    {"dense/bias", 1, 1, 1},
	};
	small_corpus data = small_corpus_make(4, 0, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.layers = 2, settings.units[1] = 2;
	unroll_model *model = make(&data, &settings);
	assert_int_equal(unroll_model_tensor_count(model), sizeof tensors / sizeof *tensors);
	for (uint32_t i = 0; i < unroll_model_tensor_count(model); i++) {
		unroll_tensor tensor = unroll_model_tensor(model, i);
		assert_string_equal(tensor.name, tensors[i].name);
		assert_int_equal(tensor.rank, tensors[i].rank);
		assert_int_equal(tensor.shape[0], tensors[i].rows);
		assert_int_equal(tensor.shape[1], tensors[i].columns);
	}
	unroll_layer_summary first = unroll_model_layer(model, 1), second = unroll_model_layer(model, 2);
	assert_string_equal(first.type, "GRU");
	assert_int_equal(first.steps, 11); /* it returns sequences */
	assert_string_equal(second.name, "gru_1");
	assert_int_equal(second.steps, 0);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* Pooling is a layer of Keras' summary, without parameters, above a layer that then returns sequences. */
static void pooling_is_a_layer(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(4, 0, 1);
	static const char *const poolings[][3] = {{"mean", "global_average_pooling1d", "GlobalAveragePooling1D"},
	                                          {"max", "global_max_pooling1d", "GlobalMaxPooling1D"}};
	for (size_t i = 0; i < 2; i++) {
		unroll_settings settings = small_settings(UNROLL_GRU);
		unroll_settings_set(&settings, "pooling", poolings[i][0], NULL);
		unroll_settings_set(&settings, "bidirectional", "concat", NULL);
		unroll_model *model = make(&data, &settings);
		assert_int_equal(unroll_model_layer_count(model), 4);
		assert_int_equal(unroll_model_layer(model, 1).steps, settings.length);
		unroll_layer_summary pooling = unroll_model_layer(model, 2);
		assert_string_equal(pooling.name, poolings[i][1]);
		assert_string_equal(pooling.type, poolings[i][2]);
		assert_int_equal(pooling.steps, 0);
		assert_int_equal(pooling.features, 2 * settings.units[0]);
		assert_int_equal(pooling.parameters, 0);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

/* Keras' names of two dense layers: 5·7 + 7 and 7 + 1 parameters. */
static void a_hidden_dense_layer_is_the_first(void **state) {
	(void)state;
	static const char *const names[] = {"dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"};
	static const uint32_t shapes[][2] = {{5, 7}, {7, 1}, {7, 1}, {1, 1}};
	small_corpus data = small_corpus_make(4, 0, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	unroll_settings_set(&settings, "dense", "7", NULL);
	unroll_model *model = make(&data, &settings);
	uint32_t layers = unroll_model_layer_count(model), tensors = unroll_model_tensor_count(model);
	assert_string_equal(unroll_model_layer(model, layers - 2).name, "dense");
	assert_int_equal(unroll_model_layer(model, layers - 2).parameters, 5 * 7 + 7);
	assert_int_equal(unroll_model_layer(model, layers - 2).features, 7);
	assert_string_equal(unroll_model_layer(model, layers - 1).name, "dense_1");
	assert_int_equal(unroll_model_layer(model, layers - 1).parameters, 8);
	for (uint32_t i = 0; i < 4; i++) {
		unroll_tensor tensor = unroll_model_tensor(model, tensors - 4 + i);
		assert_string_equal(tensor.name, names[i]);
		assert_int_equal(tensor.shape[0], shapes[i][0]);
		assert_int_equal(tensor.shape[1], shapes[i][1]);
	}
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* Of Keras' Bidirectional, and of a stack of several cells: Keras numbers the layers of a class, also those in a wrapper. Its summary has
 * 2·(4·5·(3 + 5 + 1)), 3·2·(10 + 2 + 2), 2·(4·4·(2 + 4 + 1)) and 4 + 1 parameters. */
static void names_and_shapes_of_directions_are_keras(void **state) {
	(void)state;
	static const char *const tensors[] = {
	    "embedding/embeddings (20, 3)",
	    "bidirectional/forward_lstm/kernel (3, 20)",
	    "bidirectional/forward_lstm/recurrent_kernel (5, 20)",
	    "bidirectional/forward_lstm/bias (20, 1)",
	    "bidirectional/backward_lstm/kernel (3, 20)",
	    "bidirectional/backward_lstm/recurrent_kernel (5, 20)",
	    "bidirectional/backward_lstm/bias (20, 1)",
	    "gru/kernel (10, 6)",
	    "gru/recurrent_kernel (2, 6)",
	    "gru/bias (2, 6)",
	    "bidirectional_1/forward_lstm_1/kernel (2, 16)",
	    "bidirectional_1/forward_lstm_1/recurrent_kernel (4, 16)",
	    "bidirectional_1/forward_lstm_1/bias (16, 1)",
	    "bidirectional_1/backward_lstm_1/kernel (2, 16)",
	    "bidirectional_1/backward_lstm_1/recurrent_kernel (4, 16)",
	    "bidirectional_1/backward_lstm_1/bias (16, 1)",
	    "dense/kernel (4, 1)",
	    "dense/bias (1, 1)",
	};
	static const char *const layers[] = {"embedding Embedding 11 3 60",
	                                     "bidirectional Bidirectional 11 10 360", "gru GRU 11 2 84",
	                                     "bidirectional_1 Bidirectional 0 4 224", "dense Dense 0 1 5"};
	small_corpus data = small_corpus_make(4, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_settings_set(&settings, "units", "5,2,4", NULL);
	unroll_settings_set(&settings, "bidirectional", "concat,no,sum", NULL);
	unroll_settings_set(&settings, "upper-cells", "gru,lstm", NULL);
	unroll_model *model = make(&data, &settings);
	char text[128];
	assert_int_equal(unroll_model_tensor_count(model), sizeof tensors / sizeof *tensors);
	for (uint32_t i = 0; i < unroll_model_tensor_count(model); i++) {
		unroll_tensor tensor = unroll_model_tensor(model, i);
		snprintf(text, sizeof text, "%s (%u, %u)", tensor.name, tensor.shape[0], tensor.shape[1]);
		assert_string_equal(text, tensors[i]);
	}
	assert_int_equal(unroll_model_layer_count(model), sizeof layers / sizeof *layers);
	for (uint32_t i = 0; i < unroll_model_layer_count(model); i++) {
		unroll_layer_summary layer = unroll_model_layer(model, i);
		snprintf(text, sizeof text, "%s %s %u %u %u", layer.name, layer.type, layer.steps, layer.features,
		         (unsigned)layer.parameters);
		assert_string_equal(text, layers[i]);
	}
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void initial_values_are_keras(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(4, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_model *model = make(&data, &settings);
	double limit = sqrt(6.0 / (3 + 20)), most = 0;
	unroll_tensor embeddings = unroll_model_tensor(model, 0), kernel = unroll_model_tensor(model, 1);
	unroll_tensor recurrent = unroll_model_tensor(model, 2), bias = unroll_model_tensor(model, 3);
	for (uint32_t i = 0; i < 60; i++) assert_true(fabsf(embeddings.values[i]) <= 0.05f);
	for (uint32_t i = 0; i < 60; i++) most = fmax(most, fabs((double)kernel.values[i]));
	assert_true(most <= limit && most > 0.8 * limit);
	for (uint32_t i = 0; i < 20; i++) assert_true(bias.values[i] == (i >= 5 && i < 10 ? 1.0f : 0.0f));
	for (uint32_t a = 0; a < 5; a++)
		for (uint32_t b = 0; b < 5; b++) {
			double sum = 0;
			for (uint32_t n = 0; n < 20; n++)
				sum += (double)recurrent.values[a * 20 + n] * recurrent.values[b * 20 + n];
			assert_true(fabs(sum - (a == b)) < 1e-6);
		}
	settings.seed = 43;
	unroll_model *other = make(&data, &settings);
	char text[65], other_text[65];
	unroll_model_fingerprint(model, text);
	unroll_model_fingerprint(other, other_text);
	assert_string_not_equal(text, other_text);
	unroll_model_destroy(other);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void a_file_gives_the_model_back(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 0, 1);
	for (int cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (int input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			unroll_settings settings = small_settings((unroll_cell)cell);
			settings.input = (unroll_input)input;
			settings.dropout = 0.25;
			if (settings.input == UNROLL_EMBEDDING) {
				unroll_settings_set(&settings, "units", "5,3", NULL);
				unroll_settings_set(&settings, "bidirectional", "average,concat", NULL);
				unroll_settings_set(&settings, "upper-cells", "lstm", NULL);
				unroll_settings_set(&settings, "pooling", "mean", NULL);
				unroll_settings_set(&settings, "dense", "7", NULL);
			}
			unroll_model *model = make(&data, &settings), *read;
			unroll_bytes file, again;
			assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
			assert_int_equal(unroll_model_open(file.data, file.size, &read, NULL), UNROLL_OK);
			assert_same_settings(unroll_model_settings(read), unroll_model_settings(model));
			assert_int_equal(unroll_model_save(read, &again, NULL), UNROLL_OK);
			assert_int_equal(again.size, file.size);
			assert_memory_equal(again.data, file.data, file.size);
			unroll_prediction one, two;
			predict(model, "a warm film", 11, &one, NULL);
			predict(read, "a warm film", 11, &two, NULL);
			assert_memory_equal(&one, &two, sizeof one);
			unroll_bytes_free(&file);
			unroll_bytes_free(&again);
			unroll_model_destroy(read);
			unroll_model_destroy(model);
		}
	small_corpus_free(&data);
}

static void a_damaged_file_is_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 0, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	unroll_model *model = make(&data, &settings), *read = NULL;
	unroll_bytes file;
	assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
	for (size_t size = 0; size < file.size; size++) {
		uint8_t *cut = malloc(size + 8);
		memcpy(cut, file.data, size);
		assert_int_equal(unroll_model_open(cut, size, &read, NULL), UNROLL_BAD_FILE);
		assert_null(read);
		free(cut);
	}
	/* Any letter of the header changed: another name, shape, type, setting. What is still a model must be a sound one. */
	uint64_t header = 0;
	memcpy(&header, file.data, 8);
	size_t refused = 0;
	for (size_t at = 8; at < 8 + header; at++)
		for (int bit = 0; bit < 7; bit++) {
			file.data[at] ^= (uint8_t)(1 << bit);
			unroll_error error;
			unroll_status status = unroll_model_open(file.data, file.size, &read, &error);
			refused += status != UNROLL_OK;
			if (status == UNROLL_OK) {
				unroll_prediction prediction;
				assert_int_equal(predict(read, "good", 4, &prediction, NULL), UNROLL_OK);
				unroll_model_destroy(read);
			} else {
				assert_true(status == UNROLL_BAD_FILE);
				assert_true(error.message[0] != '\0');
			}
			read = NULL;
			file.data[at] ^= (uint8_t)(1 << bit);
		}
	assert_true(refused > 5 * header); /* most changes */
	/* One bit of a weight or a word. */
	for (size_t at = 8 + header; at < file.size; at++) {
		unroll_error damage;
		file.data[at] ^= (uint8_t)(1 << at % 8);
		assert_int_equal(unroll_model_open(file.data, file.size, &read, &damage), UNROLL_BAD_FILE);
		assert_string_equal(damage.subject, "sha256");
		file.data[at] ^= (uint8_t)(1 << at % 8);
	}
	/* A corpus is not a model. */
	unroll_error error;
	assert_int_equal(unroll_model_open(data.file.data, data.file.size, &read, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "format");
	unroll_bytes_free(&file);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* A typed review must get the logit that the same text gets as a review of a corpus, whatever is padded or cut. */
static void typed_reviews_become_the_same_ids(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(60, 0, 1);
	static const char long_text[] =
	    "the story of a film with a good cast and a bad story it was a warm and bright film of "
	    "the good and the bad and the grey";
	static const char *const texts[] = {"", "good", "Good, <br /> WARM!",
	                                    "bad bad dull grey cold film and the story was of it", long_text};
	for (int padding = UNROLL_PRE; padding <= UNROLL_POST; padding++)
		for (int truncating = UNROLL_PRE; truncating <= UNROLL_POST; truncating++) {
			unroll_settings settings = small_settings(UNROLL_LSTM);
			settings.padding = (unroll_side)padding, settings.truncating = (unroll_side)truncating;
			unroll_corpus_builder *builder;
			unroll_corpus_options options = {.words = 10000};
			unroll_corpus_builder_create(&options, &builder, NULL);
			for (uint32_t i = 0; i < 60; i++) small_review(builder, UNROLL_TRAIN_HALF, i, 1);
			for (uint32_t i = 0; i < 5; i++) {
				unroll_review review = {UNROLL_TEST_HALF, 1, i, texts[i], strlen(texts[i])};
				assert_int_equal(unroll_corpus_builder_add(builder, &review, NULL), UNROLL_OK);
			}
			unroll_bytes file;
			unroll_corpus *corpus;
			assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &file, NULL), UNROLL_OK);
			unroll_corpus_builder_destroy(builder);
			assert_int_equal(unroll_corpus_open(file.data, file.size, &corpus, NULL), UNROLL_OK);
			unroll_model *model = make(&data, &settings);
			double loss = 0;
			for (uint32_t i = 0; i < 5; i++) {
				unroll_prediction prediction;
				assert_int_equal(predict(model, texts[i], strlen(texts[i]), &prediction, NULL), UNROLL_OK);
				loss += log1p(exp(-(double)prediction.logit));
			}
			unroll_evaluator *evaluator;
			unroll_score score;
			assert_int_equal(unroll_evaluator_create(model, corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
			                 UNROLL_OK);
			unroll_evaluator_step(evaluator, 10, &score);
			assert_int_equal(score.reviews, 5);
			assert_float_equal(score.loss, loss / 5, 1e-7);
			unroll_evaluator_destroy(evaluator);
			unroll_model_destroy(model);
			unroll_corpus_close(corpus);
			unroll_bytes_free(&file);
		}
	small_corpus_free(&data);
}

static void wrong_text_is_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(10, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_model *model = make(&data, &settings);
	unroll_prediction prediction = {7, 7, 7, 7, 7, 7, {7}};
	assert_int_equal(predict(model, "good \xff film", 11, &prediction, NULL), UNROLL_BAD_TEXT);
	assert_int_equal(prediction.words, 7);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void other_words_are_a_mismatch(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(60, 0, 1);
	unroll_settings settings = small_settings(UNROLL_LSTM);
	unroll_vocabulary *words;
	assert_int_equal(unroll_vocabulary_create("quite\nother", 11, &words, NULL), UNROLL_OK);
	unroll_model *model;
	assert_int_equal(unroll_model_create(&settings, words, &model, NULL), UNROLL_OK);
	unroll_trainer *trainer;
	unroll_error error;
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "vocabulary");
	unroll_model_destroy(model);
	unroll_vocabulary_destroy(words);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parameter_counts_are_keras),
	    cmocka_unit_test(layers_are_known_without_a_model),
	    cmocka_unit_test(names_and_shapes_are_keras),
	    cmocka_unit_test(names_and_shapes_of_directions_are_keras),
	    cmocka_unit_test(pooling_is_a_layer),
	    cmocka_unit_test(a_hidden_dense_layer_is_the_first),
	    cmocka_unit_test(initial_values_are_keras),
	    cmocka_unit_test(a_file_gives_the_model_back),
	    cmocka_unit_test(a_damaged_file_is_refused),
	    cmocka_unit_test(typed_reviews_become_the_same_ids),
	    cmocka_unit_test(wrong_text_is_refused),
	    cmocka_unit_test(other_words_are_a_mismatch),
	};
	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}

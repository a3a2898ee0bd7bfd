/* Small models of every kind of network with random weights, for tests of files for other libraries. */
#ifndef TESTS_EXCHANGE_EXPORTED_MODELS_H
#define TESTS_EXCHANGE_EXPORTED_MODELS_H

#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "kernels/random.h"
#include "unroll/unroll.h"

/* Settings of networks, "NAME VALUE" and a blank after each value. */
static const char *const exported_networks[] = {
    "cell simple-rnn convention pytorch ",
    "cell simple-rnn ",
    "cell lstm mask-zero yes ",
    "cell gru input one-hot bidirectional average ",
    "cell lstm units 7,4,3 bidirectional sum,no,concat upper-cells gru,simple-rnn convention pytorch ",
    "cell gru units 5,3 bidirectional concat,average upper-cells gru mask-zero yes padding post ",
    "cell gru units 4,4,4 bidirectional no,concat,no layer-dropout 0.3 dense-dropout 0.5 dense 3 ",
    "cell lstm units 5,5 bidirectional concat convention pytorch pooling max mask-zero yes ",
    "cell gru units 5,5 dropout 0.2 recurrent-dropout 0.1 l2 0.01 pooling mean dense 3 dense-activation "
    "tanh ",
    "cell gru classes 5 pad-to longest ",
    "cell simple-rnn units 2,2,2,2,2,2,2,2 bidirectional concat layer-dropout 0.1 dense-dropout 0.1 pooling "
    "max dense 2 ",
};
enum { EXPORTED_NETWORKS = sizeof exported_networks / sizeof *exported_networks };

static inline unroll_settings exported_settings(const char *texts) {
	unroll_settings settings = unroll_default_settings();
	char name[64], value[64];
	settings.words = 9, settings.embedding = 3, settings.length = 6;
	for (int taken; sscanf(texts, "%63s %63s %n", name, value, &taken) == 2; texts += taken)
		assert_int_equal(unroll_settings_set(&settings, name, value, NULL), UNROLL_OK);
	return settings;
}

static inline unroll_model *exported_model(size_t index) {
	static const char words[] = "good\nbad\nthe\n영화\nfilm";
	unroll_settings settings = exported_settings(exported_networks[index]);
	unroll_vocabulary *vocabulary;
	unroll_model *model;
	random_stream stream = random_stream_of(5, RANDOM_SHUFFLE, index);
	assert_int_equal(unroll_vocabulary_create(words, sizeof words - 1, &vocabulary, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_create(&settings, vocabulary, &model, NULL), UNROLL_OK);
	unroll_vocabulary_destroy(vocabulary);
	for (uint32_t i = 0; i < unroll_model_tensor_count(model); i++) {
		unroll_tensor tensor = unroll_model_tensor(model, i);
		size_t floats = (size_t)tensor.shape[0] * (tensor.rank > 1 ? tensor.shape[1] : 1);
		for (size_t k = 0; k < floats; k++) tensor.values[k] = (float)random_below(&stream, 1000) / 500 - 1;
	}
	return model;
}

#endif

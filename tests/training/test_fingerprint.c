/* Proves that the same seed gives the same bits: short runs that reach every kernel end in weights whose SHA-256 is written
 * here. The same program is built with gcc, with clang and with sanitizers; tests/wasm and the page's tests ask engine.wasm for the
 * same fingerprints.
 *
 * A change that is meant to change bits (another order of a sum, another activation) changes these lines, and nothing else
 * may. */
#include "small_corpus.h"

#include "training/model.h"

typedef struct fingerprinted_run {
	const char *fingerprint;
	const char *settings[8][2];
} fingerprinted_run;

static const fingerprinted_run runs[] = {
    {"73994f765ac7b9f3064d597dbb25eff797966a5bb541c11d197f4f1b0bbab4d0",
     {{"cell", "simple-rnn"}, {"units", "9"}}},
    {"20f9efd5a08107b5f09bfe0c2dfdd0f029452ec0fdfbc745cf7d577698cbcdf2",
     {{"cell", "lstm"}, {"units", "7"}, {"batch", "70"}}},
    {"050c78c8b952ac5020dd95509a1f2a8371b47f010f824d2336d75234743db5bf",
     {{"cell", "gru"}, {"units", "33"}, {"embedding", "17"}}},
    {"852c5a34f410e5539598e528e6a14a71e4cf08add2bd616269a86695fca240ce",
     {{"cell", "simple-rnn"}, {"input", "one-hot"}, {"dropout", "0.4"}}},
    {"e11809697d93822876cd06c30b923aadb6c2ac9c93bc6aa95ae718347426047e",
     {{"cell", "gru"},
      {"units", "6,4"},
      {"dropout", "0.2"},
      {"recurrent-dropout", "0.3"},
      {"optimizer", "adam"}}},
    {"f3cd0f903c04d0ad6b5f30c31bc2dbe4948fb582fbd23a121915f8e84ac665f1",
     {{"cell", "lstm"},
      {"units", "5,3,1"},
      {"optimizer", "sgd"},
      {"momentum", "0.9"},
      {"clip-norm", "0.1"},
      {"padding", "post"},
      {"truncating", "post"}}},
};

static void check_run(const fingerprinted_run *run, const small_corpus *data, const hot_functions *hot) {
	unroll_settings settings = small_settings(UNROLL_GRU);
	for (size_t n = 0; n < 8 && run->settings[n][0]; n++)
		assert_int_equal(unroll_settings_set(&settings, run->settings[n][0], run->settings[n][1], NULL),
		                 UNROLL_OK);
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_progress progress;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data->corpus), &model, NULL),
	                 UNROLL_OK);
	model->hot = hot;
	assert_int_equal(unroll_trainer_create(model, data->corpus, &trainer, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_step(trainer, 1000, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.phase, UNROLL_FINISHED);
	char fingerprint[65];
	unroll_model_fingerprint(model, fingerprint);
	if (strcmp(fingerprint, run->fingerprint) != 0) print_message("%u lanes: %s\n", hot->lanes, fingerprint);
	assert_string_equal(fingerprint, run->fingerprint);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
}

static void check_width(unsigned lanes) {
	const hot_functions *hot = hot_functions_of(lanes);
	if (!hot) skip(); /* not this processor, or not this build */
	assert_int_equal(hot->lanes, lanes);
	small_corpus data = small_corpus_make(203, 0, 1);
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) check_run(&runs[i], &data, hot);
	small_corpus_free(&data);
}

static void the_bits_are_these(void **state) {
	(void)state;
	check_width(4);
}

static void eight_lanes_give_them_too(void **state) {
	(void)state;
	check_width(8);
}

static void sixteen_lanes_give_them_too(void **state) {
	(void)state;
	check_width(16);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bits_are_these),
	    cmocka_unit_test(eight_lanes_give_them_too),
	    cmocka_unit_test(sixteen_lanes_give_them_too),
	};
	return cmocka_run_group_tests_name("fingerprint", tests, NULL, NULL);
}

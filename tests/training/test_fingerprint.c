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
    {"2a2c331c08fd02ee3622c7ac02e44bad7c3f9b8028929fb7d05d797da0e3f2a7",
     {{"cell", "simple-rnn"}, {"units", "9"}}},
    {"50a91d5904122ce8a9df14fc43d99d19f2398b72c07cb3c969343ba99ec01052",
     {{"cell", "lstm"}, {"units", "7"}, {"batch", "70"}}},
    {"1317816bce7c0922062eb277f79aece6102821cdb41ffcd974b14818aa4785dc",
     {{"cell", "gru"}, {"units", "33"}, {"embedding", "17"}}},
    {"95eb3fd72212541013b80c13ce23337858d1668c9e380feaa752f57c06258e6d",
     {{"cell", "simple-rnn"}, {"input", "one-hot"}, {"dropout", "0.4"}}},
    {"05ee53c0a517007cef171b7b7e54ca9b210019488f915acf74ed6b4ecbd4c15c",
     {{"cell", "gru"},
      {"units", "6,4"},
      {"dropout", "0.2"},
      {"recurrent-dropout", "0.3"},
      {"optimizer", "adam"}}},
    {"ca2a505b502d586681600c33234bfd31aac831d54437e0b9980d071923026aba",
     {{"cell", "lstm"},
      {"units", "5,3,1"},
      {"optimizer", "sgd"},
      {"momentum", "0.9"},
      {"clip-norm", "0.1"},
      {"padding", "post"},
      {"truncating", "post"}}},
    {"75ec64da4f011f4d3b681f5da6ba253e52c926a2dc8d154f669bc6dc048e107b",
     {{"cell", "simple-rnn"}, {"units", "9"}, {"length", "31"}, {"mask-zero", "yes"}}},
    {"9db84fb5a3b05363fc87c94437f32f1bff4d542e3cdb77be6633e12beb4b1889",
     {{"cell", "lstm"}, {"units", "7,3"}, {"length", "31"}, {"padding", "post"}, {"mask-zero", "yes"}}},
    /* The same: where padding is masked, it makes no difference how long a batch is. */
    {"9db84fb5a3b05363fc87c94437f32f1bff4d542e3cdb77be6633e12beb4b1889",
     {{"cell", "lstm"},
      {"units", "7,3"},
      {"length", "31"},
      {"padding", "post"},
      {"mask-zero", "yes"},
      {"pad-to", "longest"}}},
    {"20dc3c5f3b9ede7c4e4039240aac0bf7aa7375724968c9115144ab700310a594",
     {{"cell", "gru"},
      {"units", "11"},
      {"length", "31"},
      {"padding", "post"},
      {"mask-zero", "yes"},
      {"dropout", "0.2"},
      {"recurrent-dropout", "0.3"}}},
    {"d8f96f4298ef55ccf61a9ab2eb1704a8d5ccb60cdbfc0316de644deb29c6273a",
     {{"cell", "gru"}, {"optimizer", "adamw"}, {"weight-decay", "0.3"}, {"class-weight", "balanced"}}},
    {"b1f6e01fa7c5279f7594ea0faa480e6784011d65a1ae70bb804e664d796be5dc",
     {{"cell", "lstm"}, {"optimizer", "nadam"}, {"label-smoothing", "0.1"}, {"l2", "0.01"}}},
    {"26eab433ea5f8585be04df4b6aac1ddbabf5a34117bb1c56c9fbb161f456624c",
     {{"cell", "simple-rnn"}, {"input", "one-hot"}, {"l2", "0.01"}}},
    {"0a20f4e2e76e6362d4c1ca1e79087595505208280f365424ff2c6ae25e3d7f1f",
     {{"cell", "lstm"}, {"units", "7"}, {"bidirectional", "concat"}}},
    {"e0c044ff73cca93554f42da4d11ef33d5ba2cdd87859e18c520d20dece8fa721",
     {{"cell", "gru"},
      {"units", "9,4,5"},
      {"bidirectional", "concat,no,average"},
      {"upper-cells", "simple-rnn,lstm"},
      {"length", "31"},
      {"mask-zero", "yes"},
      {"dropout", "0.2"},
      {"recurrent-dropout", "0.3"}}},
    {"d47f8012637f44da32cba0ac5713d1e307fac1324f642ebb1d9f5e6fdbbcccf1",
     {{"cell", "simple-rnn"},
      {"units", "7,3"},
      {"bidirectional", "sum"},
      {"upper-cells", "gru"},
      {"input", "one-hot"},
      {"optimizer", "adam"}}},
    {"49f564b60f069da36ed36686af1cd69820e764e883b0db40e80772ba17083e5c",
     {{"cell", "gru"}, {"pooling", "mean"}}},
    {"d2e3f9d7f0ccee6166ab3b167466b769200c467539a82c490930467b2b3dd96d",
     {{"cell", "lstm"},
      {"units", "7,3"},
      {"bidirectional", "no,concat"},
      {"pooling", "max"},
      {"length", "31"},
      {"padding", "post"},
      {"mask-zero", "yes"},
      {"dropout", "0.2"}}},
    {"b4915d523039d6bec8d97f302bab9ec9ed019d4540f1e63b4905ec75136f8aa0",
     {{"cell", "gru"}, {"dense", "19"}, {"l2", "0.01"}}},
    {"b8f54357e920327593ce7c9ae3e464e778e7a73d7c49edbf52ef0bbd82224ffe",
     {{"cell", "lstm"},
      {"bidirectional", "concat"},
      {"pooling", "mean"},
      {"dense", "7"},
      {"dense-activation", "tanh"},
      {"dropout", "0.2"},
      {"optimizer", "adam"}}},
    {"03b19b59db52a79a2d2d1298bb402a414960c01656d7f4e9c20e082470cf3d1c",
     {{"cell", "gru"},
      {"units", "7,3"},
      {"bidirectional", "concat,no"},
      {"layer-dropout", "0.3"},
      {"dense-dropout", "0.4"},
      {"mask-zero", "yes"},
      {"length", "31"}}},
    {"c2040c6fc21bfc5e732e1ce6409e1f7c09e56e75a7106e36e973854f2eb676f4", {{"cell", "gru"}, {"classes", "3"}}},
    {"be19bc502031bbfb2cf2c6a465d84686f642d07a0d4e4b5d39af24cb6b973a61",
     {{"cell", "lstm"},
      {"classes", "20"},
      {"bidirectional", "concat"},
      {"pooling", "max"},
      {"dense", "7"},
      {"dropout", "0.2"},
      {"label-smoothing", "0.1"},
      {"class-weight", "balanced"}}},
    {"80d30b83003de70e952234e569becd188c8922a7f235e690953296279da6b13a",
     {{"cell", "gru"}, {"schedule", "cosine"}, {"warm-up", "5"}, {"min-rate", "0.001"}}},
    {"70a7909060a77bebd15b14999695989d60bc748fd83e9f28947f21dcec18fd06",
     {{"cell", "lstm"}, {"schedule", "plateau"}, {"rate-epochs", "1"}, {"min-delta", "0.5"}}},
    {"b839a8e1ec425a91b6bd72af291af00851bee7abc314bdef5733fa5d27d82ba8",
     {{"cell", "gru"}, {"schedule", "step"}, {"monitor", "val-accuracy"}}},
    {"a5a9abb1022f1c37f99faf5b5bcff17ad31c7714b82839c6ed346c75eff29713",
     {{"cell", "gru"}, {"held-out", "last"}, {"validation", "0.3"}}},
    {"f005f01ac35e59cdd412f0c548928a6059aa528fd554aa745c2d8f598140248d",
     {{"cell", "lstm"}, {"held-out", "test"}}},
    {"805f9a7736222fa5f1a2b8716acd047e021897fd0c2d6315fb5f746bf66bd132",
     {{"cell", "simple-rnn"}, {"units", "9"}, {"convention", "pytorch"}, {"optimizer", "adam"}}},
    {"7abadd84f2b9ad2759693411713a6c8d0d27b1a98c119a06c2a7639aa3643620",
     {{"cell", "lstm"},
      {"units", "7,3"},
      {"bidirectional", "concat"},
      {"convention", "pytorch"},
      {"clip-norm", "0.5"}}},
    {"b461188cfcd7d90b909d8fd2c0055423b89499a609952b52f897b32750ea9667",
     {{"cell", "gru"},
      {"input", "one-hot"},
      {"convention", "pytorch"},
      {"optimizer", "sgd"},
      {"momentum", "0.9"},
      {"schedule", "step"}}},
    {"fec95bff4bf77d876c363de98947645ad15df630dcfa302ddec44772139e87a0",
     {{"cell", "gru"}, {"convention", "pytorch"}, {"optimizer", "nadam"}}},
    {"c41dcb61cf2b06778046bb5853280a763a086b4a717fe0473d43aff194867f65",
     {{"cell", "gru"}, {"length", "31"}, {"pad-to", "longest"}, {"batch", "7"}, {"dropout", "0.2"}}},
    {"ff1bf4b65307041138d5028579c388367bea2a64462d4709061e42b98f8fb834",
     {{"cell", "lstm"},
      {"bidirectional", "concat"},
      {"input", "one-hot"},
      {"length", "31"},
      {"padding", "post"},
      {"pad-to", "longest"},
      {"pooling", "mean"},
      {"batch", "7"}}},
};

static void check_run(const fingerprinted_run *run, const hot_functions *hot,
                      const unroll_parallel *parallel) {
	unroll_settings settings = small_settings(UNROLL_GRU);
	for (size_t n = 0; n < 8 && run->settings[n][0]; n++)
		assert_int_equal(unroll_settings_set(&settings, run->settings[n][0], run->settings[n][1], NULL),
		                 UNROLL_OK);
	small_corpus data = small_class_corpus(settings.classes, 203, 41, 1);
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_progress progress;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
	                 UNROLL_OK);
	network_use(&model->net, hot);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_use(trainer, parallel, NULL), UNROLL_OK);
	assert_int_equal(unroll_trainer_step(trainer, 1000, &progress, NULL), UNROLL_OK);
	assert_int_equal(progress.phase, UNROLL_FINISHED);
	char fingerprint[65];
	unroll_model_fingerprint(model, fingerprint);
	if (strcmp(fingerprint, run->fingerprint) != 0) print_message("%u lanes: %s\n", hot->lanes, fingerprint);
	assert_string_equal(fingerprint, run->fingerprint);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void check_width(unsigned lanes) {
	const hot_functions *hot = hot_functions_of(lanes);
	if (!hot) skip(); /* not this processor, or not this build */
	assert_int_equal(hot->lanes, lanes);
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) check_run(&runs[i], hot, NULL);
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

/* Work on the parts at the same time, as it may interleave: the last one first, and each in a memory of its own. */
static void run_backwards(void *context, unroll_part *part, void *work, uint32_t parts) {
	(*(uint32_t *)context)++;
	while (parts) part(work, --parts);
}

static void parts_in_another_order_give_them_too(void **state) {
	(void)state;
	uint32_t calls = 0;
	unroll_parallel backwards = {&calls, run_backwards};
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		check_run(&runs[i], widest_hot_functions(), &backwards);
	assert_true(calls > 100);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bits_are_these),
	    cmocka_unit_test(eight_lanes_give_them_too),
	    cmocka_unit_test(sixteen_lanes_give_them_too),
	    cmocka_unit_test(parts_in_another_order_give_them_too),
	};
	return cmocka_run_group_tests_name("fingerprint", tests, NULL, NULL);
}

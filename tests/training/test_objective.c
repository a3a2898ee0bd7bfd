/* Proves what training minimizes: targets, class weights as scikit-learn balances them, in training alone, and which weights the L2
 * penalty counts. Its gradients are compared with PyTorch's in test_golden_training.c. */
#include "small_corpus.h"

#include "training/objective.h"
#include "training/trainer.h"

static void smoothed_targets_are_those_of_keras(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	assert_true(target_of(&settings, 0) == 0 && target_of(&settings, 1) == 1);
	settings.label_smoothing = 0.25;
	assert_true(target_of(&settings, 0) == 0.125 && target_of(&settings, 1) == 0.875);
}

/* The reviews of the corpus are negative and positive in turn: three of one kind, one of the other. */
static void balanced_weights_are_those_of_scikit_learn(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(20, 0, 1);
	uint32_t indices[5], count = 0;
	for (uint32_t i = 0; i < 20 && count < 4; i++)
		if (unroll_corpus_get(data.corpus, UNROLL_TRAIN_HALF, i).label == (count == 3)) indices[count++] = i;
	review_list list = {.half = UNROLL_TRAIN_HALF, .indices = indices, .count = 4};
	unroll_settings settings = unroll_default_settings();
	double weights[2];
	class_weights_of(&settings, data.corpus, &list, weights);
	assert_true(weights[0] == 1 && weights[1] == 1);
	settings.class_weight = UNROLL_CLASS_WEIGHT_BALANCED;
	class_weights_of(&settings, data.corpus, &list, weights);
	assert_true(weights[0] == 4 / (2.0 * 3) && weights[1] == 4 / (2.0 * 1));
	list.count = 3;
	class_weights_of(&settings, data.corpus, &list, weights);
	assert_true(weights[0] == 0.5 && weights[1] == 1);
	small_corpus_free(&data);
}

static void class_weights_count_in_training_alone(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 0, 1);
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.class_weight = UNROLL_CLASS_WEIGHT_BALANCED;
	unroll_model *model;
	unroll_trainer *trainer;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(data.corpus), &model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
	double expected[2];
	class_weights_of(&settings, data.corpus, &trainer->train, expected);
	assert_true(expected[0] != 1);
	assert_memory_equal(trainer->pass.class_weights, expected, sizeof expected);
	fill_batch(&trainer->batch, data.corpus, &trainer->train, 0, 20, false);
	pass *p = &trainer->pass;
	pass_run(p, model->parameters, &trainer->batch, (random_stream){0, 0}, NULL, NULL);
	double plain[20], weighted = 0;
	memcpy(plain, p->losses, sizeof plain);
	pass_run(p, model->parameters, &trainer->batch, (random_stream){0, 0}, trainer->gradient, NULL);
	for (uint32_t r = 0; r < 20; r++) {
		assert_true(p->losses[r] == plain[r] * expected[trainer->batch.labels[r]]);
		weighted += p->losses[r];
	}
	assert_true(pass_loss(p) ==
	            weighted / 20); /* over the number of reviews, not over the sum of the weights */
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* Embeddings and biases count for nothing, whatever their values. */
static void the_penalty_is_of_all_kernels_and_nothing_else(void **state) {
	(void)state;
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.layers = 2, settings.units[1] = 2;
	settings.l2 = 0.5;
	network net = network_of(&settings);
	float *weights = malloc(net.parameters * sizeof *weights),
	      *gradient = calloc(net.parameters, sizeof *gradient);
	assert_true(weights && gradient);
	for (size_t i = 0; i < net.parameters; i++) weights[i] = 2;
	add_l2_gradient(&net, weights, gradient);
	/* GRU(5) on 3 inputs, GRU(2) on 5, Dense(1) on 2 */
	uint32_t kernels = 3 * 15 + 5 * 15 + 5 * 6 + 2 * 6 + 2, moved = 0;
	assert_true(l2_penalty(&net, weights) == 0.5 * kernels * 4);
	for (size_t i = 0; i < net.parameters; i++) {
		assert_true(gradient[i] == 0 || gradient[i] == 2 * 0.5f * 2);
		moved += gradient[i] > 0;
	}
	assert_int_equal(moved, kernels);
	free(weights);
	free(gradient);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(smoothed_targets_are_those_of_keras),
	    cmocka_unit_test(balanced_weights_are_those_of_scikit_learn),
	    cmocka_unit_test(class_weights_count_in_training_alone),
	    cmocka_unit_test(the_penalty_is_of_all_kernels_and_nothing_else),
	};
	return cmocka_run_group_tests_name("objective", tests, NULL, NULL);
}

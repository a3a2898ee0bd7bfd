/* Proves what belongs to networks of 3 to 20 classes as a whole: their last layer, files and checkpoints, predictions that accuracy counts, the
 * opposites of an evaluation, and that model and corpus must agree in their classes. What the loss and gradients are is proven in
 * test_gradients.c and test_golden_training.c. */
#include "predict.h"
#include "signed_file.h"
#include "small_corpus.h"

#include <math.h>

#include "text/corpus_builder.h"
#include "training/model.h"
#include "training/splits.h"

static const char *const names[] = {"스포츠", "politics", "culture and arts"};

/* 90 and 30 reviews of three classes with names. */
static small_corpus named_corpus(void) {
	small_corpus made = {{NULL, 0}, NULL};
	unroll_corpus_builder *builder;
	unroll_corpus_options options = unroll_default_corpus_options();
	class_names classes = class_names_of(3);
	options.classes = 3;
	for (int label = 0; label < 3; label++) strcpy(classes.of[label], names[label]);
	assert_int_equal(unroll_corpus_builder_create(&options, &builder, NULL), UNROLL_OK);
	for (uint32_t i = 0; i < 90; i++) small_class_review(builder, 3, UNROLL_TRAIN_HALF, i, 1);
	for (uint32_t i = 0; i < 30; i++) small_class_review(builder, 3, UNROLL_TEST_HALF, i, 1);
	corpus_builder_name_classes(builder, &classes);
	assert_int_equal(unroll_corpus_builder_finish(builder, "a test", &made.file, NULL), UNROLL_OK);
	unroll_corpus_builder_destroy(builder);
	assert_int_equal(unroll_corpus_open(made.file.data, made.file.size, &made.corpus, NULL), UNROLL_OK);
	return made;
}

static unroll_settings class_settings(uint32_t classes) {
	unroll_settings settings = small_settings(UNROLL_GRU);
	settings.classes = classes;
	return settings;
}

static unroll_model *make(const unroll_settings *settings, const small_corpus *data) {
	unroll_model *model;
	assert_int_equal(unroll_model_create(settings, unroll_corpus_vocabulary(data->corpus), &model, NULL),
	                 UNROLL_OK);
	return model;
}

static unroll_trainer *begin(unroll_model *model, const small_corpus *data) {
	unroll_trainer *trainer;
	assert_int_equal(unroll_trainer_create(model, data->corpus, &trainer, NULL), UNROLL_OK);
	return trainer;
}

static void the_last_layer_has_a_unit_for_each_class(void **state) {
	(void)state;
	for (uint32_t classes = 2; classes <= UNROLL_MOST_CLASSES; classes++) {
		unroll_settings settings = class_settings(classes);
		unroll_layer_summary layers[UNROLL_MOST_SUMMARIES];
		uint32_t count, units = classes > 2 ? classes : 1;
		assert_int_equal(unroll_settings_layers(&settings, layers, &count, NULL), UNROLL_OK);
		assert_string_equal(layers[count - 1].type, "Dense");
		assert_int_equal(layers[count - 1].features, units);
		assert_int_equal(layers[count - 1].parameters, (settings.units[0] + 1) * units);
	}
}

/* A corpus and a model keep their classes and their names; those of two classes name neither. */
static void files_have_classes_and_names(void **state) {
	(void)state;
	small_corpus data = named_corpus(), two = small_corpus_make(40, 0, 1);
	unroll_settings settings = class_settings(3);
	unroll_model *model = make(&settings, &data), *read;
	unroll_bytes file, again;
	unroll_trainer_destroy(begin(model, &data));
	assert_int_equal(unroll_corpus_classes(data.corpus), 3);
	assert_int_equal(unroll_corpus_classes(two.corpus), 2);
	assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_open(file.data, file.size, &read, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_settings(read)->classes, 3);
	for (uint32_t label = 0; label < 3; label++) {
		assert_string_equal(unroll_corpus_class(data.corpus, label), names[label]);
		assert_string_equal(unroll_model_class(read, label), names[label]);
	}
	assert_string_equal(unroll_corpus_class(data.corpus, 3), "");
	assert_int_equal(unroll_model_save(read, &again, NULL), UNROLL_OK);
	assert_int_equal(again.size, file.size);
	assert_memory_equal(again.data, file.data, file.size);
	for (size_t i = 0; i + 7 < two.file.size; i++) assert_true(memcmp(two.file.data + i, "classes", 7) != 0);
	unroll_bytes_free(&file);
	unroll_bytes_free(&again);
	unroll_model_destroy(read);
	unroll_model_destroy(model);
	small_corpus_free(&two);
	small_corpus_free(&data);
}

/* Overwrites a text in the file's header by one as long. */
static void replace(unroll_bytes *file, const char *text, const char *by) {
	size_t size = strlen(text);
	assert_int_equal(strlen(by), size);
	for (size_t i = 0; i + size <= file->size; i++) {
		if (memcmp(file->data + i, text, size) != 0) continue;
		memcpy(file->data + i, by, size);
		return;
	}
	fail_msg("the file has no %s", text);
}

static void wrong_classes_are_refused(void **state) {
	(void)state;
	static const struct {
		const char *text, *by, *of_corpus, *of_model;
	} table[] = {
	    {"\"classes\":\"3\"", "\"classes\":\"2\"", "classes", "dense/kernel"},
	    {"\"classes\":\"3\"", "\"classes\":\"0\"", "classes", "classes"},
	    {"\"classes\":\"3\"", "\"classes\":\"x\"", "classes", "classes"},
	    {"\"classes\":\"3\"", "\"classes\":\"4\"", "class-names", "dense/kernel"},
	    {"\\u000apolitics", "______politics", "class-names", "class-names"},
	    {"politics\\u000a", "\\u000apolitics", "class-names", "class-names"},
	    {"\"classes\":\"3\"", "\"Classes\":\"3\"", "train/labels", "dense/kernel"},
	};
	small_corpus data = named_corpus();
	unroll_settings settings = class_settings(3);
	unroll_model *model = make(&settings, &data);
	unroll_bytes file;
	unroll_error error;
	unroll_trainer_destroy(begin(model, &data));
	assert_int_equal(unroll_model_save(model, &file, NULL), UNROLL_OK);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		unroll_corpus *corpus = NULL;
		unroll_model *read = NULL;
		replace(&data.file, table[i].text, table[i].by);
		assert_int_equal(unroll_corpus_open(data.file.data, data.file.size, &corpus, &error),
		                 UNROLL_BAD_FILE);
		assert_string_equal(error.subject, table[i].of_corpus);
		replace(&data.file, table[i].by, table[i].text);
		replace(&file, table[i].text, table[i].by);
		assert_int_equal(unroll_model_open(file.data, file.size, &read, &error), UNROLL_BAD_FILE);
		assert_string_equal(error.subject, table[i].of_model);
		replace(&file, table[i].by, table[i].text);
		assert_true(!corpus && !read);
	}
	/* A label beyond the classes. */
	unroll_corpus *corpus = NULL;
	uint8_t *labels = tensor_data(&data.file, "train/labels");
	labels[7] = 3;
	sign_again(&data.file);
	assert_int_equal(unroll_corpus_open(data.file.data, data.file.size, &corpus, &error), UNROLL_BAD_FILE);
	assert_string_equal(error.subject, "train/labels");
	unroll_bytes_free(&file);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void every_cut_and_changed_byte_is_survived(void **state) {
	(void)state;
	small_corpus data = named_corpus();
	for (size_t at = 0; at < data.file.size && at < 1200; at++) {
		unroll_corpus *corpus = NULL;
		assert_int_equal(unroll_corpus_open(data.file.data, at, &corpus, NULL), UNROLL_BAD_FILE);
		for (unsigned bit = 0; bit < 8; bit++) {
			data.file.data[at] ^= (uint8_t)(1u << bit);
			if (unroll_corpus_open(data.file.data, data.file.size, &corpus, NULL) == UNROLL_OK) {
				uint32_t classes = unroll_corpus_classes(corpus);
				assert_true(classes >= 2 && classes <= UNROLL_MOST_CLASSES);
				for (uint32_t label = 0; label < classes; label++)
					assert_true(strlen(unroll_corpus_class(corpus, label)) > 0);
				for (uint32_t r = 0; r < unroll_corpus_count(corpus, UNROLL_TRAIN_HALF); r++)
					assert_true(unroll_corpus_get(corpus, UNROLL_TRAIN_HALF, r).label < classes);
				unroll_corpus_close(corpus);
			}
			data.file.data[at] ^= (uint8_t)(1u << bit);
		}
	}
	small_corpus_free(&data);
}

static void a_model_needs_a_corpus_of_its_classes(void **state) {
	(void)state;
	small_corpus three = named_corpus(), two = small_corpus_make(90, 30, 1);
	const small_corpus *data[] = {&two, &three};
	for (uint32_t classes = 2; classes <= 3; classes++) {
		unroll_settings settings = class_settings(classes);
		unroll_model *model = make(&settings, data[classes - 2]);
		unroll_trainer *trainer;
		unroll_error error;
		assert_int_equal(unroll_trainer_create(model, data[3 - classes]->corpus, &trainer, &error),
		                 UNROLL_MISMATCH);
		assert_string_equal(error.subject, "classes");
		unroll_model_destroy(model);
	}
	unroll_statistics_options options = unroll_default_statistics_options();
	unroll_bytes file;
	unroll_error error;
	assert_int_equal(unroll_statistics_count(three.corpus, &options, &file, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "classes");
	small_corpus_free(&two);
	small_corpus_free(&three);
}

/* A run that learns its three classes; stopped anywhere and resumed from its checkpoint it ends in the same bits. */
static void a_resumed_run_has_the_same_bits(void **state) {
	(void)state;
	small_corpus data = named_corpus();
	unroll_settings settings = class_settings(3);
	settings.learning_rate = 0.05;
	settings.epochs = 30;
	settings.patience = 0;
	settings.held_out = UNROLL_HELD_OUT_TEST;
	settings.class_weight = UNROLL_CLASS_WEIGHT_BALANCED;
	unroll_model *model = make(&settings, &data);
	unroll_trainer *trainer = begin(model, &data);
	unroll_progress progress;
	char whole[65], resumed[65];
	assert_int_equal(unroll_trainer_step(trainer, 10000, &progress, NULL), UNROLL_OK);
	double accuracy = unroll_trainer_history(trainer)[progress.best_epoch - 1].val_accuracy;
	if (accuracy <= 0.6) fail_msg("the best accuracy is %g", accuracy);
	unroll_model_fingerprint(model, whole);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	for (uint32_t stop = 1; stop < 40; stop += 13) {
		unroll_bytes file;
		model = make(&settings, &data);
		trainer = begin(model, &data);
		assert_int_equal(unroll_trainer_step(trainer, stop, &progress, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_save(trainer, &file, NULL), UNROLL_OK);
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
		assert_int_equal(unroll_trainer_resume(file.data, file.size, data.corpus, &model, &trainer, NULL),
		                 UNROLL_OK);
		assert_string_equal(unroll_model_class(model, 1), names[1]);
		assert_int_equal(unroll_trainer_step(trainer, 10000, &progress, NULL), UNROLL_OK);
		unroll_model_fingerprint(model, resumed);
		assert_string_equal(resumed, whole);
		unroll_trainer_destroy(trainer);
		unroll_model_destroy(model);
		unroll_bytes_free(&file);
	}
	small_corpus_free(&data);
}

/* Reviews of one word, whose predicted label is that of most reviews with the word; probabilities sum to 1, and the label's is the
 * largest. An evaluation of one such review counts that label. */
static void predictions_have_all_probabilities(void **state) {
	(void)state;
	small_corpus data = named_corpus();
	unroll_settings settings = class_settings(3);
	unroll_model *model = make(&settings, &data);
	unroll_error error;
	for (size_t w = 0; w < 8; w++) {
		unroll_prediction prediction;
		assert_int_equal(predict(model, small_words[w], strlen(small_words[w]), &prediction, NULL),
		                 UNROLL_OK);
		double sum = 0;
		assert_int_equal(prediction.classes, 3);
		for (uint32_t k = 0; k < 3; k++) {
			sum += (double)prediction.probabilities[k];
			assert_true(prediction.probabilities[k] <= prediction.probabilities[prediction.label]);
		}
		assert_true(fabs(sum - 1) < 1e-6);
		assert_true(prediction.probability == prediction.probabilities[prediction.label]);
		double odds = log((double)prediction.probability / (1 - (double)prediction.probability));
		assert_true(fabs(odds - (double)prediction.logit) < 1e-5);
	}
	/* One class whose bias is above all others' is always predicted, and as accurate as it is frequent. */
	for (uint32_t i = 0; i < unroll_model_tensor_count(model); i++) {
		unroll_tensor tensor = unroll_model_tensor(model, i);
		if (strcmp(tensor.name, "dense/bias") == 0) tensor.values[2] = 50;
	}
	unroll_evaluator *evaluator;
	unroll_score score;
	unroll_prediction prediction;
	assert_int_equal(unroll_evaluator_create(model, data.corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
	                 UNROLL_OK);
	unroll_evaluator_step(evaluator, 10, &score);
	assert_true(score.accuracy == 10.0 / 30);
	assert_true(fabs(score.loss - 100.0 / 3) < 1);
	unroll_evaluator_destroy(evaluator);
	unroll_model_tensor(model, unroll_model_tensor_count(model) - 1).values[1] = NAN;
	assert_int_equal(predict(model, "good", 4, &prediction, &error), UNROLL_NOT_FINITE);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* A review whose end is replaced altogether is the review of the next class that was put in its place: a network that distinguishes the classes
 * is then wrong about all that it was right about. */
static void opposites_are_of_the_next_class(void **state) {
	(void)state;
	small_corpus data = named_corpus();
	unroll_settings settings = class_settings(3);
	unroll_model *model = make(&settings, &data);
	unroll_evaluator *evaluator;
	unroll_score whole, opposite;
	unroll_error error;
	assert_int_equal(unroll_evaluator_create(model, data.corpus, UNROLL_TEST_SPLIT, &evaluator, NULL),
	                 UNROLL_OK);
	for (uint32_t favoured = 0; favoured < 3; favoured++) {
		float *bias = unroll_model_tensor(model, unroll_model_tensor_count(model) - 1).values;
		for (uint32_t k = 0; k < 3; k++) bias[k] = k == favoured ? 50 : 0;
		assert_int_equal(unroll_evaluator_restart(evaluator, UNROLL_READ_ALL, 0, &error), UNROLL_OK);
		unroll_evaluator_step(evaluator, 10, &whole);
		assert_int_equal(unroll_evaluator_restart(evaluator, UNROLL_READ_OPPOSITE, 2000, &error), UNROLL_OK);
		unroll_evaluator_step(evaluator, 10, &opposite);
		assert_int_equal(opposite.total, 30);
		assert_true(opposite.accuracy == whole.accuracy); /* the label to predict stays */
	}
	unroll_evaluator_destroy(evaluator);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* Held out at random, each class has its share in both splits. */
static void held_out_reviews_are_stratified(void **state) {
	(void)state;
	small_corpus data = small_class_corpus(5, 101, 0, 3);
	unroll_settings settings = class_settings(5);
	uint32_t permutation[101], counts[5] = {0}, all[5] = {0};
	bool seen[101] = {false};
	review_list train = reviews_of_split(&settings, data.corpus, UNROLL_TRAIN_SPLIT, permutation);
	review_list held_out = reviews_of_split(&settings, data.corpus, UNROLL_VALIDATION_SPLIT, permutation);
	assert_int_equal(train.count + held_out.count, 101);
	for (uint32_t i = 0; i < 101; i++) {
		const review_list *list = i < train.count ? &train : &held_out;
		uint32_t place = i < train.count ? i : i - train.count;
		assert_false(seen[list->indices[place]]);
		seen[list->indices[place]] = true;
		all[review_at(data.corpus, list, place).label]++;
		if (list == &held_out) counts[review_at(data.corpus, list, place).label]++;
	}
	for (uint32_t k = 0; k < 5; k++) assert_true(fabs(counts[k] - 0.2 * all[k]) < 1);
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_layer_has_a_unit_for_each_class),
	    cmocka_unit_test(files_have_classes_and_names),
	    cmocka_unit_test(wrong_classes_are_refused),
	    cmocka_unit_test(every_cut_and_changed_byte_is_survived),
	    cmocka_unit_test(a_model_needs_a_corpus_of_its_classes),
	    cmocka_unit_test(a_resumed_run_has_the_same_bits),
	    cmocka_unit_test(predictions_have_all_probabilities),
	    cmocka_unit_test(opposites_are_of_the_next_class),
	    cmocka_unit_test(held_out_reviews_are_stratified),
	};
	return cmocka_run_group_tests_name("classes", tests, NULL, NULL);
}

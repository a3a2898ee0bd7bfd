/* Proves that word vectors of a text file or of another model become the embedding, cut anywhere, that a file which is none changes nothing,
 * and that training leaves a frozen embedding as it is, with every other weight as if it were put back after each batch. */
#include "small_corpus.h"

#include <stdio.h>

static unroll_settings settings_of(uint32_t embedding) {
	unroll_settings settings = unroll_default_settings();
	settings.words = 22;
	settings.embedding = embedding;
	settings.units[0] = 3;
	settings.length = 11;
	settings.batch = 16;
	settings.epochs = 2;
	return settings;
}

static unroll_model *model_of(const small_corpus *data, const unroll_settings *settings) {
	unroll_model *model;
	assert_int_equal(unroll_model_create(settings, unroll_corpus_vocabulary(data->corpus), &model, NULL),
	                 UNROLL_OK);
	return model;
}

static unroll_tensor embedding_of(unroll_model *model) {
	unroll_tensor tensor = unroll_model_tensor(model, 0);
	assert_string_equal(tensor.name, "embedding/embeddings");
	return tensor;
}

static float *row_of(unroll_model *model, const char *word) {
	uint32_t rank = unroll_vocabulary_rank(unroll_model_vocabulary(model), word, strlen(word));
	assert_true(rank > 0);
	unroll_tensor tensor = embedding_of(model);
	return tensor.values + (size_t)(rank + UNROLL_INDEX_FROM) * tensor.shape[1];
}

/* Reads a text in chunks of `chunk` bytes into a model, to the first failure. */
static unroll_status read_vectors(unroll_model *model, const char *text, size_t size, size_t chunk,
                                  unroll_found_words *found, unroll_error *error) {
	unroll_word_vectors *vectors;
	assert_int_equal(unroll_word_vectors_create(model, &vectors, NULL), UNROLL_OK);
	unroll_status status = UNROLL_OK;
	for (size_t at = 0; at < size && status == UNROLL_OK; at += chunk) {
		size_t part = size - at < chunk ? size - at : chunk;
		uint8_t *exactly = malloc(part); /* so that a sanitizer sees what is read beyond it */
		memcpy(exactly, text + at, part);
		status = unroll_word_vectors_add(vectors, exactly, part, error);
		free(exactly);
	}
	if (status == UNROLL_OK) status = unroll_word_vectors_finish(vectors, found, error);
	unroll_word_vectors_destroy(vectors);
	return status;
}

static const char two_words[] = "2 3\n"
                                "film 0.5 -1.25 1e-3 \r\n"
                                "the 1.5e-25 -1.23456789012e-17 0\n"
                                "Good 9 9 9\n"
                                "new york 7 7 7\n"
                                "\n"
                                "good\t-0.12345678901234567 2 3.0E+1\n"
                                "film 4 4 4";

static void a_file_is_read_however_it_is_cut(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 4, 1);
	unroll_settings settings = settings_of(3);
	for (size_t chunk = 1; chunk <= sizeof two_words; chunk++) {
		unroll_model *model = model_of(&data, &settings), *before = model_of(&data, &settings);
		unroll_found_words found;
		assert_int_equal(read_vectors(model, two_words, sizeof two_words - 1, chunk, &found, NULL),
		                 UNROLL_OK);
		assert_int_equal(found.found, 3);
		assert_int_equal(found.of, 18);
		const float film[] = {0.5f, -1.25f, 0.001f}, good[] = {-0.123456789012345f, 2, 30},
		            tiny[] = {1.5e-25f, -1.23456789012e-17f, 0};
		assert_memory_equal(row_of(model, "film"), film, sizeof film);
		assert_memory_equal(row_of(model, "good"), good, sizeof good);
		assert_memory_equal(row_of(model, "the"), tiny, sizeof tiny);
		/* What has no vector is as it was drawn. */
		memcpy(row_of(before, "film"), film, sizeof film);
		memcpy(row_of(before, "good"), good, sizeof good);
		memcpy(row_of(before, "the"), tiny, sizeof tiny);
		assert_memory_equal(embedding_of(model).values, embedding_of(before).values, 22 * 3 * sizeof(float));
		unroll_model_destroy(before);
		unroll_model_destroy(model);
	}
	small_corpus_free(&data);
}

static void what_is_no_file_of_vectors_changes_nothing(void **state) {
	(void)state;
	static const struct {
		const char *text;
		unroll_status status;
		const char *subject, *says;
	} cases[] = {
	    {"film 1 2\ngood 1 2\n", UNROLL_MISMATCH, "embedding", "have 2 dimensions and the embedding 3"},
	    {"7 300\nfilm 1 2\n", UNROLL_MISMATCH, "embedding", "have 300 dimensions"},
	    {"film 1 2 3\ngood 1 2\n", UNROLL_BAD_FILE, "word-vectors", "Line 2 of the word vectors has too few"},
	    {"film 1 2 3\ngood 1 2 x\n", UNROLL_BAD_FILE, "word-vectors", "Line 2"},
	    {"film 1 2 nan\n", UNROLL_BAD_FILE, "word-vectors", "something else than numbers"},
	    {"film 1 2 1e31\n", UNROLL_BAD_FILE, "word-vectors", "too large"},
	    {"unheard 1 2 3\n", UNROLL_MISMATCH, "word-vectors", "None of the words"},
	    {"", UNROLL_MISMATCH, "word-vectors", "None of the words"},
	};
	small_corpus data = small_corpus_make(40, 4, 1);
	unroll_settings settings = settings_of(3);
	unroll_model *model = model_of(&data, &settings), *before = model_of(&data, &settings);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unroll_error error;
		unroll_found_words found;
		assert_int_equal(read_vectors(model, cases[i].text, strlen(cases[i].text), 5, &found, &error),
		                 cases[i].status);
		assert_string_equal(error.subject, cases[i].subject);
		assert_non_null(strstr(error.message, cases[i].says));
		assert_memory_equal(embedding_of(model).values, embedding_of(before).values, 22 * 3 * sizeof(float));
	}
	/* A line that does not end. */
	unroll_word_vectors *vectors;
	static uint8_t blanks[1 << 15];
	memset(blanks, 'a', sizeof blanks);
	assert_int_equal(unroll_word_vectors_create(model, &vectors, NULL), UNROLL_OK);
	unroll_status status = UNROLL_OK;
	for (int i = 0; i < 3 && !status; i++)
		status = unroll_word_vectors_add(vectors, blanks, sizeof blanks, NULL);
	assert_int_equal(status, UNROLL_BAD_FILE);
	unroll_word_vectors_destroy(vectors);
	unroll_model_destroy(before);
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

/* Cut at any byte a file is read as far as it goes, or refused. */
static void a_truncated_file_is_read_or_refused(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 4, 1);
	unroll_settings settings = settings_of(3);
	unroll_model *model = model_of(&data, &settings);
	for (size_t size = 0; size < sizeof two_words; size++) {
		unroll_found_words found;
		unroll_status status = read_vectors(model, two_words, size, 4, &found, NULL);
		assert_true(status == UNROLL_OK || status == UNROLL_BAD_FILE || status == UNROLL_MISMATCH);
	}
	unroll_model_destroy(model);
	small_corpus_free(&data);
}

static void dimensions_are_seen_from_the_beginning(void **state) {
	(void)state;
	static const struct {
		const char *text;
		uint32_t dimensions; /* 0: refused */
	} cases[] = {{"2 300\nfilm 1", 300}, {"the 1 2 3 4\nof", 4}, {"the 1 -2.5e-3 \r\n", 2},
	             {"the\n", 0},           {"<html> a b\n", 0},    {"", 0},
	             {"the 1 2 3", 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t dimensions = 0;
		unroll_status status = unroll_word_vector_dimensions((const uint8_t *)cases[i].text,
		                                                     strlen(cases[i].text), &dimensions, NULL);
		assert_int_equal(status, cases[i].dimensions ? UNROLL_OK : UNROLL_BAD_FILE);
		if (cases[i].dimensions) assert_int_equal(dimensions, cases[i].dimensions);
	}
}

/* Of a model with other words in another order: the rows of those that both know, and of the ids that are no words. */
static void the_embedding_of_another_model_is_taken_word_by_word(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(40, 4, 1), others = small_corpus_make(57, 4, 9);
	unroll_settings settings = settings_of(5), fewer = settings_of(5), wider = settings_of(6),
	                ids = settings_of(5);
	fewer.words = 12;
	fewer.seed = 7;
	ids.input = UNROLL_ONE_HOT;
	unroll_model *model = model_of(&data, &settings), *before = model_of(&data, &settings);
	unroll_model *other = model_of(&others, &fewer), *wide = model_of(&data, &wider),
	             *one_hot = model_of(&data, &ids);
	unroll_found_words found;
	unroll_error error;
	assert_int_equal(unroll_model_embed_from(model, wide, &found, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "embedding");
	assert_int_equal(unroll_model_embed_from(model, one_hot, &found, &error), UNROLL_MISMATCH);
	assert_string_equal(error.subject, "input");
	assert_memory_equal(embedding_of(model).values, embedding_of(before).values, 22 * 5 * sizeof(float));

	assert_int_equal(unroll_model_embed_from(model, other, &found, NULL), UNROLL_OK);
	assert_int_equal(found.of, 18);
	uint32_t taken = 0;
	for (uint32_t rank = 1; rank <= found.of; rank++) {
		size_t size;
		const char *text = unroll_vocabulary_word(unroll_model_vocabulary(model), rank, &size);
		char word[16] = "";
		memcpy(word, text, size);
		uint32_t elsewhere = unroll_vocabulary_rank(unroll_model_vocabulary(other), word, size);
		bool known = elsewhere > 0 && elsewhere <= 12 - 1 - UNROLL_INDEX_FROM;
		assert_memory_equal(row_of(model, word), row_of(known ? other : before, word), 5 * sizeof(float));
		taken += known;
	}
	assert_int_equal(found.found, taken);
	assert_true(taken > 3 && taken < 18);
	assert_memory_equal(embedding_of(model).values, embedding_of(other).values,
	                    (UNROLL_INDEX_FROM + 1) * 5 * sizeof(float));
	unroll_model *const all[] = {model, before, other, wide, one_hot};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) unroll_model_destroy(all[i]);
	small_corpus_free(&data);
	small_corpus_free(&others);
}

/* For every optimizer, also where it decays weights, masks inputs or the rows end within a cache line (22 · 5 floats). */
static void training_leaves_a_frozen_embedding(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 31, 1);
	for (uint32_t variant = 0; variant < 12; variant++) {
		unroll_settings settings = settings_of(variant % 2 ? 5 : 16);
		settings.optimizer = (unroll_optimizer)(variant % 5);
		settings.momentum = 0.9;
		settings.learning_rate = 0.01;
		if (variant >= 5) settings.dropout = 0.25;
		if (variant >= 10) settings.mask_zero = UNROLL_MASK_ZERO_YES;
		unroll_model *thawed = model_of(&data, &settings);
		settings.embedding_trainable = UNROLL_EMBEDDING_TRAINABLE_NO;
		unroll_model *frozen = model_of(&data, &settings), *before = model_of(&data, &settings);
		unroll_trainer *plain, *trainer;
		assert_int_equal(unroll_trainer_create(thawed, data.corpus, &plain, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_create(frozen, data.corpus, &trainer, NULL), UNROLL_OK);
		unroll_tensor fixed = embedding_of(before), put_back = embedding_of(thawed);
		size_t bytes = (size_t)fixed.shape[0] * fixed.shape[1] * sizeof(float);
		for (int batch = 0; batch < 10; batch++) { /* of the first epoch: no weights are kept or put back */
			assert_int_equal(unroll_trainer_step(plain, 1, NULL, NULL), UNROLL_OK);
			memcpy(put_back.values, fixed.values, bytes);
			assert_int_equal(unroll_trainer_step(trainer, 1, NULL, NULL), UNROLL_OK);
		}
		assert_memory_equal(embedding_of(frozen).values, fixed.values, bytes);
		char left[65], right[65], first[65];
		unroll_model_fingerprint(frozen, left);
		unroll_model_fingerprint(thawed, right);
		unroll_model_fingerprint(before, first);
		assert_string_equal(left, right);
		assert_string_not_equal(left, first);
		unroll_trainer_destroy(plain);
		unroll_trainer_destroy(trainer);
		unroll_model *const all[] = {thawed, frozen, before};
		for (size_t i = 0; i < 3; i++) unroll_model_destroy(all[i]);
	}
	small_corpus_free(&data);
}

/* A run on vectors, frozen or not, resumes to the same bits: the checkpoint has the embedding that it began with, or what became of it. */
static void a_run_on_vectors_resumes(void **state) {
	(void)state;
	small_corpus data = small_corpus_make(203, 31, 1);
	for (int frozen = 0; frozen < 2; frozen++) {
		unroll_settings settings = settings_of(3);
		settings.optimizer = UNROLL_ADAMW;
		settings.clip_norm = 0.5;
		if (frozen) settings.embedding_trainable = UNROLL_EMBEDDING_TRAINABLE_NO;
		unroll_model *model = model_of(&data, &settings), *resumed;
		unroll_found_words found;
		assert_int_equal(read_vectors(model, two_words, sizeof two_words - 1, 9, &found, NULL), UNROLL_OK);
		unroll_trainer *trainer, *again;
		unroll_bytes checkpoint;
		assert_int_equal(unroll_trainer_create(model, data.corpus, &trainer, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_step(trainer, 13, NULL, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_save(trainer, &checkpoint, NULL), UNROLL_OK);
		assert_int_equal(
		    unroll_trainer_resume(checkpoint.data, checkpoint.size, data.corpus, &resumed, &again, NULL),
		    UNROLL_OK);
		assert_int_equal(unroll_trainer_step(trainer, 100, NULL, NULL), UNROLL_OK);
		assert_int_equal(unroll_trainer_step(again, 100, NULL, NULL), UNROLL_OK);
		char left[65], right[65];
		unroll_model_fingerprint(model, left);
		unroll_model_fingerprint(resumed, right);
		assert_string_equal(left, right);
		const float film[] = {0.5f, -1.25f, 0.001f};
		assert_int_equal(memcmp(row_of(resumed, "film"), film, sizeof film) == 0, frozen);
		unroll_bytes_free(&checkpoint);
		unroll_trainer_destroy(trainer);
		unroll_trainer_destroy(again);
		unroll_model_destroy(model);
		unroll_model_destroy(resumed);
	}
	small_corpus_free(&data);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_is_read_however_it_is_cut),
	    cmocka_unit_test(what_is_no_file_of_vectors_changes_nothing),
	    cmocka_unit_test(a_truncated_file_is_read_or_refused),
	    cmocka_unit_test(dimensions_are_seen_from_the_beginning),
	    cmocka_unit_test(the_embedding_of_another_model_is_taken_word_by_word),
	    cmocka_unit_test(training_leaves_a_frozen_embedding),
	    cmocka_unit_test(a_run_on_vectors_resumes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

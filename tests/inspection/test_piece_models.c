/* Proves that a model of pieces is one like any other: it learns, its file gives it back and is refused where it ends early, predictions,
 * traces and evaluations read texts and the corpus alike; also with a smaller vocabulary, for which the corpus is parted. */
#include "../training/predict.h"
#include "../training/small_corpus.h"

static const char text[] = "GOOD films, warm and bright; unheard-of storytelling!";

typedef struct trained {
	small_corpus data;
	unroll_model *model;
	unroll_trainer *trainer;
	unroll_epoch last;
} trained;

static trained train(unroll_tokenizer tokenizer, uint32_t fewer) {
	trained t = {.data = small_corpus_of(tokenizer, 203, 31, 1)};
	unroll_settings settings = small_settings(UNROLL_GRU);
	unroll_progress progress;
	settings.words = unroll_corpus_words(t.data.corpus) - fewer;
	settings.length = 60;
	settings.epochs = 25;
	settings.patience = 0;
	assert_int_equal(unroll_model_create(&settings, unroll_corpus_vocabulary(t.data.corpus), &t.model, NULL),
	                 UNROLL_OK);
	assert_int_equal(unroll_trainer_create(t.model, t.data.corpus, &t.trainer, NULL), UNROLL_OK);
	do assert_int_equal(unroll_trainer_step(t.trainer, 100, &progress, NULL), UNROLL_OK);
	while (progress.phase != UNROLL_FINISHED);
	t.last = unroll_trainer_history(t.trainer)[progress.best_epoch - 1];
	return t;
}

static void end(trained *t) {
	unroll_trainer_destroy(t->trainer);
	unroll_model_destroy(t->model);
	small_corpus_free(&t->data);
}

static const struct {
	unroll_tokenizer tokenizer;
	uint32_t fewer;
} cases[] = {{UNROLL_SUBWORDS, 0}, {UNROLL_SUBWORDS, 25}, {UNROLL_CHARACTERS, 0}, {UNROLL_CHARACTERS, 5}};
#define CASES (sizeof cases / sizeof *cases)

static void pieces_are_learned_from(void **state) {
	(void)state;
	for (size_t c = 0; c < CASES; c++) {
		trained t = train(cases[c].tokenizer, cases[c].fewer);
		assert_true(t.last.val_accuracy > 0.8);
		unroll_evaluator *evaluator;
		unroll_score score;
		assert_int_equal(
		    unroll_evaluator_create(t.model, t.data.corpus, UNROLL_VALIDATION_SPLIT, &evaluator, NULL),
		    UNROLL_OK);
		unroll_evaluator_step(evaluator, 1000, &score);
		assert_true(score.loss == t.last.val_loss);
		/* All of the last ids are all of the review. */
		unroll_score again;
		assert_int_equal(unroll_evaluator_restart(evaluator, UNROLL_READ_LAST, 60, NULL), UNROLL_OK);
		unroll_evaluator_step(evaluator, 1000, &again);
		assert_true(again.loss == score.loss);
		unroll_evaluator_destroy(evaluator);
		end(&t);
	}
}

static void a_trace_reads_pieces_as_a_prediction_does(void **state) {
	(void)state;
	for (size_t c = 0; c < CASES; c++) {
		trained t = train(cases[c].tokenizer, cases[c].fewer);
		unroll_trace *trace;
		unroll_prediction prediction, other;
		unroll_bytes bytes;
		assert_int_equal(predict(t.model, text, strlen(text), &prediction, NULL), UNROLL_OK);
		assert_int_equal(prediction.unknown, 0);
		assert_int_equal(prediction.words, 8);
		assert_int_equal(unroll_trace_create(t.model, &trace, NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(trace, text, strlen(text), NULL), UNROLL_OK);
		unroll_trace_review review = unroll_trace_of_review(trace);
		float logit = review.timesteps[review.timestep_count - 1].logit;
		assert_memory_equal(&logit, &prediction.logit, sizeof logit);
		assert_int_equal(unroll_tokenize(unroll_model_vocabulary(t.model), text, strlen(text), &bytes, NULL),
		                 UNROLL_OK);
		const unroll_token *tokens = (const unroll_token *)(const void *)bytes.data;
		assert_int_equal(review.word_count, bytes.size / sizeof *tokens);
		for (uint32_t i = 0; i < review.word_count; i++) {
			assert_int_equal(review.words[i].word, tokens[i].word);
			assert_int_equal(review.words[i].start, tokens[i].start);
			assert_int_equal(review.words[i].end, tokens[i].end);
			assert_int_equal(review.words[i].id, tokens[i].id);
		}
		/* Without a piece is without its word. */
		assert_int_equal(unroll_trace_compare(trace, 1000, NULL), UNROLL_OK);
		review = unroll_trace_of_review(trace);
		assert_int_equal(predict(t.model, text + 4, strlen(text) - 4, &other, NULL), UNROLL_OK);
		for (uint32_t i = 0; i < review.word_count && review.words[i].word == 0; i++)
			assert_memory_equal(&review.words[i].without, &other.logit, sizeof other.logit);
		assert_memory_equal(&review.words[review.word_count - 1].up_to, &prediction.logit, sizeof logit);
		unroll_bytes_free(&bytes);
		unroll_trace_destroy(trace);
		end(&t);
	}
}

/* A review of the corpus, parted where it must be, is traced as the text that it was made of. */
static void a_review_of_the_corpus_is_traced_as_its_text(void **state) {
	(void)state;
	for (size_t c = 0; c < CASES; c++) {
		trained t = train(cases[c].tokenizer, cases[c].fewer);
		const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(t.data.corpus);
		unroll_corpus_review review = unroll_corpus_get(t.data.corpus, UNROLL_TEST_HALF, 3);
		char words[4096] = "";
		for (uint32_t i = 1; i < review.count; i++) {
			size_t size;
			const char *piece = unroll_vocabulary_word(vocabulary, review.ids[i] - UNROLL_INDEX_FROM, &size);
			strncat(words, piece, size); /* marks are blanks */
		}
		unroll_trace *traces[2];
		unroll_trace_review found[2];
		for (int i = 0; i < 2; i++)
			assert_int_equal(unroll_trace_create(t.model, &traces[i], NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read(traces[0], words, strlen(words), NULL), UNROLL_OK);
		assert_int_equal(unroll_trace_read_review(traces[1], t.data.corpus, UNROLL_TEST_HALF, 3, NULL),
		                 UNROLL_OK);
		for (int i = 0; i < 2; i++) found[i] = unroll_trace_of_review(traces[i]);
		assert_int_equal(found[0].word_count, found[1].word_count);
		assert_memory_equal(&found[0].prediction.logit, &found[1].prediction.logit, sizeof(float));
		for (uint32_t i = 0; i < found[0].word_count; i++) {
			assert_int_equal(found[0].words[i].id, found[1].words[i].id);
			assert_int_equal(found[0].words[i].word, found[1].words[i].word);
			assert_int_equal(found[0].words[i].timestep, found[1].words[i].timestep);
		}
		for (int i = 0; i < 2; i++) unroll_trace_destroy(traces[i]);
		end(&t);
	}
}

static void files_keep_the_tokenizer(void **state) {
	(void)state;
	trained t = train(UNROLL_SUBWORDS, 20);
	unroll_bytes file, checkpoint, again;
	unroll_model *opened;
	unroll_prediction before, after;
	assert_int_equal(unroll_model_save(t.model, &file, NULL), UNROLL_OK);
	assert_int_equal(unroll_model_open(file.data, file.size, &opened, NULL), UNROLL_OK);
	assert_int_equal(unroll_vocabulary_tokenizer(unroll_model_vocabulary(opened)), UNROLL_SUBWORDS);
	predict(t.model, text, strlen(text), &before, NULL);
	predict(opened, text, strlen(text), &after, NULL);
	assert_memory_equal(&before, &after, sizeof before);
	assert_int_equal(unroll_model_save(opened, &again, NULL), UNROLL_OK);
	assert_int_equal(again.size, file.size);
	assert_memory_equal(again.data, file.data, file.size);
	unroll_model_destroy(opened);
	for (size_t size = 0; size < file.size; size++) {
		uint8_t *bytes = malloc(size + 1);
		memcpy(bytes, file.data, size);
		assert_int_equal(unroll_model_open(bytes, size, &opened, NULL), UNROLL_BAD_FILE);
		free(bytes);
	}
	unroll_trainer *trainer;
	assert_int_equal(unroll_trainer_save(t.trainer, &checkpoint, NULL), UNROLL_OK);
	assert_int_equal(
	    unroll_trainer_resume(checkpoint.data, checkpoint.size, t.data.corpus, &opened, &trainer, NULL),
	    UNROLL_OK);
	assert_int_equal(unroll_vocabulary_tokenizer(unroll_model_vocabulary(opened)), UNROLL_SUBWORDS);
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(opened);
	unroll_bytes_free(&checkpoint);
	unroll_bytes_free(&again);
	unroll_bytes_free(&file);
	end(&t);
}

/* A model of words and a corpus of pieces, or the other way round, do not belong together; nor do subwords and characters. */
static void other_tokenizers_are_a_mismatch(void **state) {
	(void)state;
	for (int of_model = UNROLL_WORDS; of_model <= UNROLL_CHARACTERS; of_model++)
		for (int of_corpus = UNROLL_WORDS; of_corpus <= UNROLL_CHARACTERS; of_corpus++) {
			if (of_model == of_corpus) continue;
			small_corpus mine = small_corpus_of((unroll_tokenizer)of_model, 40, 0, 1),
			             other = small_corpus_of((unroll_tokenizer)of_corpus, 40, 0, 1);
			unroll_settings settings = small_settings(UNROLL_LSTM);
			unroll_model *model;
			unroll_trainer *trainer;
			unroll_error error;
			settings.words = 20;
			assert_int_equal(
			    unroll_model_create(&settings, unroll_corpus_vocabulary(mine.corpus), &model, NULL),
			    UNROLL_OK);
			assert_int_equal(unroll_trainer_create(model, other.corpus, &trainer, &error), UNROLL_MISMATCH);
			assert_string_equal(error.subject, "vocabulary");
			unroll_model_destroy(model);
			small_corpus_free(&mine);
			small_corpus_free(&other);
		}
}

/* The characters are mapped only where there are no merges; the bytes and the mark, which are no words, are not. */
static void the_map_begins_with_merges(void **state) {
	(void)state;
	trained t = train(UNROLL_CHARACTERS, 0);
	unroll_word_map *letters;
	assert_int_equal(unroll_word_map_create(t.model, 1000, &letters, NULL), UNROLL_OK);
	unroll_word_places characters = unroll_word_map_places(letters);
	assert_int_equal(characters.first, 258);
	assert_int_equal(characters.words, unroll_vocabulary_count(unroll_model_vocabulary(t.model)) - 257);
	unroll_word_map_destroy(letters);
	end(&t);
	t = train(UNROLL_SUBWORDS, 0);
	unroll_word_map *map;
	unroll_prediction empty, one;
	size_t size;
	assert_int_equal(unroll_word_map_create(t.model, 1000, &map, NULL), UNROLL_OK);
	assert_int_equal(unroll_word_map_run(map, NULL), UNROLL_OK);
	unroll_word_places places = unroll_word_map_places(map);
	const unroll_vocabulary *vocabulary = unroll_model_vocabulary(t.model);
	assert_int_equal(places.first, 258 + characters.words); /* of the same reviews */
	assert_int_equal(places.words, unroll_vocabulary_count(vocabulary) - places.first + 1);
	predict(t.model, "", 0, &empty, NULL);
	for (uint32_t i = 0, words = 0; i < places.words; i++) {
		const char *piece = unroll_vocabulary_word(vocabulary, places.first + i, &size);
		if (size < 4 || memcmp(piece, "\xe2\x96\x81", 3) != 0)
			continue; /* a word of one piece is that piece alone */
		predict(t.model, piece, size, &one, NULL);
		float effect = one.logit - empty.logit;
		assert_memory_equal(&places.effects[i], &effect, sizeof effect);
		if (i + 1 == places.words) assert_true(words > 10);
		words++;
	}
	unroll_word_map_destroy(map);
	end(&t);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_are_learned_from),
	    cmocka_unit_test(a_trace_reads_pieces_as_a_prediction_does),
	    cmocka_unit_test(a_review_of_the_corpus_is_traced_as_its_text),
	    cmocka_unit_test(files_keep_the_tokenizer),
	    cmocka_unit_test(other_tokenizers_are_a_mismatch),
	    cmocka_unit_test(the_map_begins_with_merges),
	};
	return cmocka_run_group_tests_name("piece models", tests, NULL, NULL);
}

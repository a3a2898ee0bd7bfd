/* Proves that a call that fails for lack of memory changes nothing: tried again it succeeds, and what is made in the end, corpus,
 * statistics, model, checkpoint and what is seen inside, has the same bytes as if nothing had failed. */
#include "../base/failing_allocations.h"

#include "../training/small_corpus.h"
#include "base/sha256.h"

/* A call, and the same again where there was no memory. */
static unroll_status first_try;
#define try_twice(call) ((first_try = (call)) == UNROLL_OUT_OF_MEMORY ? (call) : first_try)

/* Everything that is made, as bytes. */
static void add_file(sha256 *made, unroll_bytes *file) {
	sha256_add(made, file->data, file->size);
	unroll_bytes_free(file);
}

static unroll_status build_corpus(unroll_bytes *file, unroll_error *error) {
	static const char *const texts[] = {"a good film", "a bad film", "warm and good, a story",
	                                    "dull and bad, a story"};
	unroll_corpus_options options = unroll_default_corpus_options();
	options.words = 20;
	unroll_corpus_builder *builder = NULL;
	unroll_status status = try_twice(unroll_corpus_builder_create(&options, &builder, error));
	for (uint32_t i = 0; i < 60 && !status; i++) {
		unroll_review review = {UNROLL_TRAIN_HALF, i % 2, i, texts[i % 4], strlen(texts[i % 4])};
		status = try_twice(unroll_corpus_builder_add(builder, &review, error));
	}
	if (!status) status = try_twice(unroll_corpus_builder_finish(builder, "a test", file, error));
	unroll_corpus_builder_destroy(builder);
	return status;
}

static unroll_status count_and_draw(const unroll_corpus *corpus, sha256 *made, unroll_error *error) {
	unroll_statistics_options options = unroll_default_statistics_options();
	options.words = 20, options.tail = 8, options.last = 8, options.pairs = 100;
	unroll_statistics *statistics = NULL;
	unroll_bytes file = {NULL, 0}, drawn = {NULL, 0};
	unroll_status status = try_twice(unroll_statistics_count(corpus, &options, &file, error));
	if (!status) status = try_twice(unroll_statistics_open(file.data, file.size, &statistics, error));
	if (!status) status = try_twice(unroll_statistics_draw(statistics, 10, 1, &drawn, error));
	if (!status) add_file(made, &drawn);
	unroll_statistics_close(statistics);
	add_file(made, &file);
	return status;
}

static void run_in_order(void *context, unroll_part *part, void *work, uint32_t parts) {
	(void)context;
	for (uint32_t i = 0; i < parts; i++) part(work, i);
}

static unroll_status train_and_resume(unroll_model *model, const unroll_corpus *corpus, sha256 *made,
                                      unroll_error *error) {
	const unroll_parallel parallel = {NULL, run_in_order};
	unroll_trainer *trainer = NULL, *resumed_trainer = NULL;
	unroll_model *resumed = NULL;
	unroll_bytes file = {NULL, 0};
	unroll_status status = try_twice(unroll_trainer_create(model, corpus, &trainer, error));
	if (!status) status = unroll_trainer_step(trainer, 2, NULL, error);
	if (!status) status = try_twice(unroll_trainer_use(trainer, &parallel, error));
	if (!status) status = unroll_trainer_step(trainer, 2, NULL, error);
	if (!status) status = try_twice(unroll_trainer_save(trainer, &file, error));
	if (!status)
		status =
		    try_twice(unroll_trainer_resume(file.data, file.size, corpus, &resumed, &resumed_trainer, error));
	unroll_trainer_destroy(resumed_trainer);
	unroll_model_destroy(resumed);
	unroll_trainer_destroy(trainer);
	add_file(made, &file);
	return status;
}

static unroll_status look_inside(const unroll_model *model, sha256 *made, unroll_error *error) {
	static const char text[] = "a good and warm film, a dull story";
	unroll_trace *trace = NULL;
	unroll_status status = try_twice(unroll_trace_create(model, &trace, error));
	if (!status) status = try_twice(unroll_trace_read(trace, "film", 4, error));
	if (!status) status = try_twice(unroll_trace_read(trace, text, sizeof text - 1, error));
	if (!status) {
		unroll_trace_compare(trace, 100, NULL);
		unroll_trace_review review = unroll_trace_of_review(trace);
		sha256_add(made, review.words, review.word_count * sizeof *review.words);
	}
	unroll_trace_destroy(trace);
	return status;
}

static unroll_status make_everything(void *context, unroll_error *error) {
	unroll_settings settings = small_settings(UNROLL_GRU);
	unroll_bytes corpus_file = {NULL, 0}, file = {NULL, 0};
	unroll_corpus *corpus = NULL;
	unroll_model *model = NULL, *opened = NULL;
	sha256 made;
	sha256_begin(&made);
	unroll_status status = build_corpus(&corpus_file, error);
	if (!status) status = try_twice(unroll_corpus_open(corpus_file.data, corpus_file.size, &corpus, error));
	if (!status) status = count_and_draw(corpus, &made, error);
	if (!status)
		status = try_twice(unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, error));
	if (!status) status = train_and_resume(model, corpus, &made, error);
	if (!status) status = try_twice(unroll_model_save(model, &file, error));
	if (!status) status = try_twice(unroll_model_open(file.data, file.size, &opened, error));
	if (!status) status = look_inside(opened, &made, error);
	unroll_model_destroy(opened);
	unroll_model_destroy(model);
	unroll_corpus_close(corpus);
	add_file(&made, &file);
	add_file(&made, &corpus_file);
	sha256_end(&made, context);
	return status;
}

static void a_call_that_found_no_memory_succeeds_when_there_is_some(void **state) {
	(void)state;
	char expected[SHA256_TEXT], digest[SHA256_TEXT];
	unroll_error error;
	assert_int_equal(make_everything(expected, &error), UNROLL_OK);
	allocations.made = 0;
	size_t needed = 1;
	for (size_t failing = 1; failing <= needed; failing++) {
		long in_use = allocations.in_use;
		allocations.made = 0;
		allocations.failing = failing;
		unroll_status status = make_everything(digest, &error);
		if (failing == 1) needed = allocations.made;
		allocations.failing = 0;
		if (status) fail_msg("allocation %zu: %s", failing, error.message);
		if (strcmp(expected, digest) != 0)
			fail_msg("allocation %zu of %zu changes what is made", failing, needed);
		assert_int_equal(allocations.in_use, in_use);
	}
	assert_true(needed > 80);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_call_that_found_no_memory_succeeds_when_there_is_some)};
	return cmocka_run_group_tests_name("retried allocations", tests, NULL, NULL);
}

#include "cli/corpus_file.h"

#include <stdio.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/import_report.h"
#include "cli/json.h"

static void show_corpus(const char *path, const unroll_corpus *corpus, const unroll_import_report *report,
                        size_t bytes, double seconds, bool json) {
	uint32_t train = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t test = unroll_corpus_count(corpus, UNROLL_TEST_HALF);
	if (!json) {
		char trains[COUNT_TEXT], tests[COUNT_TEXT], words[COUNT_TEXT], size[COUNT_TEXT];
		printf("%s: %s training and %s test reviews, ids below %s, %s, in %.1f s\n", path,
		       count_text(train, trains), count_text(test, tests),
		       count_text(unroll_corpus_words(corpus), words), size_text(bytes, size), seconds);
		if (report) show_report(report, unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(corpus)));
		return;
	}
	json_begin();
	json_count("train_reviews", train);
	json_count("test_reviews", test);
	json_count("words", unroll_corpus_words(corpus));
	json_count("tail", unroll_corpus_tail(corpus));
	json_count("bytes", bytes);
	if (report) json_report(report);
	json_end();
}

int write_corpus_file(const char *path, const unroll_bytes *bytes, const unroll_import_report *report,
                      double began, bool json) {
	unroll_corpus *corpus;
	unroll_error error;
	if (unroll_corpus_open(bytes->data, bytes->size, &corpus, &error) != UNROLL_OK) {
		complain("%s: %s", path, error.message);
		return FAILED;
	}
	progress_clear();
	bool written = write_file(path, bytes);
	if (written) show_corpus(path, corpus, report, bytes->size, seconds_now() - began, json);
	unroll_corpus_close(corpus);
	return written ? DONE : FAILED;
}

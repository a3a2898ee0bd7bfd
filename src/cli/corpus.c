/* unroll corpus: a corpus file from the IMDB reviews. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus.h"
#include "cli/files.h"
#include "cli/imdb.h"
#include "cli/interrupt.h"
#include "cli/json.h"

/* Written into the corpus. It names the dataset and not the file, so that archive and folder give the same. */
#define SOURCE "Large Movie Review Dataset (aclImdb)"

static const char usage[] = "corpus imdb ARCHIVE|FOLDER -o FILE [--words N] [--tail N] [--limit N]\n"
                            "       [--half both|train]\n"
                            "       unroll corpus synthetic STATISTICS -o FILE …";
static const char details[] =
    "Reads the labelled reviews of the Large Movie Review Dataset from its archive (aclImdb_v1.tar.gz)\n"
    "or from the folder that it unpacks to (aclImdb), and writes one corpus file: both halves as\n"
    "word ids by Keras' rules, their labels, and the vocabulary.\n\n"
    "unroll corpus synthetic --help tells how a synthetic corpus is drawn from statistics.\n\n"
    "--json prints one object: train_reviews, test_reviews, words, tail, bytes.";

typedef struct corpus_job {
	const char *from, *to;
	unroll_corpus_options options;
	bool train_only;
	bool json;
} corpus_job;

static bool read_reviews(const corpus_job *job, imdb_reviews *reviews) {
	struct stat what;
	bool is_folder = stat(job->from, &what) == 0 && S_ISDIR(what.st_mode);
	if (!(is_folder ? read_imdb_folder(job->from, reviews) : read_imdb_archive(job->from, reviews)))
		return false;
	if (reviews->count == 0)
		complain("%s has no reviews. They are looked for in train/pos, train/neg, test/pos and test/neg%s",
		         job->from,
		         is_folder ? ": please give the folder aclImdb, which contains train and test."
		                   : " of the archive: please give aclImdb_v1.tar.gz as it was downloaded.");
	return reviews->count > 0;
}

static void show_corpus(const char *path, const unroll_corpus *corpus, size_t bytes, double seconds,
                        bool json) {
	uint32_t train = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t test = unroll_corpus_count(corpus, UNROLL_TEST_HALF);
	if (!json) {
		char trains[COUNT_TEXT], tests[COUNT_TEXT], words[COUNT_TEXT], size[COUNT_TEXT];
		printf("%s: %s training and %s test reviews, ids below %s, %s, in %.1f s\n", path,
		       count_text(train, trains), count_text(test, tests),
		       count_text(unroll_corpus_words(corpus), words), size_text(bytes, size), seconds);
		return;
	}
	json_begin();
	json_count("train_reviews", train);
	json_count("test_reviews", test);
	json_count("words", unroll_corpus_words(corpus));
	json_count("tail", unroll_corpus_tail(corpus));
	json_count("bytes", bytes);
	json_end();
}

int write_corpus_file(const char *path, const unroll_bytes *bytes, double began, bool json) {
	unroll_corpus *corpus;
	unroll_error error;
	if (unroll_corpus_open(bytes->data, bytes->size, &corpus, &error) != UNROLL_OK) {
		complain("%s: %s", path, error.message);
		return FAILED;
	}
	progress_clear();
	bool written = write_file(path, bytes);
	if (written) show_corpus(path, corpus, bytes->size, seconds_now() - began, json);
	unroll_corpus_close(corpus);
	return written ? DONE : FAILED;
}

static int build(const corpus_job *job, imdb_reviews *reviews) {
	double began = seconds_now();
	unroll_bytes bytes;
	unroll_error error;
	if (!read_reviews(job, reviews)) return FAILED;
	if (unroll_corpus_builder_finish(reviews->builder, SOURCE, &bytes, &error) != UNROLL_OK) {
		complain("%s: %s", job->from, error.message);
		return FAILED;
	}
	int code = write_corpus_file(job->to, &bytes, began, job->json);
	unroll_bytes_free(&bytes);
	return code;
}

static int corpus(const corpus_job *job, const command_syntax *command) {
	imdb_reviews reviews = {.train_only = job->train_only};
	unroll_error error;
	unroll_status status = unroll_corpus_builder_create(&job->options, &reviews.builder, &error);
	if (status == UNROLL_BAD_SETTING) return wrong_usage(command, "%s", error.message);
	if (status != UNROLL_OK) {
		complain("%s", error.message);
		return FAILED;
	}
	int code = FAILED;
	reviews.text = malloc(LARGEST_REVIEW + 1);
	watch_interrupts();
	if (!reviews.text)
		complain("There is not enough memory.");
	else if (can_write_file(job->to))
		code = build(job, &reviews);
	free(reviews.text);
	unroll_corpus_builder_destroy(reviews.builder);
	return code;
}

int corpus_command(int argc, char **argv) {
	const char *to = NULL, *words = NULL, *tail = NULL, *limit = NULL, *half = "both", *json = NULL;
	const option options[] = {
	    {"-o", "FILE", "the corpus file to write", &to},
	    {"--words", "N", "ids are below N, rarer words are unknown (10000)", &words},
	    {"--tail", "N", "keep the last N words of a review, 0 keeps all (200)", &tail},
	    {"--limit", "N", "keep at most N reviews of each half, 0 keeps all (0)", &limit},
	    {"--half", "HALF", "keep both halves or only train (both)", &half},
	    {"--json", NULL, "print JSON", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 2,       2,       "\"imdb\" and an archive or folder"};
	arguments given;
	int code;
	if (argc > 0 && strcmp(argv[0], "synthetic") == 0) return synthetic_corpus_command(argc - 1, argv + 1);
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (strcmp(given.words[0], "imdb") != 0)
		return wrong_usage(&command, "\"%s\" is no kind of reviews: imdb and synthetic are.", given.words[0]);
	if (!to) return wrong_usage(&command, "-o FILE is needed.");
	bool train_only = strcmp(half, "train") == 0;
	if (!train_only && strcmp(half, "both") != 0)
		return wrong_usage(&command, "--half \"%s\": it must be both or train.", half);
	corpus_job job = {given.words[1], to, unroll_default_corpus_options(), train_only, json != NULL};
	if (!number_option(&command, "--words", words, &job.options.words, &code) ||
	    !number_option(&command, "--tail", tail, &job.options.tail, &code) ||
	    !number_option(&command, "--limit", limit, &job.options.limit, &code))
		return code;
	return corpus(&job, &command);
}

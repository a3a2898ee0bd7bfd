/* unroll statistics: word-pair statistics of a corpus, from which synthetic reviews can be drawn. */
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

static const char usage[] = "statistics CORPUS -o FILE [--words N] [--tail N] [--last N] [--pairs N]";
static const char details[] =
    "Counts, for each label, how often each word stands before each other word in the training half\n"
    "of a corpus, and the lengths of its reviews, and writes the counts to a file. The reviews cannot\n"
    "be recovered from it; unroll corpus synthetic draws synthetic ones.\n\n"
    "--json prints one object: words, tail, pairs, bytes.";

static void show_statistics(const char *path, const unroll_statistics *statistics, size_t bytes, bool json) {
	char words[COUNT_TEXT], pairs[COUNT_TEXT], size[COUNT_TEXT];
	if (!json) {
		printf("%s: %s pairs of ids below %s, %s\n", path,
		       count_text(unroll_statistics_pairs(statistics), pairs),
		       count_text(unroll_statistics_words(statistics), words), size_text(bytes, size));
		return;
	}
	json_begin();
	json_count("words", unroll_statistics_words(statistics));
	json_count("tail", unroll_statistics_tail(statistics));
	json_count("pairs", unroll_statistics_pairs(statistics));
	json_count("bytes", bytes);
	json_end();
}

static int write_statistics(const char *to, const unroll_bytes *bytes, bool json) {
	unroll_statistics *statistics;
	unroll_error error;
	if (unroll_statistics_open(bytes->data, bytes->size, &statistics, &error) != UNROLL_OK) {
		complain("%s: %s", to, error.message);
		return FAILED;
	}
	bool written = write_file(to, bytes);
	if (written) show_statistics(to, statistics, bytes->size, json);
	unroll_statistics_close(statistics);
	return written ? DONE : FAILED;
}

static int count(const command_syntax *command, const unroll_statistics_options *options, const char *from,
                 const char *to, bool json) {
	unroll_bytes corpus_bytes, bytes = {0};
	unroll_corpus *corpus;
	unroll_error error;
	int code = FAILED;
	if (!can_write_file(to) || !open_corpus_file(from, &corpus_bytes, &corpus)) return FAILED;
	unroll_status status = unroll_statistics_count(corpus, options, &bytes, &error);
	if (status == UNROLL_BAD_SETTING)
		code = wrong_usage(command, "%s", error.message);
	else if (status != UNROLL_OK)
		complain("%s: %s", from, error.message);
	else
		code = write_statistics(to, &bytes, json);
	unroll_bytes_free(&bytes);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&corpus_bytes);
	return code;
}

int statistics_command(int argc, char **argv) {
	const char *to = NULL, *words = NULL, *tail = NULL, *last = NULL, *pairs = NULL, *json = NULL;
	const option options[] = {
	    {"-o", "FILE", "the statistics file to write", &to},
	    {"--words", "N", "count ids below N, rarer words as unknown (1000)", &words},
	    {"--tail", "N", "synthetic reviews have at most N words (200)", &tail},
	    {"--last", "N", "count pairs in the last N words of a review, 0 in all (100)", &last},
	    {"--pairs", "N", "list at most the N most frequent pairs, pool the rest (60000)", &pairs},
	    {"--json", NULL, "print JSON", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 1,       1,       "a corpus"};
	unroll_statistics_options chosen = unroll_default_statistics_options();
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!to) return wrong_usage(&command, "-o FILE is needed.");
	if (!number_option(&command, "--words", words, &chosen.words, &code) ||
	    !number_option(&command, "--tail", tail, &chosen.tail, &code) ||
	    !number_option(&command, "--last", last, &chosen.last, &code) ||
	    !number_option(&command, "--pairs", pairs, &chosen.pairs, &code))
		return code;
	return count(&command, &chosen, given.words[0], to, json != NULL);
}

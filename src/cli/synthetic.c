/* unroll corpus synthetic: draws a corpus from word-pair statistics. */
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus.h"
#include "cli/corpus_file.h"
#include "cli/files.h"

enum { REVIEWS = 25000, SEED = 42 };

static const char usage[] = "corpus synthetic STATISTICS -o FILE [--seed N] [--reviews N]";
static const char details[] =
    "Draws synthetic reviews from the word-pair statistics that unroll statistics made, and writes\n"
    "one corpus file. It has no test half: evaluate what is trained on it with real reviews. The\n"
    "same statistics, seed and count give the same file.\n\n"
    "--json prints one object: train_reviews, test_reviews, words, tail, bytes.";

static int draw(const command_syntax *command, const char *from, const char *to, uint32_t reviews,
                uint32_t seed, bool json) {
	double began = seconds_now();
	unroll_bytes statistics_bytes, bytes = {0};
	unroll_statistics *statistics = NULL;
	unroll_error error;
	if (!can_write_file(to) || !read_file(from, &statistics_bytes)) return FAILED;
	int code = FAILED;
	unroll_status status =
	    unroll_statistics_open(statistics_bytes.data, statistics_bytes.size, &statistics, &error);
	if (status == UNROLL_OK) status = unroll_statistics_draw(statistics, reviews, seed, &bytes, &error);
	if (status == UNROLL_BAD_SETTING)
		code = wrong_usage(command, "%s", error.message);
	else if (status != UNROLL_OK)
		complain("%s: %s", from, error.message);
	else
		code = write_corpus_file(to, &bytes, NULL, began, json);
	unroll_bytes_free(&bytes);
	unroll_statistics_close(statistics);
	unroll_bytes_free(&statistics_bytes);
	return code;
}

int synthetic_corpus_command(int argc, char **argv) {
	const char *to = NULL, *seed_text = NULL, *reviews_text = NULL, *json = NULL;
	const option options[] = {
	    {"-o", "FILE", "the corpus file to write", &to},
	    {"--seed", "N", "the seed of the draw (42)", &seed_text},
	    {"--reviews", "N", "draw N reviews, half of them positive (25000)", &reviews_text},
	    {"--json", NULL, "print JSON", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 1,       1,       "statistics"};
	uint32_t seed = SEED, reviews = REVIEWS;
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!to) return wrong_usage(&command, "-o FILE is needed.");
	if (!number_option(&command, "--seed", seed_text, &seed, &code) ||
	    !number_option(&command, "--reviews", reviews_text, &reviews, &code))
		return code;
	return draw(&command, given.words[0], to, reviews, seed, json != NULL);
}

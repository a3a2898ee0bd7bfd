/* unroll find-rate: the loss of a network while its learning rate rises. */
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

#define LINES 24 /* of the table, at most */

static const char usage[] = "find-rate CORPUS [--updates N] [--json] [--SETTING VALUE …]";
static const char details[] =
    "Trains a network for some updates while the learning rate rises from 0.000001 to 10, and prints\n"
    "the loss, smoothed over some twenty batches. It ends where the loss diverges. A good learning\n"
    "rate is about a tenth of the one with the lowest loss: that is suggested.\n\n"
    "--json prints one object per update (rate, loss, smoothed) and a last one (suggested, updates).";

static void show(const unroll_rate_point *points, const unroll_rate_search *search, bool json) {
	uint32_t stride = json ? 1 : (search->updates - 1) / LINES + 1;
	if (!json) printf("%12s  %8s  %8s\n", "rate", "loss", "smoothed");
	for (uint32_t i = 0; i < search->updates; i += stride) {
		if (!json) {
			printf("%12.3g  %8.4f  %8.4f\n", points[i].rate, points[i].loss, points[i].smoothed);
			continue;
		}
		json_begin();
		json_number("rate", points[i].rate);
		json_number("loss", points[i].loss);
		json_number("smoothed", points[i].smoothed);
		json_end();
	}
	if (!json) {
		printf("Suggested learning rate: %.2g, after %u updates\n", search->suggested, search->updates);
		return;
	}
	json_begin();
	json_number("suggested", search->suggested);
	json_count("updates", search->updates);
	json_end();
}

static int find(const char *path, unroll_settings *settings, bool words_given, uint32_t updates, bool json) {
	unroll_bytes bytes = {NULL, 0};
	unroll_corpus *corpus = NULL;
	unroll_rate_finder *finder = NULL;
	unroll_error error;
	if (!open_corpus_file(path, &bytes, &corpus)) return FAILED;
	settings_for_corpus(settings, corpus, words_given);
	bool made = unroll_rate_finder_create(settings, corpus, updates, &finder, &error) == UNROLL_OK;
	if (!made) complain("%s: %s", path, error.message);
	for (unroll_rate_search search = {0}; made && !search.finished;) {
		unroll_rate_finder_step(finder, 1, &search);
		if (progress_is_due()) progress_draw("%u of %u updates", search.updates, search.total);
		if (!search.finished) continue;
		progress_clear();
		show(unroll_rate_finder_points(finder), &search, json);
	}
	unroll_rate_finder_destroy(finder);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return made ? DONE : FAILED;
}

int find_rate_command(int argc, char **argv) {
	const char *json = NULL, *updates_text = NULL;
	uint32_t updates = 200;
	const option options[] = {
	    {"--updates", "N", "updates from the lowest to the highest rate, at least 2 (200)", &updates_text},
	    {"--json", NULL, "print JSON, one object per line", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                true,  1,       1,       "a corpus"};
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!number_option(&command, "--updates", updates_text, &updates, &code)) return code;
	if (updates < 2 || updates > 1000000)
		return wrong_usage(&command, "--updates must be a whole number from 2 to 1000000.");
	return find(given.words[0], &given.settings, given.words_given, updates, json != NULL);
}

#include "cli/import_report.h"

#include <stdio.h>
#include <string.h>

#include "cli/console.h"
#include "cli/json.h"

enum { BAR = 40 };     /* characters of the longest bar of the histogram */
#define LOPSIDED  0.8  /* from this share of one label on, always predicting it looks good */
#define FEW_KNOWN 70.0 /* per cent of the words, below which subwords are proposed */

enum { CLASS_TEXT = UNROLL_VALUE_BYTES + 16 };

/* "positive (fresh)"; of more than two classes "sports", or "class 3". */
static void class_text(const unroll_import_report *report, uint32_t label, char text[CLASS_TEXT]) {
	const char *value = report->names[label], *two = label ? "positive" : "negative";
	if (report->classes == 2)
		snprintf(text, CLASS_TEXT, "%s%s%s%s", two, *value ? " (" : "", value, *value ? ")" : "");
	else if (*value)
		snprintf(text, CLASS_TEXT, "%s", value);
	else
		snprintf(text, CLASS_TEXT, "class %u", label);
}

static void show_balance(const unroll_import_report *report) {
	printf("\n  %-24s%12s%12s\n", "", "training", "test");
	for (uint32_t i = 0; i < report->classes; i++) {
		uint32_t label = report->classes > 2 ? i : 1 - i;
		char name[CLASS_TEXT], train[COUNT_TEXT], test[COUNT_TEXT];
		class_text(report, label, name);
		printf("  %-24s%12s%12s\n", without_controls(name),
		       count_text(report->reviews[UNROLL_TRAIN_HALF][label], train),
		       count_text(report->reviews[UNROLL_TEST_HALF][label], test));
	}
}

/* What the accuracies of a corpus are to be compared with, where most reviews of a half have the same label. */
static void show_lopsided(const unroll_import_report *report) {
	static const char *const halves[] = {"training", "test"}, *const names[] = {"negative", "positive"};
	for (int half = 0; half < 2; half++) {
		const uint32_t *reviews = report->reviews[half];
		double all = 0;
		uint32_t label = 0;
		char name[CLASS_TEXT];
		for (uint32_t k = 0; k < report->classes; k++) {
			all += reviews[k];
			if (reviews[k] > reviews[label]) label = k;
		}
		if (report->classes > 2)
			class_text(report, label, name);
		else
			snprintf(name, sizeof name, "%s", names[label]);
		if (all < 1 || reviews[label] < LOPSIDED * all) continue;
		printf("\n  %.1f %% of the %s reviews are %s: always predicting that already reaches an accuracy of "
		       "%.3f\n",
		       100 * reviews[label] / all, halves[half], without_controls(name), reviews[label] / all);
	}
}

static void show_words(const unroll_import_report *report, uint32_t reviews, unroll_tokenizer tokenizer) {
	char words[COUNT_TEXT], vocabulary[COUNT_TEXT], duplicates[COUNT_TEXT];
	double share = report->words ? 100 * (double)report->known / (double)report->words : 0;
	printf("\n  %s %s, %.0f a review, from %u to %u\n", count_text(report->words, words),
	       unroll_tokenizer_name(tokenizer), (double)report->words / reviews, report->shortest,
	       report->longest);
	if (report->vocabulary)
		printf("  %.1f %% of them are among the %s of the vocabulary\n", share,
		       count_text(report->vocabulary, vocabulary));
	else
		printf("  %.1f %% of them have ids, but the words are not known: a network that is trained on them "
		       "cannot\n"
		       "  classify a typed review. Give --word-index imdb_word_index.json.\n",
		       share);
	if (tokenizer == UNROLL_WORDS && report->vocabulary && share < FEW_KNOWN)
		printf("  Of the pieces that --tokenizer subwords cuts them into, none is unknown\n");
	if (report->duplicates)
		printf("  %s reviews repeat the words of an earlier one\n",
		       count_text(report->duplicates, duplicates));
}

static void show_lengths(const unroll_import_report *report, unroll_tokenizer tokenizer) {
	uint32_t most = 1, last = 0;
	for (uint32_t i = 0; i < UNROLL_LENGTH_BINS; i++) {
		if (report->lengths[i] > most) most = report->lengths[i];
		if (report->lengths[i]) last = i;
	}
	printf("\n  %s a review\n", unroll_tokenizer_name(tokenizer));
	for (uint32_t i = 0; i <= last; i++) {
		char from[COUNT_TEXT], count[COUNT_TEXT], bar[BAR + 1];
		size_t size = (size_t)((uint64_t)report->lengths[i] * BAR / most);
		memset(bar, '#', size);
		bar[size] = '\0';
		printf("  from %5s%10s  %s\n", count_text(i * UNROLL_LENGTH_BIN, from),
		       count_text(report->lengths[i], count), bar);
	}
}

/* Where the first ones are: ": line 3, 7", or of several files ": line 3, 7 of train.csv, line 2 of test.csv". */
static void show_places(const unroll_skipped *skipped, bool whole_files) {
	uint32_t shown = 0;
	for (; shown < UNROLL_SKIP_PLACES && (skipped->places[shown] || *skipped->files[shown]); shown++) {
		char file[UNROLL_PLACE_BYTES];
		const char *next = shown + 1 < UNROLL_SKIP_PLACES ? skipped->files[shown + 1] : "";
		bool same = shown && strcmp(skipped->files[shown - 1], skipped->files[shown]) == 0;
		bool goes_on = strcmp(next, skipped->files[shown]) == 0;
		printf("%s", shown ? ", " : ": ");
		if (skipped->places[shown] && !whole_files)
			printf("%s%u", same ? "" : "line ", skipped->places[shown]);
		snprintf(file, sizeof file, "%s", skipped->files[shown]);
		if (!*file || (goes_on && !whole_files)) continue;
		printf("%s%s", skipped->places[shown] && !whole_files ? " of " : "", without_controls(file));
	}
	printf("%s\n", shown && skipped->count > shown ? ", …" : "");
}

static void show_skipped(const unroll_import_report *report) {
	for (unroll_skip reason = 0; reason < UNROLL_SKIPS; reason++) {
		const unroll_skipped *skipped = &report->skipped[reason];
		char count[COUNT_TEXT];
		if (!skipped->count) continue;
		printf("  skipped: %s %s", count_text(skipped->count, count), unroll_skip_meaning(reason));
		show_places(skipped, report->whole_files);
	}
}

static uint32_t reviews_of(const unroll_import_report *report) {
	uint32_t reviews = 0;
	for (uint32_t label = 0; label < report->classes; label++)
		reviews += report->reviews[UNROLL_TRAIN_HALF][label] + report->reviews[UNROLL_TEST_HALF][label];
	return reviews;
}

void show_report(const unroll_import_report *report, unroll_tokenizer tokenizer) {
	show_balance(report);
	show_lopsided(report);
	show_words(report, reviews_of(report), tokenizer);
	show_lengths(report, tokenizer);
	show_skipped(report);
}

void json_report(const unroll_import_report *report) {
	static const char *const skipped[UNROLL_SKIPS] = {
	    [UNROLL_SKIP_UNLABELLED] = "skipped_unlabelled",
	    [UNROLL_SKIP_OTHER_FILE] = "skipped_other_file",
	    [UNROLL_SKIP_BAD_TEXT] = "skipped_bad_text",
	    [UNROLL_SKIP_NO_TEXT] = "skipped_no_text",
	    [UNROLL_SKIP_NO_LABEL] = "skipped_no_label",
	    [UNROLL_SKIP_OTHER_LABEL] = "skipped_other_label",
	    [UNROLL_SKIP_FEW_COLUMNS] = "skipped_few_columns",
	    [UNROLL_SKIP_TOO_LONG] = "skipped_too_long",
	    [UNROLL_SKIP_MANY_COLUMNS] = "skipped_many_columns",
	    [UNROLL_SKIP_HEADER] = "skipped_header",
	    [UNROLL_SKIP_OPEN_QUOTE] = "skipped_open_quote",
	};
	if (report->classes > 2) {
		const char *names[UNROLL_MOST_CLASSES];
		for (uint32_t label = 0; label < report->classes; label++) names[label] = report->names[label];
		json_texts("classes", names, report->classes);
		json_counts("train", report->reviews[UNROLL_TRAIN_HALF], report->classes);
		json_counts("test", report->reviews[UNROLL_TEST_HALF], report->classes);
	} else {
		json_count("train_positive", report->reviews[UNROLL_TRAIN_HALF][1]);
		json_count("test_positive", report->reviews[UNROLL_TEST_HALF][1]);
		if (*report->names[1]) {
			json_text("positive", report->names[1]);
			json_text("negative", report->names[0]);
		}
	}
	json_count("all_words", report->words);
	json_count("known_words", report->known);
	json_count("vocabulary", report->vocabulary);
	json_count("shortest", report->shortest);
	json_count("longest", report->longest);
	json_counts("lengths", report->lengths, UNROLL_LENGTH_BINS);
	json_count("duplicates", report->duplicates);
	for (unroll_skip reason = 0; reason < UNROLL_SKIPS; reason++)
		if (report->skipped[reason].count) json_count(skipped[reason], report->skipped[reason].count);
}

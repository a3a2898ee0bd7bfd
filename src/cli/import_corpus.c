/* The arguments of unroll corpus imdb, keras and csv. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus.h"
#include "cli/files.h"
#include "cli/import_job.h"
#include "cli/transcode.h"

static const char usage[] = "corpus imdb ARCHIVE|FOLDER -o FILE [--words N] [--tail N] [--limit N]\n"
                            "       [--half both|train]\n"
                            "       unroll corpus keras NPZ -o FILE [--word-index JSON] [OPTION …]\n"
                            "       unroll corpus csv FILE … -o FILE [--test FILE] [OPTION …]\n"
                            "       unroll corpus synthetic STATISTICS -o FILE …";
static const char details[] =
    "Reads labelled reviews and writes one corpus file: a training and a test half as word ids by\n"
    "Keras' rules, their labels, and the vocabulary. Then reports what it read.\n\n"
    "imdb   the Large Movie Review Dataset, from its archive (aclImdb_v1.tar.gz) or from the folder\n"
    "       that it unpacks to (aclImdb)\n"
    "keras  Keras' imdb.npz, just as keras.datasets.imdb.load_data(num_words=N, seed=113) gives it.\n"
    "       Without --word-index the words are not known, and a typed review cannot be classified\n"
    "csv    a table of texts and labels: columns separated by commas, tabs, semicolons or bars, or JSON, in\n"
    "       most encodings, packed with gzip or zip or not. How it is written is guessed and shown; which\n"
    "       labels are positive is guessed only of words and numbers whose meaning is known; --classes all\n"
    "       takes 3 to 20 labels as classes of their own. A COLUMN is a\n"
    "       name or a number from 1. Also several files, a folder or an archive (zip, tar): tables with\n"
    "       \"train\" and \"test\" in their names, files with a text in each line that are named after "
    "their\n"
    "       label (pos.txt, neg.txt), or a folder for each label with a text in each file\n\n"
    "unroll corpus synthetic --help explains how a synthetic corpus is drawn from statistics.\n\n"
    "--json prints one object: train_reviews, test_reviews, words, tail, bytes, and the report.";

enum { MOST_FILES = 64, SOURCE_BYTES = 4096 };

/* What the command line says. */
typedef struct corpus_arguments {
	const char *to, *vocabulary, *words, *tail, *limit, *passages, *half, *json;
	const char *tokenizer, *subwords;
	const char *word_index;                                                               /* keras */
	const char *text, *label, *positive_from, *negative_to, *delimiter, *encoding, *test; /* csv */
	const char *header, *no_header, *quotes, *no_quotes;
	value_list positive, negative, classes;
} corpus_arguments;

/* --- Arguments ----------------------------------------------------------------------------------- */

/* Options that mean something for one kind only must not be given for another. */
static int check_kind(const command_syntax *command, const corpus_arguments *given, unroll_import_kind kind) {
	const struct {
		const char *name, *value;
	} csv[] = {{"--text", given->text},
	           {"--label", given->label},
	           {"--positive", given->positive.all},
	           {"--negative", given->negative.all},
	           {"--classes", given->classes.all},
	           {"--positive-from", given->positive_from},
	           {"--negative-to", given->negative_to},
	           {"--delimiter", given->delimiter},
	           {"--encoding", given->encoding},
	           {"--header", given->header},
	           {"--no-header", given->no_header},
	           {"--quotes", given->quotes},
	           {"--no-quotes", given->no_quotes},
	           {"--test", given->test}};
	if (kind != UNROLL_IMPORT_KERAS && given->word_index)
		return wrong_usage(command, "--word-index is for keras alone.");
	if (kind == UNROLL_IMPORT_KERAS && given->vocabulary)
		return wrong_usage(command, "--vocabulary is not for keras, whose ids are what they are.");
	if (given->vocabulary && (given->words || given->tokenizer || given->subwords))
		return wrong_usage(command,
		                   "--vocabulary brings the words of a model: --words, --tokenizer and --subwords "
		                   "cannot be given beside it.");
	if (kind == UNROLL_IMPORT_CSV && given->half)
		return wrong_usage(command, "--half is not for csv: --test 0 leaves the test half out.");
	for (size_t i = 0; i < sizeof csv / sizeof *csv; i++)
		if (csv[i].value && kind != UNROLL_IMPORT_CSV)
			return wrong_usage(command, "%s is for csv alone.", csv[i].name);
	return DONE;
}

static int read_tokenizer(const command_syntax *command, const corpus_arguments *given,
                          unroll_corpus_options *options) {
	int code;
	if (!number_option(command, "--subwords", given->subwords, &options->merges, &code)) return code;
	const char *name = given->tokenizer ? given->tokenizer : given->subwords ? "subwords" : "words";
	for (options->tokenizer = UNROLL_WORDS; options->tokenizer <= UNROLL_CHARACTERS; options->tokenizer++)
		if (strcmp(name, unroll_tokenizer_name(options->tokenizer)) == 0) break;
	if (options->tokenizer > UNROLL_CHARACTERS)
		return wrong_usage(command, "--tokenizer \"%s\": it must be words, subwords or characters.", name);
	if (given->subwords && options->tokenizer != UNROLL_SUBWORDS)
		return wrong_usage(command, "--subwords is for --tokenizer subwords alone.");
	if (given->words && options->tokenizer != UNROLL_WORDS)
		return wrong_usage(command, "--words is for --tokenizer words alone: all pieces get ids.");
	return DONE;
}

static int read_corpus_options(const command_syntax *command, const corpus_arguments *given,
                               import_job *job) {
	unroll_corpus_options *options = &job->options.corpus;
	unroll_corpus_builder *builder;
	unroll_error error;
	int code;
	if (!number_option(command, "--words", given->words, &options->words, &code) ||
	    !number_option(command, "--tail", given->tail, &options->tail, &code) ||
	    !number_option(command, "--limit", given->limit, &options->limit, &code) ||
	    !number_option(command, "--passages", given->passages, &options->passages, &code))
		return code;
	code = read_tokenizer(command, given, options);
	if (code != DONE) return code;
	const char *half = given->half ? given->half : "both";
	job->options.train_only = strcmp(half, "train") == 0;
	if (!job->options.train_only && strcmp(half, "both") != 0)
		return wrong_usage(command, "--half \"%s\": it must be both or train.", half);
	unroll_status status = unroll_corpus_builder_create(options, &builder, &error);
	if (status == UNROLL_BAD_SETTING) return wrong_usage(command, "%s", error.message);
	if (status == UNROLL_OK)
		unroll_corpus_builder_destroy(builder);
	else
		complain("%s", error.message);
	return status == UNROLL_OK ? DONE : FAILED;
}

static int read_delimiter(const command_syntax *command, const char *text, char *delimiter) {
	static const struct {
		const char *name;
		char delimiter;
	} known[] = {{"comma", ','}, {",", ','},   {"tab", '\t'}, {"\t", '\t'},  {"semicolon", ';'},
	             {";", ';'},     {"bar", '|'}, {"|", '|'},    {"json", '{'}, {"fasttext", ' '}};
	if (!text) return DONE;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(text, known[i].name) == 0) {
			*delimiter = known[i].delimiter;
			return DONE;
		}
	return wrong_usage(
	    command, "--delimiter \"%s\": it must be comma, tab, semicolon, bar or json, or fasttext.", text);
}

/* Whether a text is UTF-8 on one line. */
static bool is_line_of_text(const char *text) {
	unroll_words words = unroll_words_of(text, strlen(text));
	unroll_word word;
	bool found = true;
	while (found)
		if (unroll_next_word(&words, &word, &found, NULL) != UNROLL_OK) return false;
	return !strchr(text, '\n');
}

static int compare_names(const void *left, const void *right) {
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Written into the corpus: the names of what is read, without their folders. They need not be UTF-8, but what is written must. */
static const char *source_of(const import_job *job, char text[SOURCE_BYTES]) {
	const char *names[MOST_FILES + 1];
	for (size_t i = 0; i < job->path_count; i++) {
		const char *slash = strrchr(job->paths[i], '/');
		names[i] = slash && slash[1] ? slash + 1 : job->paths[i];
	}
	qsort(names, job->path_count, sizeof *names, compare_names);
	text[0] = '\0';
	for (size_t i = 0, size = 0; i < job->path_count && size < SOURCE_BYTES; size = strlen(text), i++)
		snprintf(text + size, SOURCE_BYTES - size, "%s%s", i ? ", " : "", names[i]);
	return is_line_of_text(text) ? text : "a table";
}

/* Yes, no, or not said. */
static int read_switch(const char *yes, const char *no) {
	return no ? 0 : yes ? 1 : -1;
}

static int read_real(const command_syntax *command, const char *name, const char *text, double *number) {
	char *end;
	*number = strtod(text, &end);
	return end > text && !*end ? DONE : wrong_usage(command, "%s \"%s\": it must be a number.", name, text);
}

static bool is_number(const char *text) {
	char *end;
	strtod(text, &end);
	return end > text && !*end;
}

static int read_labels(const command_syntax *command, const corpus_arguments *given,
                       unroll_label_rule *labels) {
	labels->positive = given->positive.all;
	labels->negative = given->negative.all;
	labels->several = given->classes.all != NULL;
	labels->classes = labels->several && strcmp(given->classes.all, "all") != 0 ? given->classes.all : NULL;
	labels->graded = given->positive_from || given->negative_to;
	if (!labels->graded) return DONE;
	if (!given->positive_from || !given->negative_to || given->positive.all || given->negative.all)
		return wrong_usage(command,
		                   "--positive-from and --negative-to belong together, without --positive and "
		                   "--negative.");
	int code = read_real(command, "--positive-from", given->positive_from, &labels->at_least);
	return code == DONE ? read_real(command, "--negative-to", given->negative_to, &labels->at_most) : code;
}

static int read_csv_options(const command_syntax *command, const corpus_arguments *given, import_job *job) {
	job->wish = (unroll_csv_wish){.quotes = read_switch(given->quotes, given->no_quotes),
	                              .header = read_switch(given->header, given->no_header)};
	job->wish.text = given->text;
	job->wish.label = given->label;
	int code = read_delimiter(command, given->delimiter, &job->wish.delimiter);
	if (code == DONE) code = read_labels(command, given, &job->wish.labels);
	if (code == DONE && given->test && !job->halves) {
		code = read_real(command, "--test", given->test, &job->options.test);
		if (code == DONE && !(job->options.test >= 0 && job->options.test <= 0.9))
			code = wrong_usage(command, "--test \"%s\": it must be 0 to 0.9, or the file of the test half.",
			                   given->test);
	}
	job->has_encoding = given->encoding != NULL;
	if (code == DONE && given->encoding && !find_encoding(given->encoding, &job->encoding))
		code = wrong_usage(
		    command,
		    "--encoding \"%s\": it must be utf-8, utf-16le, utf-16be, euc-kr, shift-jis, gb18030, big5 "
		    "or windows-1250, -1251, -1252 or -1254.",
		    given->encoding);
	return code;
}

static bool find_kind(const char *name, unroll_import_kind *kind) {
	static const char *const names[] = {
	    [UNROLL_IMPORT_IMDB] = "imdb", [UNROLL_IMPORT_KERAS] = "keras", [UNROLL_IMPORT_CSV] = "csv"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0) {
			*kind = (unroll_import_kind)i;
			return true;
		}
	return false;
}

int import_corpus_command(int argc, char **argv) {
	corpus_arguments a = {0};
	const option options[] = {
	    {"-o", "FILE", "the corpus file to write", &a.to},
	    {"--vocabulary", "MODEL", "the words of this model, to evaluate it on the corpus", &a.vocabulary},
	    {"--words", "N", "ids are below N, rarer words are unknown (10000)", &a.words},
	    {"--tokenizer", "NAME", "words, subwords or characters (words)", &a.tokenizer},
	    {"--subwords", "N", "subwords: how many merges are learned, 1 to 16000 (8000)", &a.subwords},
	    {"--tail", "N", "keep the last N words of a review, 0 keeps all (200)", &a.tail},
	    {"--limit", "N", "keep at most N reviews of each half, 0 keeps all (0)", &a.limit},
	    {"--passages", "N", "add N passages of each training review, to learn to read short texts (0)",
	     &a.passages},
	    {"--half", "HALF", "imdb, keras: keep both halves or only train (both)", &a.half},
	    {"--word-index", "JSON", "keras: imdb_word_index.json, for the words", &a.word_index},
	    {"--text", "COLUMN", "csv: the column of the texts", &a.text},
	    {"--label", "COLUMN", "csv: the column of the labels", &a.label},
	    {"--positive", "VALUE …", "csv: a positive label; may be given several times", &a.positive.all},
	    {"--negative", "VALUE …", "csv: a negative one; rows with others are skipped", &a.negative.all},
	    {"--classes", "VALUE …",
	     "csv: all, or a label each time: 3 to 20 labels are classes of their own, numbers by size and\n"
	     "                            words by name",
	     &a.classes.all},
	    {"--positive-from", "N", "csv: labels are numbers, positive from N on", &a.positive_from},
	    {"--negative-to", "N", "csv: and negative up to N; those between are skipped", &a.negative_to},
	    {"--delimiter", "NAME", "csv: comma, tab, semicolon, bar, json or fasttext", &a.delimiter},
	    {"--encoding", "NAME",
	     "csv: utf-8, utf-16le, utf-16be, euc-kr, shift-jis, gb18030, big5,\n"
	     "                            windows-1250, -1251, -1252, -1254 (recognised where it is certain)",
	     &a.encoding},
	    {"--header", NULL, "csv: the first row names the columns", &a.header},
	    {"--no-header", NULL, "csv: the first row is a review", &a.no_header},
	    {"--quotes", NULL, "csv: quotes enclose cells", &a.quotes},
	    {"--no-quotes", NULL, "csv: quotes are characters like others", &a.no_quotes},
	    {"--test", "SHARE|FILE", "csv: the test half: a share of the rows (0.2), or a file", &a.test},
	    {"--json", NULL, "print JSON", &a.json},
	};
	const command_syntax command = {usage, details, options,        sizeof options / sizeof *options,
	                                false, 2,       1 + MOST_FILES, "imdb, keras or csv, and what to read"};
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	import_job job = {.from = given.words[1], .to = a.to, .options = unroll_default_import_options()};
	if (!find_kind(given.words[0], &job.kind))
		return wrong_usage(&command,
		                   "the source of a corpus must be imdb, keras, csv or synthetic, not \"%s\".",
		                   given.words[0]);
	if (!a.to) return wrong_usage(&command, "-o FILE is needed.");
	if (job.kind != UNROLL_IMPORT_CSV && given.count > 2)
		return wrong_usage(&command, "%s takes one file or folder.", given.words[0]);
	const char *paths[MOST_FILES + 1], *halves[MOST_FILES + 1];
	job.paths = paths;
	for (job.path_count = 0; job.path_count + 1 < given.count; job.path_count++) {
		paths[job.path_count] = given.words[job.path_count + 1];
		halves[job.path_count] = "train";
	}
	if (job.kind == UNROLL_IMPORT_CSV && a.test && !is_number(a.test)) {
		paths[job.path_count] = a.test;
		halves[job.path_count++] = "test";
		job.halves = halves;
	}
	job.word_index = a.word_index;
	job.json = a.json != NULL;
	char source[SOURCE_BYTES];
	if (job.kind == UNROLL_IMPORT_CSV) job.options.source = source_of(&job, source);
	code = check_kind(&command, &a, job.kind);
	if (code == DONE) code = read_corpus_options(&command, &a, &job);
	if (code == DONE && job.kind == UNROLL_IMPORT_CSV) code = read_csv_options(&command, &a, &job);
	if (code != DONE) return code;
	unroll_model *model = NULL;
	if (a.vocabulary && !open_model_file(a.vocabulary, &model)) return FAILED;
	if (model) use_vocabulary_of(model, &job.options.corpus);
	code = run_import_job(&job);
	unroll_model_destroy(model);
	return code;
}

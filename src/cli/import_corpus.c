/* Importing reviews to a corpus file: unroll corpus imdb, keras and csv. */
#define _POSIX_C_SOURCE 200809L
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus.h"
#include "cli/files.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"

static const char usage[] = "corpus imdb ARCHIVE|FOLDER -o FILE [--words N] [--tail N] [--limit N]\n"
                            "       [--half both|train]\n"
                            "       unroll corpus keras NPZ -o FILE [--word-index JSON] [the same]\n"
                            "       unroll corpus csv TABLE -o FILE [--text COLUMN] [--label COLUMN] …\n"
                            "       unroll corpus synthetic STATISTICS -o FILE …";
static const char details[] =
    "Reads labelled reviews and writes one corpus file: a training and a test half as word ids by\n"
    "Keras' rules, their labels, and the vocabulary. Then gives an account of what it read.\n\n"
    "imdb   the Large Movie Review Dataset, from its archive (aclImdb_v1.tar.gz) or from the folder\n"
    "       that it unpacks to (aclImdb)\n"
    "keras  Keras' imdb.npz, just as keras.datasets.imdb.load_data(num_words=N, seed=113) gives it.\n"
    "       Without --word-index the words are not known, and a typed review cannot be judged\n"
    "csv    a table of texts and labels (UTF-8) with commas, tabs or semicolons between its columns.\n"
    "       Columns, header and labels are guessed and shown. A COLUMN is a name or a number from 1\n\n"
    "unroll corpus synthetic --help tells how a synthetic corpus is drawn from statistics.\n\n"
    "--json prints one object: train_reviews, test_reviews, words, tail, bytes, and the account.";

/* What the command line says. */
typedef struct corpus_arguments {
	const char *to, *words, *tail, *limit, *half, *json;
	const char *word_index;                                                              /* keras */
	const char *text, *label, *positive, *negative, *delimiter, *header, *quotes, *test; /* csv */
} corpus_arguments;

typedef struct corpus_job {
	const char *from, *to;
	unroll_import_kind kind;
	unroll_import_options options;
	const char *word_index;
	unroll_csv_wish wish;
	bool json;
} corpus_job;

/* --- Importing ----------------------------------------------------------------------------------- */

static void show_layout(const corpus_job *job) {
	const unroll_csv_layout *csv = &job->options.csv;
	const char *between = csv->delimiter == '\t' ? "tabs" : csv->delimiter == ';' ? "semicolons" : "commas";
	if (job->json) return;
	remark("%s: %u columns with %s between them, %s header, quotes %s; the text is column %u, the label "
	       "column %u",
	       job->from, csv->columns, between, csv->header ? "a" : "no",
	       csv->quotes ? "enclose cells" : "are text", csv->text + 1, csv->label + 1);
}

static bool is_folder(const char *path) {
	struct stat what;
	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static bool create(const corpus_job *job, unroll_import **import) {
	unroll_error error;
	if (unroll_import_create(job->kind, &job->options, import, &error) == UNROLL_OK) return true;
	complain("%s", error.message);
	return false;
}

static int write_corpus(const corpus_job *job, unroll_import *import, double began) {
	unroll_bytes bytes;
	unroll_account account;
	unroll_error error;
	if (unroll_import_finish(import, &bytes, &account, &error) != UNROLL_OK) {
		const char *remedy = job->kind != UNROLL_IMPORT_IMDB || error.status != UNROLL_NO_REVIEWS ? ""
		                     : is_folder(job->from)
		                         ? " Please give the folder aclImdb, which contains train and test."
		                         : " Please give aclImdb_v1.tar.gz as it was downloaded.";
		complain("%s: %s%s", job->from, error.message, remedy);
		return FAILED;
	}
	int code = write_corpus_file(job->to, &bytes, &account, began, job->json);
	unroll_bytes_free(&bytes);
	return code;
}

/* A table is looked at first: the import needs to know its layout. */
static bool import_table(corpus_job *job, unroll_import **import) {
	csv_file csv;
	unroll_csv_guess guess;
	unroll_error error;
	if (!csv_file_open(job->from, &csv)) return false;
	unroll_status status =
	    unroll_csv_look(csv.sample, csv.sample_size, csv.whole, &job->wish, &guess, &error);
	if (status != UNROLL_OK) complain("%s: %s", job->from, error.message);
	job->options.csv = guess.layout;
	bool done = status == UNROLL_OK && create(job, import);
	if (done) show_layout(job);
	done = done && csv_file_import(&csv, *import);
	csv_file_close(&csv);
	return done;
}

static bool import_files(corpus_job *job, unroll_import **import) {
	if (job->kind == UNROLL_IMPORT_CSV) return import_table(job, import);
	if (!create(job, import)) return false;
	if (job->kind == UNROLL_IMPORT_KERAS) return import_npz(job->from, job->word_index, *import);
	return is_folder(job->from) ? import_imdb_folder(job->from, *import)
	                            : import_imdb_archive(job->from, *import);
}

static int corpus(corpus_job *job) {
	unroll_import *import = NULL;
	double began = seconds_now();
	watch_interrupts();
	if (!can_write_file(job->to)) return FAILED;
	int code = import_files(job, &import) ? write_corpus(job, import, began) : FAILED;
	unroll_import_destroy(import);
	return code;
}

/* --- Arguments ----------------------------------------------------------------------------------- */

/* Options that mean something for one kind only must not be given for another. */
static int check_kind(const command_syntax *command, const corpus_arguments *given, unroll_import_kind kind) {
	const char *csv[] = {given->text,      given->label,  given->positive, given->negative,
	                     given->delimiter, given->header, given->quotes,   given->test};
	if (kind != UNROLL_IMPORT_KERAS && given->word_index)
		return wrong_usage(command, "--word-index is for keras alone.");
	if (kind == UNROLL_IMPORT_CSV && given->half)
		return wrong_usage(command, "--half is not for csv: --test 0 leaves the test half out.");
	for (size_t i = 0; i < sizeof csv / sizeof *csv; i++)
		if (csv[i] && kind != UNROLL_IMPORT_CSV)
			return wrong_usage(
			    command,
			    "--text, --label, --positive, --negative, --delimiter, --no-header, --no-quotes and --test "
			    "are for csv alone.");
	return DONE;
}

static int read_corpus_options(const command_syntax *command, const corpus_arguments *given,
                               corpus_job *job) {
	unroll_corpus_options *options = &job->options.corpus;
	unroll_corpus_builder *builder;
	unroll_error error;
	int code;
	if (!number_option(command, "--words", given->words, &options->words, &code) ||
	    !number_option(command, "--tail", given->tail, &options->tail, &code) ||
	    !number_option(command, "--limit", given->limit, &options->limit, &code))
		return code;
	const char *half = given->half ? given->half : "both";
	job->options.train_only = strcmp(half, "train") == 0;
	if (!job->options.train_only && strcmp(half, "both") != 0)
		return wrong_usage(command, "--half \"%s\": it must be both or train.", half);
	if (unroll_corpus_builder_create(options, &builder, &error) != UNROLL_OK)
		return wrong_usage(command, "%s", error.message);
	unroll_corpus_builder_destroy(builder);
	return DONE;
}

static int read_value(const command_syntax *command, const char *name, const char *text,
                      char value[UNROLL_VALUE_BYTES]) {
	if (!text) return DONE;
	if (strlen(text) >= UNROLL_VALUE_BYTES)
		return wrong_usage(command, "%s \"%s\": it is too long for a label.", name, text);
	strcpy(value, text);
	return DONE;
}

static int read_delimiter(const command_syntax *command, const char *text, char *delimiter) {
	static const struct {
		const char *name;
		char delimiter;
	} known[] = {{"comma", ','}, {",", ','}, {"tab", '\t'}, {"\t", '\t'}, {"semicolon", ';'}, {";", ';'}};
	if (!text) return DONE;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(text, known[i].name) == 0) {
			*delimiter = known[i].delimiter;
			return DONE;
		}
	return wrong_usage(command, "--delimiter \"%s\": it must be comma, tab or semicolon.", text);
}

/* Written into the corpus: the name of the file without its folders. */
static void name_source(const char *from, char *source, size_t capacity) {
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s", from);
	snprintf(source, capacity, "%s", basename(path));
	unroll_vocabulary *words; /* a file's name need not be UTF-8, a corpus' source must */
	if (strchr(source, '\n') || unroll_vocabulary_create(source, strlen(source), &words, NULL) != UNROLL_OK)
		snprintf(source, capacity, "a table");
	else
		unroll_vocabulary_destroy(words);
}

static int read_csv_options(const command_syntax *command, const corpus_arguments *given, corpus_job *job) {
	job->wish = (unroll_csv_wish){.quotes = given->quotes ? 0 : -1, .header = given->header ? 0 : -1};
	job->wish.text = given->text;
	job->wish.label = given->label;
	int code = read_delimiter(command, given->delimiter, &job->wish.delimiter);
	if (code == DONE) code = read_value(command, "--positive", given->positive, job->options.positive);
	if (code == DONE) code = read_value(command, "--negative", given->negative, job->options.negative);
	if (code != DONE) return code;
	if (given->test) {
		char *end;
		job->options.test = strtod(given->test, &end);
		if (end == given->test || *end || !(job->options.test >= 0 && job->options.test <= 0.9))
			return wrong_usage(command, "--test \"%s\": it must be 0 to 0.9.", given->test);
	}
	name_source(job->from, job->options.source, sizeof job->options.source);
	return DONE;
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
	    {"--words", "N", "ids are below N, rarer words are unknown (10000)", &a.words},
	    {"--tail", "N", "keep the last N words of a review, 0 keeps all (200)", &a.tail},
	    {"--limit", "N", "keep at most N reviews of each half, 0 keeps all (0)", &a.limit},
	    {"--half", "HALF", "imdb, keras: keep both halves or only train (both)", &a.half},
	    {"--word-index", "JSON", "keras: imdb_word_index.json, which tells the words", &a.word_index},
	    {"--text", "COLUMN", "csv: the column of the texts", &a.text},
	    {"--label", "COLUMN", "csv: the column of the labels", &a.label},
	    {"--positive", "VALUE", "csv: the label of good reviews", &a.positive},
	    {"--negative", "VALUE", "csv: that of bad ones; with both, others are skipped", &a.negative},
	    {"--delimiter", "NAME", "csv: comma, tab or semicolon", &a.delimiter},
	    {"--no-header", NULL, "csv: the first row is a review", &a.header},
	    {"--no-quotes", NULL, "csv: quotes are characters like others", &a.quotes},
	    {"--test", "SHARE", "csv: share of the rows that becomes the test half (0.2)", &a.test},
	    {"--json", NULL, "print JSON", &a.json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                false, 2,       2,       "imdb, keras or csv, and what to read"};
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	corpus_job job = {.from = given.words[1], .to = a.to, .options = unroll_default_import_options()};
	if (!find_kind(given.words[0], &job.kind))
		return wrong_usage(&command, "\"%s\" is no kind of reviews: imdb, keras, csv and synthetic are.",
		                   given.words[0]);
	if (!a.to) return wrong_usage(&command, "-o FILE is needed.");
	job.word_index = a.word_index;
	job.json = a.json != NULL;
	code = check_kind(&command, &a, job.kind);
	if (code == DONE) code = read_corpus_options(&command, &a, &job);
	if (code == DONE && job.kind == UNROLL_IMPORT_CSV) code = read_csv_options(&command, &a, &job);
	return code == DONE ? corpus(&job) : code;
}

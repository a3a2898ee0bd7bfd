/* The arguments of unroll corpus imdb, keras and csv. */
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus.h"
#include "cli/import_job.h"

static const char usage[] = "corpus imdb ARCHIVE|FOLDER -o FILE [--words N] [--tail N] [--limit N]\n"
                            "       [--half both|train]\n"
                            "       unroll corpus keras NPZ -o FILE [--word-index JSON] [the same]\n"
                            "       unroll corpus csv TABLE -o FILE [--text COLUMN] [--label COLUMN] …\n"
                            "       unroll corpus synthetic STATISTICS -o FILE …";
static const char details[] =
    "Reads labelled reviews and writes one corpus file: a training and a test half as word ids by\n"
    "Keras' rules, their labels, and the vocabulary. Then reports what it read.\n\n"
    "imdb   the Large Movie Review Dataset, from its archive (aclImdb_v1.tar.gz) or from the folder\n"
    "       that it unpacks to (aclImdb)\n"
    "keras  Keras' imdb.npz, just as keras.datasets.imdb.load_data(num_words=N, seed=113) gives it.\n"
    "       Without --word-index the words are not known, and a typed review cannot be classified\n"
    "csv    a table of texts and labels (UTF-8) with commas, tabs or semicolons between its columns.\n"
    "       Columns, header and labels are guessed and shown. A COLUMN is a name or a number from 1\n\n"
    "unroll corpus synthetic --help explains how a synthetic corpus is drawn from statistics.\n\n"
    "--json prints one object: train_reviews, test_reviews, words, tail, bytes, and the account.";

/* What the command line says. */
typedef struct corpus_arguments {
	const char *to, *words, *tail, *limit, *half, *json;
	const char *word_index;                                                              /* keras */
	const char *text, *label, *positive, *negative, *delimiter, *header, *quotes, *test; /* csv */
} corpus_arguments;

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
                               import_job *job) {
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
	} known[] = {{"comma", ','}, {",", ','}, {"tab", '\t'}, {"\t", '\t'}, {"semicolon", ';'}, {";", ';'}};
	if (!text) return DONE;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(text, known[i].name) == 0) {
			*delimiter = known[i].delimiter;
			return DONE;
		}
	return wrong_usage(command, "--delimiter \"%s\": it must be comma, tab or semicolon.", text);
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

/* Written into the corpus: the name of the file without its folders. It need not be UTF-8, but what is written must. */
static const char *source_of(const char *path) {
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	return is_line_of_text(name) ? name : "a table";
}

static int read_csv_options(const command_syntax *command, const corpus_arguments *given, import_job *job) {
	job->wish = (unroll_csv_wish){.quotes = given->quotes ? 0 : -1, .header = given->header ? 0 : -1};
	job->wish.text = given->text;
	job->wish.label = given->label;
	int code = read_delimiter(command, given->delimiter, &job->wish.delimiter);
	if (code != DONE) return code;
	job->options.positive = given->positive;
	job->options.negative = given->negative;
	if (given->test) {
		char *end;
		job->options.test = strtod(given->test, &end);
		if (end == given->test || *end || !(job->options.test >= 0 && job->options.test <= 0.9))
			return wrong_usage(command, "--test \"%s\": it must be 0 to 0.9.", given->test);
	}
	job->options.source = source_of(job->from);
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
	    {"--word-index", "JSON", "keras: imdb_word_index.json, for the words", &a.word_index},
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
	import_job job = {.from = given.words[1], .to = a.to, .options = unroll_default_import_options()};
	if (!find_kind(given.words[0], &job.kind))
		return wrong_usage(&command, "\"%s\" is no kind of reviews: imdb, keras, csv and synthetic are.",
		                   given.words[0]);
	if (!a.to) return wrong_usage(&command, "-o FILE is needed.");
	job.word_index = a.word_index;
	job.json = a.json != NULL;
	code = check_kind(&command, &a, job.kind);
	if (code == DONE) code = read_corpus_options(&command, &a, &job);
	if (code == DONE && job.kind == UNROLL_IMPORT_CSV) code = read_csv_options(&command, &a, &job);
	return code == DONE ? run_import_job(&job) : code;
}

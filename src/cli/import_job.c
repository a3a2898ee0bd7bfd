#define _POSIX_C_SOURCE 200809L
#include "cli/import_job.h"

#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus_file.h"
#include "cli/files.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"

static void show_layout(const import_job *job, const unroll_csv_guess *guess) {
	const unroll_csv_layout *csv = &guess->layout;
	const char *between = csv->delimiter == '\t'  ? "tabs"
	                      : csv->delimiter == ';' ? "semicolons"
	                      : csv->delimiter == '|' ? "bars"
	                                              : "commas";
	if (job->json) return;
	remark("%s: %u columns with %s between them, %s header, quotes %s; the text is column %u, the label "
	       "column %u",
	       job->from, csv->columns, between, csv->header ? "a" : "no",
	       csv->quotes ? "enclose cells" : "are text", csv->text + 1, csv->label + 1);
}

/* Asks what must be asked: which labels there are, with an example of each, and the options that say what they mean. */
static void show_question(const unroll_table *table, const unroll_csv_guess *guess) {
	enum { SHOWN = 12 };
	for (uint32_t i = 0; i < guess->labels && i < SHOWN; i++) {
		unroll_table_label label = unroll_table_label_at(table, i);
		char rows[COUNT_TEXT];
		remark("  %.40s: %s rows%s%.60s", label.value, count_text(label.rows, rows),
		       *label.example ? ", such as: " : "", label.example);
	}
	if (guess->labels > SHOWN) remark("  … and %u more", guess->labels - SHOWN);
	if (guess->question == UNROLL_ASK_GRADES)
		remark("Add --negative-to N --positive-from N, perhaps --negative-to %g --positive-from %g.",
		       guess->rule.at_most, guess->rule.at_least);
	else if (guess->question == UNROLL_ASK_LABELS)
		remark("Add --positive VALUE and --negative VALUE, each once or several times; rows with others are "
		       "skipped.");
	remark("Another column of labels is chosen by --label COLUMN, of texts by --text COLUMN.");
}

static bool is_folder(const char *path) {
	struct stat what;
	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static bool create(const import_job *job, unroll_import **import) {
	unroll_error error;
	return import_succeeded(NULL, unroll_import_create(job->kind, &job->options, import, &error), &error);
}

static int write_corpus(const import_job *job, unroll_import *import, double began) {
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

/* Looks at a table: the import needs to know its layout and its labels. */
static bool look_at_table(import_job *job, const csv_file *csv, unroll_table *table) {
	unroll_csv_guess guess;
	unroll_error error;
	if (!csv_file_look(csv, table)) return false;
	if (!import_succeeded(job->from, unroll_table_end(table, &guess, &error), &error)) return false;
	job->options.csv = guess.layout;
	job->options.labels = guess.rule;
	if (import_succeeded(job->from, unroll_table_check(table, &error), &error)) {
		show_layout(job, &guess);
		return true;
	}
	show_question(table, &guess);
	return false;
}

static bool import_table(import_job *job, unroll_import **import) {
	csv_file csv;
	unroll_table *table = NULL;
	unroll_error error;
	if (!csv_file_open(job->from, &csv)) return false;
	bool done = import_succeeded(NULL, unroll_table_create(&job->wish, &table, &error), &error) &&
	            look_at_table(job, &csv, table) && create(job, import) && csv_file_import(&csv, *import);
	unroll_table_destroy(table);
	csv_file_close(&csv);
	return done;
}

static bool import_files(import_job *job, unroll_import **import) {
	if (job->kind == UNROLL_IMPORT_CSV) return import_table(job, import);
	if (!create(job, import)) return false;
	if (job->kind == UNROLL_IMPORT_KERAS) return import_npz(job->from, job->word_index, *import);
	return is_folder(job->from) ? import_imdb_folder(job->from, *import)
	                            : import_imdb_archive(job->from, *import);
}

int run_import_job(import_job *job) {
	unroll_import *import = NULL;
	double began = seconds_now();
	watch_interrupts();
	if (!can_write_file(job->to)) return FAILED;
	int code = import_files(job, &import) ? write_corpus(job, import, began) : FAILED;
	unroll_import_destroy(import);
	return code;
}

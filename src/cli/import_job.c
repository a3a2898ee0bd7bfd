#define _POSIX_C_SOURCE 200809L
#include "cli/import_job.h"

#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus_file.h"
#include "cli/files.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"

static void show_layout(const import_job *job) {
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

/* A table is looked at first: the import needs to know its layout. */
static bool import_table(import_job *job, unroll_import **import) {
	csv_file csv;
	unroll_csv_guess guess;
	unroll_error error;
	if (!csv_file_open(job->from, &csv)) return false;
	unroll_status status =
	    unroll_csv_look(csv.sample, csv.sample_size, csv.whole, &job->wish, &guess, &error);
	bool done = import_succeeded(job->from, status, &error);
	if (done) {
		job->options.csv = guess.layout;
		unroll_csv_guess_release(&guess);
		done = create(job, import);
	}
	if (done) show_layout(job);
	done = done && csv_file_import(&csv, *import);
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

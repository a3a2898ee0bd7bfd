#define _POSIX_C_SOURCE 200809L
#include "cli/import_job.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/corpus_file.h"
#include "cli/files.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"
#include "cli/transcode.h"

static void show_layout(const import_job *job, const unroll_csv_guess *guess, unroll_encoding encoding) {
	const unroll_csv_layout *csv = &guess->layout;
	const char *between = csv->delimiter == '\t'  ? "tabs"
	                      : csv->delimiter == ';' ? "semicolons"
	                      : csv->delimiter == '|' ? "bars"
	                                              : "commas";
	if (job->json) return;
	if (csv->dataset == UNROLL_DATASET_NSMC)
		remark("%s: the Naver Sentiment Movie Corpus (NSMC); its classes are called 긍정 (positive) and 부정 "
		       "(negative)",
		       job->from);
	if (csv->files.divided)
		remark("%s: the names of the files say which are the training half and which the test half",
		       job->from);
	if (encoding != UNROLL_ENCODING_UTF_8)
		remark("%s: its encoding is %s", job->from, encoding_name(encoding));
	if (csv->files.kind != UNROLL_FILES_TABLES) {
		remark("%s: %s, labelled by the name of its %s", job->from,
		       csv->files.kind == UNROLL_FILES_LINES ? "a text in each line" : "a text in each file",
		       csv->files.folders ? "folder" : "file");
		return;
	}
	if (csv->delimiter == ' ') {
		remark("%s: lines of fastText, a label and a text in each", job->from);
		return;
	}
	if (csv->delimiter == '{') {
		remark("%s: objects of JSON with %u keys; the text is column %u, the label column %u", job->from,
		       csv->columns, csv->text + 1, csv->label + 1);
		return;
	}
	remark("%s: %u columns with %s between them, %s header, quotes %s; the text is column %u, the label "
	       "column %u",
	       job->from, csv->columns, between, csv->header ? "a" : "no",
	       csv->quotes ? "enclose cells" : "are text", csv->text + 1, csv->label + 1);
}

/* How many bytes of a text to show, at most `most`, so that no character is cut. */
static int cut_at_character(const char *text, size_t most) {
	size_t size = strlen(text);
	if (size > most)
		for (size = most; size && ((unsigned char)text[size] & 0xc0) == 0x80;) size--;
	return (int)size;
}

/* Asks what must be asked: which labels there are, with an example of each, and the options that say what they mean. */
static void show_question(const unroll_table *table, const unroll_csv_guess *guess) {
	enum { SHOWN = 12 };
	for (uint32_t i = 0; i < guess->labels && i < SHOWN; i++) {
		unroll_table_label label = unroll_table_label_at(table, i);
		char rows[COUNT_TEXT];
		int value = cut_at_character(label.value, 40), example = cut_at_character(label.example, 60);
		remark("  %.*s: %s rows%s%.*s", value, label.value, count_text(label.rows, rows),
		       *label.example ? ", such as: " : "", example, label.example);
	}
	if (guess->labels > SHOWN) remark("  … and %u more", guess->labels - SHOWN);
	if (guess->question == UNROLL_ASK_GRADES)
		remark("Add --negative-to N --positive-from N, perhaps --negative-to %g --positive-from %g.",
		       guess->rule.at_most, guess->rule.at_least);
	else if (guess->question == UNROLL_ASK_LABELS)
		remark("Add --positive VALUE and --negative VALUE, each once or several times; rows with others are "
		       "skipped.");
	bool asks_labels = guess->question == UNROLL_ASK_GRADES || guess->question == UNROLL_ASK_LABELS;
	if (asks_labels && guess->labels > 2 && guess->labels <= UNROLL_MOST_CLASSES)
		remark("Or add --classes all: each of the %u labels becomes a class of its own.", guess->labels);
	if (guess->layout.files.kind == UNROLL_FILES_LINES)
		remark("Where each line has a label of its own, the files are tables: import one of them alone.");
	if (guess->layout.files.kind == UNROLL_FILES_TABLES)
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

static bool finish(const import_job *job, unroll_import *import, unroll_bytes *file,
                   unroll_import_report *report) {
	unroll_error error;
	if (unroll_import_finish(import, file, report, &error) == UNROLL_OK) return true;
	const char *remedy = job->kind != UNROLL_IMPORT_IMDB || error.status != UNROLL_NO_REVIEWS ? ""
	                     : is_folder(job->from)
	                         ? " Please give the folder aclImdb, which contains train and test."
	                         : " Please give aclImdb_v1.tar.gz as it was downloaded.";
	complain("%s: %s%s", job->from, error.message, remedy);
	return false;
}

/* Looks at a table, and creates an import by what was found. Where the file has another encoding, which is recognised, that is all. */
static bool look_at_table(import_job *job, const row_files *files, unroll_encoding *recognised,
                          unroll_import **import) {
	unroll_csv_guess guess;
	unroll_error error;
	unroll_status status = UNROLL_OK;
	unroll_table *table = NULL;
	*recognised = UNROLL_ENCODING_UTF_8;
	if (!import_succeeded(NULL, unroll_table_create(&job->wish, &table, &error), &error)) return false;
	bool done = row_files_look(files, table, &guess, &error, &status);
	if (done && status == UNROLL_BAD_TEXT && !job->has_encoding) *recognised = unroll_table_encoding(table);
	done = done && *recognised == UNROLL_ENCODING_UTF_8 && import_succeeded(job->from, status, &error);
	if (!done && status == UNROLL_BAD_TEXT && *recognised == UNROLL_ENCODING_UTF_8)
		remark("Or name its encoding: --encoding NAME; unroll corpus --help lists them.");
	if (done) {
		job->options.csv = guess.layout;
		done = import_succeeded(job->from, unroll_table_check(table, &error), &error);
		if (done)
			show_layout(job, &guess, files->encoding);
		else
			show_question(table, &guess);
	}
	if (done) {
		job->options.labels = guess.rule; /* which the import copies */
		done = create(job, import);
	}
	unroll_table_destroy(table);
	return done;
}

/* What the files are together; complains where they are nothing that `csv` imports. */
static bool arrange_files(import_job *job, const row_files *files) {
	unroll_error error;
	static const struct {
		const char *part, *kind;
	} documents[] = {
	    {"xl/workbook.xml\n", "an Excel file: save it as \"CSV UTF-8\", or import it in the page"},
	    {"content.xml\n", "an OpenDocument file: save it as \"CSV UTF-8\""},
	    {"word/document.xml\n", "a document of Word: save its table as \"CSV UTF-8\""},
	    {"ppt/presentation.xml\n", "a presentation: save its table as \"CSV UTF-8\""}};
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
		if (strstr(files->set.names, documents[i].part)) {
			complain("%s is %s.", job->from, documents[i].kind);
			return false;
		}
	unroll_status status = unroll_files_arrange(files->set.names, &job->wish.files, &error);
	if (!import_succeeded(job->from, status, &error)) {
		remark("What can be together: tables with \"train\" and \"test\" in their names (or --test FILE); "
		       "files with a text in "
		       "each line, named after their label (pos.txt, neg.txt); a folder for each label with a text "
		       "in each "
		       "file.");
		return false;
	}
	if (job->wish.files.kind == UNROLL_FILES_IMDB)
		complain("%s is the Large Movie Review Dataset: unroll corpus imdb reads it.", job->from);
	return job->wish.files.kind != UNROLL_FILES_IMDB;
}

static bool import_table(import_job *job, unroll_import **import) {
	row_files files = {.encoding = job->has_encoding ? job->encoding : UNROLL_ENCODING_UTF_8};
	unroll_encoding recognised = UNROLL_ENCODING_UTF_8;
	bool done = file_set_open(&files.set, job->paths, job->halves, job->path_count) &&
	            arrange_files(job, &files) && look_at_table(job, &files, &recognised, import);
	if (recognised != UNROLL_ENCODING_UTF_8) {
		files.encoding = recognised;
		job->has_encoding = true;
		done = look_at_table(job, &files, &recognised, import);
	}
	done = done && row_files_import(&files, job->from, *import);
	file_set_close(&files.set);
	return done;
}

static bool import_files(import_job *job, unroll_import **import) {
	if (job->kind == UNROLL_IMPORT_CSV) return import_table(job, import);
	if (!create(job, import)) return false;
	if (job->kind == UNROLL_IMPORT_KERAS) return import_npz(job->from, job->word_index, *import);
	return is_folder(job->from) ? import_imdb_folder(job->from, *import)
	                            : import_imdb_archive(job->from, *import);
}

static bool import_to_memory(import_job *job, unroll_bytes *file, unroll_import_report *report) {
	unroll_import *import = NULL;
	watch_interrupts();
	bool done = import_files(job, &import) && finish(job, import, file, report);
	unroll_import_destroy(import);
	return done;
}

int run_import_job(import_job *job) {
	double began = seconds_now();
	unroll_bytes file;
	unroll_import_report report;
	if (!can_write_file(job->to) || !import_to_memory(job, &file, &report)) return FAILED;
	int code = write_corpus_file(job->to, &file, &report, began, job->json);
	unroll_bytes_free(&file);
	return code;
}

void use_vocabulary_of(const unroll_model *model, unroll_corpus_options *options) {
	options->vocabulary = unroll_model_vocabulary(model);
	options->words = unroll_model_settings(model)->words;
}

/* The labels that a model's classes are named after, with '\n' between; NULL where they have no names of their own. */
static const char *labels_of(const unroll_model *model, uint32_t first, uint32_t count, char *text,
                             size_t size) {
	static const char *const names_of_others[] = {"negative", "positive", "부정", "긍정", "0"};
	const char *name = unroll_model_class(model, first);
	for (size_t i = 0; i < sizeof names_of_others / sizeof *names_of_others; i++)
		if (strcmp(name, names_of_others[i]) == 0) return NULL;
	size_t used = 0;
	for (uint32_t label = first; label < first + count; label++)
		used += (size_t)snprintf(text + used, size - used, "%s%s", used ? "\n" : "",
		                         unroll_model_class(model, label));
	return text;
}

bool import_table_for(const unroll_model *model, const char *path, unroll_bytes *file) {
	char names[2][UNROLL_MOST_CLASSES * UNROLL_VALUE_BYTES];
	import_job job = {.from = path,
	                  .paths = &path,
	                  .path_count = 1,
	                  .kind = UNROLL_IMPORT_CSV,
	                  .options = unroll_default_import_options(),
	                  .json = true};
	unroll_import_report report;
	uint32_t classes = unroll_model_settings(model)->classes;
	use_vocabulary_of(model, &job.options.corpus);
	job.options.corpus.tail = 0, job.options.test = 0, job.options.source = path;
	job.wish = (unroll_csv_wish){.quotes = -1, .header = -1};
	job.wish.labels.several = classes > 2;
	if (classes > 2) {
		job.wish.labels.classes = labels_of(model, 0, classes, names[0], sizeof names[0]);
	} else {
		job.wish.labels.negative = labels_of(model, 0, 1, names[0], sizeof names[0]);
		job.wish.labels.positive = labels_of(model, 1, 1, names[1], sizeof names[1]);
	}
	if (import_to_memory(&job, file, &report)) return true;
	remark("With options for its columns and labels it becomes a corpus to evaluate: unroll corpus csv %s "
	       "--vocabulary MODEL --tail 0 --test 0 -o FILE.",
	       path);
	return false;
}

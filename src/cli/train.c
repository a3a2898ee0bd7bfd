/* unroll train: a network from a corpus. */
#include <stdio.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/json.h"
#include "cli/run.h"
#include "cli/threads.h"
#include "cli/word_vectors.h"

static const char usage[] =
    "train CORPUS [-o MODEL] [--checkpoint FILE] [--resume CHECKPOINT] [--embedding-from FILE]\n"
    "             [--threads N] [--SETTING VALUE …]";
static const char details[] =
    "Trains a network on the training half of a corpus and prints a line per epoch. The model\n"
    "that is written has the weights of the best epoch, by validation loss unless --monitor says accuracy. "
    "The same\n"
    "corpus and settings give the same file.\n\n"
    "Ctrl-C ends the run and keeps the best weights so far: the model and the checkpoint are\n"
    "written, and the exit code is 0.\n\n"
    "--embedding-from begins with word vectors of a text file, as GloVe, fastText and word2vec publish them, "
    "packed or\n"
    "not, or with the embedding of a model. The embedding has their dimensions, words they lack keep their "
    "initial\n"
    "values, and with --embedding-trainable no training leaves them as they are.\n\n"
    "--json prints one object per epoch (epoch, loss, accuracy, val_loss, val_accuracy, seconds)\n"
    "and a last one (best_epoch, val_loss, val_accuracy, parameters, stopped_early; extreme_words and\n"
    "extreme_known: how many words 99 % of the training half have at least, and what share of them\n"
    "is known; with --embedding-from vector_words, how many words have a vector).";

typedef struct training {
	const char *corpus_path, *model_path, *checkpoint_path, *resume_path, *vectors_path;
	bool json, words_given, embedding_given;
	unroll_found_words found; /* of vectors_path */
	uint32_t thread_count;
	threads *threads;
	unroll_bytes corpus_bytes;
	unroll_corpus *corpus;
	unroll_model *model;
	unroll_trainer *trainer;
} training;

static bool begin(training *t, unroll_settings *settings) {
	unroll_error error;
	bool dimensions_follow = t->vectors_path && !t->embedding_given;
	if (dimensions_follow && !word_vector_dimensions(t->vectors_path, &settings->embedding)) return false;
	unroll_status status =
	    unroll_model_create(settings, unroll_corpus_vocabulary(t->corpus), &t->model, &error);
	if (status == UNROLL_OK && t->vectors_path && !take_word_vectors(t->vectors_path, t->model, &t->found))
		return false;
	if (status == UNROLL_OK) status = unroll_trainer_create(t->model, t->corpus, &t->trainer, &error);
	if (status != UNROLL_OK) complain("%s: %s", t->corpus_path, error.message);
	return status == UNROLL_OK;
}

static bool resume(training *t) {
	unroll_error error;
	unroll_bytes bytes;
	if (!read_file(t->resume_path, &bytes)) return false;
	unroll_status status =
	    unroll_trainer_resume(bytes.data, bytes.size, t->corpus, &t->model, &t->trainer, &error);
	if (status != UNROLL_OK) complain("%s: %s", t->resume_path, error.message);
	unroll_bytes_free(&bytes);
	return status == UNROLL_OK;
}

static bool use_threads(training *t) {
	unroll_error error;
	t->threads = threads_start(t->thread_count);
	if (!t->threads) return false;
	if (unroll_trainer_use(t->trainer, threads_parallel(t->threads), &error) == UNROLL_OK) return true;
	complain("%s", error.message);
	return false;
}

static void show_beginning(const training *t) {
	const unroll_settings *settings = unroll_model_settings(t->model);
	unroll_progress progress = unroll_trainer_progress(t->trainer);
	char parameters[COUNT_TEXT], reviews[COUNT_TEXT], held_out[COUNT_TEXT], memory[COUNT_TEXT];
	size_t bytes = 0;
	unroll_training_memory(settings, unroll_corpus_count(t->corpus, UNROLL_TRAIN_HALF), &bytes, NULL);
	printf("%s parameters, %s training and %s validation reviews, %s of memory\n",
	       count_text(unroll_model_parameters(t->model), parameters),
	       count_text(progress.train_reviews, reviews), count_text(progress.validation_reviews, held_out),
	       size_text(bytes, memory));
	if (t->vectors_path)
		printf("%u of %u words have a vector in %s.\n", t->found.found, t->found.of, t->vectors_path);
	if (progress.finished_epochs) printf("Resuming after epoch %u.\n", progress.finished_epochs);
	fflush(stdout);
}

static void show_epoch(const training *t, const unroll_progress *progress, const unroll_epoch *epoch,
                       double seconds) {
	if (!t->json) {
		printf("epoch %3u/%u  loss %.4f  accuracy %.4f  val_loss %.4f  val_accuracy %.4f  %.2f s%s\n",
		       progress->finished_epochs, unroll_model_settings(t->model)->epochs, epoch->loss,
		       epoch->accuracy, epoch->val_loss, epoch->val_accuracy, seconds,
		       progress->best_epoch == progress->finished_epochs ? "  best" : "");
		fflush(stdout);
		return;
	}
	json_begin();
	json_count("epoch", progress->finished_epochs);
	json_number("loss", epoch->loss);
	json_number("accuracy", epoch->accuracy);
	json_number("val_loss", epoch->val_loss);
	json_number("val_accuracy", epoch->val_accuracy);
	json_seconds("seconds", seconds);
	json_end();
}

static bool write_checkpoint(const training *t) {
	unroll_error error;
	unroll_bytes bytes;
	if (!t->checkpoint_path) return true;
	if (unroll_trainer_save(t->trainer, &bytes, &error) != UNROLL_OK) {
		complain("%s: %s", t->checkpoint_path, error.message);
		return false;
	}
	bool written = write_file(t->checkpoint_path, &bytes);
	unroll_bytes_free(&bytes);
	return written;
}

static bool write_model(const training *t) {
	unroll_error error;
	unroll_bytes bytes;
	if (!t->model_path) return true;
	if (unroll_model_save(t->model, &bytes, &error) != UNROLL_OK) {
		complain("%s: %s", t->model_path, error.message);
		return false;
	}
	bool written = write_file(t->model_path, &bytes);
	unroll_bytes_free(&bytes);
	return written;
}

static bool epoch_finished(void *context, const unroll_progress *progress, const unroll_epoch *epoch,
                           double seconds) {
	const training *t = context;
	show_epoch(t, progress, epoch, seconds);
	return write_checkpoint(t);
}

static void show_end(const training *t) {
	unroll_progress progress = unroll_trainer_progress(t->trainer);
	const unroll_epoch *best =
	    progress.best_epoch ? &unroll_trainer_history(t->trainer)[progress.best_epoch - 1] : NULL;
	if (t->json) {
		json_begin();
		json_count("best_epoch", progress.best_epoch);
		if (best) {
			json_number("val_loss", best->val_loss);
			json_number("val_accuracy", best->val_accuracy);
		} else {
			json_null("val_loss");
			json_null("val_accuracy");
		}
		json_count("parameters", unroll_model_parameters(t->model));
		json_truth("stopped_early", progress.stopped_early);
		unroll_extremes extremes =
		    unroll_corpus_extremes(t->corpus, UNROLL_TRAIN_HALF, unroll_model_settings(t->model)->words);
		json_count("extreme_words", extremes.words);
		json_number("extreme_known", extremes.known);
		if (t->vectors_path) json_count("vector_words", t->found.found);
		json_end();
		return;
	}
	if (best)
		printf("Best epoch %u: val_loss %.4f, val_accuracy %.4f%s\n", progress.best_epoch, best->val_loss,
		       best->val_accuracy, progress.stopped_early ? " (stopped early)" : "");
	if (t->model_path) printf("The model is in %s\n", t->model_path);
}

static void report_interruption(const training *t) {
	if (unroll_trainer_progress(t->trainer).best_epoch)
		remark("Interrupted: the weights of the best epoch so far are kept.");
	else
		remark("Interrupted before the first epoch had finished: the weights are kept as they are.");
}

/* A run that was interrupted is a result to be kept, so it ends like one that finished. Of one that failed,
 * what it had reached before is kept. */
static int end(training *t, run_end ending) {
	/* The checkpoint comes first: stopping ends the run for good. */
	bool checkpoint_written = ending != RUN_INTERRUPTED || write_checkpoint(t);
	unroll_trainer_stop(t->trainer);
	if (ending == RUN_INTERRUPTED) report_interruption(t);
	if (ending == RUN_FAILED) {
		if (unroll_trainer_progress(t->trainer).best_epoch) write_model(t);
		return FAILED;
	}
	if (!write_model(t) || !checkpoint_written) return FAILED;
	show_end(t);
	return DONE;
}

static int train(training *t, unroll_settings *settings) {
	if (t->model_path && !can_write_file(t->model_path)) return FAILED;
	if (t->checkpoint_path && !can_write_file(t->checkpoint_path)) return FAILED;
	if (!open_corpus_file(t->corpus_path, &t->corpus_bytes, &t->corpus)) return FAILED;
	settings_for_corpus(settings, t->corpus, t->words_given);
	if (!(t->resume_path ? resume(t) : begin(t, settings))) return FAILED;
	if (!use_threads(t)) return FAILED;
	watch_interrupts();
	if (!t->json) show_beginning(t);
	run_events events = {"", epoch_finished, t};
	return end(t, run_trainer(t->trainer, unroll_model_settings(t->model), &events));
}

static void close_training(training *t) {
	unroll_trainer_destroy(t->trainer);
	threads_end(t->threads);
	unroll_model_destroy(t->model);
	unroll_corpus_close(t->corpus);
	unroll_bytes_free(&t->corpus_bytes);
}

int train_command(int argc, char **argv) {
	training t = {.thread_count = 1};
	const char *json = NULL, *thread_count = NULL;
	const option options[] = {
	    {"-o", "MODEL", "write the trained model to this file", &t.model_path},
	    {"--checkpoint", "FILE", "write a checkpoint after each epoch and at Ctrl-C", &t.checkpoint_path},
	    {"--resume", "CHECKPOINT", "go on from a checkpoint, with its settings", &t.resume_path},
	    {"--embedding-from", "FILE",
	     "begin with word vectors of a text file, or with the embedding of a model", &t.vectors_path},
	    {"--threads", "N", "work on 1 to 4 parts of a batch at once; the weights are the same (1)",
	     &thread_count},
	    {"--json", NULL, "print JSON, one object per line", &json},
	};
	const command_syntax command = {usage, details, options, sizeof options / sizeof *options,
	                                true,  1,       1,       "a corpus"};
	arguments given;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	unroll_error error;
	if (unroll_settings_check(&given.settings, &error) != UNROLL_OK)
		return wrong_usage(&command, "%s", error.message);
	if (t.resume_path && given.first_setting)
		return wrong_usage(&command,
		                   "--%s cannot be changed with --resume: a checkpoint has its own settings.",
		                   given.first_setting);
	if (t.resume_path && t.vectors_path)
		return wrong_usage(&command,
		                   "--embedding-from has no use with --resume: a checkpoint has its embedding.");
	if (!threads_option(&command, thread_count, &t.thread_count, &code)) return code;
	t.corpus_path = given.words[0];
	t.json = json != NULL;
	t.words_given = given.words_given;
	t.embedding_given = given.embedding_given;
	code = train(&t, &given.settings);
	close_training(&t);
	return code;
}

/* train_file CORPUS: trains a small network on a corpus file. */
#include <stdio.h>

#include <unroll/unroll.h>

static _Alignas(
    8) uint8_t file[1 << 26]; /* 8-byte aligned, as unroll_corpus_open() requires; a larger file is cut */

int main(int argc, char **argv) {
	FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
	if (!in) return 2;
	size_t size = fread(file, 1, sizeof file, in);
	fclose(in);

	unroll_error error;
	unroll_corpus *corpus = NULL;
	unroll_model *model = NULL;
	unroll_trainer *trainer = NULL;
	unroll_progress progress = {0};
	unroll_settings settings = unroll_default_settings(); /* a GRU with 8 units */
	unroll_status status = unroll_corpus_open(file, size, &corpus, &error);
	if (status == UNROLL_OK)
		status = unroll_model_create(&settings, unroll_corpus_vocabulary(corpus), &model, &error);
	if (status == UNROLL_OK) status = unroll_trainer_create(model, corpus, &trainer, &error);
	while (status == UNROLL_OK && progress.phase != UNROLL_FINISHED)
		status = unroll_trainer_step(trainer, 100, &progress, &error);
	if (status == UNROLL_OK)
		printf("best epoch %u, validation loss %.4f\n", progress.best_epoch, progress.best_val_loss);
	if (status != UNROLL_OK) fprintf(stderr, "%s\n", error.message); /* names the culprit and the remedy */
	unroll_trainer_destroy(trainer);
	unroll_model_destroy(model);
	unroll_corpus_close(corpus);
	return status == UNROLL_OK ? 0 : 1;
}

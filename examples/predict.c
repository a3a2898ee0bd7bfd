/* predict MODEL TEXT: classifies a text with a model file. */
#include <stdio.h>
#include <string.h>

#include "unroll/unroll.h"

static _Alignas(8) uint8_t file[1 << 22]; /* 8-byte aligned, as unroll_model_open() requires; a larger file is cut */

int main(int argc, char **argv) {
	FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
	if (!in) return 2;
	size_t size = fread(file, 1, sizeof file, in);
	fclose(in);

	unroll_error error;
	unroll_model *model = NULL;
	unroll_predictor *predictor = NULL;
	unroll_prediction prediction;
	unroll_status status = unroll_model_open(file, size, &model, &error);
	if (status == UNROLL_OK) status = unroll_predictor_create(model, &predictor, &error);
	if (status == UNROLL_OK)
		status = unroll_predictor_predict(predictor, argv[2], strlen(argv[2]), &prediction, &error);

	if (status == UNROLL_OK)
		printf("%.1f%% positive\n", 100 * (double)prediction.probability);
	else
		fprintf(stderr, "%s\n", error.message); /* names the culprit and the remedy */
	unroll_predictor_destroy(predictor);
	unroll_model_destroy(model);
	return status == UNROLL_OK ? 0 : 1;
}

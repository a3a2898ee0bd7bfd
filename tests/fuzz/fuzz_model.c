/* Models, opened and read in every way: predictions, traces, units, word maps, saving. */
#include "assembled.h"

enum { MOST_WORK = 1 << 16 }; /* of a pass, see work_of(); what is larger is only opened and saved */

static const char *const texts[] = {"", "a good film, and warm",
                                    "Bad; dull <br /> dull the the the story cast w\xc3\xa9", "\xff"};

static void predict(const unroll_model *model) {
	unroll_predictor *predictor = NULL;
	unroll_error error;
	if (!succeeded(unroll_predictor_create(model, &predictor, &error), &error)) return;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		unroll_prediction prediction;
		if (!succeeded(unroll_predictor_predict(predictor, texts[i], strlen(texts[i]), &prediction, &error),
		               &error))
			continue;
		must(prediction.probability >= 0 && prediction.probability <= 1);
		must(prediction.unknown <= prediction.words);
	}
	unroll_predictor_destroy(predictor);
}

static void look_at_unit(unroll_trace *trace, const unroll_settings *settings, uint32_t layer) {
	unroll_trace_unit unit;
	must(unroll_trace_of_unit(trace, layer, settings->length - 1, settings->units[layer] - 1, &unit, NULL) ==
	     UNROLL_OK);
	sum_of(unit.x, unit.inputs * sizeof *unit.x);
	sum_of(unit.h, unit.units * sizeof *unit.h);
	sum_of(unit.kernel, (size_t)unit.gates * unit.inputs * sizeof *unit.kernel);
	sum_of(unit.recurrent_kernel, (size_t)unit.gates * unit.units * sizeof *unit.recurrent_kernel);
	sum_of(unit.terms, unit.gates * sizeof *unit.terms);
}

static void look_inside(const unroll_model *model) {
	const unroll_settings *settings = unroll_model_settings(model);
	unroll_trace *trace = NULL;
	unroll_error error;
	if (!succeeded(unroll_trace_create(model, &trace, &error), &error)) return;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!succeeded(unroll_trace_read(trace, texts[i], strlen(texts[i]), &error), &error)) continue;
		unroll_trace_compare(trace, 2, NULL);
		unroll_trace_review review = unroll_trace_of_review(trace);
		for (uint32_t t = 0; t < review.timestep_count; t++) must(review.timesteps[t].id < settings->words);
		sum_of(review.words, review.word_count * sizeof *review.words);
		for (uint32_t layer = 0; layer < settings->layers; layer++) {
			unroll_trace_layer traced = unroll_trace_of_layer(trace, layer);
			sum_of(traced.values,
			       (size_t)settings->length * traced.rows * traced.units * sizeof *traced.values);
			sum_of(traced.d_inputs, (size_t)settings->length * traced.inputs * sizeof *traced.d_inputs);
			look_at_unit(trace, settings, layer);
		}
	}
	unroll_trace_destroy(trace);
}

static void map_words(const unroll_model *model) {
	unroll_word_map *map = NULL;
	unroll_error error;
	if (!succeeded(unroll_word_map_create(model, 20, &map, &error), &error)) return;
	unroll_word_map_run(map, NULL);
	unroll_word_places places = unroll_word_map_places(map);
	sum_of(places.places, places.words * 2 * sizeof *places.places);
	sum_of(places.effects, places.words * sizeof *places.effects);
	unroll_word_map_destroy(map);
}

/* What is saved opens, and is saved as the same bytes. */
static void save(const unroll_model *model) {
	unroll_bytes file = {NULL, 0}, again = {NULL, 0};
	unroll_model *opened = NULL;
	must(unroll_model_save(model, &file, NULL) == UNROLL_OK);
	must(unroll_model_open(file.data, file.size, &opened, NULL) == UNROLL_OK);
	must(unroll_model_save(opened, &again, NULL) == UNROLL_OK);
	must(file.size == again.size && memcmp(file.data, again.data, file.size) == 0);
	unroll_model_destroy(opened);
	unroll_bytes_free(&file);
	unroll_bytes_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	assembled_file file = assemble(data, size);
	unroll_model *model = NULL;
	unroll_error error;
	if (succeeded(unroll_model_open(file.bytes, file.size, &model, &error), &error)) {
		if (work_of(unroll_model_settings(model)) <= MOST_WORK) {
			predict(model);
			look_inside(model);
			map_words(model);
		}
		save(model);
		unroll_model_destroy(model);
	}
	free(file.bytes);
	return 0;
}

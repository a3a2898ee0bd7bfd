/* A look inside a model, for the page. */
#include <stdint.h>

#include <unroll/unroll.h>

#include "exports.h"

/* A place in memory as a number. */
static double place_of(const void *memory) {
	return (double)(uintptr_t)memory;
}

unroll_trace *trace_create(unroll_model *model) {
	unroll_trace *trace = NULL;
	unroll_status status = unroll_trace_create(model, &trace, &last_error);
	return status == UNROLL_OK ? trace : NULL;
}

void trace_destroy(unroll_trace *trace) {
	unroll_trace_destroy(trace);
}

uint32_t trace_read(unroll_trace *trace, const char *text, uint32_t size) {
	return unroll_trace_read(trace, text, size, &last_error);
}

void trace_review(const unroll_trace *trace, double values[6]) {
	unroll_trace_review review = unroll_trace_of_review(trace);
	values[0] = (double)review.prediction.logit;
	values[1] = (double)review.prediction.probability;
	values[2] = review.prediction.words;
	values[3] = review.prediction.unknown;
	values[4] = review.step_count;
	values[5] = review.compared;
}

const unroll_trace_step *trace_steps(const unroll_trace *trace) {
	return unroll_trace_of_review(trace).steps;
}

const unroll_trace_word *trace_words(const unroll_trace *trace) {
	return unroll_trace_of_review(trace).words;
}

uint32_t trace_compare(unroll_trace *trace, uint32_t words) {
	return unroll_trace_compare(trace, words);
}

const char *trace_layer(const unroll_trace *trace, uint32_t index, double values[6]) {
	unroll_trace_layer layer = unroll_trace_of_layer(trace, index);
	values[0] = layer.inputs;
	values[1] = layer.units;
	values[2] = layer.rows;
	values[3] = place_of(layer.values);
	values[4] = place_of(layer.d_hidden);
	values[5] = place_of(layer.d_inputs);
	return layer.name;
}

const char *trace_row_name(const unroll_model *model, uint32_t row) {
	return unroll_trace_row_name(unroll_model_settings(model)->cell, row);
}

uint32_t trace_unit(unroll_trace *trace, uint32_t layer, uint32_t step, uint32_t unit, double values[8]) {
	unroll_trace_unit equations;
	unroll_status status = unroll_trace_of_unit(trace, layer, step, unit, &equations, &last_error);
	if (status != UNROLL_OK) return status;
	values[0] = equations.gates;
	values[1] = equations.inputs;
	values[2] = equations.units;
	values[3] = place_of(equations.x);
	values[4] = place_of(equations.h);
	values[5] = place_of(equations.kernel);
	values[6] = place_of(equations.recurrent_kernel);
	values[7] = place_of(equations.terms);
	return UNROLL_OK;
}

unroll_probe *probe_create(unroll_model *model, const unroll_corpus *corpus, uint32_t reviews) {
	unroll_probe *probe = NULL;
	unroll_status status = unroll_probe_create(model, corpus, reviews, &probe, &last_error);
	return status == UNROLL_OK ? probe : NULL;
}

void probe_destroy(unroll_probe *probe) {
	unroll_probe_destroy(probe);
}

void probe_run(unroll_probe *probe) {
	unroll_probe_run(probe);
}

uint32_t probe_reviews(const unroll_probe *probe) {
	return unroll_probe_reviews(probe);
}

const char *probe_layer(const unroll_probe *probe, uint32_t index, double values[4]) {
	unroll_probe_layer layer = unroll_probe_of_layer(probe, index);
	values[0] = layer.units;
	values[1] = layer.gates;
	values[2] = place_of(layer.gradients);
	values[3] = place_of(layer.openness);
	return layer.name;
}

const char *probe_gate_name(const unroll_model *model, uint32_t gate) {
	return unroll_probe_gate_name(unroll_model_settings(model)->cell, gate);
}

unroll_word_map *word_map_create(unroll_model *model, uint32_t words) {
	unroll_word_map *map = NULL;
	unroll_status status = unroll_word_map_create(model, words, &map, &last_error);
	return status == UNROLL_OK ? map : NULL;
}

void word_map_destroy(unroll_word_map *map) {
	unroll_word_map_destroy(map);
}

void word_map_run(unroll_word_map *map) {
	unroll_word_map_run(map);
}

void word_map_places(const unroll_word_map *map, double values[4]) {
	unroll_word_places places = unroll_word_map_places(map);
	values[0] = places.words;
	values[1] = places.shown;
	values[2] = place_of(places.places);
	values[3] = place_of(places.effects);
}

const char *model_vocabulary(const unroll_model *model, uint32_t count, uint32_t *size) {
	size_t bytes;
	const char *text = unroll_vocabulary_text(unroll_model_vocabulary(model), count, &bytes);
	*size = bytes;
	return text;
}

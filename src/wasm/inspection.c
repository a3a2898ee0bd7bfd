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
	values[0] = (double)review.verdict.logit;
	values[1] = (double)review.verdict.probability;
	values[2] = review.verdict.words;
	values[3] = review.verdict.unknown;
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

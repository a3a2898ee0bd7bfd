#include "inspection/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "kernels/vectors.h"
#include "layers/loss.h"

static void layout(unroll_trace *trace, arena *memory, const network *net) {
	trace->net = network_trace_layout(memory, net);
	trace->steps = arena_take(memory, net->settings.length, sizeof *trace->steps);
	trace->step_ids = arena_take(memory, net->settings.length, sizeof *trace->step_ids);
	trace->unit = unit_columns_layout(memory, net);
}

unroll_status unroll_trace_create(unroll_model *model, unroll_trace **trace, unroll_error *error) {
	unroll_trace *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) layout(made, &counting, &model->net);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		free(made);
		return fail(
		    error, UNROLL_OUT_OF_MEMORY, "trace",
		    "There is no memory to look inside this model, which takes %zu MB. Choose a model with fewer "
		    "units or steps.",
		    counting.used / 1000000);
	}
	layout(made, &made->memory, &model->net);
	made->model = model;
	*trace = made;
	return UNROLL_OK;
}

void unroll_trace_destroy(unroll_trace *trace) {
	if (!trace) return;
	arena_close(&trace->memory);
	free(trace->words);
	free(trace->ids);
	free(trace);
}

/* --- The review ---------------------------------------------------------------------------------- */

static unroll_status count_words(const char *text, size_t size, uint32_t *count, unroll_error *error) {
	if (size >= UINT32_MAX)
		return fail(error, UNROLL_TOO_LARGE, "text", "The review has 4 GB. Give a shorter one.");
	unroll_words words = unroll_words_of(text, size);
	for (*count = 0;; ++*count) {
		unroll_word word;
		bool found;
		unroll_status status = unroll_next_word(&words, &word, &found, error);
		if (status || !found) return status;
	}
}

static bool make_room(unroll_trace *trace, uint32_t words) {
	void *grown_words = grown(trace->words, &trace->word_capacity, words, sizeof *trace->words);
	if (grown_words) trace->words = grown_words;
	void *grown_ids = grown(trace->ids, &trace->id_capacity, (size_t)words + 1, sizeof *trace->ids);
	if (grown_ids) trace->ids = grown_ids;
	return grown_words && grown_ids;
}

/* Which of the start (0) and the words (1 …) are read, and when. */
typedef struct reading {
	uint32_t first, kept, start;
} reading;

static reading reading_of(const unroll_settings *settings, uint32_t count) {
	uint32_t kept = count < settings->length ? count : settings->length;
	return (reading){.first = settings->truncating == UNROLL_PRE ? count - kept : 0,
	                 .kept = kept,
	                 .start = settings->padding == UNROLL_PRE ? settings->length - kept : 0};
}

/* Words, ids and steps of the text, which has been seen to be sound. */
static void place_words(unroll_trace *trace, const char *text, size_t size) {
	const unroll_model *model = trace->model;
	reading read = reading_of(&model->net.settings, trace->word_count + 1);
	unroll_words words = unroll_words_of(text, size);
	trace->verdict = (unroll_verdict){.words = trace->word_count};
	for (uint32_t t = 0; t < trace->net.steps; t++)
		trace->steps[t] = (unroll_trace_step){.id = UNROLL_PADDING_ID, .word = UNROLL_NO_WORD};
	if (read.first == 0) trace->steps[read.start].id = UNROLL_START_ID;
	for (uint32_t i = 0; i < trace->word_count; i++) {
		unroll_word word;
		bool found;
		unroll_next_word(&words, &word, &found, NULL);
		uint32_t id = unroll_model_word_id(model, word.lower, word.size), place = i + 1 - read.first;
		bool is_read = i + 1 >= read.first && place < read.kept;
		uint32_t step = is_read ? read.start + place : UNROLL_NO_STEP;
		trace->words[i] = (unroll_trace_word){
		    .start = (uint32_t)word.start, .end = (uint32_t)word.end, .id = id, .step = step};
		trace->verdict.unknown += id == UNROLL_UNKNOWN_ID;
		if (is_read) trace->steps[step] = (unroll_trace_step){.id = id, .word = i};
	}
	for (uint32_t t = 0; t < trace->net.steps; t++) trace->step_ids[t] = trace->steps[t].id;
}

/* What moved the verdict: from the gradients of the first layer's inputs. */
static void measure_words(unroll_trace *trace) {
	const layer_trace *first = &trace->net.layers[0];
	for (uint32_t i = 0; i < trace->word_count; i++) {
		unroll_trace_word *word = &trace->words[i];
		if (word->step == UNROLL_NO_STEP) continue;
		const float one = 1, *d_x = first->d_inputs + word->step * first->inputs;
		const float *x = network_trace_input(&trace->net, 0, word->step).x;
		word->moved = dot(d_x, x ? x : &one, first->inputs);
		word->norm = norm(d_x, first->inputs);
	}
}

unroll_status unroll_trace_read(unroll_trace *trace, const char *text, size_t size, unroll_error *error) {
	uint32_t count;
	unroll_status status = count_words(text, size, &count, error);
	if (status) return status;
	if (!make_room(trace, count))
		return fail(error, UNROLL_OUT_OF_MEMORY, "text",
		            "There is no memory for a review of %u words. Give a shorter one.", count);
	trace->word_count = count;
	trace->compared = 0;
	trace->has_read = true;
	place_words(trace, text, size);
	network_trace_begin(&trace->net, trace->model->parameters);
	network_trace_forward(&trace->net, trace->step_ids);
	for (size_t t = 0; t < trace->net.steps; t++) {
		trace->steps[t].logit = trace->net.logits[t];
		trace->steps[t].probability = (float)sigmoid(trace->net.logits[t]);
	}
	const unroll_trace_step *last = &trace->steps[trace->net.steps - 1];
	trace->verdict.logit = last->logit;
	trace->verdict.probability = last->probability;
	network_trace_backward(&trace->net, 1);
	measure_words(trace);
	return UNROLL_OK;
}

unroll_trace_review unroll_trace_of_review(const unroll_trace *trace) {
	unroll_trace_review review = {.steps = trace->steps, .words = trace->words};
	if (!trace->has_read) return review;
	review.verdict = trace->verdict;
	review.step_count = (uint32_t)trace->net.steps;
	review.word_count = trace->word_count;
	review.compared = trace->compared;
	return review;
}

/* --- Other reviews: without a word, and up to a word ---------------------------------------------- */

/* Lane 2i of the model's batch reads the review without word `first` + i, lane 2i + 1 up to that word. */
static void fill_lanes(unroll_trace *trace, uint32_t first, uint32_t words) {
	batch *reviews = &trace->model->review;
	batch_begin(reviews, 2 * words);
	for (uint32_t lane = 0; lane < 2 * words; lane++) {
		uint32_t word = first + lane / 2, count = 0;
		uint32_t end = lane % 2 ? word + 1 : trace->word_count;
		trace->ids[count++] = UNROLL_START_ID;
		for (uint32_t i = 0; i < end; i++)
			if (lane % 2 || i != word) trace->ids[count++] = (uint16_t)trace->words[i].id;
		batch_set(reviews, lane, trace->ids, count, 0);
	}
	batch_finish(reviews);
}

uint32_t unroll_trace_compare(unroll_trace *trace, uint32_t words) {
	uint32_t left = trace->word_count - trace->compared;
	if (words > left) words = left;
	while (words) {
		uint32_t first = trace->compared, some = words < BLOCK / 2 ? words : BLOCK / 2;
		fill_lanes(trace, first, some);
		const float *logits = model_logits(trace->model);
		for (uint32_t i = 0; i < some; i++) {
			trace->words[first + i].without = logits[2 * i];
			trace->words[first + i].up_to = logits[2 * i + 1];
		}
		trace->compared += some;
		words -= some;
	}
	return trace->compared;
}

/* --- The layers ---------------------------------------------------------------------------------- */

_Static_assert(UNROLL_TRACE_MOST_ROWS == CELL_MAX_ROWS, "the public limit is not that of the cells");

uint32_t unroll_trace_row_count(unroll_cell cell) {
	return (uint32_t)cell_of(cell)->rows;
}

const char *unroll_trace_row_name(unroll_cell cell, uint32_t row) {
	return cell_of(cell)->row_names[row];
}

unroll_trace_layer unroll_trace_of_layer(const unroll_trace *trace, uint32_t index) {
	const network *net = trace->net.net;
	const layer_trace *layer = &trace->net.layers[index];
	return (unroll_trace_layer){.name = net->layers[index + net->embedded].name,
	                            .inputs = (uint32_t)layer->inputs,
	                            .units = (uint32_t)layer->weights.shape.units,
	                            .rows = (uint32_t)layer->rows,
	                            .values = layer->values,
	                            .d_hidden = layer->d_hidden,
	                            .d_inputs = layer->d_inputs};
}

#include "inspection/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "kernels/array_math.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"
#include "text/part_pieces.h"

static void layout(unroll_trace *trace, arena *memory, const network *net) {
	trace->net = network_trace_layout(memory, net);
	trace->timesteps = arena_take(memory, net->settings.length, sizeof *trace->timesteps);
	trace->row = arena_take(memory, net->settings.length, sizeof *trace->row);
	trace->unit = unit_columns_layout(memory, net);
}

unroll_status unroll_trace_create(const unroll_model *model, unroll_trace **trace, unroll_error *error) {
	unroll_predictor *predictor;
	unroll_status status = unroll_predictor_create(model, &predictor, error);
	if (status) return status;
	unroll_trace *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) layout(made, &counting, &model->net);
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		unroll_predictor_destroy(predictor);
		free(made);
		return fail(
		    error, UNROLL_OUT_OF_MEMORY, "trace",
		    "There is no memory to look inside this model, which takes %zu MB. Choose a model with fewer "
		    "units or timesteps.",
		    counting.used / 1000000);
	}
	layout(made, &made->memory, &model->net);
	made->model = model;
	made->predictor = predictor;
	made->chosen = UNROLL_ANY_CLASS;
	*trace = made;
	return UNROLL_OK;
}

void unroll_trace_destroy(unroll_trace *trace) {
	if (!trace) return;
	unroll_predictor_destroy(trace->predictor);
	arena_close(&trace->memory);
	free(trace->words);
	free(trace->ids);
	free(trace);
}

/* --- The review ---------------------------------------------------------------------------------- */

static bool make_room(unroll_trace *trace, uint32_t words) {
	void *grown_words = grown(trace->words, &trace->word_capacity, words, sizeof *trace->words);
	if (grown_words) trace->words = grown_words;
	void *grown_ids = grown(trace->ids, &trace->id_capacity, (size_t)words + 1, sizeof *trace->ids);
	if (grown_ids) trace->ids = grown_ids;
	return grown_words && grown_ids;
}

/* Words and timesteps of the review, and its row. */
static void place_words(unroll_trace *trace, review_reader *reader) {
	review_reader_begin(reader, trace->row);
	for (uint32_t t = 0; t < trace->net.timesteps; t++) trace->timesteps[t].word = UNROLL_NO_WORD;
	for (uint32_t i = 0; i < reader->token_count; i++) {
		review_token read = review_reader_next(reader);
		trace->words[i] = (unroll_trace_word){.start = read.token.start,
		                                      .end = read.token.end,
		                                      .word = read.token.word,
		                                      .id = read.token.id,
		                                      .timestep = read.kept ? read.timestep : UNROLL_NO_TIMESTEP};
		if (read.kept) trace->timesteps[read.timestep].word = i;
	}
	for (uint32_t t = 0; t < trace->net.timesteps; t++) trace->timesteps[t].id = trace->row[t];
}

/* What moved the prediction: from the gradients of the first layer's inputs. */
static unroll_status measure_words(unroll_trace *trace, unroll_error *error) {
	const network *net = trace->net.net;
	size_t inputs = trace->net.directions[0].inputs;
	const float *d_inputs = trace->net.layers[net->recurrent[0].layer].d_inputs;
	for (uint32_t i = 0; i < trace->word_count; i++) {
		unroll_trace_word *word = &trace->words[i];
		if (word->timestep == UNROLL_NO_TIMESTEP) continue;
		const float one = 1, *d_x = d_inputs + word->timestep * inputs;
		const float *x = network_trace_input(&trace->net, 0, word->timestep).x;
		word->moved = dot(d_x, x ? x : &one, inputs);
		word->norm = norm(d_x, inputs);
		if (!scalar_is_finite(word->moved) || !scalar_is_finite(word->norm)) return fail_not_finite(error);
	}
	return UNROLL_OK;
}

unroll_status unroll_trace_choose(unroll_trace *trace, uint32_t label, unroll_error *error) {
	uint32_t classes = trace->model->net.settings.classes;
	if (label >= classes && label != UNROLL_ANY_CLASS)
		return fail(error, UNROLL_BAD_SETTING, "class", "The model has no class %u; it has %u, from 0 on.",
		            label, classes);
	trace->chosen = label;
	return UNROLL_OK;
}

/* Runs the network on the row, whose timesteps and `words` words are placed; the logits are of class `label` unless another was chosen. */
static unroll_status run(unroll_trace *trace, uint32_t words, uint32_t label, unroll_error *error) {
	trace->net.head.label = trace->chosen == UNROLL_ANY_CLASS ? label : trace->chosen;
	trace->word_count = words;
	trace->compared = 0;
	network_trace_begin(&trace->net, trace->model->parameters);
	network_trace_forward(&trace->net, trace->row);
	for (size_t t = 0; t < trace->net.timesteps; t++) {
		trace->timesteps[t].logit = trace->net.logits[t];
		trace->timesteps[t].probability = (float)sigmoid(trace->net.logits[t]);
	}
	head_trace_from_logit(&trace->net.head);
	network_trace_backward(&trace->net);
	unroll_status status = network_trace_check(&trace->net, error);
	if (!status) status = measure_words(trace, error);
	trace->has_read = !status;
	if (status) trace->word_count = 0;
	return status;
}

static unroll_status no_room(uint32_t words, unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "text",
	            "There is no memory for a review of %u words. Give a shorter one.", words);
}

unroll_status unroll_trace_read(unroll_trace *trace, const char *text, size_t size, unroll_error *error) {
	review_reader reader;
	unroll_prediction prediction;
	/* Predicting first finds whatever can be wrong before the review that was read last is overwritten. */
	unroll_status status = unroll_predictor_predict(trace->predictor, text, size, &prediction, error);
	if (!status) status = model_open_review(trace->model, text, size, &reader, error);
	if (status) return status;
	if (!make_room(trace, reader.token_count)) return no_room(reader.token_count, error);
	place_words(trace, &reader);
	trace->prediction = prediction;
	return run(trace, reader.token_count, prediction.label, error);
}

/* Whether a word begins with the word or piece of this id. */
static bool begins_word(const unroll_vocabulary *vocabulary, uint32_t id) {
	size_t size;
	if (unroll_vocabulary_tokenizer(vocabulary) == UNROLL_WORDS) return true;
	if (id <= UNROLL_INDEX_FROM) return false;
	const char *piece = unroll_vocabulary_word(vocabulary, id - UNROLL_INDEX_FROM, &size);
	return size >= CHUNK_MARK_BYTES && memcmp(piece, CHUNK_MARK, CHUNK_MARK_BYTES) == 0;
}

/* Words and timesteps of a review of a corpus, of which the row is filled; returns how many words. */
static uint32_t place_ids(unroll_trace *trace, const unroll_corpus_review *review, padded_place place) {
	uint32_t words = 0, word = 0, known = trace->model->net.settings.words;
	for (uint32_t t = 0; t < trace->net.timesteps; t++)
		trace->timesteps[t] = (unroll_trace_timestep){.id = trace->row[t], .word = UNROLL_NO_WORD};
	for (uint32_t i = 0; i < review->count; i++) {
		if (review->ids[i] == UNROLL_START_ID) continue;
		bool kept = i >= place.first && i - place.first < place.kept;
		uint32_t timestep = kept ? place.start + (uint32_t)(i - place.first) : UNROLL_NO_TIMESTEP;
		uint32_t id = review->ids[i] < known ? review->ids[i] : UNROLL_UNKNOWN_ID;
		word += words && begins_word(trace->model->vocabulary, id);
		trace->words[words] = (unroll_trace_word){.word = word, .id = id, .timestep = timestep};
		if (kept) trace->timesteps[timestep].word = words;
		words++;
	}
	return words;
}

unroll_status unroll_trace_read_review(unroll_trace *trace, const unroll_corpus *corpus, unroll_half half,
                                       uint32_t index, unroll_error *error) {
	const unroll_settings *settings = &trace->model->net.settings;
	unroll_status status = model_check_corpus(trace->model, corpus, error);
	if (status) return status;
	if (index >= unroll_corpus_count(corpus, half))
		return fail(error, UNROLL_NO_REVIEWS, "review",
		            "The half of the corpus has %u reviews. Ask for one of them, counted from 0.",
		            unroll_corpus_count(corpus, half));
	unroll_corpus_review review = unroll_corpus_get(corpus, half, index);
	bool parted = must_part_pieces(corpus, settings->words);
	const unroll_vocabulary *vocabulary = unroll_corpus_vocabulary(corpus);
	uint64_t count = parted ? part_pieces(vocabulary, settings->words, &review, 0, 0, NULL) : review.count;
	if (count >= UINT32_MAX || !make_room(trace, (uint32_t)count)) return no_room(review.count, error);
	if (parted) part_pieces(vocabulary, settings->words, &review, 0, (uint32_t)count, trace->ids);
	if (parted) review = (unroll_corpus_review){trace->ids, (uint32_t)count, review.label};
	pad_review(trace->row, padding_rule_of(settings), review.ids, review.count, settings->words);
	uint32_t words = place_ids(trace, &review, place_review(padding_rule_of(settings), review.count));
	status = run(trace, words, review.label, error);
	if (status) return status;
	trace->prediction = (unroll_prediction){.words = trace->word_count};
	predict_from_logits(&trace->prediction, trace->net.head.logits, 1, trace->model->net.outputs);
	for (uint32_t i = 0; i < trace->word_count; i++)
		trace->prediction.unknown += trace->words[i].id == UNROLL_UNKNOWN_ID;
	return UNROLL_OK;
}

unroll_trace_review unroll_trace_of_review(const unroll_trace *trace) {
	unroll_trace_review review = {.timesteps = trace->timesteps, .words = trace->words};
	if (!trace->has_read) return review;
	review.prediction = trace->prediction;
	review.label = trace->model->net.outputs > 1 ? trace->net.head.label : 1;
	review.timestep_count = (uint32_t)trace->net.timesteps;
	review.word_count = trace->word_count;
	review.compared = trace->compared;
	return review;
}

/* --- The layers ---------------------------------------------------------------------------------- */

_Static_assert(UNROLL_TRACE_MOST_ROWS == CELL_MAX_ROWS, "the public limit is not that of the cells");

uint32_t unroll_traced_layers(const unroll_model *model) {
	return (uint32_t)model->net.recurrent_count;
}

uint32_t unroll_trace_row_count(unroll_cell cell) {
	return (uint32_t)cell_of(cell)->rows;
}

const char *unroll_trace_row_name(unroll_cell cell, uint32_t row) {
	return cell_of(cell)->row_names[row];
}

unroll_trace_layer unroll_trace_of_layer(const unroll_trace *trace, uint32_t index) {
	const direction_trace *layer = &trace->net.directions[index];
	return (unroll_trace_layer){.name = layer->plan->name,
	                            .cell = layer->plan->cell,
	                            .backward = layer->plan->backward,
	                            .inputs = (uint32_t)layer->inputs,
	                            .units = (uint32_t)layer->weights.shape.units,
	                            .rows = (uint32_t)layer->rows,
	                            .values = layer->values,
	                            .d_hidden = layer->d_hidden,
	                            .d_inputs = layer->d_inputs};
}
